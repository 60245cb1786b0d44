"""Whatever a consumer does: nothing is lost, and no event of a case is sent before the earlier ones were accepted."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgcloud.ausgang.port import Antwort
from ozgcloud.ausgang.rules.zustellung import (
    GEDULD,
    MOST_WAITING,
    PROBEN,
    STAPEL,
    Posten,
    Stopp,
    may_draw,
    next_try,
    plan,
    settle,
)

BEGINN = datetime(2027, 3, 1, tzinfo=UTC)
FAELLE = st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=60)


class Empfaenger:
    """A consumer that answers by a script, then accepts; keeps what it accepted, and when each was first tried."""

    def __init__(self, script: list[int]) -> None:
        self.script, self.angenommen, self.versucht = list(script), [], []

    def post(self, nummer: int) -> Antwort:
        self.versucht.append(nummer)
        status = self.script.pop(0) if self.script else 200
        if status == 200:
            self.angenommen.append(nummer)
        return Antwort(status)


class Abo:
    """The state of an Abonnement in memory, moved by the rules alone."""

    def __init__(self, faelle: list[int]) -> None:
        self.liste = [Posten(n, UUID(int=fall)) for n, fall in enumerate(faelle, start=1)]
        self.zeiger, self.wartend, self.fehlversuche, self.jetzt = 0, {}, 0, BEGINN
        self.stopp: Stopp | None = None
        self.naechster = BEGINN

    def run(self, empfaenger: Empfaenger, stapel: int, abbruch: int) -> None:
        gestoert = self.fehlversuche > 0 and bool(self.wartend)
        neu = []
        if may_draw(len(self.wartend), gestoert):
            neu = [p for p in self.liste if p.nummer > self.zeiger][:stapel]
        planned = plan(self.wartend.values(), neu, jetzt=self.jetzt, gestoert=gestoert)
        assert sum(map(len, planned.bahnen)) <= STAPEL
        antworten: dict[int, Antwort] = {}
        for bahn in planned.bahnen:
            for posten in bahn:
                if len(antworten) >= abbruch:
                    break
                antworten[posten.nummer] = empfaenger.post(posten.nummer)
                if not antworten[posten.nummer].angenommen:
                    break
        bilanz = settle(planned, antworten, jetzt=self.jetzt, gestoert=gestoert, zufall=[0.5])
        for nummer in bilanz.angenommen:
            self.wartend.pop(nummer, None)
        self.wartend |= {p.nummer: p for p in bilanz.wartend}
        self.zeiger = max([self.zeiger, *(p.nummer for p in neu)])
        self.stopp = bilanz.stopp
        self.fehlversuche = self.fehlversuche + 1 if bilanz.gestoert else 0
        if bilanz.gestoert:
            self.naechster = next_try(self.fehlversuche, antworten.values(), jetzt=self.jetzt, zufall=0.5)
        self.jetzt = max(self.naechster, self.jetzt + timedelta(minutes=1)) if bilanz.gestoert else self.jetzt
        self.jetzt += timedelta(seconds=30)

    @property
    def fertig(self) -> bool:
        return self.zeiger == len(self.liste) and not self.wartend


@settings(max_examples=300, deadline=None)
@given(
    FAELLE,
    st.lists(st.sampled_from([200, 200, 500, 404, 302, 429]), max_size=80),
    st.integers(min_value=1, max_value=20),
    st.integers(min_value=1, max_value=15),
)
def test_nothing_is_lost_and_the_order_of_a_case_is_kept(faelle, script, stapel, abbruch):
    abo, empfaenger = Abo(faelle), Empfaenger(script)
    for _ in range(4_000):
        if abo.fertig:
            break
        abo.run(empfaenger, stapel, abbruch)
        known = set(empfaenger.angenommen) | set(abo.wartend)
        assert known >= {p.nummer for p in abo.liste if p.nummer <= abo.zeiger}, "neither accepted nor kept"
    assert abo.fertig
    assert abo.stopp is None
    assert sorted(empfaenger.angenommen) == [p.nummer for p in abo.liste], "each once, as nothing crashed"
    of = {p.nummer: p.vorgang_id for p in abo.liste}
    for fall in set(of.values()):
        accepted = [n for n in empfaenger.angenommen if of[n] == fall]
        tried = [n for n in empfaenger.versucht if of[n] == fall]
        assert accepted == sorted(accepted)
        assert tried == sorted(tried), "a later event was tried before an earlier one was through"


def test_a_case_that_fails_does_not_hold_up_others():
    abo = Abo([1, 2, 1, 2])

    class Nummer1Kaputt(Empfaenger):
        def post(self, nummer: int) -> Antwort:
            return Antwort(500) if nummer == 1 else super().post(nummer)

    empfaenger = Nummer1Kaputt([])
    abo.run(empfaenger, 100, 100)
    assert empfaenger.angenommen == [2, 4]
    assert set(abo.wartend) == {1, 3}
    assert abo.fehlversuche == 0


def test_an_outage_draws_nothing_new_and_probes_a_few():
    abo, tot = Abo([n % 50 for n in range(500)]), Empfaenger([500] * 10_000)
    abo.run(tot, 100, PROBEN)
    drawn, tried = abo.zeiger, len(tot.versucht)
    assert (drawn, tried, abo.fehlversuche) == (100, PROBEN, 1)
    for _ in range(10):
        abo.run(tot, 100, 100)
    assert abo.zeiger == drawn, "an outage costs no memory"
    assert len(tot.versucht) == tried + 10 * PROBEN
    tot.script = []
    abo.run(tot, 100, 100)
    assert abo.fehlversuche == 0


def test_too_many_waiting_draw_nothing_new():
    assert may_draw(MOST_WAITING - 1, gestoert=False)
    assert not may_draw(MOST_WAITING, gestoert=False)
    assert not may_draw(0, gestoert=True)


def test_after_72_hours_and_after_gone_it_stops_and_keeps_the_rest():
    erster, zweiter = Posten(1, UUID(int=1), 30, BEGINN), Posten(2, UUID(int=1))
    planned = plan([erster, zweiter], [], jetzt=BEGINN + GEDULD, gestoert=False)
    kurz_davor = settle(
        planned,
        {1: Antwort(500)},
        jetzt=BEGINN + GEDULD - timedelta(seconds=1),
        gestoert=False,
        zufall=[0.5],
    )
    assert kurz_davor.stopp is None
    zu_spaet = settle(planned, {1: Antwort(500)}, jetzt=BEGINN + GEDULD, gestoert=False, zufall=[0.5])
    assert zu_spaet.stopp is Stopp.GEDULD
    assert {p.nummer for p in zu_spaet.wartend} == {1, 2}
    gone = settle(planned, {1: Antwort(410)}, jetzt=BEGINN, gestoert=False, zufall=[0.5])
    assert gone.stopp is Stopp.ABGEMELDET
    assert {p.nummer for p in gone.wartend} == {1, 2}
