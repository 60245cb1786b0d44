"""The plan of the model Land: exact sums, the published figures on their days, the same for the same seed."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgcloud.core import clock
from ozgcloud.demo.land import antraege, katalog, mengen, orte, plan, ziele
from ozgcloud.demo.land.laden import Modell, entwirf
from ozgcloud.demo.land.orte import Ort, Verwaltung
from ozgcloud.demo.land.plan import Katalogdienst, Rollout
from ozgcloud.demo.land.ziele import Antragsziele
from ozgcloud.vorgang.rules import Status
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene


@pytest.mark.parametrize(
    ("summe", "gewichte", "zahlen"),
    [
        (10, [1, 1], [5, 5]),
        (10, [3, 1], [8, 2]),
        (1, [1, 1, 1], [1, 0, 0]),
        (7, [0, 0, 1], [0, 0, 7]),
        (5, [0, 0], [3, 2]),
        (0, [1, 2], [0, 0]),
        (3, [], []),
    ],
)
def test_shares_add_up(summe: int, gewichte: list[float], zahlen: list[int]) -> None:
    assert mengen.verteile(summe, gewichte) == zahlen


@given(
    st.integers(min_value=0, max_value=100_000),
    st.lists(st.floats(min_value=0, max_value=1e6, allow_nan=False), min_size=1, max_size=60),
)
def test_shares_add_up_whatever_the_weights(summe: int, gewichte: list[float]) -> None:
    zahlen = mengen.verteile(summe, gewichte)
    assert sum(zahlen) == summe
    assert min(zahlen) >= 0
    assert len(zahlen) == len(gewichte)


@settings(deadline=None, max_examples=40)
@given(st.integers(), st.sampled_from([1.0, 0.5, 0.01, 0.0007]))
def test_every_seed_gives_the_same_sums(seed: int, anteil: float) -> None:
    soll = Antragsziele().mal(anteil)
    tage = mengen.tagesmengen(soll, seed=seed)
    zuletzt = [menge for menge in tage if menge.tag > ziele.STICHTAG - ziele.VIER_WOCHEN]
    assert sum(menge.gesamt for menge in tage) == soll.gesamt
    assert sum(menge.gesamt for menge in zuletzt) == soll.vier_wochen
    assert sum(menge.kiel for menge in zuletzt) == soll.kiel_vier_wochen
    assert all(0 <= menge.kiel <= menge.gesamt for menge in tage)


def test_the_history_has_two_years_and_grows() -> None:
    tage = mengen.tagesmengen(Antragsziele(), seed=1)
    assert (len(tage), tage[0].tag, tage[-1].tag) == (731, date(2022, 4, 11), date(2024, 4, 10))
    jahre = sum(m.gesamt for m in tage[:365]), sum(m.gesamt for m in tage[365:])
    assert jahre[1] > 2 * jahre[0]
    assert sum(m.kiel for m in tage) > 63_000 / 2
    assert sum(m.gesamt for m in tage[-28:]) == 170 * 28


DIENSTE = [
    Katalogdienst(f"{ebene}-{n}", f"99{n:012}", "Leistung", ebene) for ebene in ("gemeinde", "kreis") for n in range(48)
]


def _welt() -> list[Verwaltung]:
    """140 invented Verwaltungen under the keys the figures name."""
    namen = {"010010000000": "stadt", ziele.KIEL: "stadt", "010530000000": "kreis", "010540000000": "kreis"}
    namen |= {"010570062062": "gemeinde"} | {f"01099{n:07}": "amt" for n in range(135)}
    orte_je = {ars: Ort(ars, f"Ort {ars}", "Stadt", ars, "", "24000", 1000 + int(ars) % 997) for ars in namen}
    return [Verwaltung(ars, f"V {ars}", f"v-{ars}", art, 9_000, orte_je[ars]) for ars, art in sorted(namen.items())]


def _zahlen(rollouts: dict[str, Rollout], tag: date) -> tuple[int, int, int]:
    """(connected, working themselves in, services) on a day."""
    fertig = [r for r in rollouts.values() if r.angeschlossen and r.angeschlossen <= tag]
    noch = [r for r in rollouts.values() if r.einarbeitung <= tag and r not in fertig]
    return len(fertig), len(noch), sum(seit <= tag for r in rollouts.values() for seit in r.dienste.values())


@settings(deadline=None, max_examples=25)
@given(st.integers(min_value=0, max_value=10_000))
def test_every_seed_meets_the_published_figures(seed: int) -> None:
    rollouts = plan.plane(_welt(), DIENSTE, {}, seed=seed)
    for tag in (date(2023, 4, 1), date(2023, 4, 30)):
        assert _zahlen(rollouts, tag)[0] == 24
    for tag in (date(2023, 7, 1), date(2023, 7, 31)):
        assert _zahlen(rollouts, tag)[0] == 30
        rang = Counter({ars: sum(seit <= tag for seit in r.dienste.values()) for ars, r in rollouts.items()})
        assert rang.most_common(3) == [("010010000000", 58), ("010530000000", 42), ("010570062062", 40)]
    assert _zahlen(rollouts, ziele.STICHTAG) == (73, 12, 820)
    for rollout in rollouts.values():
        assert all(rollout.angeschlossen and rollout.angeschlossen <= seit for seit in rollout.dienste.values())


def test_what_is_known_beforehand_stays() -> None:
    feste = {"010990000007": {"gemeinde-3": date(2023, 9, 11)}}
    rollout = plan.plane(_welt(), DIENSTE, feste, seed=3)["010990000007"]
    assert rollout.angeschlossen == date(2023, 9, 11)
    assert rollout.dienste["gemeinde-3"] == date(2023, 9, 11)


@pytest.mark.parametrize(
    ("leistung", "ebene"),
    [
        ("99115005104000", Ebene.GEMEINDE),
        ("99089023000000", Ebene.GEMEINDE),
        ("99089016008000", Ebene.KREIS),
        ("99036020001000", Ebene.KREIS),
        ("99107022012000", Ebene.GEMEINDE),
        ("99107009017000", Ebene.KREIS),
        ("99041006017000", None),
    ],
)
def test_who_executes_what_in_the_model(leistung: str, ebene: Ebene | None) -> None:
    assert katalog.ebene_von(leistung) is ebene


@pytest.fixture(scope="module")
def modell(shared: Path) -> Modell:
    return entwirf(shared / "data")


def test_the_whole_land_has_the_published_figures(modell: Modell) -> None:
    arten = Counter(v.art for v in modell.mandanten.values())
    assert arten == {"kreis": 11, "stadt": 4, "amt": 83, "gemeinde": 42}
    assert _zahlen(dict(modell.rollouts), ziele.STICHTAG) == (73, 12, 820)
    anzahlen = Counter({ars: len(gestellt) for ars, gestellt in modell.antraege.items()})
    assert sum(anzahlen.values()) == 63_000
    assert anzahlen[ziele.KIEL] > 31_500
    ab = ziele.STICHTAG - ziele.VIER_WOCHEN + timedelta(days=1)
    zuletzt = Counter({ars: sum(a.eingang.date() >= ab for a in alle) for ars, alle in modell.antraege.items()})
    assert zuletzt.most_common(1) == [(ziele.KIEL, 2_800)]
    assert zuletzt.most_common(2)[1][0] == ziele.NORDFRIESLAND


def test_nobody_applies_where_a_service_is_not_online(modell: Modell) -> None:
    for ars, gestellt in modell.antraege.items():
        dienste = modell.rollouts[ars].dienste
        assert all(dienste[antrag.dienst] <= antrag.eingang.date() for antrag in gestellt)
        assert all(antrag.ort.ars.startswith(modell.mandanten[ars].gebiet[0]) for antrag in gestellt)


def test_cases_end_as_cases_do(modell: Modell) -> None:
    alle = [antrag for gestellt in modell.antraege.values() for antrag in gestellt]
    stand = Counter(antrag.status for antrag in alle)
    assert stand[Status.ABGESCHLOSSEN] > 55_000
    assert all(stand[status] > 100 for status in (Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG))
    for antrag in alle:
        zeiten = [antrag.eingang, *(am for _, am in antrag.schritte)]
        assert zeiten == sorted(zeiten)
        for _, am in antrag.schritte:
            assert am <= antraege.FEIERABEND
            assert am.astimezone(clock.BERLIN).weekday() < 5


def test_a_second_plan_is_the_same(modell: Modell, shared: Path) -> None:
    klein = entwirf(shared / "data", 0.01)
    noch_einmal = entwirf(shared / "data", 0.01)
    assert klein.antraege == noch_einmal.antraege
    assert klein.rollouts == modell.rollouts


def test_the_catalogue_names_each_service_once(shared: Path) -> None:
    dienste = katalog.katalog(shared / "data")
    assert len({dienst.kennung for dienst in dienste}) == len({d.leistung for d in dienste}) == len(dienste) == 94
    assert all(orte.kurz(dienst.kennung) == dienst.kennung[:40] for dienst in dienste)
