"""A small Land to try everything with: seeding only, and only where the operator asks for it (OZG_DEMO=1).

Facts about places are public facts, written down here by hand; people, cases, telephone numbers and mail addresses
are invented (`.example`, RFC 2606). The data go the way real data go: through the actions, as role `app`.

    fakten.py     Land, Mandanten, Organisationseinheiten, Gemeinden
    leistungen.py what a citizen reads about the two Leistungen
    dienste.py    the Online-Dienste made of them, with the texts of their Bescheide
    personen.py   who works where, with which Rollen
    faelle.py     a few Anträge in several states
    anlegen.py, vorgaenge.py   the seeding itself, repeatable at any point
"""
