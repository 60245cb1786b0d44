"""How long the place question takes over all places of Germany, beside one place read by its key.

`./ozg db --temp -- python -m bench.orte GEMEINDEN.csv PLZ.csv` imports both files (and prints how long that took), then
asks what citizens type. Prints milliseconds (median, 95th percentile) per kind of question and of the baseline,
interleaved; for slips also how many of them still lead to the place.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()
from ozgcloud.mandant.models import Gebiet, GebietPlz, Land  # noqa: E402 - models need Django
from ozgcloud.mandant.ortssuche import find_gebiete  # noqa: E402

SAMPLE = 300
LETTERS = "abcdefghijklmnoprstuvwz"
NONSENSE = ("Quatschdorfhausen", "xyzqwv", "Sylt Ost Westerland", "Bahnhofstraße 12", "Wik", "Neu Wulmstorf West")


def main(arguments: Sequence[str]) -> None:
    """Import, ask, print."""
    call_command("migrate", verbosity=0)
    Land.objects.get_or_create(id=1, defaults={"kuerzel": "SH", "name": "Schleswig-Holstein"})
    for art, path in zip(("gebiete", "plz"), arguments, strict=True):
        sys.stdout.write(
            f"import {art}: {_milliseconds(lambda a=art, p=path: call_command('importiere', a, p)):.0f} ms\n"
        )
    zufall = random.Random(1)  # noqa: S311 - a sample, no secret
    places = Gebiet.objects.filter(art="gemeinde")
    here = list(places.filter(ars__startswith="01").values_list("name", flat=True))
    elsewhere = list(places.exclude(ars__startswith="01").values_list("name", flat=True))
    codes = list(GebietPlz.objects.values_list("plz", flat=True))
    slips = [(name, _slip(name, zufall)) for name in zufall.sample(here, SAMPLE)]
    keys = list(places.values_list("ars", flat=True)[:SAMPLE])
    for kind, asked in (
        ("whole name", zufall.sample(here, SAMPLE)),
        ("first letters", [name[:4] for name in zufall.sample(here, SAMPLE)]),
        ("slip", [slip for _, slip in slips]),
        ("postcode", zufall.sample(codes, SAMPLE)),
        ("another Land", zufall.sample(elsewhere, SAMPLE)),
        ("nonsense", list(NONSENSE)),
    ):
        sys.stdout.write(f"{kind:<16}{_measure(asked, keys)}\n")
    found = sum(name in {place.name for place in find_gebiete(slip).treffer} for name, slip in slips)
    sys.stdout.write(f"{found} of {SAMPLE} slips lead to their place\n")


def _measure(asked: Sequence[str], keys: Sequence[str]) -> str:
    ours: list[float] = []
    plain: list[float] = []
    for number, text in enumerate(asked):
        key = keys[number % len(keys)]
        ours.append(min(_milliseconds(lambda t=text: find_gebiete(t)) for _ in range(3)))
        plain.append(min(_milliseconds(lambda k=key: Gebiet.objects.get(ars=k)) for _ in range(3)))
    return (
        f"{_figures(ours)}   by key {_figures(plain)}   ratio {statistics.median(ours) / statistics.median(plain):.1f}"
    )


def _figures(times: Sequence[float]) -> str:
    return f"p50 {statistics.median(times):5.1f} ms  p95 {statistics.quantiles(times, n=20)[18]:5.1f} ms"


def _milliseconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def _slip(name: str, zufall: random.Random) -> str:
    """One letter missing, wrong, or swapped with the next."""
    at = zufall.randrange(len(name))
    return zufall.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + zufall.choice(LETTERS) + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
