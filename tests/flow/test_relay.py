"""From journal to jobs: every committed event once, in no case skipped, whatever crashes or runs beside."""

import json
import threading
from uuid import UUID

import psycopg
from django.db import connections, transaction

from gang import reiche_ein
from lauf import drain, relay_all
from ozgcloud.core import journal
from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.delivery.models import Delivery
from ozgcloud.flow.kinds import Portions
from ozgcloud.flow.relay import relay_once, run_relay
from ozgcloud.flow.run import key_of
from ozgcloud.flow.table import TABLE, consequences_of
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.events import VorgangOpened

LUECKEN = "propose_nachforderung"
EINGANG = [c.name for c in TABLE[VorgangOpened] if (isinstance(c, Portions) or c.wanted()) and c.name != LUECKEN]
"""What follows a new case that is complete in this installation."""


def jobs() -> list[tuple[str, str]]:
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT args ->> 'ereignis_id', args ->> 'schritt' FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def cursor_stand() -> tuple[int, int]:
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT transaktion, position FROM relay_stand")
        return cursor.fetchone()


def relay_known() -> None:
    """Read until nothing more can be read now."""
    while relay_once():
        pass


def test_every_event_becomes_its_consequences_once(welt):
    fall = reiche_ein(welt)
    read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    moved = relay_all()
    assert moved >= 2
    assert [schritt for _, schritt in jobs()] == EINGANG
    assert relay_all() == 0
    assert len(jobs()) == len(EINGANG)


def test_only_what_may_lack_something_is_looked_at_for_it():
    ids = {"vorgang_id": new_id(), "eingang_id": new_id(), "onlinedienst_id": new_id()}
    told = {"leistung": 99, "gebiet": 1, "uebung": False, "in_clearing": False}
    complete, unknown = (VorgangOpened(**ids, **told, vollstaendig=known) for known in (True, False))
    assert [c.name for c in consequences_of(complete)] == EINGANG
    assert {c.name for c in consequences_of(unknown)} == {*EINGANG, LUECKEN}
    before = {name: value for name, value in unknown.payload().items() if name != "vollstaendig"}
    assert LUECKEN in [c.name for c in consequences_of(journal.restore("VorgangOpened", before))], "told before"


def test_small_batches_end_up_the_same(welt):
    for seed in range(3):
        reiche_ein(welt, seed=seed)
    relay_all(limit=1)
    assert len(jobs()) == 3 * len(EINGANG)
    assert len(set(jobs())) == 3 * len(EINGANG)


def test_jobs_carry_ids_only(welt):
    reiche_ein(welt)
    relay_all()
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT args, lock, queueing_lock FROM procrastinate_jobs")
        for args, lock, queueing_lock in cursor.fetchall():
            values = json.loads(args)
            assert set(values) == {"mandant_id", "ereignis_id", "schritt"}
            UUID(values["ereignis_id"])
            assert (lock is None) == (values["schritt"] == "release_dateien"), "what speaks outside holds nobody up"
            UUID(lock or values["ereignis_id"])
            assert queueing_lock is None


def test_a_crash_between_jobs_and_cursor_repeats_nothing(welt):
    """Jobs and cursor stand in one transaction: without its commit neither has happened."""
    reiche_ein(welt)
    relay_all()
    reiche_ein(welt, seed=2)
    before, count = cursor_stand(), len(jobs())

    with transaction.atomic(using="relay"):
        while not relay_once():
            pass
        transaction.set_rollback(True, using="relay")
    assert (len(jobs()), cursor_stand()) == (count, before)
    relay_all()
    assert len(jobs()) == len(set(jobs())) == count + len(EINGANG)


