"""Asking for what is missing on real tables: who may, what each side sees, when the mark appears and goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gang import Fall, entschieden, reiche_ein
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, Rollenzuweisung, citizen_actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow.fristen import remind_all
from ozgcloud.nachforderung import queries
from ozgcloud.nachforderung.actions.accept_posten import accept_posten
from ozgcloud.nachforderung.actions.attach_antwortdatei import attach_antwortdatei
from ozgcloud.nachforderung.actions.change_nachforderung import change_nachforderung
from ozgcloud.nachforderung.actions.conclude_nachforderung import conclude_nachforderung
from ozgcloud.nachforderung.actions.detach_antwortdatei import detach_antwortdatei
from ozgcloud.nachforderung.actions.propose_nachforderung import propose_nachforderung
from ozgcloud.nachforderung.actions.return_posten import return_posten
from ozgcloud.nachforderung.actions.save_antworten import Antwort, save_antworten
from ozgcloud.nachforderung.actions.save_nachforderung import save_nachforderung
from ozgcloud.nachforderung.actions.send_antworten import send_antworten
from ozgcloud.nachforderung.actions.send_nachforderung import send_nachforderung
from ozgcloud.nachforderung.actions.withdraw_nachforderung import withdraw_nachforderung
from ozgcloud.nachforderung.inhalt import Inhalt
from ozgcloud.nachforderung.models import Nachforderung
from ozgcloud.nachforderung.queries import Nachforderungsstand
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.nachforderung.rules.stand import Postenart, Postenzustand, Zustand
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.veraktung.queries import compose_paket
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt

BUERGER = citizen_actor(1)
PDF = b"%PDF-1.7 Nachweis"
POSTEN = (Fehlstelle("Impfpass", Postenart.UNTERLAGE), Fehlstelle("Rasse", Postenart.ANGABE))


def inhalt(*posten: Fehlstelle, tage: int = 21) -> Inhalt:
    return Inhalt(posten or POSTEN, "Guten Tag, es fehlt etwas.", default_frist(clock.today(), "SH", tage))


@pytest.fixture
def fall(welt) -> Fall:
    found = reiche_ein(welt)
    drain()
    return found


def gesendet(fall: Fall, *posten: Fehlstelle) -> Nachforderungsstand:
    saved = save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt(*posten))
    send_nachforderung(fall.user, vorgang_id=fall.vorgang_id, nachforderung_id=saved.nachforderung_id)
    drain()
    return stand(fall)


def stand(fall: Fall) -> Nachforderungsstand:
    return queries.list_nachforderungen(fall.user, fall.vorgang_id)[0]


def beim_buerger(fall: Fall) -> Nachforderungsstand:
    return queries.list_for_citizen(BUERGER, fall.vorgang_id)[0]


def ids(eine: Nachforderungsstand) -> dict[str, object]:
    return {"vorgang_id": eine.vorgang_id, "nachforderung_id": eine.id}


def antworte(eine: Nachforderungsstand, nummer: int = 0, text: str = "Dackel", weil: str = "") -> None:
    save_antworten(BUERGER, **ids(eine), antworten={eine.posten[nummer].id: Antwort(text, weil)})


def lade_hoch(eine: Nachforderungsstand, nummer: int = 0, name: str = "pass.pdf"):
    ablage = file_store().put(iter([PDF]), medientyp="application/pdf")
    return attach_antwortdatei(BUERGER, **ids(eine), posten_id=eine.posten[nummer].id, name=name, ablage=ablage)


def events(fall: Fall) -> list[str]:
    with mandant_scope(fall.verwaltung.id):
        rows = Ereignis.objects.filter(kette=str(fall.vorgang_id)).order_by("sequenz")
        return [typ for typ in rows.values_list("typ", flat=True) if "Nachforderung" in typ or "Posten" in typ]


def test_a_complete_antrag_gets_no_proposal(fall):
    assert queries.list_nachforderungen(fall.user, fall.vorgang_id) == []
    assert events(fall) == []


def test_an_incomplete_one_gets_one_proposal_and_it_goes_out_with_one_click(fall, als_superuser):
    als_superuser.execute("UPDATE eingang SET werte = werte - 'F7' - 'F6' WHERE vorgang_id = %s", [fall.vorgang_id])
    for _ in range(2):
        propose_nachforderung(system_actor(1), vorgang_id=fall.vorgang_id)
    (vorschlag,) = queries.list_nachforderungen(fall.user, fall.vorgang_id)
    assert [(one.titel, one.art) for one in vorschlag.posten] == [
        ("Ort", Postenart.ANGABE),
        ("Nachweis", Postenart.UNTERLAGE),
    ]
    assert (vorschlag.zustand, vorschlag.frist, vorschlag.person_id) == (Zustand.VORGESCHLAGEN, None, None)
    assert queries.list_for_citizen(BUERGER, fall.vorgang_id) == [], "a proposal is nobody's business outside"
    assert fall.vorgang().wartet_auf == ""
    sent = send_nachforderung(fall.user, **ids(vorschlag), version=vorschlag.version)
    assert (sent.frist, sent.anzahl) == (default_frist(clock.today(), "SH"), 2)
    assert fall.vorgang().wartet_auf == "antragsteller"


def test_the_citizen_learns_of_it_when_it_is_sent_and_not_before(fall):
    save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt())
    assert queries.list_for_citizen(BUERGER, fall.vorgang_id) == []
    assert list_nachrichten(fall.user, fall.vorgang_id) == []
    send_nachforderung(fall.user, **ids(stand(fall)))
    (nachricht,) = list_nachrichten(fall.user, fall.vorgang_id)
    assert "1. Impfpass\n2. Rasse" in nachricht.text
    assert [one.titel for one in beim_buerger(fall).posten] == ["Impfpass", "Rasse"]
    with pytest.raises(Conflict):
        send_nachforderung(fall.user, **ids(stand(fall)))


def test_saved_answers_are_the_citizens_own_until_he_sends_them(fall):
    eine = gesendet(fall)
    antworte(eine, 1)
    lade_hoch(eine)
    assert beim_buerger(fall).posten[1].antwort == "Dackel"
    assert [one.ist_begonnen for one in beim_buerger(fall).posten] == [True, True]
    assert [(one.antwort, one.dateien) for one in stand(fall).posten] == [("", ()), ("", ())]
    with mandant_scope(1):
        assert not Datei.objects.filter(name="pass.pdf").exists()


def test_item_by_item_until_nothing_is_missing(fall):
    eine = gesendet(fall)
    antworte(eine, 1)
    first = send_antworten(BUERGER, **ids(eine))
    assert (first.anzahl, first.offen, fall.vorgang().wartet_auf) == (1, 1, "antragsteller")
    lade_hoch(eine)
    second = send_antworten(BUERGER, **ids(eine))
    drain()
    assert (second.anzahl, second.offen) == (1, 0)
    assert (fall.vorgang().wartet_auf, fall.vorgang().ungelesen) == ("", True)
    (datei,) = queries.list_antwortdateien(fall.user, fall.vorgang_id)
    assert b"".join(file_store().stream(datei.verweis)) == PDF
    with mandant_scope(1):
        assert Datei.objects.get(id=datei.datei_id).status == "frei"
    texts = [n.text for n in list_nachrichten(fall.user, fall.vorgang_id) if n.richtung == "eingang"]
    assert "Rasse\nDackel" in texts[0]
    assert "Dateien: pass.pdf" in texts[1]
    for one in stand(fall).posten:
        accept_posten(fall.user, **ids(eine), posten_id=one.id)
    assert stand(fall).zustand is Zustand.ERLEDIGT
    assert events(fall)[-1] == "NachforderungConcluded"


def test_the_akte_gets_what_was_handed_in_later(fall):
    eine = gesendet(fall)
    lade_hoch(eine)
    send_antworten(BUERGER, **ids(eine))
    drain()
    with mandant_scope(1):
        last = Ereignis.objects.filter(kette=str(fall.vorgang_id)).order_by("-sequenz").first()
    paket = compose_paket(system_actor(1), fall.vorgang_id, ereignis_id=last.id, geschlossen_am=clock.now())
    assert "pass.pdf" in [dokument.titel for dokument in paket.dokumente]


def test_not_having_it_is_an_answer_too(fall):
    eine = gesendet(fall)
    antworte(eine, 0, "", "Der Tierarzt hat geschlossen.")
    send_antworten(BUERGER, **ids(eine))
    assert stand(fall).posten[0].fehlt_weil == "Der Tierarzt hat geschlossen."
    with pytest.raises(InvalidInput):
        send_antworten(BUERGER, **ids(eine))


def test_what_was_sent_cannot_be_changed_and_an_unsent_file_can_be_removed(fall):
    eine = gesendet(fall)
    datei = lade_hoch(eine)
    key = detach_antwortdatei(BUERGER, **ids(eine), antwortdatei_id=datei)
    file_store().discard(key)
    datei = lade_hoch(eine)
    send_antworten(BUERGER, **ids(eine))
    with pytest.raises(NotFound):
        detach_antwortdatei(BUERGER, **ids(eine), antwortdatei_id=datei)
    with pytest.raises(Conflict):
        lade_hoch(eine)
    antworte(eine, 0, "anders")
    assert stand(fall).posten[0].antwort == ""


def test_an_answer_comes_back_with_a_reason_and_more_time(fall):
    eine = gesendet(fall)
    antworte(eine, 0)
    send_antworten(BUERGER, **ids(eine))
    with clock.moved_by(timedelta(days=20)):
        with pytest.raises(InvalidInput):
            return_posten(fall.user, **ids(eine), posten_id=eine.posten[0].id, grund=" ")
        return_posten(fall.user, **ids(eine), posten_id=eine.posten[0].id, grund="Die Seite 2 fehlt.")
        assert stand(fall).frist == default_frist(clock.today(), "SH", 14)
    posten = beim_buerger(fall).posten[0]
    assert (posten.zustand, posten.grund) == (Postenzustand.ZURUECKGEGEBEN, "Die Seite 2 fehlt.")
    assert fall.vorgang().wartet_auf == "antragsteller"
    assert "Die Seite 2 fehlt." in list_nachrichten(fall.user, fall.vorgang_id)[-1].text
    antworte(eine, 0, "Hier ist sie.")
    send_antworten(BUERGER, **ids(eine))
    accept_posten(fall.user, **ids(eine), posten_id=eine.posten[0].id)
    with pytest.raises(Conflict):
        accept_posten(fall.user, **ids(eine), posten_id=eine.posten[0].id)


def test_changing_keeps_what_was_answered_and_tells_the_citizen(fall):
    eine = gesendet(fall)
    antworte(eine, 1)
    send_antworten(BUERGER, **ids(eine))
    neu = inhalt(Fehlstelle("Foto", Postenart.UNTERLAGE), tage=40)
    with pytest.raises(Conflict):
        change_nachforderung(fall.user, **ids(eine), inhalt=neu, version=1)
    changed = change_nachforderung(fall.user, **ids(eine), inhalt=neu)
    assert (changed.anzahl, changed.frist) == (1, neu.frist)
    assert [(one.titel, one.zustand.value) for one in stand(fall).posten] == [
        ("Rasse", "beantwortet"),
        ("Foto", "offen"),
    ]
    assert "1. Foto" in list_nachrichten(fall.user, fall.vorgang_id)[-1].text


def test_a_file_once_sent_stays_when_its_item_is_asked_for_no_more(fall):
    eine = gesendet(fall)
    lade_hoch(eine)
    send_antworten(BUERGER, **ids(eine))
    return_posten(fall.user, **ids(eine), posten_id=eine.posten[0].id, grund="Seite 2 fehlt.")
    lade_hoch(eine, name="seite2.pdf")
    antworte(eine, 0, "Kommt noch.")
    change_nachforderung(fall.user, **ids(eine), inhalt=inhalt(Fehlstelle("Rasse", Postenart.ANGABE)))
    passt, rasse = stand(fall).posten
    assert (passt.titel, passt.zustand, passt.antwort) == ("Impfpass", Postenzustand.ANGENOMMEN, "")
    assert [datei.name for datei in passt.dateien] == ["pass.pdf"]
    assert rasse.zustand is Postenzustand.OFFEN
    assert [anlage.name for anlage in queries.list_antwortdateien(fall.user, fall.vorgang_id)] == ["pass.pdf"]
    assert [datei.name for datei in beim_buerger(fall).posten[0].dateien] == ["pass.pdf"]


def test_two_items_of_one_name_go_together(fall):
    eine = gesendet(fall, *(Fehlstelle("Foto", Postenart.UNTERLAGE),) * 2)
    change_nachforderung(fall.user, **ids(eine), inhalt=inhalt(Fehlstelle("Rasse", Postenart.ANGABE)))
    assert [one.titel for one in stand(fall).posten] == ["Rasse"]


@pytest.mark.parametrize("action", [withdraw_nachforderung, conclude_nachforderung])
def test_it_can_be_ended_and_the_mark_goes(action, fall):
    eine = gesendet(fall)
    action(fall.user, **ids(eine))
    assert not stand(fall).ist_offen
    assert fall.vorgang().wartet_auf == ""
    with pytest.raises(Conflict):
        antworte(eine)
    with pytest.raises(Conflict):
        action(fall.user, **ids(eine))
    gesendet(fall, Fehlstelle("Foto", Postenart.UNTERLAGE))
    assert (stand(fall).nummer, stand(fall).zustand) == (2, Zustand.OFFEN)


def test_a_draft_disappears_without_a_word(fall):
    save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt())
    withdraw_nachforderung(fall.user, **ids(stand(fall)))
    assert stand(fall).zustand is Zustand.VERWORFEN
    assert list_nachrichten(fall.user, fall.vorgang_id) == []


def test_one_list_at_a_time(fall):
    gesendet(fall)
    save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt())
    with pytest.raises(Conflict):
        send_nachforderung(fall.user, **ids(stand(fall)))


def test_reminders_come_once_each_by_the_clock(fall):
    eine = gesendet(fall)

    def told() -> list[str]:
        return [n.betreff for n in list_nachrichten(fall.user, fall.vorgang_id)][1:]

    for tage, ran, subjects in ((10, 0, 0), (17, 1, 1), (17, 0, 1), (21, 0, 1), (23, 1, 2), (40, 0, 2)):
        with clock.moved_by(timedelta(days=tage)):
            assert remind_all() == ran, tage
            assert len(told()) == subjects
    assert events(fall)[-2:] == ["NachforderungReminded", "NachforderungExpired"]
    assert fall.vorgang().ungelesen
    assert fall.vorgang().wiedervorlage_am is not None
    antworte(eine, 0)
    send_antworten(BUERGER, **ids(eine))


def test_nobody_is_reminded_of_what_he_has_answered(fall):
    eine = gesendet(fall)
    antworte(eine, 0)
    antworte(eine, 1)
    send_antworten(BUERGER, **ids(eine))
    with clock.moved_by(timedelta(days=30)):
        assert remind_all() == 0


def test_a_decision_ends_it(fall):
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=schritt)
    eine = gesendet(fall)
    decide_vorgang(
        fall.user, vorgang_id=fall.vorgang_id, ergebnis=Ergebnis.ABGELEHNT, begruendung="Es fehlen Unterlagen."
    )
    with pytest.raises(Conflict):
        antworte(eine)
    drain()
    assert (stand(fall).zustand, fall.vorgang().wartet_auf) == (Zustand.ERLEDIGT, "")
    with pytest.raises(Conflict):
        save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt())


def test_who_may_ask_and_who_may_answer(fall, welt):
    eine = gesendet(fall)
    loeschen = replace(fall.user, rollen=frozenset({Rollenzuweisung(Rolle.LOESCHEN)}))
    for actor, error in (
        (welt.zwei.sachbearbeitung, NotFound),
        (welt.eins.fremde_einheit, NotFound),
        (welt.eins.poststelle, Forbidden),
        (loeschen, Forbidden),
        (BUERGER, NotFound),
    ):
        with pytest.raises(error):
            save_nachforderung(actor, vorgang_id=fall.vorgang_id, inhalt=inhalt())
        for action in (withdraw_nachforderung, conclude_nachforderung):
            with pytest.raises(error):
                action(actor, **ids(eine))
        with pytest.raises(error):
            accept_posten(actor, **ids(eine), posten_id=eine.posten[0].id)
    other = reiche_ein(welt, seed=3)
    for actor, vorgang_id in ((citizen_actor(2), fall.vorgang_id), (BUERGER, other.vorgang_id)):
        with pytest.raises(NotFound):
            save_antworten(actor, vorgang_id=vorgang_id, nachforderung_id=eine.id, antworten={})
        with pytest.raises(NotFound):
            queries.get_for_citizen(actor, vorgang_id, eine.id)


def test_every_error_of_the_form_is_named_at_once(fall):
    with pytest.raises(InvalidInput) as refused:
        save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=Inhalt((), " ", date(2020, 1, 1)))
    assert set(refused.value.fehler) == {"posten", "anschreiben", "frist"}
    with mandant_scope(1):
        assert not Nachforderung.objects.exists()


def test_a_decided_case_asks_for_nothing(welt):
    fall = entschieden(welt)
    with pytest.raises(Conflict):
        save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt())
