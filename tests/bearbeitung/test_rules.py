"""Days, periods and texts of the work on a case, as tables."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.bearbeitung.rules import (
    AELTER,
    FRISTREGELN,
    MAX_SCHLAGWORTE,
    Abschlussgrund,
    Einheit,
    Fristart,
    Wiederholung,
    add_period,
    nearest,
    next_due,
    progress,
    read_punkte,
    read_schlagworte,
    require_day,
    require_later,
    require_leading,
    require_undoable,
)
from ozgcloud.bearbeitung.saetze import MITTEILUNG, compose_mitteilung
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.rules import Status

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("beginn", "zahl", "einheit", "ende"),
    [
        (date(2026, 11, 21), 14, Einheit.TAGE, date(2026, 12, 5)),
        (date(2026, 11, 21), 2, Einheit.WOCHEN, date(2026, 12, 5)),
        (date(2026, 11, 30), 3, Einheit.MONATE, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, Einheit.MONATE, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, Einheit.MONATE, date(2026, 11, 30)),
        (date(2026, 12, 15), 1, Einheit.MONATE, date(2027, 1, 15)),
        (date(2026, 1, 31), 12, Einheit.MONATE, date(2027, 1, 31)),
    ],
)
def test_a_period_ends_as_the_law_counts(beginn, zahl, einheit, ende):
    assert add_period(beginn, zahl, einheit) == ende


@pytest.mark.parametrize(
    ("faellig", "wiederholung", "naechster"),
    [
        (date(2026, 11, 22), Wiederholung.KEINE, None),
        (date(2026, 11, 22), Wiederholung.WOECHENTLICH, date(2026, 11, 29)),
        (date(2026, 10, 31), Wiederholung.MONATLICH, date(2026, 11, 30)),
        (date(2026, 8, 31), Wiederholung.VIERTELJAEHRLICH, date(2026, 11, 30)),
        (date(2020, 2, 29), Wiederholung.JAEHRLICH, date(2027, 2, 28)),
        (date(2026, 12, 24), Wiederholung.WOECHENTLICH, date(2026, 12, 31)),
    ],
)
def test_a_wiedervorlage_comes_again_on_its_own_day(faellig, wiederholung, naechster):
    assert next_due(faellig, wiederholung, HEUTE) == naechster


@given(
    faellig=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    today=st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    wiederholung=st.sampled_from([w for w in Wiederholung if w is not Wiederholung.KEINE]),
)
def test_it_never_comes_again_in_the_past_nor_on_the_same_day(faellig, today, wiederholung):
    following = next_due(faellig, wiederholung, today)
    assert following is not None
    assert following > today
    assert following > faellig


def test_only_the_law_of_the_leistung_brings_a_genehmigungsfiktion():
    assert "42a" in FRISTREGELN[Fristart.GENEHMIGUNGSFIKTION].rechtsgrundlage
    assert set(FRISTREGELN) == set(Fristart)
    assert all(regel.name and regel.rechtsgrundlage and regel.zahl > 0 for regel in FRISTREGELN.values())


def test_the_nearest_day():
    assert nearest([]) is None
    assert nearest([None, date(2027, 1, 1), HEUTE]) == HEUTE


@pytest.mark.parametrize(
    ("text", "worte"),
    [
        ("", ()),
        ("Ortstermin, eilig ,, Ortstermin\nPressefall", ("Ortstermin", "eilig", "Pressefall")),
        ("ein  langes   Wort; zweites", ("ein langes Wort", "zweites")),
    ],
)
def test_words_are_read(text, worte):
    assert read_schlagworte(text) == worte


@pytest.mark.parametrize("text", ["x" * 41, ",".join(f"w{n}" for n in range(MAX_SCHLAGWORTE + 1))])
def test_too_many_or_too_long_words_are_refused(text):
    with pytest.raises(InvalidInput) as refused:
        read_schlagworte(text)
    assert "schlagworte" in refused.value.fehler


def test_points_are_lines():
    assert read_punkte("Lageplan da?\r\n\r\n  Gebühr\tbezahlt? ") == ("Lageplan da?", "Gebühr bezahlt?")
    with pytest.raises(InvalidInput):
        read_punkte("\n".join("x" for _ in range(41)))


@pytest.mark.parametrize("tag", [None, date(2026, 11, 21), date(2040, 1, 1)])
def test_impossible_days_are_refused(tag):
    with pytest.raises(InvalidInput) as refused:
        require_day(tag, "bis", HEUTE)
    assert refused.value.fehler["bis"]


def test_the_later_case_is_the_duplicate():
    frueh, spaet = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    require_later(spaet, frueh)
    with pytest.raises(InvalidInput) as refused:
        require_later(frueh, spaet)
    assert refused.value.code == AELTER


@pytest.mark.parametrize("status", [s for s in Status if s not in tuple(Status)[:4]])
def test_nothing_is_merged_into_what_is_done(status):
    with pytest.raises(InvalidInput) as refused:
        require_leading(status)
    assert status.value in refused.value.fehler["fuehrend"]


def test_undo_ends_with_the_hold():
    jetzt = datetime(2026, 1, 1, tzinfo=UTC)
    require_undoable(jetzt + timedelta(seconds=1), jetzt)
    for bis in (None, jetzt, jetzt - timedelta(seconds=1)):
        with pytest.raises(Conflict):
            require_undoable(bis, jetzt)


def test_every_ending_is_told_in_plain_words():
    assert set(MITTEILUNG) == set(Abschlussgrund)
    betreff, text = compose_mitteilung(Abschlussgrund.DUBLETTE, "Beide Anträge sind gleich.", "OZG-2222-2222-2222")
    assert betreff
    assert "OZG-2222-2222-2222" in text
    assert text.endswith("Beide Anträge sind gleich.")


def test_progress_in_words():
    assert progress([True, False, True]) == "2 von 3 erledigt"
