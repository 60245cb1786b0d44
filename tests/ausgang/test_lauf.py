"""Webhooks on real tables: order, failures, outages, stop and replay, a run that dies or is overtaken."""

from datetime import timedelta

import pytest

from ausgang.maschinen import (
    EREIGNISSE,
    URL,
    Empfaenger,
    abonniere,
    als_maschine,
    faellige,
    feed,
    gib_frei,
    maschine,
    schreibe,
    stelle_zu,
)
from lauf import relay_all
from ozgcloud.ausgang import lauf, queries
from ozgcloud.ausgang.actions.change_abonnement import Aenderung, change_abonnement
from ozgcloud.ausgang.actions.create_abonnement import MOST, create_abonnement
from ozgcloud.ausgang.actions.delete_abonnement import delete_abonnement
from ozgcloud.ausgang.actions.note_probe import prepare_probe
from ozgcloud.ausgang.actions.resume_abonnement import resume_abonnement
from ozgcloud.ausgang.actions.rotate_geheimnis import rotate_geheimnis
from ozgcloud.ausgang.models import Abonnement
from ozgcloud.ausgang.rules.arten import Art
from ozgcloud.ausgang.rules.zustellung import Stopp
from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import client_scope
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.schnittstelle.actions.lock_client import lock_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from welt import Welt


@pytest.fixture
def alle(welt: Welt):
    return maschine(welt, Angabe(EREIGNISSE))


@pytest.fixture
def abo(alle):
    return abonniere(alle)


def test_events_from_the_order_on_arrive_once_in_order(alle, als_superuser):
    schreibe(als_superuser, [1, 2])
    abo = abonniere(alle)
    assert faellige() == []
    schreibe(als_superuser, [1, 2, 1])
    assert faellige() == [abo]
    empfaenger = Empfaenger()
    stelle_zu(alle, abo, empfaenger)
    assert sorted(empfaenger.angenommen) == [3, 4, 5]
    assert empfaenger.angenommen.index(3) < empfaenger.angenommen.index(5)
    assert faellige() == []
    assert queries.get_abonnement(alle.client_id, abo).zeiger == 5


def test_a_whole_case_of_a_machine_without_freigabe_for_events(welt: Welt):
    sender = maschine(welt, Angabe(Befugnis.EINREICHEN))
    abo = abonniere(sender)
    als_maschine(welt, sender)
    relay_all()
    empfaenger = Empfaenger()
    stelle_zu(sender, abo, empfaenger)
    assert len(empfaenger.angenommen) == 1


def test_only_the_ordered_kinds(alle, als_superuser):
    abo = abonniere(alle, [Art.BESCHEID])
    schreibe(als_superuser, [1])
    empfaenger = Empfaenger()
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.versucht == []
    assert queries.get_abonnement(alle.client_id, abo).zeiger == 1


def test_a_failing_case_waits_alone(alle, abo, als_superuser):
    schreibe(als_superuser, [1, 2, 1])
    empfaenger = Empfaenger(lambda sendung: 500 if sendung.nummer == 1 else 204)
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [2]
    schreibe(als_superuser, [1, 3])
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [2, 5]
    assert queries.count_wartend(alle.client_id, abo) == 3
    empfaenger.urteil = lambda _sendung: 204
    assert stelle_zu(alle, abo, empfaenger) == 1, "not due yet"
    assert empfaenger.angenommen == [2, 5]
    with clock.moved_by(timedelta(minutes=1)):
        assert faellige() == [abo]
        stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [2, 5, 1, 3, 4]
    assert queries.count_wartend(alle.client_id, abo) == 0


def test_a_consumer_down_for_24_hours_gets_everything_once(alle, abo, als_superuser):
    empfaenger = Empfaenger(lambda _sendung: None)
    for stunde in range(24 * 4):
        with clock.moved_by(timedelta(minutes=15 * stunde)):
            schreibe(als_superuser, [stunde % 40, (stunde * 7) % 40, 99])
            if abo in faellige():
                stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == []
    assert len(empfaenger.versucht) < 200, "it was probed, not hammered"
    assert queries.get_abonnement(alle.client_id, abo).zustand == "gestoert"
    empfaenger.urteil = lambda _sendung: 204
    with clock.moved_by(timedelta(hours=25, minutes=30)):
        for _ in range(5):
            stelle_zu(alle, abo, empfaenger)
    assert sorted(empfaenger.angenommen) == list(range(1, 24 * 4 * 3 + 1))
    stand = queries.get_abonnement(alle.client_id, abo)
    assert (stand.zustand, stand.fehlversuche, stand.gestoppt_am) == ("aktiv", 0, None)
    assert queries.count_wartend(alle.client_id, abo) == 0


