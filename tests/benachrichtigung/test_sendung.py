"""From an event to an e-mail: plain numbers, once, also when the mail server fails in between or two workers send."""

from dataclasses import replace
from datetime import timedelta

import pytest

from doors.amt_zugang import log_in
from gang import reiche_ein
from lauf import drain
from ozgcloud.adapters.null.post import NullPost
from ozgcloud.benachrichtigung.actions.begin_sendung import begin_sendung
from ozgcloud.benachrichtigung.actions.save_wunsch import save_wunsch
from ozgcloud.benachrichtigung.models import Hinweis, Sendung
from ozgcloud.benachrichtigung.queries import get_einstellung
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, citizen_actor, system_actor
from ozgcloud.core.errors import NotFound, Reject, Retry
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow import wiring
from ozgcloud.flow.post import send_due
from ozgcloud.mandant.models import Mandant, Person
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from welt import Welt


class Wackelig(NullPost):
    """Fails with these errors, one per try, before it takes anything."""

    def __init__(self, *fehler: Exception) -> None:
        super().__init__()
        self.fehler = list(fehler)

    def send(self, brief) -> None:
        if self.fehler:
            raise self.fehler.pop(0)
        super().send(brief)


@pytest.fixture
def post(settings, monkeypatch) -> NullPost:
    settings.ENV = replace(settings.ENV, smtp_url="smtp://mail.example", smtp_absender="ozg@land.example")
    return use(monkeypatch, NullPost())


def use(monkeypatch, post: NullPost) -> NullPost:
    monkeypatch.setitem(wiring.POST, "smtp", lambda: post)
    return post


def wish(actor: Actor, takt: str, umfang: str = "alle", email: str = "sb@stadt.example") -> None:
    log_in(actor)
    with mandant_scope(actor.mandant_id):
        Person.objects.filter(id=actor.id).update(email=email)
    save_wunsch(actor, person_id=actor.require_person(), takt=takt, umfang=umfang)


def waiting() -> int:
    with mandant_scope(1):
        return Hinweis.objects.count()


def test_a_new_case_is_told_at_once_and_once(welt: Welt, post):
    wish(welt.eins.sachbearbeitung, "sofort")
    wish(welt.eins.fremde_einheit, "sofort", email="fremd@stadt.example")
    fall = reiche_ein(welt)
    drain()
    assert send_due() == 1
    assert send_due() == 0
    (brief,) = post.briefe
    assert (brief.an, "1 neuer Vorgang" in brief.text) == ("sb@stadt.example", True)
    for secret in (fall.vorgangsnummer, "Person A 1", "Prüfdienst", str(fall.vorgang_id)):
        assert secret not in brief.text + brief.betreff


def test_a_hundred_news_are_one_e_mail(welt: Welt, post):
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort")
    for seed in (1, 2):
        reiche_ein(welt, seed=seed)
    drain()
    assert send_due() == 1
    reiche_ein(welt, seed=3)
    drain()
    assert send_due() == 0, "not five minutes have passed"
    with clock.moved_by(timedelta(minutes=6)):
        assert send_due() == 1
    assert [brief.text.count("2 neue Vorgänge") for brief in post.briefe] == [1, 0]


def test_own_only_hears_of_assignment_and_answers_but_not_of_his_own_doing(welt: Welt, post):
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort", "eigene")
    fall = reiche_ein(welt)
    drain()
    assign_vorgang(actor, vorgang_id=fall.vorgang_id, person_id=actor.require_person())
    drain()
    assert waiting() == 0, "who takes a case himself knows"
    answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text="Hier bin ich.")
    drain()
    assert send_due() == 1
    assert "1 neue Nachricht" in post.briefe[0].text
    assert "Hier bin ich" not in post.briefe[0].text


def test_the_daily_e_mail_is_one_a_day(welt: Welt, post):
    wish(welt.eins.sachbearbeitung, "taeglich")
    reiche_ein(welt)
    drain()
    assert send_due() == 0, "it waits for the morning"
    with clock.moved_by(timedelta(days=1)):
        assert send_due() == 1
        reiche_ein(welt, seed=2)
        drain()
        with mandant_scope(1):
            Hinweis.objects.update(faellig_am=clock.now())
        assert send_due() == 0, "one a day, whatever is due"
    with clock.moved_by(timedelta(days=2)):
        assert send_due() == 1
    assert len(post.briefe) == 2
    with mandant_scope(1):
        assert Sendung.objects.filter(gesendet_am=None).count() == 0


def test_a_failure_is_tried_again_under_the_same_name(welt: Welt, post, monkeypatch):
    shaky = use(monkeypatch, Wackelig(Retry("Weg."), Retry("Weg.")))
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort")
    reiche_ein(welt)
    drain()
    sent = []
    for minutes in (0, 2, 20):
        with clock.moved_by(timedelta(minutes=minutes)):
            sent.append(send_due())
    assert sent == [0, 0, 1]
    assert len(shaky.briefe) == 1
    with mandant_scope(1):
        sendung = Sendung.objects.get()
        assert (sendung.id, sendung.versuche, sendung.fehler) == (shaky.briefe[0].kennung, 3, "")


def test_a_refusal_ends_it_and_the_settings_say_so(welt: Welt, post, monkeypatch):
    use(monkeypatch, Wackelig(Reject("Diese Adresse gibt es nicht.")))
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort")
    reiche_ein(welt)
    drain()
    for hours in (0, 1, 24):
        with clock.moved_by(timedelta(hours=hours)):
            assert send_due() == 0
    assert get_einstellung(actor, actor.require_person()).fehler == "Diese Adresse gibt es nicht."


def test_a_worker_that_dies_in_between_loses_nothing_and_another_waits_for_it(welt: Welt, post):
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort")
    reiche_ein(welt)
    drain()
    taken = begin_sendung(system_actor(1), person_id=actor.require_person())
    assert taken is not None
    assert send_due() == 0, "somebody is at it"
    with clock.moved_by(timedelta(minutes=6)):
        assert send_due() == 1
    assert [brief.kennung for brief in post.briefe] == [taken.sendung_id]


def test_without_a_mail_server_nothing_is_noted(welt: Welt):
    wish(welt.eins.sachbearbeitung, "sofort")
    reiche_ein(welt)
    drain()
    assert waiting() == 0
    assert send_due() == 0


def test_who_stops_hears_nothing_that_waited(welt: Welt, post):
    actor = welt.eins.sachbearbeitung
    wish(actor, "taeglich")
    reiche_ein(welt)
    drain()
    assert waiting() == 1
    wish(actor, "aus")
    assert waiting() == 0


def test_practice_and_those_who_left_get_nothing(welt: Welt, post):
    actor = welt.eins.sachbearbeitung
    wish(actor, "sofort")
    Mandant.objects.filter(id=1).update(uebung_von_id=2)
    reiche_ein(welt)
    drain()
    assert waiting() == 0
    Mandant.objects.filter(id=1).update(uebung_von_id=None)
    reiche_ein(welt, seed=2)
    drain()
    assert waiting() == 1
    with mandant_scope(1):
        Person.objects.filter(id=actor.id).update(aktiv_bis=clock.now())
    assert send_due() == 0
    assert waiting() == 0


def test_the_wish_of_somebody_else_is_not_there(welt: Welt):
    other = welt.eins.poststelle.require_person()
    with pytest.raises(NotFound):
        save_wunsch(welt.eins.sachbearbeitung, person_id=other, takt="sofort", umfang="alle")
    with pytest.raises(NotFound):
        get_einstellung(welt.zwei.sachbearbeitung, welt.eins.sachbearbeitung.require_person())