def test_two_relays_at_once_share_the_work_without_doubling(welt):
    for seed in range(6):
        reiche_ein(welt, seed=seed)
    errors = []

    def relay():
        try:
            relay_all(limit=1)
        except Exception as error:  # reported below
            errors.append(error)
        finally:
            for alias in connections:
                connections[alias].close()

    threads = [threading.Thread(target=relay) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(jobs()) == len(set(jobs())) == 6 * len(EINGANG)


def _second_connection() -> psycopg.Connection:
    return psycopg.connect(**connections["default"].get_connection_params() | {"autocommit": False})


def test_an_older_transaction_that_commits_later_is_not_skipped(welt):
    """The younger commits first and stays unread until the older is through: the cursor may not pass it."""
    fall = reiche_ein(welt)
    relay_all()
    with _second_connection() as old:
        old.execute("SELECT set_config('app.mandant', '1', true)")
        old.execute(
            "INSERT INTO ereignis"
            " (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am, sequenz, vorher, hash)"
            " VALUES (gen_random_uuid(), %s, 1, 'VorgangRead', 'system', 'alt', %s, now(), 0, '', '')",
            [str(fall.vorgang_id), f'{{"vorgang_id": "{fall.vorgang_id}"}}'],
        )
        young = reiche_ein(welt, seed=2)
        assert relay_once() == 0
        assert all(str(young.vorgang_id) not in str(job) for job in jobs())
        old.commit()
    assert relay_all() >= 2
    assert len(jobs()) == 2 * len(EINGANG)
    with connections["relay"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ereignis e, relay_stand s"
            " WHERE (e.transaktion::text::bigint, e.position) > (s.transaktion, s.position)"
        )
        assert cursor.fetchone() == (0,)


def test_a_rolled_back_action_leaves_no_job(welt):
    fall = reiche_ein(welt)
    relay_all()

    with transaction.atomic():
        read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
        transaction.set_rollback(True)
    assert relay_all() == 0


@journal.event
class _Frei(journal.Event):
    """Nothing; an event of a newer program, unknown to the table."""


def test_an_unknown_event_stops_the_relay_before_it_and_nothing_is_lost(welt, als_superuser):
    """A newer program beside this one writes what this one does not know: wait, do not skip, do not die."""
    with mandant_scope(1):
        journal.emit(system_actor(1), _Frei())
    reiche_ein(welt)
    relay_known()
    assert jobs() == []
    als_superuser.execute("ALTER TABLE ereignis DISABLE TRIGGER ALL")
    als_superuser.execute(
        "UPDATE ereignis SET typ = 'VorgangRead', daten = %s WHERE typ = '_Frei'", ['{"vorgang_id": null}']
    )
    relay_all()
    assert len(jobs()) == len(EINGANG)


def test_what_came_before_an_unknown_event_is_done(welt):
    reiche_ein(welt)
    with mandant_scope(1):
        journal.emit(system_actor(1), _Frei())
    while not jobs():
        relay_known()
    assert len(jobs()) == len(EINGANG)


def test_fields_of_a_newer_program_do_not_hurt(welt, als_superuser):
    reiche_ein(welt)
    als_superuser.execute("ALTER TABLE ereignis DISABLE TRIGGER ALL")
    als_superuser.execute("UPDATE ereignis SET daten = daten || '{\"neu\": 1}' WHERE typ = 'VorgangOpened'")
    assert drain() == len(EINGANG)


def test_the_loop_stops_when_told_and_waits_out_a_lost_database(welt):
    reiche_ein(welt)
    stop = threading.Event()
    name = connections["relay"].settings_dict["NAME"]

    def loop():
        connections["relay"].settings_dict["NAME"] = "gibt_es_nicht"
        run_relay(stop)

    thread = threading.Thread(target=loop)
    thread.start()
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
    connections["relay"].settings_dict["NAME"] = name
    assert relay_all() > 0


def test_keys_of_consequences_are_stable_and_different(welt):
    reiche_ein(welt)
    assert drain() == len(EINGANG)
    with mandant_scope(1):
        rows = {(d.ereignis_id, d.schritt): d.id for d in Delivery.objects.all()}
    assert all(key_of(ereignis_id, schritt) == key for (ereignis_id, schritt), key in rows.items())
    assert len(set(rows.values())) == len(EINGANG)
