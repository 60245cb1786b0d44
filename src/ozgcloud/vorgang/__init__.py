"""The case: its states, its decision, its notes.

States: Neu → Angenommen → In Bearbeitung → Beschieden → Abgeschlossen; Verworfen and Zu löschen aside
(`rules.UEBERGAENGE` is
the whole table). VERWALTUNG_USER works cases of his Organisationseinheiten, VERWALTUNG_POSTSTELLE sees and discards
new ones,
VERWALTUNG_LOESCHEN looks after deletion. The `vorgang` row is pseudonymous; name and address lie in `vorgangsdaten`.
`open_vorgang` is the only way in, for all doors. Law: §§ 9, 22, 24, 35, 39 VwVfG.
"""
