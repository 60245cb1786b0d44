"""Finding the place a citizen means, by PLZ, name, similar spelling or an old key. Only places that are valid now.

Places of the Länder this installation serves come first; another Land's place is found so that the citizen can be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length

from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.mandant import orte
from ozgcloud.mandant.models import Gebiet, GebietArt, GebietNachfolge, GebietPlz, Land

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
class Ortssuche:
    """Places in German order and how they were found. `eindeutig`: one place, named exactly. `mehr`: some left out."""

    fund: Fund
    treffer: tuple[Gebiet, ...] = ()
    eindeutig: bool = False
    mehr: bool = False


class _Similar(Func):
    """pg_trgm's operator `%`, which its index serves."""

    template = "%(expressions)s"
    arg_joiner = " %% "
    output_field = BooleanField()


def find_gebiete(begriff: str, tag: date | None = None) -> Ortssuche:
    """Places a citizen can mean on a day (default today). A PLZ is never cut off; names stop at 20."""
    anfrage = orte.read_begriff(begriff)
    tag = tag or clock.today()
    if anfrage.schluessel:
        found = current_gebiete(anfrage.schluessel, tag)
        moved = any(gebiet.ars != anfrage.schluessel for gebiet in found)
        return _answer(Fund.NACHFOLGER if moved else Fund.NAME, found, exact=True)
    if anfrage.plz:
        return _by_plz(anfrage, tag)
    if not anfrage.name or anfrage.zahl:
        return Ortssuche(Fund.NICHTS)
    served = _within(served_laender())
    for name in dict.fromkeys((anfrage.name, orte.without_title(anfrage.name))):
        result = _by_name(name, tag, served)
        if result.treffer:
            return result
    return _similar(orte.without_title(anfrage.name), _gemeinden(tag).filter(served))


def _within(laender: Iterable[int]) -> Q:
    condition = Q(pk__in=[])
    for land in laender:
        condition |= Q(ars__startswith=f"{land:02}")
    return condition


def _now(tag: date) -> Q:
    return (Q(gueltig_von=None) | Q(gueltig_von__lte=tag)) & (Q(gueltig_bis=None) | Q(gueltig_bis__gte=tag))


def _gemeinden(tag: date) -> QuerySet[Gebiet]:
    return Gebiet.objects.filter(_now(tag), art=GebietArt.GEMEINDE)


def _by_plz(anfrage: orte.Anfrage, tag: date) -> Ortssuche:
    keys = list(GebietPlz.objects.filter(plz=anfrage.plz).values_list("gebiet_id", flat=True))
    places = list(_gemeinden(tag).filter(ars__in=keys))
    kern = anfrage.name.replace(" ", "")
    named = [place for place in places if kern and place.suchkern.startswith(kern)]
    return _answer(Fund.PLZ, named or places, exact=True)


class _Naehe(IntEnum):
    """How near a name comes to what was typed; a nearer one hides all others."""

    GENAU = 0
    FRUEHER = 1
    ANFANG = 2
    FREMD = 3
    NICHT = 4


def _by_name(name: str, tag: date, served: Q) -> Ortssuche:
    """One query over the beginning of the name: exactly it, an ended place of that name, its beginning, elsewhere."""
    kern = name.replace(" ", "")
    exact = Q(suchkern=kern) | Q(suchname__startswith=f"{name} ")
    followed = Exists(GebietNachfolge.objects.filter(gebiet=OuterRef("pk")))
    naehe = Case(
        When(_now(tag) & exact & served, then=_Naehe.GENAU),
        When(Q(followed, suchkern=kern, gueltig_bis__lt=tag) & served, then=_Naehe.FRUEHER),
        When(_now(tag) & served, then=_Naehe.ANFANG),
        When(_now(tag) & exact, then=_Naehe.FREMD),
        default=_Naehe.NICHT,
    )
    rows = Gebiet.objects.filter(served | exact, suchkern__startswith=kern, art=GebietArt.GEMEINDE)
    rows = rows.annotate(naehe=naehe).exclude(naehe=_Naehe.NICHT)
    found = list(rows.order_by("naehe", F("einwohner").desc(nulls_last=True), "ars")[: MAX_PLACES + 1])
    nearest = [place for place in found if place.naehe == found[0].naehe]
    return _named(nearest, kern, tag) if nearest else Ortssuche(Fund.NICHTS)


