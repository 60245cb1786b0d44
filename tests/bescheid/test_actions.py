"""From decision to delivery: each action once, by whom it may, and never out of order."""

from dataclasses import replace

import pytest

from gang import TEXTE, Fall, entschieden, in_bearbeitung
from ozgcloud.bescheid.actions.begin_bescheid_delivery import begin_bescheid_delivery
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.deliver_bescheid import deliver_bescheid
from ozgcloud.bescheid.actions.draft_bescheid import draft_bescheid
from ozgcloud.bescheid.actions.edit_bescheid import edit_bescheid
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.bescheid.actions.release_bescheid import release_bescheid
from ozgcloud.bescheid.actions.reopen_vorgang import reopen_vorgang
from ozgcloud.bescheid.actions.withdraw_bescheid import withdraw_bescheid
from ozgcloud.bescheid.queries import compose_letter
from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.rules import Ergebnis


@pytest.fixture
def fall(welt) -> Fall:
    Onlinedienst.objects.update(haltezeit_minuten=10)
    return entschieden(welt)


def events(fall: Fall) -> list[str]:
    with mandant_scope(1):
        return list(
            Ereignis.objects.filter(kette=str(fall.vorgang_id)).order_by("sequenz").values_list("typ", flat=True)
        )


def deliver(fall: Fall) -> None:
    """What the flow does when the hold is over."""
    bescheid, house = fall.bescheid(), system_actor(1)
    assert begin_bescheid_delivery(house, bescheid_id=bescheid.id, erlass=bescheid.erlass) is not None
    ablage = file_store().put(iter([b"%PDF-1.7"]), medientyp="application/pdf")
    deliver_bescheid(house, bescheid_id=bescheid.id, ablage=ablage, vorlage="probe/1")


# ── draft


def test_the_draft_takes_the_texts_of_the_decision_once(fall):
    bescheid = fall.bescheid()
    assert (bescheid.status, bescheid.tenor) == ("Entwurf", "Ihrem Antrag wird entsprochen.")
    assert bescheid.begruendung == "Die Gründe tragen das."
    again = draft_bescheid(system_actor(1), vorgang_id=fall.vorgang_id, entscheidung_id=bescheid.entscheidung_id)
    assert again.bescheid_id == bescheid.id
    assert events(fall).count("BescheidDrafted") == 1


def test_a_refusal_has_its_own_words(welt):
    assert entschieden(welt, ergebnis=Ergebnis.ABGELEHNT).bescheid().tenor == "Ihr Antrag wird abgelehnt."


def test_editing_cleans_and_tells(fall):
    texte = replace(TEXTE, tenor="  Neu.\r\nZeile \x00", nebenbestimmungen="Auflage", gebuehr="12,00 €")
    edit_bescheid(fall.user, bescheid_id=fall.bescheid().id, texte=texte)
    bescheid = fall.bescheid()
    assert (bescheid.tenor, bescheid.nebenbestimmungen, bescheid.gebuehr) == ("Neu.\nZeile", "Auflage", "12,00 €")
    for bad in (replace(TEXTE, tenor=" "), replace(TEXTE, begruendung="x" * 20_001)):
        with pytest.raises(InvalidInput):
            edit_bescheid(fall.user, bescheid_id=bescheid.id, texte=bad)
    assert fall.bescheid().tenor == "Neu.\nZeile"
    assert events(fall).count("BescheidEdited") == 1


def test_the_reasons_of_a_refusal_cannot_be_edited_away(welt):
    fall = entschieden(welt, ergebnis=Ergebnis.ABGELEHNT)
    with pytest.raises(InvalidInput) as error:
        edit_bescheid(fall.user, bescheid_id=fall.bescheid().id, texte=replace(TEXTE, begruendung=" "))
    assert set(error.value.fehler) == {"begruendung"}


# ── who may

