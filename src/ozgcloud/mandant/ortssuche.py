"""Finding the place a citizen means, by PLZ, name, similar spelling or an old key. Only places that are valid now.

Places of the Länder this installation serves come first; another Land's place is found so that the citizen can be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any

from django.db import connection

from ozgcloud.core import clock
from ozgcloud.core.eingabe import covers
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.mandant import orte
from ozgcloud.mandant.models import Gebiet, GebietArt, GebietNachfolge, Land

MAX_PLACES = 20
MAX_SIMILAR = 8
SHORT = 6
GENERATIONS = 10
INHABITED = (GebietArt.GEMEINDE, GebietArt.GEMEINDEFREI, GebietArt.UEBUNG)
UNKNOWN = "Diesen Ort kennen wir nicht. Bitte wählen Sie einen Ort aus der Liste."


class Fund(StrEnum):
    """How the places of an answer were found."""

    PLZ = "plz"
    NAME = "name"
    AEHNLICH = "aehnlich"
    NACHFOLGER = "nachfolger"
    FREMD = "fremd"
    NICHTS = "nichts"


@dataclass(frozen=True, slots=True)
class Treffer:
    """A place as an answer shows it; `kreis` and `amt` are names, empty for none."""

    ars: str
    name: str
    kreis: str
    amt: str
    suchkern: str
    einwohner: int | None


@dataclass(frozen=True, slots=True)
class Ortssuche:
    """Places in German order and how they were found. `eindeutig`: one place, named exactly. `mehr`: some left out."""

    fund: Fund
    treffer: tuple[Treffer, ...] = ()
    eindeutig: bool = False
    mehr: bool = False


# Written by hand: building these by the ORM takes ten times as long as the database takes for the answer.
BY_PLZ = """
    SELECT ars, name, kreis, amt, suchkern, einwohner FROM gebiet JOIN gebiet_plz ON gebiet_ars = ars
    WHERE gebiet_plz.plz = %(plz)s AND art = 'gemeinde'
        AND coalesce(gueltig_von <= %(tag)s, true) AND coalesce(gueltig_bis >= %(tag)s, true)
"""
# How near a name comes to what was typed: 0 exactly it, 1 a place that has ended, 2 the beginning, 3 exactly a place
# of a Land that is not served. Only the nearest kind is an answer.
BY_NAME = """
    SELECT naehe, ars, name, kreis, amt, suchkern, einwohner FROM (
        SELECT *, CASE
            WHEN gilt AND hier AND genau THEN 0
            WHEN hier AND suchkern = %(kern)s AND gueltig_bis < %(tag)s
                AND EXISTS (SELECT FROM gebiet_nachfolge WHERE gebiet_ars = ars) THEN 1
            WHEN gilt AND hier THEN 2
            WHEN gilt AND genau THEN 3 END AS naehe
        FROM (
            SELECT *, coalesce(gueltig_von <= %(tag)s, true) AND coalesce(gueltig_bis >= %(tag)s, true) AS gilt,
                left(ars, 2)::int IN (SELECT id FROM land) AS hier,
                suchkern = %(kern)s OR suchname LIKE %(name)s || ' %%' AS genau
            FROM gebiet WHERE art = 'gemeinde' AND suchkern LIKE %(kern)s || '%%'
        ) AS anfang
    ) AS bewertet
    WHERE naehe IS NOT NULL ORDER BY naehe, einwohner DESC NULLS LAST, ars LIMIT %(hoechstens)s
"""
# Land by Land (which OFFSET keeps so), and similarity is measured only where somebody is served; `%` is pg_trgm's.
SIMILAR = """
    SELECT ort.* FROM land CROSS JOIN LATERAL (
        SELECT ars, name, kreis, amt, suchkern, einwohner FROM gebiet
        WHERE ars BETWEEN rpad(lpad(land.id::text, 2, '0'), 12, '0') AND rpad(lpad(land.id::text, 2, '0'), 12, '9')
            AND art = 'gemeinde'
            AND coalesce(gueltig_von <= %(tag)s, true) AND coalesce(gueltig_bis >= %(tag)s, true)
            AND (suchname %% %(name)s OR suchname LIKE %(innen)s
                OR (length(suchkern) <= %(laenge)s AND (suchkern LIKE %(erster)s OR suchkern LIKE %(zweiter)s)))
        OFFSET 0
    ) AS ort
