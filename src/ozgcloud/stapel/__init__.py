"""Many cases at once: one action over a chosen list (Stapel), and lists taken out of the house (Auszug).

A Stapel freezes who wants what done with which cases. Its list is collected by keyset first and then worked off in
portions by the worker: each case by the rules and with the Rollen the person holds at that moment, each with its own
event; a case that fails is noted with its reason and holds up no other. For ten minutes a finished Stapel can be taken
back where its action has an inverse, by a second Stapel over those cases that nobody has touched since.
An Auszug is the current list as CSV, XLSX or JSON; that it was taken stands in the journal, what was in it does not.
Law: § 29 VwVfG does not reach further than the single case, Art. 5 (1) c and 32 DSGVO.
"""
