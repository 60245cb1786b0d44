"""Which index each combination of the work list begins with: the table its test and its measurement are made from.

A page is read along an index that ends in the order of the list and carries what else a row is judged by (ADR 13),
over at most `WEITE` rows: so a request costs the same however many cases there are, how deep somebody has paged, and
how rare what he looks for is. A page that would need more says how far it has looked and goes on from there.
"""

from dataclasses import dataclass, replace
from itertools import product
from uuid import UUID

from ozgcloud.vorgang.auswahl import FULL_KEY, OFFEN, Ansicht, Filter, Fristlage, Leser, Reichweite, Sortierung
from ozgcloud.vorgang.indizes import ERFASST
from ozgcloud.vorgang.rules import Status

WEITE = 1000
"""Rows of the index that a request takes in at most."""
FENSTER = 1000
"""Hits of a search that one look takes in."""
BLICKE = 3
"""Looks a search takes at most."""
MAX_LAEUFE = 48
"""Places of an index read beside each other; who reaches more Organisationseinheiten reads the Mandant as a whole."""


@dataclass(frozen=True, slots=True)
class Lauf:
    """One place of an index: these columns are equal to these values (None: IS NULL), from there the order runs."""

    gleich: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Grundlauf:
    """Where a page is read: the places, the condition of a partial index, and the name of the index."""

    index: str
    laeufe: tuple[Lauf, ...]
    bedingung: str = ""


IST_ERFASST = "kanal IN ('papier', 'vorsprache', 'telefon', 'email')"
OHNE_ZUWEISUNG = "zugewiesen_an IS NULL AND status IN ('Neu', 'Angenommen', 'In Bearbeitung')"
TAGE = {Sortierung.FRIST: "frist_am", Sortierung.WIEDERVORLAGE: "wiedervorlage_am"}


def plan(auswahl: Filter, parts: tuple[Reichweite, ...], leser: Leser) -> Grundlauf | None:
    """Where to read the page of a filter that `parts` are what it leaves of the Rollen; None when nothing is in it."""
    nobody = auswahl.sicht is Ansicht.MEINE and not leser.personen
    elsewhere = auswahl.sicht is Ansicht.KLAERUNG and None not in {part.einheit for part in parts}
    if not parts or nobody or elsewhere:
        return None
    found = _plan(auswahl, parts, leser)
    return found if found.laeufe else None


def _plan(auswahl: Filter, parts: tuple[Reichweite, ...], leser: Leser) -> Grundlauf:
    einheiten = _einheiten(parts)
    if auswahl.sicht is Ansicht.MEINE:
        return _of_people(auswahl, leser.personen)
    if auswahl.zugewiesen_an:
        return _of_people(auswahl, (auswahl.zugewiesen_an,))
    if auswahl.folge in TAGE:
        column = TAGE[auswahl.folge]
        return _by_einheit(f"vorgang_{auswahl.folge.value}", einheiten, f"{column} IS NOT NULL")
    match auswahl.sicht:
        case Ansicht.KLAERUNG:
            stati = [Status(s) for s in OFFEN if auswahl.status in (None, s)]
            places = tuple(Lauf((("organisationseinheit_id", None), ("status", s.value))) for s in stati)
            return Grundlauf("vorgang_liste", places)
        case Ansicht.GRUPPE if leser.gruppen:
            places = tuple(Lauf((("gruppe_id", einheit),)) for einheit in leser.gruppen)
            return Grundlauf("vorgang_gruppe", places, "gruppe_id IS NOT NULL")
        case Ansicht.UNGELESEN:
            return _by_einheit("vorgang_ungelesen", einheiten, "ungelesen")
        case Ansicht.NICHT_ZUGEWIESENE if einheiten:
            return _by_einheit("vorgang_offen", einheiten, OHNE_ZUWEISUNG)
        case _:
            return _rare(auswahl) or _all(auswahl, parts, einheiten)


