"""Records of Länder, Mandanten, places, Organisationseinheiten and people."""

from ozgcloud.mandant.models.leute import Abwesenheit, Konto, Organisationseinheit, Person, PersonRolle
from ozgcloud.mandant.models.orte import Gebiet, GebietArt, GebietNachfolge, GebietPlz
from ozgcloud.mandant.models.verwaltung import Anschluss, Land, Mandant, MandantArt

__all__ = [
    "Abwesenheit",
    "Anschluss",
    "Gebiet",
    "GebietArt",
    "GebietNachfolge",
    "GebietPlz",
    "Konto",
    "Land",
    "Mandant",
    "MandantArt",
    "Organisationseinheit",
    "Person",
    "PersonRolle",
]
