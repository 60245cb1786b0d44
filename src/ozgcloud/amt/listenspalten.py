"""The columns of the work list: which there are, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.ansicht.listenumfeld import Namen
from ozgcloud.bearbeitung.rules import PRIORITAETEN
from ozgcloud.core.templatetags.ozg import datum
from ozgcloud.eingang.formular import OHNE_NAMEN
from ozgcloud.eingang.rules import KANALNAMEN, OHNE_LEISTUNG
from ozgcloud.vorgang.queries import ListenZeile

NAMENLOS = {OHNE_LEISTUNG: OHNE_NAMEN}
KANAELE: Mapping[str, str] = {kanal.value: name for kanal, name in KANALNAMEN.items()}
NIEMAND = UUID(int=0)
WARTET = {"antragsteller": "wartet auf Antragsteller", "zuarbeit": "wartet auf Zuarbeit"}


Inhalt = Callable[[ListenZeile, Namen], str]


@dataclass(frozen=True, slots=True)
class Spalte:
    """A column: its key in settings, its head, what stands in a row, and what stands there when nothing does."""

    schluessel: str
    name: str
    inhalt: Inhalt
    leer: str = ""
    zahl: bool = False


def _leistung(zeile: ListenZeile, namen: Namen) -> str:
    key = zeile.leistung_schluessel
    return namen.leistungen.get(key) or NAMENLOS.get(key, key)


def _tag(tag: date | None) -> str:
    return datum(tag) if tag else ""


SPALTEN = (
    Spalte("leistung", "Leistung", _leistung),
    Spalte("antragsteller", "Antragsteller", lambda z, _: z.antragsteller, "ohne Namen"),
    Spalte("eingang", "Eingang", lambda z, _: _tag(z.eingangsdatum), zahl=True),
    Spalte("zugewiesen", "Zugewiesen an", lambda z, n: n.personen.get(z.zugewiesen_an or NIEMAND, ""), "niemand"),
    Spalte("frist", "Frist", lambda z, _: _tag(z.frist_am), zahl=True),
    Spalte("wiedervorlage", "Wiedervorlage", lambda z, _: _tag(z.wiedervorlage_am), zahl=True),
    Spalte("aktenzeichen", "Aktenzeichen", lambda z, _: z.aktenzeichen),
    Spalte("ort", "Ort", lambda z, n: n.orte.get(z.gebiet_ars, "")),
    Spalte("einheit", "Organisationseinheit", lambda z, n: n.einheiten.get(z.organisationseinheit_id or NIEMAND, "")),
    Spalte("gruppe", "Gruppe", lambda z, n: n.einheiten.get(z.gruppe_id or NIEMAND, "")),
    Spalte("kanal", "Herkunft", lambda z, _: KANAELE.get(z.kanal, z.kanal)),
    Spalte("prioritaet", "Priorität", lambda z, _: PRIORITAETEN[z.prioritaet]),
    Spalte("schlagworte", "Schlagworte", lambda z, _: ", ".join(z.schlagworte)),
    Spalte("geaendert", "Zuletzt geändert", lambda z, _: datum(z.geaendert_am), zahl=True),
)
"""Beside status and number, which every row has."""
VORGABE = ("leistung", "antragsteller", "eingang", "zugewiesen")
NACH_SCHLUESSEL = {spalte.schluessel: spalte for spalte in SPALTEN}


def choose(schluessel: Iterable[str]) -> tuple[Spalte, ...]:
    """The columns somebody chose, in the order of the table; without any the usual ones."""
    wanted = set(schluessel) & set(NACH_SCHLUESSEL) or set(VORGABE)
    return tuple(spalte for spalte in SPALTEN if spalte.schluessel in wanted)
