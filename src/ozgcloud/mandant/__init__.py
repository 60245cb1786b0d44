"""Länder, Mandanten, places, people and what they may do.

Mandant: a Verwaltung of one Land, a managed list, never derived from a regional key; each Land has one
Clearing-Mandant;
a practice twin names its original. Organisationseinheit and Person belong to a Mandant. Rollen are held per
Organisationseinheit × Leistung (none: all). Konto: which Person a login is. Anschluss: which adapter serves a port.
Fachadministration gives Rollen no further than it reaches; operators of the Land are made by the house only.
"""
