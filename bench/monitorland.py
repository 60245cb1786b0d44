"""A Land of full size in the public counters: 140 Verwaltungen, 820 services, two years, 63,000 Anträge, half in one.

Written past the policies straight into the tables the monitor reads; for measuring and looking, every name invented.
"""

import random
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg

from ozgcloud.datenschema.models import Datenschema
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import Land, Mandant
from ozgcloud.onlinedienst.models import Onlinedienst

VERWALTUNGEN, VERBUNDEN, EINARBEITUNG, DIENSTE, PAARE, TAGE, ANTRAEGE = 140, 73, 12, 70, 820, 731, 63_000
ERSTE_ID = 1_000
Connection = psycopg.Connection[tuple[object, ...]]


def fill(connection: Connection, heute: date, *, seed: int = 7) -> None:
    """Make the Land, ending today; `connection` is a superuser's, the rest is written by role `app`."""
    dice = random.Random(seed)  # noqa: S311  (a model, no secret)
    mandanten, dienste = _make_mandanten(), _make_dienste()
    paare = _roll_out(connection, mandanten, dienste, heute, dice)
    _apply(connection, paare, heute, dice)
    connection.execute("INSERT INTO antragstag (tag, anzahl) SELECT tag, sum(anzahl) FROM antragszahl GROUP BY tag")
    connection.execute("ANALYZE antragszahl, rollout_verlauf, mandant, onlinedienst")


def _make_mandanten() -> list[int]:
    Land.objects.get_or_create(id=1, defaults={"kuerzel": "SH", "name": "Schleswig-Holstein"})
    rows = Mandant.objects.bulk_create(
        Mandant(
            id=ERSTE_ID + n,
            land_id=1,
            kurz=f"modell-{n}",
            name=f"Amt Modell {n + 1:03}" if n else "Modellstadt",
            art="amt" if n else "stadt",
        )
        for n in range(VERWALTUNGEN)
    )
    return [row.id for row in rows]


def _make_dienste() -> list[UUID]:
    leistung, _ = Leistung.objects.get_or_create(schluessel="99999999999999", defaults={"name": "Modell"})
    schema = Datenschema.objects.create(
        fim_id="S999", version="1.0", name="Modell", baum={}, sha256="0" * 64, roh=b"", knoten=1, felder=1
    )
    rows = Onlinedienst.objects.bulk_create(
        Onlinedienst(
            kennung=f"modell-{n}",
            leistung=leistung,
            datenschema=schema,
            titel=f"Modelldienst {n + 1:02}",
            phase="freigegeben",
        )
        for n in range(DIENSTE)
    )
    return [row.id for row in rows]


def _roll_out(
    connection: Connection, mandanten: list[int], dienste: list[UUID], heute: date, dice: random.Random
) -> list[tuple[int, UUID, date]]:
    paare: list[tuple[int, UUID, date]] = []
    rows: list[tuple[int, UUID | None, str, date]] = []
    for n, mandant in enumerate(mandanten[: VERBUNDEN + EINARBEITUNG]):
        begin = heute - timedelta(days=TAGE - int(n * (TAGE - 60) / VERBUNDEN) if n < VERBUNDEN else 30)
        rows.append((mandant, None, "einarbeitung", begin - timedelta(days=60)))
        if n >= VERBUNDEN:
            continue
        rows.append((mandant, None, "angeschlossen", begin))
        many = PAARE // VERBUNDEN + (n < PAARE % VERBUNDEN)
        for dienst in dice.sample(dienste, many):
            seit = begin + timedelta(days=dice.randrange(max((heute - begin).days, 1)))
            paare.append((mandant, dienst, seit))
            rows += [(mandant, dienst, phase, seit) for phase in ("einrichtung", "test", "golive")]
    rows.sort(key=lambda row: row[3])
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO rollout_verlauf (id, mandant_id, onlinedienst_id, stand, am, folge)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [(uuid4(), *row, place) for place, row in enumerate(rows)],
        )
    return paare


def _apply(connection: Connection, paare: list[tuple[int, UUID, date]], heute: date, dice: random.Random) -> None:
    """Half of all Anträge go to the first Verwaltung, the rest anywhere a service runs by then."""
    cells: dict[tuple[date, int, UUID], int] = {}
    gross = [paar for paar in paare if paar[0] == ERSTE_ID]
    found = 0
    while found < ANTRAEGE:
        mandant, dienst, seit = dice.choice(gross if dice.random() < 0.55 else paare)
        tag = heute - timedelta(days=int(dice.triangular(0, TAGE, 0)))
        if tag >= seit:
            cells[tag, mandant, dienst] = cells.get((tag, mandant, dienst), 0) + 1
            found += 1
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO antragszahl (tag, mandant_id, onlinedienst_id, leistung, kanal, anzahl)"
            " VALUES (%s, %s, %s, 99999999999999, 'portal', %s)",
            [(*cell, anzahl) for cell, anzahl in cells.items()],
        )
