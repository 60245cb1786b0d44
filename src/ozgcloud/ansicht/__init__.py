"""How people look at the work list: saved views and the columns they chose.

Ansicht: a filter under a name, of one person or shared with everybody of the Mandant; sharing a view shares no case,
each reader sees his own. Spaltenwahl: the columns of one person. What a filter looks for may be a name, so a saved view
is personal data and goes with its person. `SHARERS` of `rules` may share; a shared view is deleted by its author
or by the Fachadministration.
"""
