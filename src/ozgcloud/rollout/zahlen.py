"""Reading the public numbers, as database role `monitor`: it can see no personal column.

Practice Mandanten and clearing are no Verwaltungen. All numbers are those of the end of a day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from ozgcloud.core.errors import Conflict
from ozgcloud.rollout.bilanz import Pair, Tatsache

ALIAS = "monitor"
MISSING = (
    "Der Monitor ist in dieser Installation nicht eingerichtet. Bitte wenden Sie sich an den Betrieb "
    "(OZG_MONITOR_DATABASE_URL)."
)
FACTS = """
SELECT v.mandant_id, v.onlinedienst_id, v.stand, v.am
FROM rollout_verlauf v LEFT JOIN mandant m ON m.id = v.mandant_id
WHERE v.am <= %s AND (m.id IS NULL OR (m.uebung_von_id IS NULL AND m.art <> 'clearing'))
    AND v.stand IN ('einarbeitung', 'angeschlossen', 'ausgeschieden', 'golive', 'ausgesetzt', 'abgekuendigt')
ORDER BY v.am, v.folge
"""
KOMMUNAL = frozenset({"amt", "gemeinde", "stadt", "kreis"})
NAMES = "SELECT id, name, art FROM mandant WHERE uebung_von_id IS NULL AND art <> 'clearing' ORDER BY name"
TITLES = "SELECT id, titel FROM onlinedienst ORDER BY titel"
DAYS = "SELECT tag, anzahl FROM antragstag WHERE tag <= %s ORDER BY tag"
BY_MANDANT = "SELECT mandant_id, sum(anzahl)::int FROM antragszahl WHERE tag BETWEEN %s AND %s GROUP BY 1"
BY_DIENST = "SELECT onlinedienst_id, sum(anzahl)::int FROM antragszahl WHERE tag BETWEEN %s AND %s GROUP BY 1"
USED = """
SELECT p.mandant_id, p.onlinedienst_id FROM unnest(%s::int[], %s::uuid[]) AS p (mandant_id, onlinedienst_id)
WHERE EXISTS (SELECT FROM antragszahl a
    WHERE a.mandant_id = p.mandant_id AND a.onlinedienst_id = p.onlinedienst_id AND a.tag <= %s)
"""


@dataclass(frozen=True, slots=True)
class Verwaltung:
    """A Mandant as the public knows it."""

    id: int
    name: str
    art: str

    @property
    def ist_kommunal(self) -> bool:
        """Whether it is one of those the roll-out counts: not an authority of the Land, not a Kammer."""
        return self.art in KOMMUNAL


def load_facts(stichtag: date) -> list[Tatsache]:
    """All facts of the roll-out up to a day, in their order."""
    return [Tatsache(*row) for row in _read(FACTS, [stichtag])]


def load_verwaltungen() -> dict[int, Verwaltung]:
    """Every Verwaltung by id, in the order of names."""
    return {row[0]: Verwaltung(*row) for row in _read(NAMES)}


def load_titel() -> dict[UUID, str]:
    """Titles of the Online-Dienste."""
    return dict(_read(TITLES))


def load_tage(stichtag: date) -> dict[date, int]:
    """Anträge of the whole Land on each day that had any."""
    return dict(_read(DAYS, [stichtag]))


def load_je_mandant(von: date, bis: date) -> dict[int, int]:
    """Anträge by Mandant within some days, both included."""
    return dict(_read(BY_MANDANT, [von, bis]))


def load_je_dienst(von: date, bis: date) -> dict[UUID, int]:
    """Anträge by Online-Dienst within some days, both included."""
    return dict(_read(BY_DIENST, [von, bis]))


def load_genutzt(pairs: Collection[Pair], stichtag: date) -> set[Pair]:
    """Which of these services have had a real Antrag by that day: they are in Nutzung."""
    if not pairs:
        return set()
    mandanten, dienste = zip(*pairs, strict=True)
    return set(_read(USED, [list(mandanten), list(dienste), stichtag]))


def _read(statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    if ALIAS not in settings.DATABASES:
        raise Conflict(MISSING)
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(statement, parameters or [])
        return list(cursor.fetchall())
