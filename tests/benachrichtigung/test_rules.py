"""Who hears of what and when, and what the e-mail says."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.benachrichtigung import rules
from ozgcloud.benachrichtigung.rules import Betroffen, Neuigkeit, Takt, Umfang
from ozgcloud.core.actor import Rolle, Rollenzuweisung
from ozgcloud.core.clock import BERLIN
from ozgcloud.core.errors import InvalidInput

ICH, ANDERE, AMT, WOANDERS = (UUID(int=n) for n in range(1, 5))
LEISTUNG = "99102013104000"
HIER = Rollenzuweisung(Rolle.USER, AMT)
FALL, MEINER = Betroffen(AMT, LEISTUNG, ANDERE), Betroffen(AMT, LEISTUNG, ICH)
GEFRAGT = Betroffen(AMT, None, None)
V, Z, N, ZUARBEIT = Neuigkeit.VORGANG, Neuigkeit.ZUWEISUNG, Neuigkeit.NACHRICHT, Neuigkeit.ZUARBEIT


@pytest.mark.parametrize(
    ("umfang", "rolle", "art", "fall", "hoert"),
    [
        (Umfang.ALLE, HIER, V, FALL, True),
        (Umfang.ALLE, Rollenzuweisung(Rolle.POSTSTELLE), V, FALL, True),
        (Umfang.ALLE, Rollenzuweisung(Rolle.POSTSTELLE), N, FALL, False),
        (Umfang.ALLE, Rollenzuweisung(Rolle.ANSPRECHPARTNER), V, FALL, False),
        (Umfang.ALLE, Rollenzuweisung(Rolle.LOESCHEN), N, FALL, False),
        (Umfang.ALLE, Rollenzuweisung(Rolle.USER, WOANDERS), V, FALL, False),
        (Umfang.ALLE, Rollenzuweisung(Rolle.USER, AMT, "98"), V, FALL, False),
        (Umfang.ALLE, HIER, N, FALL, True),
        (Umfang.ALLE, HIER, Z, FALL, False),
        (Umfang.ALLE, HIER, Z, MEINER, True),
        (Umfang.ALLE, Rollenzuweisung(Rolle.USER, AMT, "98"), ZUARBEIT, GEFRAGT, True),
        (Umfang.ALLE, Rollenzuweisung(Rolle.POSTSTELLE), ZUARBEIT, GEFRAGT, True),
        (Umfang.ALLE, Rollenzuweisung(Rolle.USER, WOANDERS), ZUARBEIT, GEFRAGT, False),
        (Umfang.ALLE, HIER, ZUARBEIT, Betroffen(None, None, None), False),
        (Umfang.EIGENE, HIER, ZUARBEIT, GEFRAGT, False),
        (Umfang.EIGENE, HIER, V, FALL, False),
        (Umfang.EIGENE, HIER, V, MEINER, False),
        (Umfang.EIGENE, HIER, N, FALL, False),
        (Umfang.EIGENE, HIER, N, MEINER, True),
        (Umfang.EIGENE, HIER, Z, MEINER, True),
        (Umfang.EIGENE, Rollenzuweisung(Rolle.USER, WOANDERS), Z, MEINER, True),
    ],
)
def test_who_hears_of_what(umfang, rolle, art, fall, hoert):
    assert rules.wants(umfang, ICH, [rolle], art, fall) is hoert


@pytest.mark.parametrize(
    ("jetzt", "morgens"),
    [
        ((2026, 11, 22, 4, 59), (2026, 11, 22)),
        ((2026, 11, 22, 5, 0), (2026, 11, 23)),
        ((2026, 11, 22, 23, 30), (2026, 11, 23)),
        ((2026, 7, 1, 3, 59), (2026, 7, 1)),
        ((2026, 7, 1, 4, 0), (2026, 7, 2)),
    ],
)
def test_the_daily_e_mail_goes_at_six_in_berlin(jetzt, morgens):
    instant = datetime(*jetzt, tzinfo=UTC)
    assert rules.due(Takt.SOFORT, instant) == instant
    faellig = rules.due(Takt.TAEGLICH, instant).astimezone(BERLIN)
    assert (faellig.year, faellig.month, faellig.day, faellig.hour, faellig.minute) == (*morgens, 6, 0)


@given(st.integers(0, 4 * 365 * 24 * 60))
def test_news_wait_at_most_a_day(minutes):
    """25 hours: one night in October is longer."""
    jetzt = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert timedelta() < rules.due(Takt.TAEGLICH, jetzt) - jetzt <= timedelta(hours=25)


def test_tries_end():
    waits = [rules.next_try(n) for n in range(1, 8)]
    assert waits[:5] == sorted(wait for wait in waits if wait is not None)
    assert waits[5:] == [None, None]


def test_an_e_mail_says_numbers_and_where_to_log_in():
    text = rules.brief_text({V: 1, Z: 0, N: 1200}, "https://ozg.example")
    assert "1 neuer Vorgang" in text
    assert "1.200 neue Nachrichten" in text
    assert "zugewiesen" not in text
    assert "https://ozg.example/amt/\n" in text
    assert max(map(len, text.splitlines())) < 120


@pytest.mark.parametrize(("takt", "umfang", "feld"), [("oft", "alle", "takt"), ("sofort", "", "umfang")])
def test_other_wishes_are_refused_at_their_field(takt, umfang, feld):
    with pytest.raises(InvalidInput) as error:
        rules.read_wunsch(takt, umfang)
    assert set(error.value.fehler) == {feld}
