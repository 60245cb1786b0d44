"""Searching cases: the words become a query, the reviewed functions name the hits, newest first.

The functions belong to role `suche`, because what full text and similarity use is no index under the policy. They read
the Mandant from the scope, are told Organisationseinheiten, states and the place to go on from, and answer ids only;
whoever asks joins them back under the policy.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import current_mandant
from ozgcloud.vorgang.auswahl import OFFEN, Ansicht, Cursor, Filter, Reichweite
from ozgcloud.vorgang.listensql import sql
from ozgcloud.vorgang.rules import Status, read_vorgangsnummer

MAX_WORTE = 8
WORT = re.compile(r"[^\W_]+")
QUERY = """(SELECT CASE WHEN numnode(g) = 0 THEN ''::tsquery
    WHEN starts_with(s::text, rtrim(g::text, ''':*')) THEN g ELSE g || s END
    FROM (SELECT to_tsquery('german', %s) AS g, to_tsquery('simple', %s) AS s) w)"""
"""A word as its stem or as it stands; only once where it begins with its stem, because the end is open anyway."""
OF_NUMBER: LiteralString = (
    "SELECT created_at, id FROM vorgang"
    " WHERE mandant_id = %s::int AND vorgangsnummer = %s::text AND status <> 'Weitergeleitet'"
)
"""Under the condition of its unique index: what was given away goes on elsewhere under the number."""
MAX_TEILE = 3
"""Parts of a reach that are searched one by one for a word; beyond that all hits of the Mandant are looked at, as for
several words, which the index has to bring together anew for each part.
"""

PLACES = (
    ", %s::uuid[], %s::text[], %s::text, %s::uuid, %s::timestamptz, %s::timestamptz, %s::timestamptz, %s::uuid,"
    " %s::boolean, %s::int)"
)


def read_begriff(text: str) -> list[str]:
    """The words of what somebody typed, in small letters; signs only divide them."""
    return WORT.findall(text.lower())[:MAX_WORTE]


@dataclass(frozen=True, slots=True)
class Suchauftrag:
    """What the functions are told; `person` is whose cases alone are meant, `von` (including) and `bis` (excluding) are
    moments. `genau`: the reach holds all they find; else it is wider, and the list leaves hits out.
    """

    worte: tuple[str, ...]
    einheiten: tuple[UUID, ...] | None
    stati: tuple[str, ...]
    leistung: str
    person: UUID | None
    von: datetime | None = None
    bis: datetime | None = None
    absteigend: bool = True
    genau: bool = True

    def within(self, place: datetime) -> "Suchauftrag":
        """The same without what comes behind this moment in the order."""
        if self.absteigend:
            return replace(self, von=max(self.von or place, place))
        behind = place + timedelta(microseconds=1)
        return replace(self, bis=min(self.bis or behind, behind))


def orders_for(
    auswahl: Filter,
    reach: Sequence[Reichweite],
    personen: Sequence[UUID],
    zeitraum: tuple[datetime | None, datetime | None],
    absteigend: bool,
) -> tuple[Suchauftrag, ...]:
    """What a filter means for the functions, for each part of the reach that differs by more than the
    Organisationseinheit; the rest of it is asked for every hit by the list.

    `personen` are those whose cases the view Meine shows; the functions can be told one of them, or nobody.
    """
    teile: dict[tuple[frozenset[Status], str], set[UUID | None]] = {}
    for part in reach:
        teile.setdefault((part.stati, part.leistung), set()).add(part.einheit)
    worte = tuple(read_begriff(auswahl.suche))
    genau = len(teile) == 1 or (len(teile) <= MAX_TEILE and len(worte) == 1)
    if not genau:
        teile = {(frozenset().union(*(part.stati for part in reach)), auswahl.leistung): {p.einheit for p in reach}}
    own = personen[0] if len(personen) == 1 else None
    only = frozenset(OFFEN if auswahl.sicht in (Ansicht.NICHT_ZUGEWIESENE, Ansicht.KLAERUNG) else Status)
    return tuple(
        Suchauftrag(
            worte=worte,
            einheiten=None if None in keys else tuple(sorted((key for key in keys if key is not None), key=str)),
            stati=tuple(sorted(stati & only)),
            leistung=leistung,
            person=own if auswahl.sicht is Ansicht.MEINE else auswahl.zugewiesen_an,
            von=zeitraum[0],
            bis=zeitraum[1],
            absteigend=absteigend,
            genau=genau,
        )
        for (stati, leistung), keys in teile.items()
    )


class Treffer(NamedTuple):
    """Places of hits, in order. `ist_aehnlich`: nothing is written like that, these only look like it."""

    stellen: list[Cursor]
    ist_aehnlich: bool = False


def find(auftraege: Sequence[Suchauftrag], after: Cursor | None, limit: int, text: str) -> Treffer:
    """The next hits from a place; when nobody has written the words anywhere, the case whose number `text` is, which
    may have come in a moment ago and stand in no index of words yet; else cases with a similar name or number.
    """
    found = _first("suche_worte", auftraege, after, limit)
    if found or (after is not None and _first("suche_worte", auftraege, None, 1)):
        return Treffer(found)
    if by_number := _by_number(text):
        return Treffer(by_number if after is None else [])
    return Treffer(_first("suche_aehnlich", auftraege, after, limit), ist_aehnlich=True)


def _by_number(text: str) -> list[Cursor]:
    """However it was typed: with hyphens, without, without its beginning."""
    try:
        nummer = read_vorgangsnummer(text)
    except InvalidInput:
        nummer = text.strip().upper()
    return [Cursor(am, key) for am, key in fetch_prepared(OF_NUMBER, [current_mandant(), nummer])]


def _first(function: str, auftraege: Sequence[Suchauftrag], after: Cursor | None, limit: int) -> list[Cursor]:
    """The first hits of all parts in the order of the list, each once. The wide parts are asked first: a narrow one
    need not look beyond the last place that would still be shown.
    """
    found: list[Cursor] = []
    for auftrag in sorted(auftraege, key=lambda one: one.einheiten is not None):
        bounded = auftrag.within(found[-1].created_at) if len(found) == limit else auftrag
        hits = {hit.id: hit for hit in (*found, *_ask(function, bounded, after, limit))}
        in_order = sorted(hits.values(), key=lambda hit: (hit.created_at, hit.id), reverse=auftrag.absteigend)
        found = in_order[:limit]
    return found


def _ask(function: str, auftrag: Suchauftrag, after: Cursor | None, limit: int) -> list[Cursor]:
    if function == "suche_worte":
        begriff = " && ".join([QUERY] * len(auftrag.worte))
        werte: list[Any] = [f"{wort}:*" for wort in auftrag.worte for _ in range(2)]
    else:
        begriff, werte = "%s::text", [" ".join(auftrag.worte)]
    statement = sql("SELECT id, am FROM", function, "(", begriff, PLACES)
    werte += [
        None if auftrag.einheiten is None else list(auftrag.einheiten),
        list(auftrag.stati),
        auftrag.leistung,
        auftrag.person,
        auftrag.von,
        auftrag.bis,
        after.created_at if after else None,
        after.id if after else None,
        auftrag.absteigend,
        limit,
    ]
    return [Cursor(am, key) for key, am in fetch_prepared(statement.encode(), werte)]
