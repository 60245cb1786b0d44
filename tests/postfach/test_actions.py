"""What the citizen sees of his case, and what he and the authority write to each other."""

from dataclasses import replace

import pytest
from django.conf import settings

from gang import Fall, entschieden, reiche_ein
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, Rollenzuweisung, citizen_actor, system_actor
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.eingang.rules import access_hash
from ozgcloud.postfach import queries, rules
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.postfach.actions.publish_dokument import publish_dokument
from ozgcloud.postfach.actions.publish_stand import publish_stand
from ozgcloud.postfach.actions.retrieve_dokument import retrieve_dokument
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.postfach.models import Dokument
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.rules import Schritt, Status


def zugang(fall: Fall) -> queries.Fall:
    return queries.find_zugang(access_hash(settings.SECRET_KEY, fall.vorgangsnummer, fall.zugangscode))


def seite(fall: Fall) -> queries.Standseite | None:
    return queries.get_standseite(zugang(fall))


def events(fall: Fall) -> list[str]:
    with mandant_scope(fall.verwaltung.id):
        return list(
            Ereignis.objects.filter(kette=str(fall.vorgang_id)).order_by("sequenz").values_list("typ", flat=True)
        )


@pytest.fixture
def fall(welt) -> Fall:
    return reiche_ein(welt)


@pytest.fixture
def dokument(fall) -> Dokument:
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    drain()
    return publish_dokument(
        system_actor(1),
        vorgang_id=fall.vorgang_id,
        datei_id=anlage.datei_id,
        titel="Bescheid",
        ereignis_id=new_id(),
        am=clock.now(),
    )


def test_every_status_has_words_for_the_citizen():
    assert set(rules.CITIZEN_STATUS) == set(Status)
    assert all(rules.sentence(word) in rules.SENTENCES.values() for word in set(rules.CITIZEN_STATUS.values()))
    assert rules.citizen_status(Status.BESCHIEDEN) == rules.citizen_status(Status.IN_BEARBEITUNG), (
        "no word before the letter"
    )


def test_before_the_flow_has_run_there_is_an_access_but_no_page(fall):
    assert zugang(fall).vorgang_id == fall.vorgang_id
    assert seite(fall) is None
    with pytest.raises(NotFound):
        answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text="Hallo")


@pytest.mark.parametrize("code", ["", "AAAAA-AAAAA", "7KXM2QRT9B "])
def test_a_wrong_code_opens_nothing(code, fall):
    assert queries.find_zugang(access_hash(settings.SECRET_KEY, fall.vorgangsnummer, code)) is None
    assert queries.find_zugang(access_hash("anderer-schluessel", fall.vorgangsnummer, fall.zugangscode)) is None


def test_the_timeline_follows_the_case_and_repetitions_add_nothing(fall):
    drain()
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN, Schritt.ZURUECKSTELLEN):
        event = move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=schritt)
        drain()
    page = seite(fall)
    assert page.status == "Angenommen"
    assert [zeile.satz for zeile in page.verlauf] == [
        "Ihr Antrag ist eingegangen.",
        "Die Behörde hat Ihren Antrag angenommen.",
        "Ihr Antrag wird bearbeitet.",
        "Die Behörde hat Ihren Antrag angenommen.",
    ]
    publish_stand(system_actor(1), vorgang_id=event.vorgang_id, ereignis_id=new_id(), am=clock.now())
    assert len(seite(fall).verlauf) == 4
    assert (page.behoerde, page.stelle, page.vorgangsnummer) == ("Stadt 1", "Amt A", fall.vorgangsnummer)


def test_a_decision_does_not_show_before_its_letter(welt):
    fall = entschieden(welt)
    drain()
    assert seite(fall).status == "In Bearbeitung"
    assert "bewilligt" not in repr(seite(fall))


def test_messages_go_both_ways_and_a_double_click_sends_one(fall):
    drain()
    key = new_id()
    for _ in range(2):
        send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff="Frage", text="Welche Rasse?", nachricht_id=key)
    answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text=" Dackel 🐕 \u202e ")
    page = seite(fall)
    assert [(n.richtung.value, n.betreff, n.text) for n in page.nachrichten] == [
        ("ausgang", "Frage", "Welche Rasse?"),
        ("eingang", "Nachricht zum Antrag", "Dackel 🐕 \u202e"),
    ]
    assert [n.person_id for n in page.nachrichten] == [fall.user.person_id, None]
    assert queries.list_nachrichten(fall.user, fall.vorgang_id) == list(page.nachrichten)
    assert (events(fall).count("NachrichtSent"), events(fall).count("NachrichtReceived")) == (1, 1)
    for text in ("", "x" * 20_001):
        with pytest.raises(InvalidInput):
            answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text=text)
        with pytest.raises(InvalidInput):
            send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff="x", text=text)


def test_who_may_write_for_the_authority(fall, welt):
    assert welt.eins.id == 1
    loeschen = replace(fall.user, rollen=frozenset({Rollenzuweisung(Rolle.LOESCHEN)}))
    for actor, error in (
        (welt.zwei.sachbearbeitung, NotFound),
        (welt.eins.fremde_einheit, NotFound),
        (welt.eins.poststelle, Forbidden),
        (loeschen, Forbidden),
        (citizen_actor(1), NotFound),
    ):
        with pytest.raises(error):
            send_nachricht(actor, vorgang_id=fall.vorgang_id, betreff="x", text="y")


def test_a_citizen_of_one_mandant_does_not_write_into_another(fall):
    drain()
    with pytest.raises(NotFound):
        answer_nachricht(citizen_actor(2), vorgang_id=fall.vorgang_id, text="Hallo")


def test_a_document_is_provided_once(fall, dokument):
    again = publish_dokument(
        system_actor(1),
        vorgang_id=fall.vorgang_id,
        datei_id=dokument.datei_id,
        titel="Anders",
        ereignis_id=dokument.id,
        am=clock.now(),
    )
    assert (again.id, again.titel) == (dokument.id, "Bescheid")
    assert [d.titel for d in seite(fall).dokumente] == ["Bescheid"]
    assert [z.satz for z in seite(fall).verlauf][-1] == "Ihr Bescheid ist da."


def test_the_first_retrieval_counts_for_good(fall, dokument):
    """§ 41 (2a) VwVfG: what counts is when it was first fetched."""
    datei = retrieve_dokument(citizen_actor(1), vorgang_id=fall.vorgang_id, dokument_id=dokument.id)
    (first,) = queries.list_dokumente(fall.user, fall.vorgang_id)
    retrieve_dokument(citizen_actor(1), vorgang_id=fall.vorgang_id, dokument_id=dokument.id)
    (second,) = queries.list_dokumente(fall.user, fall.vorgang_id)
    assert isinstance(datei, Datei)
    assert first.abgerufen_am == second.abgerufen_am is not None
    assert events(fall).count("DokumentRetrieved") == 2


def test_a_document_belongs_to_its_case(fall, dokument, welt):
    other = reiche_ein(welt, seed=3)
    for actor, vorgang_id, dokument_id in (
        (citizen_actor(1), other.vorgang_id, dokument.id),
        (citizen_actor(2), fall.vorgang_id, dokument.id),
        (citizen_actor(1), fall.vorgang_id, new_id()),
    ):
        with pytest.raises(NotFound):
            retrieve_dokument(actor, vorgang_id=vorgang_id, dokument_id=dokument_id)
