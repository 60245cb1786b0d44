"""The whole Land by its real list of places: every Gemeinde × Gemeinde-, Kreis-, Land-Leistung has an answer."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from ozgcloud.mandant.models import Land, Mandant
from ozgcloud.zustaendigkeit.queries.stelle import candidates
from ozgcloud.zustaendigkeit.rules.aufloesung import Ausgang, resolve

TAG = date(2026, 11, 22)
LEISTUNGEN = {"gemeinde": "99102013104000", "kreis": "99036001001000", "land": "99107001017000"}
OHNE_EBENE, KREISFREI = "99999000000000", {"01001", "01002", "01003", "01004"}
CLEARING = 1
BOENEBUETTEL, PREETZ = "010575785008", "010570062062"


def places(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "gemeinden_sh.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rules(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """One rule per Verwaltung and kind: (name, Ebene, ARS prefix). A kreisfreie Stadt holds two."""
    found = [("Landesbehörde", "land", "01")]
    for row in rows:
        ars, typ = row["ars"], row["typ"]
        if typ == "Kreis":
            found.append((f"Kreis {row['name']}", "kreis", ars[:5]))
        elif typ == "kreisfreie Stadt":
            found += [(row["name"], "kreis", ars[:5]), (row["name"], "gemeinde", ars)]
        elif typ.startswith(("Amt", "Kirchspiel")):
            found.append((f"Amt {row['name']}", "gemeinde", ars[:9]))
        elif typ != "Land" and not row["amt_ars"]:
            found.append((row["name"], "gemeinde", ars))
    return found


@pytest.fixture
def land(db_ozg, shared, tmp_path) -> list[dict[str, str]]:
    rows = places(shared)
    wanted = rules(rows)
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=CLEARING, land_id=1, kurz="clearing", name="Clearing", art="clearing")
    kurz = {key: f"v{n}" for n, key in enumerate(dict.fromkeys((name, ars[:5]) for name, _, ars in wanted))}
    Mandant.objects.bulk_create(
        Mandant(id=10 + n, land_id=1, kurz=kurz[key], name=key[0], art="amt") for n, key in enumerate(kurz)
    )
    table = [
        {"leistung_praefix": "", "ebene": ebene, "ars_praefix": ars, "mandant": kurz[name, ars[:5]],
         "gueltig_von": "2026-01-01"}
        for name, ebene, ars in wanted
    ]  # fmt: skip
    einlesen("zustaendigkeiten", table, tmp_path)
    einlesen(
        "vollzugsebenen",
        [{"leistung_praefix": key, "ebene": ebene, "gueltig_von": "2026-01-01"} for ebene, key in LEISTUNGEN.items()],
        tmp_path,
    )
    return [row for row in rows if row["typ"] in ("Gemeinde", "Stadt", "kreisfreie Stadt")]


def einlesen(art: str, table: list[dict[str, str]], folder: Path) -> None:
    path = folder / f"{art}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    call_command(f"importiere_{art}", str(path), verbosity=0)


def test_every_gemeinde_finds_its_verwaltung_for_every_kind(land):
    assert len(land) == 1104
    regeln, vollzug = candidates([*LEISTUNGEN.values(), OHNE_EBENE], [row["ars"] for row in land])
    answers: dict[tuple[str, str], str] = {}
    for row in land:
        near = [regel for regel in regeln if row["ars"].startswith(regel.ars_praefix)]
        for ebene, leistung in LEISTUNGEN.items():
            befund = resolve(near, leistung=leistung, ars=row["ars"], tag=TAG, vollzug=vollzug)
            assert befund.regel is not None, (row["name"], ebene, befund.ausgang)
            answers[row["ars"], ebene] = befund.regel.stelle
        befund = resolve(near, leistung=OHNE_EBENE, ars=row["ars"], tag=TAG, vollzug=vollzug)
        assert befund.ausgang is Ausgang.OHNE_EBENE
        assert befund.verworfen, "the reason names the rules that were kept away"
    for row in land:
        is_city = row["ars"][:5] in KREISFREI
        assert answers[row["ars"], "land"] == "Landesbehörde"
        assert answers[row["ars"], "kreis"] == (row["name"] if is_city else f"Kreis {row['kreis']}")
        assert answers[row["ars"], "gemeinde"] == (f"Amt {row['amt']}" if row["amt"] else row["name"])
    assert answers[BOENEBUETTEL, "gemeinde"] == "Amt Bokhorst-Wankendorf"
    assert answers[PREETZ, "gemeinde"] == "Preetz"
    assert len({stelle for (_, ebene), stelle in answers.items() if ebene == "gemeinde"}) == 83 + 85
