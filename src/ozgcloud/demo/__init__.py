"""A small Land to try everything with: seeding only, and only where the operator asks for it (OZG_DEMO=1).

Facts about places are public facts, written down here by hand; people, cases, telephone numbers and mail addresses
are invented (`.example`, RFC 2606). The data go the way real data go: through the actions, as role `app`.

    fakten.py, orte.py           Land, Mandanten, Organisationseinheiten; Gemeinden
    leistungen.py                what a citizen reads about the Leistungen
    dienste.py, bescheide.py     the Online-Dienste made of them, and what their Bescheide say
    betrieb.py                   who is competent for what, what is online where
    ausrollen.py                 the roll-out, told as it happened
    personen.py                  who works where, with which Rollen
    faelle/                      a few Anträge in several states
    anlegen.py, vorgaenge.py     the seeding itself, repeatable at any point
    land/                        the model Land: 140 Verwaltungen, two years, 63,000 Anträge
"""
