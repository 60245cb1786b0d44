"""Many cases at once: assigning 10,000, taking out 100,000, and the page of numbers over half a million.

`./ozg db --temp -- python -m bench.stapel` fills an office, lets a Stapel run portion by portion like the worker, and
writes each format of an Auszug in a process of its own, whose peak memory is the program with all its modules. Beside
each stands what PostgreSQL alone needs for the same rows: one UPDATE and one INSERT into the journal, one COPY.
"""

import logging
import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from uuid import UUID

import django
import psycopg
import structlog
from django.conf import settings
from django.core.management import call_command
from django.test import Client

django.setup()
from django.contrib.auth.models import User  # noqa: E402 - models need Django

from bench import vielewelt  # noqa: E402
from ozgcloud.amt.auszug import answer  # noqa: E402
from ozgcloud.core import clock  # noqa: E402
from ozgcloud.core.actor import Actor, system_actor  # noqa: E402
from ozgcloud.kennzahlen.rules import monday  # noqa: E402
from ozgcloud.mandant.actors import actor_of_person  # noqa: E402
from ozgcloud.stapel.actions.create_stapel import Auftrag, create_stapel  # noqa: E402
from ozgcloud.stapel.auszug import Bestellung  # noqa: E402
from ozgcloud.stapel.lauf import run_portion  # noqa: E402
from ozgcloud.stapel.queries import read_stapel  # noqa: E402
from ozgcloud.stapel.rules import Aktion, Format  # noqa: E402
from ozgcloud.stapel.spalten import SPALTEN  # noqa: E402
from ozgcloud.vorgang.queries import Filter  # noqa: E402
from ozgcloud.vorgang.rules import Status  # noqa: E402

ASSIGNED, EXPORTED, ROUNDS = 10_000, 100_000, 30
RAW = """
WITH v AS (UPDATE vorgang SET zugewiesen_an = NULL, version = version + 1, geaendert_am = now()
    WHERE mandant_id = 1 AND status = 'Angenommen' RETURNING id)
INSERT INTO ereignis (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am, sequenz, vorher, hash)
SELECT gen_random_uuid(), id::text, 1, 'VorgangAssigned', 'system', 'bench',
    jsonb_build_object('vorgang_id', id, 'person_id', NULL), now(), 0, '', '' FROM v
"""
COPY = """
COPY (SELECT v.*, d.antragsteller FROM vorgang v JOIN vorgangsdaten d ON d.vorgang_id = v.id WHERE v.mandant_id = 1
    ORDER BY created_at DESC, v.id DESC LIMIT 100000) TO STDOUT
"""


def main() -> None:
    """Fill, measure, print."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    actor, units = vielewelt.make_office()
    dsn = psycopg.conninfo.make_conninfo(os.environ["OZG_TEST_SUPERUSER_DSN"], dbname="ozgcloud")
    with psycopg.connect(dsn, autocommit=True) as connection:
        vielewelt.fill_cases(connection, units, EXPORTED, ASSIGNED)
        today = clock.today()
        vielewelt.fill_numbers(connection, units, monday(today) - timedelta(weeks=156), monday(today))
        _assign(connection, actor.person_id or UUID(int=0))
        _export(connection, actor.id)
    _numbers(actor)


def _assign(connection: psycopg.Connection[tuple[object, ...]], person_id: UUID) -> None:
    actor = actor_of_person(vielewelt.MANDANT, person_id)
    if actor is None:
        raise RuntimeError("The clerk is gone.")
    parameter = {"person": str(person_id)}
    begun = create_stapel(actor, auftrag=Auftrag(Aktion.ZUWEISEN, parameter, Filter(status=Status.ANGENOMMEN)))
    house, portions, started = system_actor(vielewelt.MANDANT), [], time.perf_counter()
    more = True
    while more:
        before = time.perf_counter()
        more = run_portion(house, begun.stapel_id)
        portions.append(time.perf_counter() - before)
    seconds = time.perf_counter() - started
    blatt = read_stapel(actor, begun.stapel_id)
    sys.stdout.write(
        f"assign {blatt.erledigt} of {blatt.gesamt}: {seconds:.1f} s in {len(portions)} portions (longest"
        f" {max(portions):.2f} s)"
    )
    sys.stdout.flush()
    before = time.perf_counter()
    with connection.transaction():
        connection.execute("SELECT set_config('app.mandant', %s, true)", [str(vielewelt.MANDANT)])
        connection.execute(RAW)
    raw = time.perf_counter() - before
    sys.stdout.write(f"; one UPDATE with journal {raw:.1f} s; ratio {seconds / raw:.1f}\n")
    sys.stdout.flush()


def _export(connection: psycopg.Connection[tuple[object, ...]], person_id: str) -> None:
    before = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(COPY) as copied:
        size = sum(len(piece) for piece in copied)
    raw = time.perf_counter() - before
    sys.stdout.write(f"COPY {EXPORTED} rows: {raw:.1f} s, {size / 2**20:.0f} MiB\n")
    for form in Format:
        command = [sys.executable, "-m", "bench.stapel", form.value, person_id]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        sys.stdout.write(done.stdout)
        sys.stdout.flush()


def _write(form: str, person_id: str) -> None:
    """In a process of its own: all columns of all cases, as the door sends them."""
    actor = actor_of_person(vielewelt.MANDANT, UUID(person_id))
    if actor is None:
        raise RuntimeError("The clerk is gone.")
    before, idle = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    response = answer(actor, Bestellung(Format(form), SPALTEN, Filter()))
    size = sum(len(piece) for piece in response)
    seconds, peak = time.perf_counter() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"export {form:<5}{seconds:>6.1f} s  {size / 2**20:>5.1f} MiB out, peak {peak:.0f} MiB (at rest {idle:.0f})\n"
    )


def _numbers(actor: Actor) -> None:
    login = User.objects.create(username="bench")
    vielewelt.open_account(actor, login.pk)
    client = Client(SERVER_NAME="localhost")
    client.force_login(login)
    for weeks in (13, 52, 104):
        taken = []
        for _ in range(ROUNDS):
            before = time.perf_counter()
            if client.get("/amt/zahlen/", {"zeitraum": weeks}).status_code != 200:
                raise RuntimeError("The page of numbers does not open.")
            taken.append((time.perf_counter() - before) * 1000)
        p95 = sorted(taken)[int(len(taken) * 0.95)]
        sys.stdout.write(f"numbers over {weeks} weeks: p50 {statistics.median(taken):.0f} ms, p95 {p95:.0f} ms\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _write(*sys.argv[1:3])
    else:
        main()
