"""Lebenslagen as tiles: the catalogue's groups in words and pictures of ours, citizens' matters first."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgcloud.leistung.queries import Gruppe


@dataclass(frozen=True, slots=True)
class Kachel:
    """A tile: what the catalogue calls the group, what we call it, the picture, and how many Leistungen it has."""

    gruppe: str
    titel: str
    bild: str
    anzahl: int
    beispiele: str = ""


# name in the catalogue → (title, picture, examples); the order is that of the start page.
BEKANNT: dict[str, tuple[str, str, str]] = {
    "Querschnitt Bürger": ("Ausweise und Urkunden", "ausweis", "Personalausweis, Geburtsurkunde, Meldebestätigung"),
    "Wohnen & Umzug": ("Wohnen und Umzug", "haus", "Wohnsitz, Wohngeld, Sperrmüll, Bäume"),
    "Geburt": ("Geburt", "kind", "Elterngeld, Kindergeld, Vaterschaft"),
    "Kinderbetreuung": ("Kinderbetreuung", "kita", "Kitaplatz, Beiträge, Tagespflege"),
    "Eheschließung": ("Heiraten", "ringe", "Anmeldung, Eheurkunde, Familienname"),
    "Führerschein": ("Führerschein", "lenkrad", "Beantragen, umtauschen, ersetzen"),
    "Kfz-Besitz": ("Parken", "auto", "Bewohnerparken, Parkerleichterungen"),
    "Tierhaltung": ("Tiere halten", "pfote", "Hund anmelden, Hundesteuer, Tierheim"),
    "Bauen & Immobilien": ("Bauen", "bau", "Baugenehmigung, Bauvoranfrage, Abbruch"),
    "Unternehmensstart & Gewerbezulassung": ("Gewerbe", "laden", "Anmelden, Gaststätte, Reisegewerbe"),
    "Behinderung": ("Leben mit Behinderung", "hilfe", "Ausweis, Feststellung, Teilhabe"),
    "Tod": ("Todesfall", "blatt", "Sterbeurkunde, Bestattung, Grabstelle"),
}
OTHERS = "punkte"


def title_of(gruppe: str) -> str:
    """What we call a Lebenslage of the catalogue."""
    return BEKANNT[gruppe][0] if gruppe in BEKANNT else gruppe.replace(" & ", " und ")


def tiles(gruppen: Sequence[Gruppe], *, every: bool = False) -> list[Kachel]:
    """The well-known Lebenslagen that the catalogue has, in our order; with `every` all others behind them."""
    there = {gruppe.name: gruppe.anzahl for gruppe in gruppen}
    known = [Kachel(name, *shown[:2], there[name], shown[2]) for name, shown in BEKANNT.items() if name in there]
    rest = [Kachel(g.name, title_of(g.name), OTHERS, g.anzahl) for g in gruppen if g.name not in BEKANNT]
    return known + (sorted(rest, key=lambda kachel: kachel.titel) if every else [])
