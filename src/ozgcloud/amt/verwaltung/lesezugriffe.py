"""The log of who has read what, as its page and its file show it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.amt.blaettern import read_place, write_place
from ozgcloud.amt.verwaltung.eingaben import read_id
from ozgcloud.amt.verwaltung.texte import ROLLEN
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.clock import BERLIN
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tabellen import write_table
from ozgcloud.leseprotokoll.queries import Auswahl, Stelle, Zugriff, find_fall, iterate_zugriffe
from ozgcloud.veraktung.rules import AKTEURE
from ozgcloud.vorgang.rules import read_vorgangsnummer
from ozgcloud.zuarbeit.queries import asking_names

FILTER = ("person", "vorgangsnummer", "von", "bis")
KOPF = ("Zeit", "Wer", "Rolle", "Was", "Worum es ging")
LINES = 1_000
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Zeile:
    """A reading in words; `worum` is a Vorgangsnummer or who asks for a Zuarbeit, empty when it is erased."""

    zugriff: Zugriff
    wer: str
    rolle: str
    worum: str


def read_auswahl(actor: Actor, query: Mapping[str, str]) -> Auswahl:
    """What the form asks for. Raises InvalidInput naming the field, Forbidden."""
    fehler: dict[str, str] = {}
    days = {}
    for feld in ("von", "bis"):
        typed = query.get(feld, "").strip()
        days[feld] = read_day(typed)
        if typed and days[feld] is None:
            fehler[feld] = "Bitte geben Sie einen Tag an, zum Beispiel 01.02.2026."
    if days["von"] and days["bis"] and days["bis"] < days["von"]:
        fehler["bis"] = "Der letzte Tag liegt vor dem ersten."
    fall = None
    if query.get("vorgangsnummer", "").strip():
        try:
            fall = find_fall(actor, read_vorgangsnummer(query["vorgangsnummer"]))
        except InvalidInput as error:
            fehler |= error.fehler
        else:
            if fall is None:
                fehler["vorgangsnummer"] = "Einen Vorgang mit dieser Nummer gibt es hier nicht."
    if fehler:
        raise InvalidInput("Bitte prüfen Sie den Filter.", fehler)
    return Auswahl(read_id(query.get("person", ""), "person"), fall, days["von"], days["bis"])


def lines(actor: Actor, zugriffe: Sequence[Zugriff]) -> list[Zeile]:
    """Readings in words."""
    asking = asking_names(actor, {one.zuarbeit_id for one in zugriffe if one.zuarbeit_id})
    return [_line(one, asking) for one in zugriffe]


def _line(zugriff: Zugriff, asking: Mapping[UUID, str]) -> Zeile:
    rolle = ROLLEN[Rolle(zugriff.rolle)][0] if zugriff.rolle else ""
    von = asking.get(zugriff.zuarbeit_id) if zugriff.zuarbeit_id else None
    worum = f"Zuarbeit für {von}" if von else zugriff.vorgangsnummer
    return Zeile(zugriff, zugriff.name or AKTEURE[zugriff.akteur_art], rolle, worum)


def write_cursor(stelle: Stelle | None, query: Mapping[str, str]) -> str:
    """The query string of the next page; empty at the end."""
    if stelle is None:
        return ""
    kept = {name: query[name] for name in FILTER if query.get(name)}
    return urlencode({**kept, "nach": write_place(stelle.erstellt_am, stelle.id)})


def read_cursor(text: str) -> Stelle | None:
    """The place in the list an address names; None for the beginning and for anything else."""
    place = read_place(text)
    return Stelle(*place) if place else None


def write_csv(actor: Actor, auswahl: Auswahl) -> Iterator[bytes]:
    """The whole selection as CSV, some lines at a time."""
    yield write_table(KOPF, ())
    zugriffe = iterate_zugriffe(actor, auswahl)
    while some := list(islice(zugriffe, LINES)):
        rows = [_cells(zeile) for zeile in lines(actor, some)]
        yield write_table(rows[0], rows[1:]).removeprefix(BOM)


def _cells(zeile: Zeile) -> tuple[str, ...]:
    am = f"{zeile.zugriff.stelle.erstellt_am.astimezone(BERLIN):%d.%m.%Y %H:%M:%S}"
    return am, zeile.wer, zeile.rolle, zeile.zugriff.was, zeile.worum


def context(query: Mapping[str, str]) -> dict[str, Any]:
    """Template variables of the filter, and its address for the file."""
    kept = {name: query[name] for name in FILTER if query.get(name)}
    return {"texte": query, "auszug": urlencode(kept), "ist_gefiltert": bool(kept)}
