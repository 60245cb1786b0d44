"""Pages of the work list, each at the same cost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.mandant.queries import represented_by
from ozgcloud.vorgang.angebot import BLICKE, FENSTER, WEITE, Grundlauf, plan
from ozgcloud.vorgang.auswahl import Ansicht, Cursor, Filter, Leser, Reichweite, cursor_at, narrow, reach_of, reader_of
from ozgcloud.vorgang.listensql import SPALTEN, Ordnung, Text, bounds, conditions, midnight, scan, sql, zeitraum
from ozgcloud.vorgang.rules import Status
from ozgcloud.vorgang.suche import find, orders_for, read_begriff

PAGE = 50
WORT = re.compile(r"\w+")
VIELE = 100
"""A view with so many cases is not counted further."""
ZAEHLFENSTER = 200


class ListenZeile(NamedTuple):
    """A row of the work list; the last columns are the marks of the case."""

    id: UUID
    vorgangsnummer: str
    aktenzeichen: str
    status: Status
    leistung_schluessel: str
    antragsteller: str
    eingangsdatum: date
    zugewiesen_an: UUID | None
    created_at: datetime
    geaendert_am: datetime
    organisationseinheit_id: UUID | None
    gebiet_ars: str
    kanal: str
    prioritaet: int
    gruppe_id: UUID | None
    frist_am: date | None
    wiedervorlage_am: date | None
    wartet_auf: str
    ungelesen: bool
    schlagworte: list[str]
    version: int


FELDER = ListenZeile._fields
STATUS = FELDER.index("status")
AUSGABE = ", ".join(f"coalesce(d.{f}, '') AS {f}" if f == "antragsteller" else f"p.{f}" for f in FELDER)

FALL = "LATERAL (SELECT * FROM vorgang WHERE mandant_id = %s AND id = k.id OFFSET 0) p"
"""Each hit by its key (OFFSET keeps the other conditions, which have indexes too, outside)."""
HITS = sql("SELECT p.* FROM unnest(%s::uuid[]) AS k (id),", FALL)
NAME = "LEFT JOIN vorgangsdaten d ON d.mandant_id = p.mandant_id AND d.vorgang_id = p.id"


@dataclass(frozen=True, slots=True)
class _Frage:
    """What is looked for, settled once for all looks of a request."""

    mandant_id: int
    auswahl: Filter
    grund: Grundlauf
    ordnung: Ordnung
    weiter: Text
    heute: date
    reach: tuple[Reichweite, ...]
    leser: Leser

    def window(self, after: Cursor | None, spalten: str, limit: int = WEITE) -> Text:
        """The next rows of the base."""
        grenzen = bounds(self.auswahl, self.ordnung, after, self.heute)
        return scan(self.mandant_id, self.grund, self.ordnung, grenzen, limit, spalten)

    @property
    def spalten(self) -> str:
        """Columns that a row is judged by: an index that holds them all spares the way to each row."""
        named = {"id", self.ordnung.spalte, *WORT.findall(self.weiter.und)}
        return ", ".join(column for column in SPALTEN if column in named)


@reads_mandant
def list_vorgaenge(
    actor: Actor, auswahl: Filter, *, after: Cursor | None = None, limit: int = PAGE, rueckwaerts: bool = False
) -> tuple[list[ListenZeile], Cursor | None]:
    """A page of the cases the actor's Rollen reach, in the filter's order, and where the next page begins (None: the
    end).

    A page may hold fewer than `limit` and still go on: then nothing more was found as far as it looked.
    `rueckwaerts` reads towards the beginning from `after`; the rows come in the order of the list, and the cursor leads
    further back.
    """
    frage = _ask(actor, auswahl, rueckwaerts=rueckwaerts)
    if frage is None:
        return [], None
    if auswahl.suche.strip():
        found, following = _search(frage, after, limit) if read_begriff(auswahl.suche) else ([], None)
    else:
        found, following = _find(frage, after, limit)
    return (found[::-1] if rueckwaerts else found), following


def _ask(actor: Actor, auswahl: Filter, *, rueckwaerts: bool) -> _Frage | None:
    heute, reach = clock.today(), reach_of(actor)
    vertritt = stands_in_for(actor, heute) if auswahl.sicht is Ansicht.MEINE else ()
    return _settle(current_mandant(), reach, auswahl, reader_of(actor, reach, vertritt), heute, rueckwaerts)


def _settle(
    mandant_id: int,
    whole: tuple[Reichweite, ...],
    auswahl: Filter,
    leser: Leser,
    heute: date,
    rueckwaerts: bool = False,
) -> _Frage | None:
    reach = narrow(whole, auswahl)
    grund = plan(auswahl, reach, leser)
    if grund is None:
        return None
    text, order = conditions(auswahl, reach, leser, heute), Ordnung(auswahl.folge, rueckwaerts)
    return _Frage(mandant_id, auswahl, grund, order, text, heute, reach, leser)


def stands_in_for(actor: Actor, tag: date) -> frozenset[UUID]:
    """Whose cases stand among one's own on that day, because they are away; inside the Mandant's scope."""
    return represented_by(actor, actor.person_id, tag) if actor.person_id else frozenset()


def _find(frage: _Frage, after: Cursor | None, limit: int) -> tuple[list[ListenZeile], Cursor | None]:
    found = _look(frage, after, limit + 1)
    if len(found) > limit:
        return found[:limit], cursor_at(found[limit - 1], frage.auswahl)
    return found, _end_of_window(frage, after)


def _look(frage: _Frage, after: Cursor | None, wanted: int) -> list[ListenZeile]:
    """What fits of the window: judged by what the index holds, and only then fetched."""
    window, order = frage.window(after, frage.spalten), frage.ordnung
    fitting = sql("SELECT id FROM (", window.und, ") w WHERE", frage.weiter.und, order.sql, "LIMIT", str(wanted))
    page = sql("SELECT p.* FROM (", fitting, ") k,", FALL)
    return _rows(page, [*window.werte, *frage.weiter.werte, frage.mandant_id], frage)


def _search(frage: _Frage, after: Cursor | None, limit: int) -> tuple[list[ListenZeile], Cursor | None]:
    auswahl, found = frage.auswahl, list[ListenZeile]()
    auftraege = orders_for(auswahl, frage.reach, frage.leser.personen, zeitraum(auswahl), frage.ordnung.absteigend)
    page = sql(HITS, "WHERE", frage.weiter.und, frage.ordnung.of("p."), "LIMIT", str(limit + 1))
    for look in range(BLICKE):
        size = limit + 1 if look == 0 and all(auftrag.genau for auftrag in auftraege) else FENSTER
        hits = find(auftraege, after, size, auswahl.suche.strip().upper() if after is None else "")
        ids = [hit.id for hit in hits]
        found += _rows(page, [ids, frage.mandant_id, *frage.weiter.werte], frage) if ids else []
        if len(found) > limit:
            return found[:limit], cursor_at(found[limit - 1], auswahl)
        if len(hits) < size:
            return found, None
        after = hits[-1]
    return found, after


def _rows(page: str, werte: list[Any], frage: _Frage) -> list[ListenZeile]:
    statement = sql("SELECT", AUSGABE, "FROM (", page, ") p", NAME, frage.ordnung.of("p."))
    return [_line(row) for row in fetch_prepared(statement.encode(), werte)]


def _line(row: tuple[Any, ...]) -> ListenZeile:
    return ListenZeile._make((*row[:STATUS], Status(row[STATUS]), *row[STATUS + 1 :]))


def _end_of_window(frage: _Frage, after: Cursor | None) -> Cursor | None:
    """The last row of the window; None when the base ends inside it."""
    column = frage.ordnung.spalte
    window = frage.window(after, f"{column}, id")
    statement = sql("SELECT", column, ", id FROM (", window.und, ") w OFFSET", str(WEITE - 1))
    for place, key in fetch_prepared(statement.encode(), window.werte):
        return Cursor(place, key) if column == "created_at" else Cursor(midnight(place), key, place)
    return None


@reads_mandant
def count_ansichten(actor: Actor, ansichten: Sequence[Ansicht]) -> dict[Ansicht, int]:
    """How many cases stand in each view, counted up to `VIELE` and no further; as far as one look reaches."""
    heute, reach = clock.today(), reach_of(actor)
    leser = reader_of(actor, reach, stands_in_for(actor, heute))
    statement, werte = _counting(current_mandant(), reach, leser, heute, tuple(ansichten))
    return {Ansicht(name): count for name, count in fetch_prepared(statement, werte)} if statement else {}


@lru_cache(maxsize=512)
def _counting(
    mandant_id: int, reach: tuple[Reichweite, ...], leser: Leser, heute: date, ansichten: tuple[Ansicht, ...]
) -> tuple[bytes, tuple[Any, ...]]:
    """The statement for all views at once and its values, empty when there is nothing to count; the same all day for
    everybody with these Rollen.
    """
    parts = Text()
    for ansicht in ansichten:
        frage = _settle(mandant_id, reach, Filter(ansicht=ansicht.value), leser, heute)
        if frage is not None:
            window = frage.window(None, frage.spalten, ZAEHLFENSTER)
            few = sql("SELECT 1 FROM (", window.und, ") w WHERE", frage.weiter.und, "LIMIT", str(VIELE))
            parts.add(
                sql("SELECT %s::text, count(*) FROM (", few, ") x"), ansicht.value, *window.werte, *frage.weiter.werte
            )
    return " UNION ALL ".join(parts.teile).encode(), tuple(parts.werte)


def iter_vorgaenge(actor: Actor, auswahl: Filter, batch: int = 500) -> Iterator[list[ListenZeile]]:
    """The whole result in batches, each read in a transaction of its own; what arrives meanwhile may be missing."""
    after: Cursor | None = None
    while True:
        page, after = list_vorgaenge(actor, auswahl, after=after, limit=batch)
        if page:
            yield page
        if after is None:
            return