def test_72_hours_without_acceptance_stop_it_and_resuming_sends_the_rest(welt: Welt, alle, abo, als_superuser):
    schreibe(als_superuser, [1, 1, 2])
    empfaenger = Empfaenger(lambda sendung: 404 if sendung.nummer < 3 else 204)
    stunde = 0
    while not queries.get_abonnement(alle.client_id, abo).gestoppt_am:
        with clock.moved_by(timedelta(hours=stunde)):
            stelle_zu(alle, abo, empfaenger)
        stunde += 1
    assert 72 <= stunde <= 74
    assert queries.get_abonnement(alle.client_id, abo).stoppgrund == Stopp.GEDULD.value
    assert Ereignis.objects.filter(typ="AbonnementStopped").count() == 1
    with clock.moved_by(timedelta(hours=80)):
        assert faellige() == []
        empfaenger.urteil = lambda _sendung: 204
        assert stelle_zu(alle, abo, empfaenger) == 0
        resume_abonnement(welt.leitstand, client_id=alle.client_id, abonnement_id=abo)
        stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [3, 1, 2]


def test_gone_stops_at_once(alle, abo, als_superuser):
    schreibe(als_superuser, [1])
    stelle_zu(alle, abo, Empfaenger(lambda _sendung: 410))
    stand = queries.get_abonnement(alle.client_id, abo)
    assert (stand.zustand, stand.stoppgrund) == ("gestoppt", "abgemeldet")
    assert queries.count_wartend(alle.client_id, abo) == 1


def test_replay_from_a_number_and_from_a_time(alle, abo, als_superuser):
    schreibe(als_superuser, [1, 2, 3])
    empfaenger = Empfaenger()
    stelle_zu(alle, abo, empfaenger)
    resume_abonnement(alle.actor(), client_id=alle.client_id, abonnement_id=abo, ab=1)
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [1, 2, 3, 2, 3]
    resume_abonnement(alle.actor(), client_id=alle.client_id, abonnement_id=abo, ab=clock.now() - timedelta(minutes=5))
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen[5:] == [1, 2, 3]
    with pytest.raises(InvalidInput):
        resume_abonnement(alle.actor(), client_id=alle.client_id, abonnement_id=abo, ab=4)


def test_a_run_that_dies_is_sent_again_under_the_same_ids(alle, abo, als_superuser):
    schreibe(als_superuser, [1, 2, 1])
    first = lauf.begin(alle.client_id, abo)
    again = lauf.begin(alle.client_id, abo)
    sent = [[(s.nummer, s.kennung) for s in bahn] for bahn in first.bahnen]
    assert [[(s.nummer, s.kennung) for s in bahn] for bahn in again.bahnen] == sent
    empfaenger = Empfaenger()
    assert lauf.finish(first, empfaenger.send(first.ziel, first.bahnen)) is False, "it was overtaken"
    assert queries.get_abonnement(alle.client_id, abo).zeiger == 0
    lauf.finish(again, empfaenger.send(again.ziel, again.bahnen))
    assert queries.get_abonnement(alle.client_id, abo).zeiger == 3
    assert sorted(empfaenger.angenommen) == [1, 1, 2, 2, 3, 3]


def test_what_may_not_be_seen_any_more_is_not_sent(welt: Welt, alle, abo, als_superuser):
    schreibe(als_superuser, [1, 1])
    empfaenger = Empfaenger(lambda _sendung: 500)
    stelle_zu(alle, abo, empfaenger)
    gib_frei(welt, alle.client_id, Angabe(EREIGNISSE, 2))
    empfaenger.urteil = lambda _sendung: 204
    with clock.moved_by(timedelta(hours=1)):
        stelle_zu(alle, abo, empfaenger)
        assert faellige() == []
    assert empfaenger.angenommen == []
    assert queries.count_wartend(alle.client_id, abo) == 0


def test_a_pause_and_a_lock_send_nothing_and_lose_nothing(welt: Welt, alle, abo, als_superuser):
    change_abonnement(alle.actor(), client_id=alle.client_id, abonnement_id=abo, aenderung=Aenderung(pausiert=True))
    schreibe(als_superuser, [1])
    empfaenger = Empfaenger()
    assert faellige() == []
    assert stelle_zu(alle, abo, empfaenger) == 0
    lock_client(welt.leitstand, client_id=alle.client_id)
    change_abonnement(welt.leitstand, client_id=alle.client_id, abonnement_id=abo, aenderung=Aenderung(pausiert=False))
    assert stelle_zu(alle, abo, empfaenger) == 0
    lock_client(welt.leitstand, client_id=alle.client_id, gesperrt=False)
    stelle_zu(alle, abo, empfaenger)
    assert empfaenger.angenommen == [1]


