"""The package of a finished case: complete, as it was when it was closed, the same on every repetition."""

import hashlib
from datetime import timedelta

import pytest

from gang import in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import citizen_actor, system_actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.veraktung.actions.record_akte import record_akte
from ozgcloud.veraktung.port import Quittung
from ozgcloud.veraktung.queries import compose_paket, get_akte
from ozgcloud.veraktung.rules import nachrichten_text, satz_fuer
from ozgcloud.vorgang.actions.close_vorgang import close_vorgang
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang

QUITTUNG = Quittung(pfad="ablage/a.zip", sha256="ab" * 32, groesse=7)


@pytest.fixture
def fall(welt):
    fall = in_bearbeitung(welt)
    drain()
    send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff="Frage", text="Ist der Hund klein?")
    answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text="Ja, sehr.")
    close_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    return fall


def closing(fall):
    with mandant_scope(1):
        row = Ereignis.objects.get(kette=str(fall.vorgang_id), typ="VorgangClosed")
        return {"ereignis_id": row.id, "geschlossen_am": row.erstellt_am}


def test_the_package_is_complete(fall):
    paket = compose_paket(system_actor(1), fall.vorgang_id, **closing(fall))
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    assert (paket.vorgangsnummer, paket.mandant, paket.organisationseinheit) == (
        fall.vorgangsnummer,
        "Stadt 1",
        "Amt A",
    )
    assert (paket.beginn, paket.ende) == (clock.today(), clock.today())
    assert [d.art for d in paket.dokumente] == ["Anlage", "Schriftwechsel"]
    assert paket.dokumente[0].sha256 == anlage.sha256
    with paket.dokumente[0].quelle() as file:
        assert hashlib.sha256(file.read()).hexdigest() == anlage.sha256
    text = paket.dokumente[1].quelle.decode()
    assert text.index("Ist der Hund klein?") < text.index("Ja, sehr.")
    assert paket.historie[0].text == "Der Antrag ist eingegangen."
    assert paket.historie[-1].text == "Der Vorgang wurde abgeschlossen."
    assert "Person A 1" in {h.akteur for h in paket.historie}
    assert paket.formular_json.startswith(b"{")


def test_what_happens_after_closing_does_not_change_it(fall):
    before = compose_paket(system_actor(1), fall.vorgang_id, **closing(fall))
    with clock.moved_by(timedelta(days=3)):
        read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
        answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text="Noch etwas.")
        after = compose_paket(system_actor(1), fall.vorgang_id, **closing(fall))
    with clock.moved_by(timedelta(days=-3)):
        answer_nachricht(citizen_actor(1), vorgang_id=fall.vorgang_id, text="Zurückdatiert.")
        late = compose_paket(system_actor(1), fall.vorgang_id, **closing(fall))
    assert [d.sha256 for d in late.dokumente] == [d.sha256 for d in before.dokumente]
    assert [d.sha256 for d in after.dokumente] == [d.sha256 for d in before.dokumente]
    assert (after.historie, after.ende, after.formular_json) == (before.historie, before.ende, before.formular_json)


def test_a_case_of_another_mandant_is_not_packed(fall):
    with pytest.raises(NotFound):
        compose_paket(system_actor(2), fall.vorgang_id, ereignis_id=new_id(), geschlossen_am=clock.now())


def test_the_receipt_is_kept_once_per_key(welt):
    fall = reiche_ein(welt)
    first, second = new_id(), new_id()
    for key in (first, first, second):
        record_akte(system_actor(1), vorgang_id=fall.vorgang_id, schluessel=key, quittung=QUITTUNG)
    assert get_akte(fall.user, fall.vorgang_id).schluessel == second
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="AkteDelivered").count() == 2


def test_correspondence_is_the_same_bytes_for_the_same_messages():
    case, lines = new_id(), [(clock.now(), "von Ihnen", "Betreff", "Text 🐕")]
    one, two = nachrichten_text(case, lines), nachrichten_text(case, lines)
    assert (one.id, one.sha256, one.quelle) == (two.id, two.sha256, two.quelle)
    assert one.sha256 == hashlib.sha256(one.quelle).hexdigest()
    assert nachrichten_text(case, [*lines, *lines]).sha256 != one.sha256


def test_an_event_without_sentence_is_an_error_not_a_gap():
    assert satz_fuer("VorgangMoved", {"von": "Neu", "nach": "Angenommen"}) == "Status geändert: Neu → Angenommen."
    with pytest.raises(KeyError):
        satz_fuer("AusDerZukunft", {})
