"""Turns of webhooks in the queue: one waits per Abonnement, in a queue of its own, and what is left goes to its end."""

import pytest
from django.db import connections

from ausgang.maschinen import EREIGNISSE, Empfaenger, abonniere, maschine, schreibe
from ozgcloud.flow import ausgang_tasks, wiring, zustellung
from ozgcloud.flow.ausgang_tasks import AUSGANG_QUEUE, wake, zustellen
from ozgcloud.flow.tasks import QUEUE
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe


@pytest.fixture
def empfaenger(monkeypatch: pytest.MonkeyPatch) -> Empfaenger:
    drinnen = Empfaenger()
    monkeypatch.setitem(wiring.WEBHOOK, "http", lambda: drinnen)
    return drinnen


def warten() -> list[tuple[str, str]]:
    with connections["relay"].cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, args ->> 'abonnement_id' FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [ausgang_tasks.TASK],
        )
        return cursor.fetchall()


def test_each_abonnement_with_work_gets_one_turn(welt, als_superuser, empfaenger):
    alle, zwei = maschine(welt, Angabe(EREIGNISSE)), maschine(welt, Angabe(EREIGNISSE, 2))
    abos = [abonniere(alle), abonniere(zwei)]
    wake(timestamp=0)
    assert warten() == []
    schreibe(als_superuser, [1, 2])
    wake(timestamp=0)
    wake(timestamp=5)
    assert {(AUSGANG_QUEUE, str(abo)) for abo in abos} == set(warten())
    assert len(warten()) == 2
    assert AUSGANG_QUEUE != QUEUE
    zustellen(client_id=str(zwei.client_id), abonnement_id=str(abos[1]))
    assert empfaenger.angenommen == []
    zustellen(client_id=str(alle.client_id), abonnement_id=str(abos[0]))
    assert sorted(empfaenger.angenommen) == [1, 2]


def test_what_a_turn_leaves_goes_to_the_end_of_the_queue(welt, als_superuser, empfaenger, monkeypatch):
    alle = maschine(welt, Angabe(EREIGNISSE))
    lang = abonniere(alle)
    schreibe(als_superuser, range(250))
    monkeypatch.setattr(zustellung.deliver, "__defaults__", (0.0,))
    zustellen(client_id=str(alle.client_id), abonnement_id=str(lang))
    assert len(empfaenger.angenommen) == 100
    assert warten() == [(AUSGANG_QUEUE, str(lang))]