def test_a_changed_secret_signs_beside_the_one_before_for_a_day(alle, als_superuser):
    made = create_abonnement(alle.actor(), client_id=alle.client_id, url="https://93.184.216.34/", arten=())
    neu = rotate_geheimnis(alle.actor(), client_id=alle.client_id, abonnement_id=made.abonnement.id)
    schreibe(als_superuser, [1])
    auftrag = lauf.begin(alle.client_id, made.abonnement.id)
    assert auftrag.ziel.geheimnisse == (neu.geheimnis, made.geheimnis)
    with clock.moved_by(timedelta(hours=25)):
        assert lauf.begin(alle.client_id, made.abonnement.id).ziel.geheimnisse == (neu.geheimnis,)


def test_nothing_is_sent_out_of_practice(welt: Welt, als_superuser):
    probe = maschine(welt, Angabe(EREIGNISSE), uebung=True)
    with pytest.raises(Conflict, match="Testzugängen senden wir nichts zu"):
        abonniere(probe)
    with client_scope(str(probe.client_id)):
        before = Abonnement.objects.create(client_id=probe.client_id, url=URL, zeiger=0).id
    schreibe(als_superuser, [1], uebung=True)
    assert len(feed(probe)) == 1, "it fetches them"
    empfaenger = Empfaenger()
    stelle_zu(probe, before, empfaenger)
    assert empfaenger.versucht == []
    assert faellige() == []
    assert queries.get_abonnement(probe.client_id, before).stoppgrund == Stopp.UEBUNG
    for sending in (
        lambda: resume_abonnement(probe.actor(), client_id=probe.client_id, abonnement_id=before),
        lambda: prepare_probe(probe.client_id, before),
    ):
        with pytest.raises(Conflict):
            sending()


def test_a_freigabe_for_a_practice_twin_opens_nothing_real(welt: Welt, als_superuser):
    Mandant.objects.create(id=51, land_id=1, kurz="ueben", name="Üben", art=MandantArt.STADT, uebung_von_id=1)
    echt = maschine(welt, Angabe(EREIGNISSE, 51))
    probe = maschine(welt, Angabe(EREIGNISSE, 51), uebung=True)
    schreibe(als_superuser, [1])
    schreibe(als_superuser, [2], uebung=True)
    assert feed(echt) == []
    assert [meldung.nummer for meldung in feed(probe)] == [2]


def test_abonnements_belong_to_their_machine(welt: Welt, alle, abo):
    andere = maschine(welt, Angabe(EREIGNISSE))
    for versuch in (
        lambda: queries.get_abonnement(andere.client_id, abo),
        lambda: delete_abonnement(andere.actor(), client_id=andere.client_id, abonnement_id=abo),
        lambda: delete_abonnement(andere.actor(), client_id=alle.client_id, abonnement_id=abo),
        lambda: rotate_geheimnis(andere.actor(), client_id=andere.client_id, abonnement_id=abo),
        lambda: resume_abonnement(andere.actor(), client_id=andere.client_id, abonnement_id=abo),
    ):
        with pytest.raises(NotFound):
            versuch()
    with pytest.raises(Forbidden):
        delete_abonnement(welt.eins.sachbearbeitung, client_id=alle.client_id, abonnement_id=abo)
    assert queries.list_abonnements(andere.client_id) == []
    delete_abonnement(alle.actor(), client_id=alle.client_id, abonnement_id=abo)
    assert queries.list_abonnements(alle.client_id) == []


def test_twenty_are_enough_and_inner_addresses_are_refused(alle):
    for _ in range(MOST):
        abonniere(alle)
    with pytest.raises(Conflict):
        abonniere(alle)
    with pytest.raises(InvalidInput):
        create_abonnement(alle.actor(), client_id=alle.client_id, url="https://10.0.0.1/", arten=())


def test_only_the_newest_tries_are_kept(alle, abo, als_superuser):
    schreibe(als_superuser, list(range(lauf.KEPT_TRIES + 150)))
    stelle_zu(alle, abo, Empfaenger())
    (kept,) = als_superuser.execute("SELECT count(*) FROM zustellversuch").fetchone()
    assert kept == lauf.KEPT_TRIES
    assert len(queries.list_versuche(alle.client_id, abo)) == queries.VERSUCHE
