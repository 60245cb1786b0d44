"""Searching cases: the words become a query, the reviewed functions name the hits, newest first.

The functions belong to role `suche`, because what full text and similarity use is no index under the policy. They read
the Mandant from the scope, are told Organisationseinheiten, states and the place to go on from, and answer ids only;
whoever asks joins them back under the policy.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ozgcloud.vorgang.auswahl import OFFEN, Ansicht, Cursor, Filter, Reichweite
from ozgcloud.vorgang.listensql import sql

MAX_WORTE = 8
WORT = re.compile(r"[^\W_]+")
QUERY = (
    "(CASE WHEN numnode(to_tsquery('german', %s)) = 0 THEN ''::tsquery"
    " ELSE to_tsquery('german', %s) || to_tsquery('simple', %s) END)"
)

PLACES = ", %s::uuid[], %s::text[], %s, %s::uuid, %s::timestamptz, %s::timestamptz, %s::timestamptz, %s::uuid, %s, %s)"


def read_begriff(text: str) -> list[str]:
    """The words of what somebody typed, in small letters; signs only divide them."""
    return WORT.findall(text.lower())[:MAX_WORTE]


@dataclass(frozen=True, slots=True)
class Suchauftrag:
    """What the functions are told; `person` is whose cases alone are meant, `von` (including) and `bis` (excluding) are
    moments.
    """

    worte: tuple[str, ...]
    einheiten: tuple[UUID, ...] | None
    stati: tuple[str, ...]
    leistung: str
    person: UUID | None
    von: datetime | None = None
    bis: datetime | None = None
    absteigend: bool = True


def order_for(
    auswahl: Filter,
    reach: Sequence[Reichweite],
    personen: Sequence[UUID],
    zeitraum: tuple[datetime | None, datetime | None],
    absteigend: bool,
) -> Suchauftrag:
    """What a filter means for the functions; the rest of it is asked for every hit by the list.

    `personen` are those whose cases the view Meine shows; the functions can be told one of them, or nobody.
    """
    own = personen[0] if len(personen) == 1 else None
    keys = {part.einheit for part in reach}
    stati = {status for part in reach for status in part.stati}
    if auswahl.sicht in (Ansicht.NICHT_ZUGEWIESENE, Ansicht.KLAERUNG):
        stati &= set(OFFEN)
    return Suchauftrag(
        worte=tuple(read_begriff(auswahl.suche)),
        einheiten=None if None in keys else tuple(sorted((key for key in keys if key is not None), key=str)),
        stati=tuple(sorted(stati)),
        leistung=auswahl.leistung,
        person=own if auswahl.sicht is Ansicht.MEINE else auswahl.zugewiesen_an,
        von=zeitraum[0],
        bis=zeitraum[1],
        absteigend=absteigend,
    )


def find(auftrag: Suchauftrag, after: Cursor | None, limit: int) -> list[Cursor]:
    """The next hits from a place; when nobody has written the words anywhere, cases with a similar name or number."""
    found = _ask("suche_worte", auftrag, after, limit)
    if found or (after is not None and _ask("suche_worte", auftrag, None, 1)):
        return found
    return _ask("suche_aehnlich", auftrag, after, limit)


def _ask(function: str, auftrag: Suchauftrag, after: Cursor | None, limit: int) -> list[Cursor]:
    if function == "suche_worte":
        begriff = " && ".join([QUERY] * len(auftrag.worte))
        werte: list[Any] = [f"{wort}:*" for wort in auftrag.worte for _ in range(3)]
    else:
        begriff, werte = "%s", [" ".join(auftrag.worte)]
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
    with connection.cursor() as cursor:
        cursor.execute(statement, werte)
        return [Cursor(am, key) for key, am in cursor.fetchall()]
