"""A consequence, once in effect: steps in one transaction, deliveries in three parts, failures visible, undo honest."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, connections

from flow.conftest import anschliessen
from flow.doubles import Dms, Letters, open_transactions
from gang import Fall, entschieden, in_bearbeitung, reiche_ein
from lauf import drain, relay_all
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.bescheid.actions.reopen_vorgang import reopen_vorgang
from ozgcloud.bescheid.actions.withdraw_bescheid import withdraw_bescheid
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, Rollenzuweisung
from ozgcloud.core.errors import Conflict, Forbidden, Reject, Retry
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.sealing import verify
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.actions.retry_delivery import retry_delivery
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.queries import deliveries_of, list_troubled
from ozgcloud.delivery.rules import MAX_ATTEMPTS, wait_before
from ozgcloud.flow import wiring
from ozgcloud.flow.run import UNEXPECTED, key_of, run_consequence
from ozgcloud.flow.tasks import Again, WhenAsked, consequence
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.postfach.models import Stand, Zeitpunkt
from ozgcloud.veraktung.models import Akte
from ozgcloud.vorgang.actions.close_vorgang import close_vorgang

CLOSED = "VorgangClosed"


def event_of(fall: Fall, typ: str) -> Ereignis:
    with mandant_scope(fall.verwaltung.id):
        return Ereignis.objects.filter(kette=str(fall.vorgang_id), typ=typ).order_by("sequenz").last()


def delivery_of(fall: Fall, schritt: str) -> Delivery:
    return [d for d in deliveries_of(fall.user, fall.vorgang_id) if d.schritt == schritt][-1]


def run(fall: Fall, typ: str, schritt: str) -> timedelta | None:
    return run_consequence(fall.verwaltung.id, event_of(fall, typ).id, schritt)


def halte(minuten: int) -> None:
    Onlinedienst.objects.update(haltezeit_minuten=minuten)


@pytest.fixture
def geschlossen(welt) -> Fall:
    fall = in_bearbeitung(welt)
    drain()
    close_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    return fall


# ── steps


def test_a_step_has_its_effect_once_however_often_it_runs(welt):
    fall = reiche_ein(welt)
    for _ in range(3):
        assert run(fall, "VorgangOpened", "publish_eingang") is None
    with mandant_scope(1):
        assert (Stand.objects.count(), Zeitpunkt.objects.count()) == (1, 1)
    delivery = delivery_of(fall, "publish_eingang")
    assert (delivery.status, delivery.versuche) == ("erledigt", 1)


def test_a_step_run_twice_at_once_has_one_effect(welt):
    """A job thought dead beside its repetition: the second waits for the row and finds it done."""
    fall = entschieden(welt, laufe=False)
    errors = []

    def work():
        try:
            run(fall, "VorgangDecided", "draft_bescheid")
        except Exception as error:  # reported below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="BescheidDrafted").count() == 1
    assert delivery_of(fall, "draft_bescheid").status == "erledigt"


def test_a_failing_step_is_visible_tried_again_and_then_left_to_people(welt, als_superuser):
    fall = reiche_ein(welt)
    with mandant_scope(1):
        datei = Datei.objects.get()
    als_superuser.execute("UPDATE datei SET schluessel = gen_random_uuid()")
    assert run(fall, "VorgangOpened", "release_dateien") is None, "bytes that are gone do not come back by waiting"
    delivery = delivery_of(fall, "release_dateien")
    assert (delivery.status, delivery.versuche) == ("fehlgeschlagen", 1)
    assert delivery.fehler.startswith("Das Gesuchte")
    assert [d.id for d in list_troubled(fall.user)] == [delivery.id]
    als_superuser.execute("UPDATE datei SET schluessel = %s", [datei.schluessel])
    retry_delivery(fall.user, delivery_id=delivery.id)
    drain()
    assert delivery_of(fall, "release_dateien").status == "erledigt"
    assert list_troubled(fall.user) == []


def test_an_effect_and_its_record_are_one_transaction(welt, als_superuser):
    """The step fails after its writes: nothing of them stays."""
    fall = entschieden(welt, laufe=False)
    als_superuser.execute("ALTER TABLE delivery ADD CONSTRAINT bruch CHECK (status <> 'erledigt') NOT VALID")
    assert run(fall, "VorgangDecided", "draft_bescheid") == wait_before(1)
    assert fall.bescheid() is None
    delivery = delivery_of(fall, "draft_bescheid")
    assert (delivery.status, delivery.fehler) == ("offen", UNEXPECTED)
    als_superuser.execute("ALTER TABLE delivery DROP CONSTRAINT bruch")
    assert run(fall, "VorgangDecided", "draft_bescheid") is None
    assert fall.bescheid().status == "Entwurf"


def test_a_consequence_this_program_no_longer_has_becomes_visible(welt):
    fall = reiche_ein(welt)
    event = event_of(fall, "VorgangOpened")
    for attempt in range(1, MAX_ATTEMPTS + 1):
        wait = run_consequence(1, event.id, "gab_es_mal")
        assert (wait is None) is (attempt == MAX_ATTEMPTS)
    assert delivery_of(fall, "gab_es_mal").status == "fehlgeschlagen"


# ── deliveries


def test_the_port_is_called_outside_of_any_transaction(geschlossen, dms, briefe, welt):
    drain()
    assert dms.keys == [str(key_of(event_of(geschlossen, CLOSED).id, "prepare_akte"))]
    assert dms.open == []
    fall = entschieden(welt)
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    drain()
    assert len(briefe.gesetzt) == 1
    assert briefe.open == []
    with mandant_scope(1):
        assert open_transactions() == ["default"], "the double would have noticed"


def test_a_delivery_records_its_receipt(geschlossen, dms):
    drain()
    delivery = delivery_of(geschlossen, "prepare_akte")
    with mandant_scope(1):
        akte = Akte.objects.get()
    assert delivery.status == "erledigt"
    assert delivery.quittung == {"pfad": akte.ort, "sha256": akte.sha256, "groesse": akte.groesse}
    assert akte.schluessel == delivery.id
    assert dms.inner.wirkungen == 1


def test_retry_waits_as_asked_and_reject_is_final(geschlossen, monkeypatch):
    dms = anschliessen(
        monkeypatch, Dms(Retry("Der Ordner ist nicht erreichbar.", timedelta(minutes=9)), Reject("Nein."))
    )
    assert run(geschlossen, CLOSED, "prepare_akte") == timedelta(minutes=9)
    delivery = delivery_of(geschlossen, "prepare_akte")
    assert (delivery.status, delivery.versuche, delivery.fehler) == ("offen", 1, "Der Ordner ist nicht erreichbar.")
    assert [d.id for d in list_troubled(geschlossen.user)] == [delivery.id]
    assert run(geschlossen, CLOSED, "prepare_akte") is None
    delivery = delivery_of(geschlossen, "prepare_akte")
    assert (delivery.status, delivery.versuche, delivery.fehler) == ("fehlgeschlagen", 2, "Nein.")
    assert run(geschlossen, CLOSED, "prepare_akte") is None
    assert len(dms.keys) == 2, "a failed one is left alone until somebody asks"
    assert len(set(dms.keys)) == 1, "every try carries the same key"


def test_tries_are_counted_and_end(geschlossen, monkeypatch):
    anschliessen(monkeypatch, Dms(*[ValueError("Kennwort: geheim")] * MAX_ATTEMPTS))
    waits = [run(geschlossen, CLOSED, "prepare_akte") for _ in range(MAX_ATTEMPTS)]
    assert waits == [*(wait_before(n) for n in range(1, MAX_ATTEMPTS)), None]
    delivery = delivery_of(geschlossen, "prepare_akte")
    assert (delivery.status, delivery.versuche) == ("fehlgeschlagen", MAX_ATTEMPTS)
    assert delivery.fehler == UNEXPECTED, "the text of an unexpected error may quote anything"


def test_a_crash_after_the_call_repeats_under_the_same_key_with_one_effect(geschlossen, monkeypatch):
    dms = anschliessen(monkeypatch, Dms(ConnectionError("weg"), after=True))
    assert run(geschlossen, CLOSED, "prepare_akte") == wait_before(1)
    assert run(geschlossen, CLOSED, "prepare_akte") is None
    assert len(dms.keys) == 2
    assert dms.inner.wirkungen == 1
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="AkteDelivered").count() == 1


def test_a_case_closed_again_is_handed_over_again_under_a_new_key(geschlossen, dms):
    drain()
    first = delivery_of(geschlossen, "prepare_akte")
    reopen_vorgang(geschlossen.user, vorgang_id=geschlossen.vorgang_id)
    close_vorgang(geschlossen.user, vorgang_id=geschlossen.vorgang_id)
    drain()
    assert len(set(dms.keys)) == 2
    with mandant_scope(1):
        assert Akte.objects.get().schluessel != first.id


# ── asking again


def test_asking_again_opens_it_and_is_written_down(geschlossen, monkeypatch):
    anschliessen(monkeypatch, Dms(Reject("Nein.")))
    drain()
    delivery = delivery_of(geschlossen, "prepare_akte")
    retry_delivery(geschlossen.user, delivery_id=delivery.id)
    with pytest.raises(Conflict):
        retry_delivery(geschlossen.user, delivery_id=delivery.id)
    drain()
    assert delivery_of(geschlossen, "prepare_akte").status == "erledigt"
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="DeliveryRetried").count() == 1
    with pytest.raises(Conflict):
        retry_delivery(geschlossen.user, delivery_id=delivery.id)
    assert verify() == []


@pytest.mark.parametrize(
    ("rolle", "erlaubt"),
    [(Rolle.USER, True), (Rolle.FACHADMIN, True), (Rolle.POSTSTELLE, False), (Rolle.LOESCHEN, False)],
)
def test_who_may_ask_again(rolle, erlaubt, geschlossen, monkeypatch):
    anschliessen(monkeypatch, Dms(Reject("Nein.")))
    drain()
    delivery = delivery_of(geschlossen, "prepare_akte")
    actor = replace(geschlossen.user, rollen=frozenset({Rollenzuweisung(rolle)}))
    if erlaubt:
        assert retry_delivery(actor, delivery_id=delivery.id).delivery_id == delivery.id
    else:
        with pytest.raises(Forbidden):
            retry_delivery(actor, delivery_id=delivery.id)


# ── hold and undo


def held_jobs() -> list[float]:
    """Seconds from the event to the time its delivery is due."""
    with connections["relay"].cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM j.scheduled_at - e.erstellt_am) FROM procrastinate_jobs j"
            " JOIN ereignis e ON e.id = (j.args ->> 'ereignis_id')::uuid"
            " WHERE j.args ->> 'schritt' = 'prepare_bescheid'"
        )
        return [float(row[0]) for row in cursor.fetchall()]


def test_an_issue_waits_for_the_hold(welt, briefe):
    halte(10)
    fall = entschieden(welt)
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    drain()
    assert held_jobs() == [600.0]
    assert briefe.gesetzt == []
    assert fall.bescheid().status == "Erlassen"


def test_taken_back_within_the_hold_nothing_leaves_the_house(welt, briefe):
    halte(10)
    fall = entschieden(welt)
    bescheid_id = fall.bescheid().id
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    withdraw_bescheid(fall.user, bescheid_id=bescheid_id)
    assert run(fall, "BescheidIssued", "prepare_bescheid") is None
    assert delivery_of(fall, "prepare_bescheid").status == "entfallen"
    assert briefe.gesetzt == []
    assert fall.bescheid().status == "Entwurf"


def test_issued_again_only_the_new_issue_is_delivered(welt, briefe):
    halte(10)
    fall = entschieden(welt)
    bescheid_id = fall.bescheid().id
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    first = event_of(fall, "BescheidIssued")
    withdraw_bescheid(fall.user, bescheid_id=bescheid_id)
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    assert run_consequence(1, first.id, "prepare_bescheid") is None
    assert fall.bescheid().status == "Erlassen"
    assert run(fall, "BescheidIssued", "prepare_bescheid") is None
    assert len(briefe.gesetzt) == 1
    assert fall.bescheid().status == "Bereitgestellt"


def test_once_under_way_it_cannot_be_taken_back(welt, monkeypatch):
    halte(10)
    fall = entschieden(welt)
    bescheid_id = fall.bescheid().id
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    broken = Letters(Retry("Schrift fehlt."))
    monkeypatch.setitem(wiring.BESCHEID, "typst", lambda: broken)
    assert run(fall, "BescheidIssued", "prepare_bescheid") is not None
    with pytest.raises(Conflict):
        withdraw_bescheid(fall.user, bescheid_id=bescheid_id)
    assert run(fall, "BescheidIssued", "prepare_bescheid") is None
    assert fall.bescheid().status == "Bereitgestellt"


def test_after_the_hold_it_cannot_be_taken_back(welt):
    halte(10)
    fall = entschieden(welt)
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    with clock.moved_by(timedelta(minutes=10)), pytest.raises(Conflict):
        withdraw_bescheid(fall.user, bescheid_id=fall.bescheid().id)


def test_the_delivered_letter_is_released_and_published(welt, als_superuser):
    fall = entschieden(welt)
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    drain()
    with mandant_scope(1):
        datei = Datei.objects.get(id=fall.bescheid().datei_id)
    assert (datei.status, datei.medientyp) == ("frei", "application/pdf")
    titles = als_superuser.execute("SELECT titel FROM postfach_dokument").fetchall()
    assert titles == [("Bescheid",)]
    conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    drain()
    assert {d.status for d in deliveries_of(fall.user, fall.vorgang_id)} == {"erledigt"}
    assert verify() == []


# ── the queue


def test_the_job_hands_the_wait_to_the_queue(geschlossen, monkeypatch):
    anschliessen(monkeypatch, Dms(Retry("Später.", timedelta(hours=1))))
    event = event_of(geschlossen, CLOSED)
    with pytest.raises(Again) as again:
        consequence(mandant_id=1, ereignis_id=str(event.id), schritt="prepare_akte")
    assert again.value.wait == timedelta(hours=1)
    decision = WhenAsked().get_retry_decision(exception=again.value, job=None)
    assert timedelta(minutes=59) < decision.retry_at - clock.now() < timedelta(minutes=61)
    crash = WhenAsked().get_retry_decision(exception=OSError(), job=None)
    assert crash.retry_at - clock.now() < timedelta(seconds=3)
    assert consequence(mandant_id=1, ereignis_id=str(event.id), schritt="prepare_akte") is None


def test_steps_of_a_case_keep_their_order_and_deliveries_do_not_block_them(geschlossen):
    relay_all()
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT args, lock FROM procrastinate_jobs")
        locks = {json.loads(args)["schritt"]: lock for args, lock in cursor.fetchall()}
    of_the_case = dict.fromkeys(("publish_stand", "end_nachforderungen"), str(geschlossen.vorgang_id))
    assert locks == {"prepare_akte": None, **of_the_case}


def test_a_step_that_takes_the_worker_down_each_time_ends_too(geschlossen, als_superuser, dms):
    """Killed in the middle, nobody counts the failure; the tries that were begun are counted."""
    relay_all()
    event = event_of(geschlossen, CLOSED)
    als_superuser.execute(
        "INSERT INTO delivery (id, mandant_id, ereignis_id, vorgang_id, schritt, status, versuche, fehler, quittung,"
        " erstellt_am, geaendert_am) VALUES (%s, 1, %s, %s, 'prepare_akte', 'offen', %s, '', '{}', now(), now())",
        [key_of(event.id, "prepare_akte"), event.id, geschlossen.vorgang_id, MAX_ATTEMPTS],
    )
    assert run(geschlossen, CLOSED, "prepare_akte") is None
    assert delivery_of(geschlossen, "prepare_akte").status == "fehlgeschlagen"
    assert dms.keys == []
