"""Pages of the work list, each at the same cost."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.vorgang.angebot import BLICKE, FENSTER, WEITE
from ozgcloud.vorgang.auswahl import Cursor, Filter, cursor_at
from ozgcloud.vorgang.frage import Frage, ask
from ozgcloud.vorgang.listensql import midnight, sql, zeitraum
from ozgcloud.vorgang.rules import Status
from ozgcloud.vorgang.suche import find, orders_for, read_begriff

PAGE = 50


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


class Listenblatt(NamedTuple):
    """A page of the list; `weiter` is where the next one begins (None: the end). `ist_aehnlich`: nothing is written
    like what was searched for, these cases only look like it.
    """

    zeilen: list[ListenZeile]
    weiter: Cursor | None
    ist_aehnlich: bool = False


def list_vorgaenge(
    actor: Actor, auswahl: Filter, *, after: Cursor | None = None, limit: int = PAGE, rueckwaerts: bool = False
) -> tuple[list[ListenZeile], Cursor | None]:
    """Rows and next place of `read_listenblatt`, for whom a similar hit is as good as any."""
    blatt = read_listenblatt(actor, auswahl, after=after, limit=limit, rueckwaerts=rueckwaerts)
    return blatt.zeilen, blatt.weiter


@reads_mandant
def read_listenblatt(
    actor: Actor, auswahl: Filter, *, after: Cursor | None = None, limit: int = PAGE, rueckwaerts: bool = False
) -> Listenblatt:
    """A page of the cases the actor's Rollen reach, in the filter's order.

    A page may hold fewer than `limit` and still go on: then nothing more was found as far as it looked.
    `rueckwaerts` reads towards the beginning from `after`; the rows come in the order of the list, and the cursor leads
    further back.
    """
    frage = ask(actor, auswahl, rueckwaerts=rueckwaerts)
    if frage is None or (auswahl.suche.strip() and not read_begriff(auswahl.suche)):
        return Listenblatt([], None)
    found = (_search if auswahl.suche.strip() else _find)(frage, after, limit)
    return found._replace(zeilen=found.zeilen[::-1]) if rueckwaerts else found


def _find(frage: Frage, after: Cursor | None, limit: int) -> Listenblatt:
    place = after or frage.ordnung.beginn
    found = _look(frage, place, limit + 1)
    if len(found) > limit:
        return Listenblatt(found[:limit], cursor_at(found[limit - 1], frage.auswahl))
    return Listenblatt(found, _end_of_window(frage, place))


def _look(frage: Frage, after: Cursor, wanted: int) -> list[ListenZeile]:
    """What fits of the window: judged by what the index holds, and only then fetched."""
    window, order = frage.window(after, frage.spalten), frage.ordnung
    fitting = sql("SELECT id FROM (", window.und, ") w WHERE", frage.weiter.und, order.sql, "LIMIT", str(wanted))
    page = sql("SELECT p.* FROM (", fitting, ") k,", FALL)
    return _rows(page, [*window.werte, *frage.weiter.werte, frage.mandant_id], frage)


def _search(frage: Frage, after: Cursor | None, limit: int) -> Listenblatt:
    auswahl, found = frage.auswahl, list[ListenZeile]()
    auftraege = orders_for(auswahl, frage.reach, frage.leser.personen, zeitraum(auswahl), frage.ordnung.absteigend)
    page = sql(HITS, "WHERE", frage.weiter.und, frage.ordnung.of("p."), "LIMIT", str(limit + 1))
    for look in range(BLICKE):
        size = limit + 1 if look == 0 and all(auftrag.genau for auftrag in auftraege) else FENSTER
        hits, aehnlich = find(auftraege, after, size, auswahl.suche)
        ids = [hit.id for hit in hits]
        found += _rows(page, [ids, frage.mandant_id, *frage.weiter.werte], frage) if ids else []
        if len(found) > limit:
            return Listenblatt(found[:limit], cursor_at(found[limit - 1], auswahl), aehnlich)
        if len(hits) < size:
            return Listenblatt(found, None, aehnlich)
        after = hits[-1]
    return Listenblatt(found, after, aehnlich)


def _rows(page: str, werte: list[Any], frage: Frage) -> list[ListenZeile]:
    statement = sql("SELECT", AUSGABE, "FROM (", page, ") p", NAME, frage.ordnung.of("p."))
    return [_line(row) for row in fetch_prepared(statement.encode(), werte)]


def _line(row: tuple[Any, ...]) -> ListenZeile:
    return ListenZeile._make((*row[:STATUS], Status(row[STATUS]), *row[STATUS + 1 :]))


def _end_of_window(frage: Frage, after: Cursor) -> Cursor | None:
    """The last row of the window; None when the base ends inside it."""
    column = frage.ordnung.spalte
    window = frage.window(after, f"{column}, id")
    statement = sql("SELECT", column, ", id FROM (", window.und, ") w OFFSET", str(WEITE - 1))
    for place, key in fetch_prepared(statement.encode(), window.werte):
        return Cursor(place, key) if column == "created_at" else Cursor(midnight(place), key, place)
    return None


def iter_vorgaenge(actor: Actor, auswahl: Filter, batch: int = 500) -> Iterator[list[ListenZeile]]:
    """The whole result in batches, each read in a transaction of its own; what arrives meanwhile may be missing."""
    after: Cursor | None = None
    while True:
        page, after = list_vorgaenge(actor, auswahl, after=after, limit=batch)
        if page:
            yield page
        if after is None:
            return
