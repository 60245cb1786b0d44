"""How long the Leistungsfinder takes over a catalogue of 5,000 Leistungen and every Gemeinde of a Land.

`./ozg db --temp -- python -m bench.finder LEISTUNGEN.csv GEMEINDEN.csv ANFRAGEN.csv` imports both tables, gives one
Leistung in twenty an Online-Dienst that runs everywhere, and asks each question (column `anfrage`) at changing places,
the same questions again and again in another order:

* `page`: the whole request with the place in its cookie, through all middleware, without a server in between;
* `find`: the search and what of its hits is online at the place, without the page;
* `raw`: the baseline, one `name ILIKE '%word%'` per word over the same table, what a portal without an index does.

Prints milliseconds (median, 95th percentile) and the ratio of the medians; on a busy machine look at the CPU time of
this process beside them (without PostgreSQL's), which does not wait for others.
"""

import csv
import itertools
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client

django.setup()
from ozgcloud.datenschema.models import Datenschema  # noqa: E402
from ozgcloud.leistung.models import Leistung  # noqa: E402
from ozgcloud.leistung.queries import search_leistungen  # noqa: E402
from ozgcloud.mandant.models import Gebiet, Land, Mandant  # noqa: E402
from ozgcloud.onlinedienst.models import Onlinedienst, Phase  # noqa: E402
from ozgcloud.portal.meinort import COOKIE  # noqa: E402
from ozgcloud.portal.orte import Ort  # noqa: E402
from ozgcloud.portal.vorort import in_order  # noqa: E402
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel  # noqa: E402

ROUNDS = 6
ONE_IN = 20


def main(leistungen: Path, gemeinden: Path, anfragen: Path) -> None:
    """Fill, measure, print."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    _fill(leistungen, gemeinden)
    with anfragen.open(encoding="utf-8", newline="") as file:
        fragen = [row["anfrage"] for row in csv.DictReader(file, delimiter=";")]
    places = Gebiet.objects.filter(art="gemeinde").order_by("name").values_list("ars", "name")
    orte = [Ort(ars, name) for ars, name in places]
    sys.stdout.write(f"{Leistung.objects.count()} Leistungen, {len(orte)} Gemeinden, {len(fragen)} questions\n")
    asked = _measure(fragen, orte)
    sys.stdout.write(f"{'':<8}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>7}{'CPU p50':>9}{'CPU p95':>9}\n")
    base = statistics.median(wall for wall, _ in asked["raw"])
    for name, times in asked.items():
        wall, cpu = [pair[0] for pair in times], [pair[1] for pair in times]
        line = f"{name:<8}{statistics.median(wall):>8.1f}{_p95(wall):>8.1f}{statistics.median(wall) / base:>7.2f}"
        sys.stdout.write(f"{line}{statistics.median(cpu):>9.1f}{_p95(cpu):>9.1f}\n")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _fill(leistungen: Path, gemeinden: Path) -> None:
    """The catalogue, the places, one rule for everything, and an Online-Dienst for every twentieth Leistung."""
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=1, land_id=1, kurz="clearing", name="Clearingstelle", art="clearing")
    Mandant.objects.create(id=2, land_id=1, kurz="stadt", name="Stadt", art="stadt")
    Zustaendigkeitsregel.objects.create(
        leistung_praefix="99", ars_praefix="01", mandant_id=2, stelle="Stadt", gueltig_von=date(2020, 1, 1)
    )
    call_command("importiere_leistungen", str(leistungen), verbosity=0)
    call_command("importiere_gebiete", str(gemeinden), verbosity=0)
    schema = Datenschema.objects.create(
        fim_id="S1", version="1", name="Messung", roh=b"", sha256="0" * 64, baum={}, knoten=0, felder=0
    )
    keys = Leistung.objects.order_by("schluessel").values_list("schluessel", flat=True)[::ONE_IN]
    Onlinedienst.objects.bulk_create(
        Onlinedienst(kennung=f"d{key}", leistung_id=key, datenschema=schema, titel=key, phase=Phase.FREIGEGEBEN)
        for key in keys
    )


def _measure(fragen: list[str], orte: list[Ort]) -> dict[str, list[tuple[float, float]]]:
    """All three for each question, at another place each time, interleaved; the first round warms up only."""
    client, place = Client(SERVER_NAME="localhost"), itertools.cycle(orte)
    times: dict[str, list[tuple[float, float]]] = {"page": [], "find": [], "raw": []}
    for number in range(ROUNDS + 1):
        for frage in fragen[number:] + fragen[:number]:
            ort = next(place)
            client.cookies[COOKIE] = ort.ars
            calls: dict[str, Callable[[], object]] = {
                "page": lambda frage=frage: client.get("/leistungen/", {"q": frage}),
                "find": lambda frage=frage, ort=ort: in_order(search_leistungen(frage).treffer, ort),
                "raw": lambda frage=frage: _raw(frage),
            }
            for name, call in calls.items():
                begin, cpu = time.perf_counter(), time.process_time()
                call()
                spent = (time.perf_counter() - begin) * 1000, (time.process_time() - cpu) * 1000
                if number:
                    times[name].append(spent)
    return times


def _raw(frage: str) -> list[Leistung]:
    rows = Leistung.objects.only("name")
    for word in frage.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("name")[:30])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
