"""Zuarbeit: an office asks another one, of its own Verwaltung or of another, about a case (Amtshilfe, §§ 4–8 VwVfG).

Terms: the asking side (`Seite.FRAGT`) has the case; the asked side (`Seite.GEFRAGT`) has a copy of the question and of
a chosen excerpt, and nothing else. Both are rows of their own Mandant that name each other by id; what one side writes
(a `Beitrag`) is handed to the other by `flow`. States: offen → Rückfrage ⇄ offen → beantwortet, abgelehnt or
zurückgezogen (`rules.FOLGEN` is the whole table). Asking needs VERWALTUNG_USER at the case; answering needs
VERWALTUNG_USER or VERWALTUNG_POSTSTELLE at the asked Organisationseinheit. The copy is erased 30 days after its end.
"""