ACTIONS = {
    "edit": lambda actor, b: edit_bescheid(actor, bescheid_id=b, texte=TEXTE),
    "issue": lambda actor, b: issue_bescheid(actor, bescheid_id=b),
    "withdraw": lambda actor, b: withdraw_bescheid(actor, bescheid_id=b),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_who_may_work_on_a_bescheid(name, fall, welt):
    bescheid_id, einheit = fall.bescheid().id, welt.eins.einheit

    def als(*rollen: Rollenzuweisung) -> Actor:
        return replace(fall.user, rollen=frozenset(rollen))

    strangers = {
        welt.zwei.sachbearbeitung: NotFound,
        welt.eins.fremde_einheit: NotFound,
        als(Rollenzuweisung(Rolle.FACHADMIN)): NotFound,
        als(Rollenzuweisung(Rolle.POSTSTELLE, einheit)): NotFound,
        als(Rollenzuweisung(Rolle.LOESCHEN, einheit)): Forbidden,
        als(): NotFound,
    }
    for actor, error in strangers.items():
        with pytest.raises(error):
            ACTIONS[name](actor, bescheid_id)
    with pytest.raises(NotFound):
        ACTIONS[name](fall.user, new_id())
    assert fall.bescheid().status == "Entwurf"


# ── issue, take back, deliver


def test_an_issue_names_who_when_and_how_long_it_waits(fall):
    event = issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    bescheid = fall.bescheid()
    assert (event.erlass, event.halten_minuten) == (1, 10)
    assert (bescheid.status, bescheid.erlassen_von) == ("Erlassen", fall.user.person_id)
    assert (bescheid.bereitstellung_ab - bescheid.erlassen_am).total_seconds() == 600
    for action in (ACTIONS["issue"], ACTIONS["edit"]):
        with pytest.raises(Conflict):
            action(fall.user, bescheid.id)


def test_taken_back_it_is_a_draft_again_with_a_new_number(fall):
    bescheid_id = fall.bescheid().id
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    assert withdraw_bescheid(fall.user, bescheid_id=bescheid_id).erlass == 1
    bescheid = fall.bescheid()
    assert (bescheid.status, bescheid.erlassen_am, bescheid.erlassen_von, bescheid.bereitstellung_ab) == (
        "Entwurf",
        None,
        None,
        None,
    )
    with pytest.raises(Conflict, match="schon zurückgenommen"):
        withdraw_bescheid(fall.user, bescheid_id=bescheid_id)
    assert issue_bescheid(fall.user, bescheid_id=bescheid_id).erlass == 2


def test_a_delivery_begins_for_the_issue_in_force_only(fall):
    bescheid_id, house = fall.bescheid().id, system_actor(1)
    assert begin_bescheid_delivery(house, bescheid_id=bescheid_id, erlass=0) is None, "a draft is not delivered"
    issue_bescheid(fall.user, bescheid_id=bescheid_id)
    assert begin_bescheid_delivery(house, bescheid_id=bescheid_id, erlass=2) is None
    first = begin_bescheid_delivery(house, bescheid_id=bescheid_id, erlass=1)
    assert begin_bescheid_delivery(house, bescheid_id=bescheid_id, erlass=1) == first, (
        "a repetition gets the same letter"
    )
    assert fall.bescheid().status == "Wird bereitgestellt"


def test_a_delivered_bescheid_has_its_document_once(fall):
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    deliver(fall)
    bescheid = fall.bescheid()
    other = file_store().put(iter([b"%PDF-1.7 anders"]), medientyp="application/pdf")
    again = deliver_bescheid(system_actor(1), bescheid_id=bescheid.id, ablage=other, vorlage="probe/2")
    assert (again.datei_id, fall.bescheid().vorlage) == (bescheid.datei_id, "probe/1")
    assert events(fall).count("BescheidDelivered") == 1
    assert begin_bescheid_delivery(system_actor(1), bescheid_id=bescheid.id, erlass=1) is None
    assert [release_bescheid(system_actor(1), bescheid_id=bescheid.id) for _ in range(2)] == [1, 0]
    with mandant_scope(1):
        datei = Datei.objects.get(id=bescheid.datei_id)
    assert (datei.status, datei.name) == ("frei", f"Bescheid_{fall.vorgangsnummer}.pdf")


# ── close and reopen


def test_a_decided_case_waits_for_its_bescheid(welt):
    fall = entschieden(welt, laufe=False)
    with pytest.raises(Conflict):
        conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)


def test_closing_follows_the_bescheid_step_by_step(fall):
    for advance in (
        lambda: None,
        lambda: issue_bescheid(fall.user, bescheid_id=fall.bescheid().id),
    ):
        advance()
        with pytest.raises(Conflict):
            conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    deliver(fall)
    conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    assert fall.vorgang().status == "Abgeschlossen"
    assert events(fall)[-1] == "VorgangClosed"


def test_a_case_without_decision_is_closed_without_bescheid(welt):
    fall = in_bearbeitung(welt)
    conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    assert fall.vorgang().status == "Abgeschlossen"


def test_a_case_is_not_reopened_under_a_letter_on_its_way(fall):
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    with pytest.raises(Conflict):
        reopen_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    withdraw_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    reopen_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    assert fall.vorgang().status == "In Bearbeitung"


def test_a_draft_of_an_overtaken_decision_is_not_issued(fall):
    old = fall.bescheid().id
    reopen_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    with pytest.raises(Conflict):
        issue_bescheid(fall.user, bescheid_id=old)
    event = decide_vorgang(
        fall.user, vorgang_id=fall.vorgang_id, ergebnis=Ergebnis.ABGELEHNT, begruendung="Es ist doch anders."
    )
    with pytest.raises(Conflict):
        issue_bescheid(fall.user, bescheid_id=old)
    new = draft_bescheid(system_actor(1), vorgang_id=fall.vorgang_id, entscheidung_id=event.entscheidung_id)
    with pytest.raises(Conflict):
        issue_bescheid(fall.user, bescheid_id=old)
    issue_bescheid(fall.user, bescheid_id=new.bescheid_id)


def test_a_new_decision_needs_a_new_bescheid_before_closing(fall):
    """The old letter was delivered; the case was decided anew: that letter does not count any more."""
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    deliver(fall)
    reopen_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    decide_vorgang(fall.user, vorgang_id=fall.vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung="")
    with pytest.raises(Conflict):
        conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)


# ── the letter


def test_the_letter_shows_who_decides_what_for_whom(fall):
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    letter = compose_letter(system_actor(1), fall.bescheid().id)
    assert letter.behoerde.name == "Stadt 1"
    assert letter.behoerde.organisationseinheit == "Amt A"
    assert letter.unterzeichner == letter.kontakt.name == "Person A 1"
    assert letter.vorgangsnummer == fall.vorgangsnummer
    assert letter.tenor == ("Ihrem Antrag wird entsprochen.",)
    assert len(letter.empfaenger) >= 2
    assert "Widerspruch" in letter.rechtsbehelfsbelehrung[0]
    assert letter.formular_json.startswith(b"{")
    assert not letter.uebungsmodus
    assert compose_letter(system_actor(1), fall.bescheid().id) == letter
