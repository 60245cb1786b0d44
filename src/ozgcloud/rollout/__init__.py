"""The roll-out of Online-Dienste by the Vorgehensmodell, and the public figures about it.

Anbindung: how far a Verwaltung is (in Einarbeitung, angeschlossen, ausgeschieden). Ausrollung: one Mandant ×
Online-Dienst on its way Interesse → Vereinbarung → Voraussetzungen → Einrichtung → Schulung → Test → Go-live → Review,
or ausgesetzt; "in Nutzung" follows from the first real Antrag and is never written. Go-live opens the Dienstbetrieb,
ausgesetzt closes it. Operators of the Land (LEITSTAND) write, by the database role of that name.

Every step is an event with its date, so the state on any day can be told from the journal. `zaehlung` folds the journal
into two tables of plain numbers, exactly once; role `monitor` reads those and nothing personal.
"""