"""


def _select(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def find_gebiete(begriff: str, tag: date | None = None) -> Ortssuche:
    """Places a citizen can mean on a day (default today). A PLZ is never cut off; names stop at 20."""
    anfrage = orte.read_begriff(begriff)
    tag = tag or clock.today()
    if anfrage.schluessel:
        found = current_gebiete(anfrage.schluessel, tag)
        moved = any(gebiet.ars != anfrage.schluessel for gebiet in found)
        return _answer(Fund.NACHFOLGER if moved else Fund.NAME, _shown(found), exact=True)
    if anfrage.plz:
        return _by_plz(anfrage, tag)
    if not anfrage.name or anfrage.zahl:
        return Ortssuche(Fund.NICHTS)
    for name in dict.fromkeys((anfrage.name, orte.without_title(anfrage.name))):
        result = _by_name(name, tag)
        if result.treffer:
            return result
    return _similar(orte.without_title(anfrage.name), tag)


def _by_plz(anfrage: orte.Anfrage, tag: date) -> Ortssuche:
    places = [Treffer(*row) for row in _select(BY_PLZ, plz=anfrage.plz, tag=tag)]
    kern = anfrage.name.replace(" ", "")
    named = [place for place in places if kern and place.suchkern.startswith(kern)]
    return _answer(Fund.PLZ, named or places, exact=True)


def _by_name(name: str, tag: date) -> Ortssuche:
    kern = name.replace(" ", "")
    rows = _select(BY_NAME, kern=kern, name=name, tag=tag, hoechstens=MAX_PLACES + 1)
    found = [Treffer(*row) for naehe, *row in rows if naehe == rows[0][0]]
    match rows[0][0] if rows else None:
        case None:
            return Ortssuche(Fund.NICHTS)
        case 0:
            return _answer(Fund.NAME, found, exact=found[0].suchkern == kern)
        case 1:
            today = {place.ars: place for old in found for place in current_gebiete(old.ars, tag)}
            return _answer(Fund.NACHFOLGER, _shown(today.values()), exact=True)
        case 2:
            return _answer(Fund.NAME, found, exact=False)
        case _:
            return _answer(Fund.FREMD, found, exact=False)


def _similar(name: str, tag: date) -> Ortssuche:
    """Places that differ by a few letters or have the word further inside, the nearest ones only and first."""
    kern = name.replace(" ", "")
    limit = orte.tolerance(kern)
    is_short = len(kern) <= SHORT
    rows = _select(
        SIMILAR,
        name=name,
        tag=tag,
        innen=f"% {name}%" if len(kern) > 2 else "",
        laenge=len(kern) + limit if is_short else 0,
        erster=f"{kern[:1]}%" if is_short else "",
        zweiter=f"{kern[1:2]}%" if is_short and len(kern) > 1 else "",
    )
    places = [Treffer(*row) for row in rows]
    measured = sorted(
        ((orte.far(name, place.name, limit), -(place.einwohner or 0), place.ars, place) for place in places),
        key=itemgetter(0, 1, 2),
    )
    close = [place for far, _, _, place in measured if far <= min(limit, measured[0][0] + 1)]
    return Ortssuche(Fund.AEHNLICH if close else Fund.NICHTS, tuple(close[:MAX_SIMILAR]))


def _shown(places: Iterable[Gebiet]) -> list[Treffer]:
    return [Treffer(p.ars, p.name, p.kreis, p.amt, p.suchkern, p.einwohner) for p in places]


def _answer(fund: Fund, found: Sequence[Treffer], *, exact: bool) -> Ortssuche:
    if not found:
        return Ortssuche(Fund.NICHTS)
    cut = fund is not Fund.PLZ and len(found) > MAX_PLACES
    shown = found[:MAX_PLACES] if cut else found
    ordered = tuple(sorted(shown, key=lambda place: (*orte.sort_key(place.name), place.ars)))
    return Ortssuche(fund, ordered, eindeutig=exact and len(ordered) == 1, mehr=cut)


def current_gebiete(ars: str, tag: date) -> list[Gebiet]:
    """What a Regionalschlüssel stands for on a day: the place itself, or all that came in its place; [] for nothing."""
    keys, seen, found = [ars], {ars}, list[Gebiet]()
    for _ in range(GENERATIONS):
        places = Gebiet.objects.filter(ars__in=keys)
        valid = [place for place in places if covers(place.gueltig_von, place.gueltig_bis, tag)]
        found += valid
        ended = set(keys) - {place.ars for place in valid}
        pairs = GebietNachfolge.objects.filter(gebiet__in=ended).values_list("nachfolger_id", flat=True)
        keys = [key for key in dict.fromkeys(pairs) if key not in seen]
        seen.update(keys)
        if not keys:
            break
    return found


def require_gebiet(ars: str, tag: date) -> Gebiet:
    """The one Gemeinde a key stands for on a day. Raises NotFound for none, Conflict when it was divided."""
    found = current_gebiete(ars, tag)
    if not found or any(gebiet.art not in INHABITED for gebiet in found):
        raise NotFound(UNKNOWN)
    if len(found) > 1:
        raise Conflict(
            "Diesen Ort gibt es so nicht mehr, er wurde aufgeteilt. Bitte wählen Sie Ihren Ort neu.", code="ort-geteilt"
        )
    return found[0]


def served_laender() -> frozenset[int]:
    """Keys of the Länder this installation serves."""
    return frozenset(Land.objects.values_list("id", flat=True))
