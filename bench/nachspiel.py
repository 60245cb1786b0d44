"""How long the replay of a changed rule over past intake takes, and how long one Antrag looks for its office.

`./ozg db --temp -- python -m bench.nachspiel [ANTRÄGE [RULES]]` fills a fresh database (10,000 Anträge, 150,000 rules)
and prints medians of five interleaved rounds: the replay with all its differences beside reading the same events and
nothing else; `find_stelle` beside reading one row by its key.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.core.management import call_command  # noqa: E402 - models exist after the set-up only
from django.db import connections  # noqa: E402

from ozgcloud.core.actor import Actor, ActorKind  # noqa: E402
from ozgcloud.core.models import Ereignis  # noqa: E402
from ozgcloud.core.tenancy import mandant_scope  # noqa: E402
from ozgcloud.core.types import new_id  # noqa: E402
from ozgcloud.mandant.models import Land, Mandant  # noqa: E402
from ozgcloud.zustaendigkeit.actions.propose_regel import propose_regel  # noqa: E402
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel  # noqa: E402
from ozgcloud.zustaendigkeit.queries.nachspiel import replay  # noqa: E402
from ozgcloud.zustaendigkeit.queries.regeln import get_vorschlag  # noqa: E402
from ozgcloud.zustaendigkeit.queries.stelle import find_stelle  # noqa: E402
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, Vorschlagsart  # noqa: E402

ROUNDS, LOOKUPS = 5, 200
DEFAULTS = ("10000", "150000")
MANDANTEN, GEMEINDEN = 150, 1_104
LEISTUNG = "99102013104000"
BEGIN = date(2026, 1, 1)
EVENTS = "SELECT id, mandant_id, daten, erstellt_am FROM ereignis WHERE typ = 'VorgangOpened'"


def main(arguments: list[str]) -> None:
    """Fill, measure, print."""
    antraege, regeln = (int(text) for text in (*arguments, *DEFAULTS[len(arguments) :]))
    call_command("migrate", verbosity=0)
    regel_id = _fill(antraege, regeln)
    angaben = Regelangaben(
        leistung_praefix="", ars_praefix="01", ebene="", mandant_id=3, organisationseinheit_id=None, stelle="Neu",
        gueltig_von=BEGIN, gueltig_bis=None,
    )  # fmt: skip
    operator = Actor(ActorKind.OPERATOR, "bench")
    event = propose_regel(operator, art=Vorschlagsart.AENDERN, angaben=angaben, basis_id=regel_id)
    vorschlag = get_vorschlag(event.vorschlag_id)
    found = replay(vorschlag)
    sys.stdout.write(f"{found.gesamt} Anträge, {regeln} rules, {len(found.unterschiede)} differences\n")
    ours, plain = _interleaved(lambda: replay(vorschlag).gruppen(), _read_events)
    sys.stdout.write(f"replay {ours:.0f} ms, reading the same events {plain:.0f} ms, ratio {ours / plain:.1f}\n")
    ours, plain = _interleaved(_find, lambda: _by_key(regel_id))
    sys.stdout.write(f"find_stelle {ours / LOOKUPS:.2f} ms, one row by key {plain / LOOKUPS:.2f} ms\n")


def _fill(antraege: int, regeln: int) -> UUID:
    """One rule for all, which is going to change, many that never fit, and Anträge of every Gemeinde."""
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=1, land_id=1, kurz="clearing", name="Clearing", art="clearing")
    Mandant.objects.bulk_create(
        Mandant(id=n, land_id=1, kurz=f"m{n}", name=f"M {n}", art="amt") for n in range(2, MANDANTEN + 2)
    )
    rule = _rule("", "01", 2)
    rule.save(force_insert=True)
    rows = (_rule(f"99{n % 1000:03}", f"{10_000_000_000 + n:012}", 2 + n % MANDANTEN) for n in range(regeln - 1))
    Zustaendigkeitsregel.objects.bulk_create(rows, batch_size=5_000)
    with mandant_scope(2):
        Ereignis.objects.bulk_create((_event(n) for n in range(antraege)), batch_size=1_000)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    return rule.id


def _rule(leistung: str, ort: str, mandant_id: int) -> Zustaendigkeitsregel:
    return Zustaendigkeitsregel(
        leistung_praefix=leistung, ars_praefix=ort, mandant_id=mandant_id, stelle=f"Stelle {mandant_id}",
        gueltig_von=BEGIN,
    )  # fmt: skip


def _event(number: int) -> Ereignis:
    vorgang_id = str(new_id())
    daten = {
        "vorgang_id": vorgang_id,
        "leistung": int(LEISTUNG) + number % 820,
        "gebiet": 10_570_000_000 + number % GEMEINDEN,
        "uebung": False,
        "in_clearing": False,
    }
    return Ereignis(
        id=new_id(),
        kette=vorgang_id,
        mandant_id=2,
        typ="VorgangOpened",
        akteur_art="buerger",
        akteur_id="x",
        daten=daten,
    )


def _read_events() -> None:
    with connections["leitstand"].cursor() as cursor:
        cursor.execute(EVENTS)
        cursor.fetchall()


def _find() -> None:
    for number in range(LOOKUPS):
        find_stelle(leistung=LEISTUNG, ars=f"{10_570_000_000 + number:012}", tag=date(2026, 11, 22), land_id=1)


def _by_key(regel_id: UUID) -> None:
    for _ in range(LOOKUPS):
        Zustaendigkeitsregel.objects.filter(id=regel_id).values_list("mandant_id").get()


def _interleaved(ours: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for call, found in zip((ours, plain), times, strict=True):
            begin = time.perf_counter()
            call()
            found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main(sys.argv[1:])
