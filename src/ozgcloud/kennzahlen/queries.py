"""Reading the numbers: those of the cases somebody's Rollen let him read, never of others, never by person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, Sum

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.kennzahlen.models import Bestandszahl, Wochenzahl
from ozgcloud.kennzahlen.rules import ENDE, WOCHE, Art, Platz
from ozgcloud.vorgang.auswahl import Filter, Reichweite, narrow, reach_of
from ozgcloud.vorgang.rules import Status

MOST = 10_000
"""Running Fristen are counted up to here; beyond, the number says "more than"."""
HORIZONT = 30
"""Days a Frist may be ahead to be counted; the bounds between stand in the statement."""
FRISTEN = """
SELECT width_bucket(frist_am - %s, ARRAY[0, 8, 15, 31]), count(*) FROM (
    SELECT frist_am FROM vorgang WHERE mandant_id = %s AND frist_am <= %s AND status <> ALL (%s) AND NOT uebung
        AND ({reach}) LIMIT %s
) laufend GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Gegenstand:
    """What the numbers are about: weeks (Mondays), an Organisationseinheit (None: all), a Leistung (empty: all)."""

    wochen: tuple[date, ...]
    einheit: UUID | None = None
    leistung: str = ""


@dataclass(frozen=True, slots=True)
class Zaehlung:
    """Counts of the period: by week, by duration class of a week, by place; and what is open now."""

    flow: Mapping[tuple[date, Art], int]
    dauer: Mapping[tuple[date, int], int]
    plaetze: Mapping[Platz, "Platzzahlen"]
    offen: Mapping[date, int]

    @property
    def bestand(self) -> int:
        """Open cases now."""
        return sum(self.offen.values())


@dataclass(slots=True)
class Platzzahlen:
    """The numbers of one Organisationseinheit and Leistung in the period; `klassen` are those of durations."""

    arten: Counter[Art] = field(default_factory=Counter)
    klassen: Counter[int] = field(default_factory=Counter)
    offen: int = 0


def may_count(actor: Actor) -> bool:
    """Whether somebody reads cases in all their states somewhere (not the Poststelle), or numbers are his task."""
    return bool(_reach(actor, Gegenstand(())))


def _reach(actor: Actor, gegenstand: Gegenstand) -> tuple[Reichweite, ...]:
    everywhere = frozenset(Status)
    full = [part for part in reach_of(actor) if part.stati == everywhere]
    if actor.has(Rolle.DATENBEAUFTRAGUNG):
        full = [Reichweite(None, everywhere, "")]
    return narrow(full, Filter(einheit=gegenstand.einheit, leistung=gegenstand.leistung))


def _condition(parts: tuple[Reichweite, ...]) -> Q:
    found = Q(pk__in=[])
    for part in parts:
        one = Q(leistung_schluessel__startswith=part.leistung) if part.leistung else Q()
        if part.einheit is not None:
            one &= Q(organisationseinheit_id=part.einheit)
        found |= one or Q(pk__isnull=False)
    return found


@reads_mandant
def count(actor: Actor, gegenstand: Gegenstand) -> Zaehlung:
    """All numbers of the period. Raises NotFound for somebody who reads no cases."""
    parts = _reach(actor, gegenstand)
    if not may_count(actor):
        raise NotFound
    reach = _condition(parts)
    flow: Counter[tuple[date, Art]] = Counter()
    dauer: Counter[tuple[date, int]] = Counter()
    plaetze: dict[Platz, Platzzahlen] = {}
    first, last = gegenstand.wochen[0], gegenstand.wochen[-1]
    counted = Wochenzahl.objects.filter(reach, woche__gte=first)
    for woche, art, klasse, anzahl in counted.values_list("woche", "art", "klasse").annotate(n=Sum("anzahl")):
        flow[woche, Art(art)] += anzahl
        if art == Art.ERLEDIGT.value and woche <= last:
            dauer[woche, klasse] += anzahl
    by_place = counted.filter(woche__lt=last + WOCHE).values_list(
        "organisationseinheit_id", "leistung_schluessel", "art", "klasse"
    )
    for einheit, leistung, art, klasse, anzahl in by_place.annotate(n=Sum("anzahl")):
        zahlen = plaetze.setdefault(Platz(einheit, leistung), Platzzahlen())
        zahlen.arten[Art(art)] += anzahl
        if art == Art.ERLEDIGT.value:
            zahlen.klassen[klasse] += anzahl
    return Zaehlung(flow, dauer, plaetze, _open(reach, plaetze))


def _open(reach: Q, plaetze: dict[Platz, Platzzahlen]) -> dict[date, int]:
    rows = Bestandszahl.objects.filter(reach).exclude(anzahl=0)
    for einheit, leistung, anzahl in rows.values_list("organisationseinheit_id", "leistung_schluessel").annotate(
        n=Sum("anzahl")
    ):
        plaetze.setdefault(Platz(einheit, leistung), Platzzahlen()).offen = anzahl
    return dict(rows.values_list("woche").annotate(n=Sum("anzahl")))


@reads_mandant
def count_fristen(actor: Actor, gegenstand: Gegenstand, today: date) -> tuple[int, int, int, int]:
    """Running Fristen: passed, within 7, 14 and 30 days; at most `MOST` are looked at."""
    parts = _reach(actor, gegenstand)
    if not parts:
        return 0, 0, 0, 0
    texts: list[str] = []
    werte: list[Any] = []
    for part in parts:
        texts.append("(leistung_schluessel LIKE %s" + (" AND organisationseinheit_id = %s)" if part.einheit else ")"))
        werte += [f"{part.leistung}%", *([part.einheit] if part.einheit else [])]
    ende = [status.value for status in ENDE]
    with connection.cursor() as cursor:
        cursor.execute(
            FRISTEN.format(reach=" OR ".join(texts)),
            [today, actor.mandant_id, today + timedelta(days=HORIZONT), ende, *werte, MOST + 1],
        )
        found = dict(cursor.fetchall())
    return found.get(0, 0), found.get(1, 0), found.get(2, 0), found.get(3, 0)