def _named(found: Sequence[Any], kern: str, tag: date) -> Ortssuche:
    match found[0].naehe:
        case _Naehe.GENAU:
            return _answer(Fund.NAME, found, exact=found[0].suchkern == kern)
        case _Naehe.FRUEHER:
            today = {place.ars: place for old in found for place in current_gebiete(old.ars, tag)}
            return _answer(Fund.NACHFOLGER, list(today.values()), exact=True)
        case _Naehe.FREMD:
            return _answer(Fund.FREMD, found, exact=False)
        case _:
            return _answer(Fund.NAME, found, exact=False)


def _similar(name: str, places: QuerySet[Gebiet]) -> Ortssuche:
    """Places that differ by a few letters or have the word further inside, the nearest ones only and first."""
    kern = name.replace(" ", "")
    limit = orte.tolerance(kern)
    alike = Q(_Similar(F("suchname"), Value(name)))
    if len(kern) > 2:
        alike |= Q(suchname__contains=f" {name}")
    if len(kern) <= SHORT:
        begins = Q(suchkern__startswith=kern[:1]) | Q(suchkern__startswith=kern[1:2])
        alike |= Q(begins, laenge__lte=len(kern) + limit)
    rows = places.annotate(laenge=Length("suchkern")).filter(alike)
    measured = sorted(
        (orte.far(name, other, limit), -(einwohner or 0), ars)
        for ars, other, einwohner in rows.values_list("ars", "name", "einwohner")
    )
    close = [ars for far, _, ars in measured if far <= min(limit, measured[0][0] + 1)][:MAX_SIMILAR]
    by_key = Gebiet.objects.in_bulk(close)
    return Ortssuche(Fund.AEHNLICH if close else Fund.NICHTS, tuple(by_key[ars] for ars in close))


def _answer(fund: Fund, found: Sequence[Gebiet], *, exact: bool) -> Ortssuche:
    if not found:
        return Ortssuche(Fund.NICHTS)
    cut = fund is not Fund.PLZ and len(found) > MAX_PLACES
    shown = found[:MAX_PLACES] if cut else found
    ordered = tuple(sorted(shown, key=lambda gebiet: (*orte.sort_key(gebiet.name), gebiet.ars)))
    return Ortssuche(fund, ordered, eindeutig=exact and len(ordered) == 1, mehr=cut)


def current_gebiete(ars: str, tag: date) -> list[Gebiet]:
    """What a Regionalschlüssel stands for on a day: the place itself, or all that came in its place; [] for nothing."""
    keys, seen, found = [ars], {ars}, list[Gebiet]()
    for _ in range(GENERATIONS):
        places = Gebiet.objects.filter(ars__in=keys)
        valid = [place for place in places if _is_valid(place, tag)]
        found += valid
        ended = set(keys) - {place.ars for place in valid}
        pairs = GebietNachfolge.objects.filter(gebiet__in=ended).values_list("nachfolger_id", flat=True)
        keys = [key for key in dict.fromkeys(pairs) if key not in seen]
        seen.update(keys)
        if not keys:
            break
    return found


def _is_valid(place: Gebiet, tag: date) -> bool:
    return (place.gueltig_von is None or place.gueltig_von <= tag) and (
        place.gueltig_bis is None or place.gueltig_bis >= tag
    )


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


def key_of_today(ars: str, tag: date) -> str:
    """The key that counts on a day: that of the only successor, else the same. For what was begun before a change."""
    found = current_gebiete(ars, tag)
    return found[0].ars if len(found) == 1 else ars


def served_laender() -> frozenset[int]:
    """Keys of the Länder this installation serves."""
    return frozenset(Land.objects.values_list("id", flat=True))