def _rare(auswahl: Filter) -> Grundlauf | None:
    """What few cases of a Mandant are, whoever may see them."""
    if auswahl.prioritaet:
        return Grundlauf("vorgang_dringend", (Lauf((("prioritaet", auswahl.prioritaet),)),), "prioritaet > 0")
    if auswahl.kanal in ERFASST and not auswahl.leistung:
        return Grundlauf("vorgang_erfasst", (Lauf((("kanal", auswahl.kanal),)),), IST_ERFASST)
    return None


def _einheiten(parts: tuple[Reichweite, ...]) -> tuple[UUID, ...]:
    """The Organisationseinheiten to read one by one; empty when the Mandant is read as a whole."""
    keys = {part.einheit for part in parts}
    found = tuple(sorted((key for key in keys if key is not None), key=str))
    return found if None not in keys and len(found) <= MAX_LAEUFE else ()


def _of_people(auswahl: Filter, personen: tuple[UUID, ...]) -> Grundlauf:
    places = tuple(Lauf((("zugewiesen_an", person),)) for person in personen)
    if auswahl.folge in TAGE:
        column = TAGE[auswahl.folge]
        return Grundlauf(f"vorgang_meine_{auswahl.folge.value}", places, f"{column} IS NOT NULL")
    return Grundlauf("vorgang_meine", places, "zugewiesen_an IS NOT NULL")


def _by_einheit(index: str, einheiten: tuple[UUID, ...], bedingung: str) -> Grundlauf:
    if not einheiten:
        return Grundlauf(f"{index}_alle", (Lauf(),), bedingung)
    return Grundlauf(index, tuple(Lauf((("organisationseinheit_id", e),)) for e in einheiten), bedingung)


def _all(auswahl: Filter, parts: tuple[Reichweite, ...], einheiten: tuple[UUID, ...]) -> Grundlauf:
    leistungen = {part.leistung for part in parts}
    if all(len(key) == FULL_KEY for key in leistungen) and len(leistungen) <= MAX_LAEUFE:
        places = tuple(Lauf((("leistung_schluessel", key),)) for key in sorted(leistungen))
        return Grundlauf("vorgang_leistung", places)
    stati = sorted({status.value for part in parts for status in part.stati})
    if auswahl.sicht is Ansicht.NICHT_ZUGEWIESENE:
        stati = [status for status in stati if status in OFFEN]
    if einheiten and len(stati) == len(Status):
        return _by_einheit("vorgang_einheit", einheiten, "")
    if einheiten and len(einheiten) * len(stati) <= MAX_LAEUFE:
        pairs = product(einheiten, stati)
        places = tuple(Lauf((("organisationseinheit_id", e), ("status", s))) for e, s in pairs)
        return Grundlauf("vorgang_liste", places)
    if len(stati) < len(Status):
        return Grundlauf("vorgang_status_liste", tuple(Lauf((("status", status),)) for status in stati))
    return Grundlauf("vorgang_alle_liste", (Lauf(),))


ENGER = (
    Filter(),
    Filter(status=Status.NEU),
    Filter(status=Status.IN_BEARBEITUNG),
    Filter(status=Status.ABGESCHLOSSEN),
    Filter(leistung="*"),
    Filter(gebiet="*"),
    Filter(kanal="*"),
    Filter(prioritaet=2),
    Filter(schlagwort="*"),
    Filter(wartet_auf="antragsteller"),
    Filter(frist=Fristlage.SIEBEN.value),
    Filter(leistung="*", status=Status.NEU),
    Filter(leistung="*", gebiet="*"),
    Filter(gebiet="*", status=Status.IN_BEARBEITUNG, kanal="*"),
)
"""How each view is narrowed; `*` stands for a value of the data."""


def angebot() -> list[Filter]:
    """Every combination of view, order and narrowing that the list offers."""
    return [
        replace(enger, ansicht=ansicht.value, sortierung=sortierung.value)
        for ansicht in Ansicht
        for sortierung in _orders(ansicht)
        for enger in ENGER
    ]


def _orders(ansicht: Ansicht) -> tuple[Sortierung, ...]:
    first = Filter(ansicht=ansicht.value).folge
    others = [s for s in Sortierung if Filter(ansicht=ansicht.value, sortierung=s.value).folge is s and s is not first]
    return (first, *others)
