"""Real requests to a real consumer: a worker that is killed in the middle, and ten thousand events."""

import os
import resource
import signal
import subprocess
import sys
import threading
from uuid import UUID

import pytest
from django.db import connections

from adapters.empfaenger import Haus, accept, haus
from ausgang.maschinen import EREIGNISSE, faellige, maschine, schreibe
from ozgcloud.ausgang import queries
from ozgcloud.ausgang.actions.create_abonnement import create_abonnement
from ozgcloud.flow.zustellung import deliver
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Zugriff
from welt import Welt

WORKER = """
import sys, django
django.setup()
from uuid import UUID
from django.db import connections
for alias in connections:
    connections[alias].settings_dict["NAME"] = sys.argv[1]
from ozgcloud.flow.zustellung import deliver
print("los", flush=True)
deliver(UUID(sys.argv[2]), UUID(sys.argv[3]), 60.0)
"""
SEKUNDEN = 120


def order(welt: Welt, empfaenger: Haus) -> tuple[Zugriff, UUID]:
    alle = maschine(welt, Angabe(EREIGNISSE))
    url = f"http://127.0.0.1:{empfaenger.port}/"
    made = create_abonnement(alle.actor(), client_id=alle.client_id, url=url, arten=())
    return alle, made.abonnement.id


@pytest.mark.parametrize("nach", [1, 37, 140])
def test_a_worker_killed_in_the_middle_loses_nothing(welt: Welt, als_superuser, nach: int):
    """It dies while request number `nach` is under way; what comes twice has the id it had before."""
    genug = threading.Event()
    with haus() as empfaenger:

        def count(handler, body):
            if len(empfaenger.anfragen) == nach:
                genug.set()
                empfaenger.ende.wait(0.2)
            accept(handler, body)

        empfaenger.verhalten = count
        alle, abo = order(welt, empfaenger)
        schreibe(als_superuser, [n % 7 for n in range(250)])
        name = connections["default"].settings_dict["NAME"]
        arguments = [sys.executable, "-c", WORKER, name, str(alle.client_id), str(abo)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=dict(os.environ)) as worker:
            assert genug.wait(SEKUNDEN)
            os.kill(worker.pid, signal.SIGKILL)
        empfaenger.verhalten = accept
        assert faellige() == [abo]
        while deliver(alle.client_id, abo):
            pass
        kennungen = empfaenger.kennungen
    erwartet = {str(row[0]): row[1] for row in als_superuser.execute("SELECT ereignis_id, vorgang_id FROM ausgang")}
    assert set(kennungen) == set(erwartet), "lost or invented"
    nummer = {str(row[0]): row[1] for row in als_superuser.execute("SELECT ereignis_id, nummer FROM ausgang")}
    for fall in set(erwartet.values()):
        zuletzt = {k: place for place, k in enumerate(kennungen) if erwartet[k] == fall}
        ordered = sorted(zuletzt, key=lambda k: zuletzt[k])
        assert ordered == sorted(ordered, key=lambda k: nummer[k]), "the last word on a case came out of order"
    assert queries.count_wartend(alle.client_id, abo) == 0


@pytest.mark.long
def test_ten_thousand_events_in_flat_memory(welt: Welt, als_superuser, capsys: pytest.CaptureFixture[str]):
    with haus() as empfaenger:
        arrived = {"n": 0}

        def count(handler, body):
            arrived["n"] += 1
            empfaenger.anfragen.clear()
            accept(handler, body)

        empfaenger.verhalten = count
        alle, abo = order(welt, empfaenger)
        memory: list[int] = []
        for _ in range(5):
            schreibe(als_superuser, [n % 500 for n in range(2_000)])
            while deliver(alle.client_id, abo):
                pass
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert arrived["n"] == 10_000
    assert memory[-1] - memory[0] < 20_000, f"KiB at most after each 2,000 events: {memory}"
