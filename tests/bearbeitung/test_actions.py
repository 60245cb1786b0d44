"""The work on a case on a real database with its policies: marks, hand-over, endings and their undoing."""

from datetime import date, timedelta

import pytest

from bearbeitung.arbeit import lege_an
from doors.amt_zugang import gefordert, somebody
from gang import in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.bearbeitung.actions.complete_wiedervorlage import complete_wiedervorlage
from ozgcloud.bearbeitung.actions.end_frist import end_frist
from ozgcloud.bearbeitung.actions.end_vorgang import end_vorgang
from ozgcloud.bearbeitung.actions.merge_vorgang import merge_vorgang
from ozgcloud.bearbeitung.actions.note_loeschung import note_loeschung
from ozgcloud.bearbeitung.actions.pass_on_vorgang import pass_on_vorgang
from ozgcloud.bearbeitung.actions.postpone_vorgang import postpone_vorgang
from ozgcloud.bearbeitung.actions.save_arbeitsvorlage import Fristvorgabe, save_arbeitsvorlage
from ozgcloud.bearbeitung.actions.set_prioritaet import set_prioritaet
from ozgcloud.bearbeitung.actions.set_schlagworte import set_schlagworte
from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.actions.tick_punkt import tick_punkt
from ozgcloud.bearbeitung.actions.undo_ending import undo_ending
from ozgcloud.bearbeitung.actions.withdraw_antrag import withdraw_antrag
from ozgcloud.bearbeitung.queries import load_arbeit
from ozgcloud.bearbeitung.rules import Abschlussgrund, Einheit, Fristart, Wiederholung, add_period
from ozgcloud.bearbeitung.umfeld import load_umfeld
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, citizen_actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.nachforderung.queries import list_nachforderungen
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from welt import LEISTUNG


@pytest.fixture
def fall(welt):
    return in_bearbeitung(welt)


def test_days_show_on_the_case_and_leave_it_when_done(fall):
    tag = clock.today() + timedelta(days=3)
    made = lege_an(fall)
    assert (fall.vorgang().wiedervorlage_am, fall.vorgang().frist_am) == (tag, tag)
    complete_wiedervorlage(fall.user, vorgang_id=fall.vorgang_id, wiedervorlage_id=made.wiedervorlage_id)
    end_frist(fall.user, vorgang_id=fall.vorgang_id, frist_id=made.frist_id)
    assert (fall.vorgang().wiedervorlage_am, fall.vorgang().frist_am) == (None, None)
    with pytest.raises(Conflict):
        complete_wiedervorlage(fall.user, vorgang_id=fall.vorgang_id, wiedervorlage_id=made.wiedervorlage_id)


def test_the_nearest_of_several_counts_and_a_repeating_one_comes_again(fall):
    heute = clock.today()
    for tage in (9, 2, 5):
        set_wiedervorlage(
            fall.user,
            vorgang_id=fall.vorgang_id,
            betreff=f"in {tage}",
            faellig_am=heute + timedelta(days=tage),
            wiederholung=Wiederholung.WOECHENTLICH if tage == 2 else Wiederholung.KEINE,
        )
    assert fall.vorgang().wiedervorlage_am == heute + timedelta(days=2)
    first = load_arbeit(fall.user, fall.vorgang_id).wiedervorlagen[0]
    done = complete_wiedervorlage(fall.user, vorgang_id=fall.vorgang_id, wiedervorlage_id=first.id)
    assert done.wieder_am == heute + timedelta(days=9)
    assert fall.vorgang().wiedervorlage_am == heute + timedelta(days=5)


def test_points_are_ticked_once(fall):
    made = lege_an(fall)
    for _ in range(2):
        tick_punkt(fall.user, vorgang_id=fall.vorgang_id, punkt_id=made.punkt_id, erledigt=True)
    punkt = load_arbeit(fall.user, fall.vorgang_id).punkte[0]
    assert punkt.erledigt_am
    assert str(punkt.erledigt_von) == fall.user.id
    tick_punkt(fall.user, vorgang_id=fall.vorgang_id, punkt_id=made.punkt_id, erledigt=False)
    assert load_arbeit(fall.user, fall.vorgang_id).punkte[0].erledigt_am is None


def test_words_and_urgency(fall):
    set_schlagworte(fall.user, vorgang_id=fall.vorgang_id, schlagworte="Ortstermin, Presse")
    set_prioritaet(fall.user, vorgang_id=fall.vorgang_id, prioritaet=2)
    assert (fall.vorgang().schlagworte, fall.vorgang().prioritaet) == (["Ortstermin", "Presse"], 2)
    assert load_arbeit(fall.user, fall.vorgang_id).worte == ("Ortstermin", "Presse")
    with pytest.raises(InvalidInput):
        set_prioritaet(fall.user, vorgang_id=fall.vorgang_id, prioritaet=3)


def test_groups_take_the_place_of_people_and_back(welt, fall):
    assign_vorgang(fall.user, vorgang_id=fall.vorgang_id, gruppe_id=welt.eins.andere_einheit)
    assert (fall.vorgang().zugewiesen_an, fall.vorgang().gruppe_id) == (None, welt.eins.andere_einheit)
    assign_vorgang(fall.user, vorgang_id=fall.vorgang_id, person_id=fall.user.person_id)
    assert (fall.vorgang().zugewiesen_an, fall.vorgang().gruppe_id) == (fall.user.person_id, None)
    with pytest.raises(InvalidInput):
        assign_vorgang(fall.user, vorgang_id=fall.vorgang_id, gruppe_id=welt.zwei.einheit)


def test_the_later_of_two_is_refused(fall):
    seen = fall.vorgang().version
    set_prioritaet(fall.user, vorgang_id=fall.vorgang_id, prioritaet=1, version=seen)
    with pytest.raises(Conflict) as refused:
        assign_vorgang(fall.user, vorgang_id=fall.vorgang_id, person_id=None, version=seen)
    assert refused.value.code == "vorgang-veraltet"
    assert fall.vorgang().zugewiesen_an == fall.user.person_id


def test_another_office_of_the_house_takes_over(welt, fall):
    with pytest.raises(InvalidInput):
        pass_on_vorgang(fall.user, vorgang_id=fall.vorgang_id, einheit_id=welt.zwei.einheit, begruendung="Hin damit")
    with pytest.raises(InvalidInput):
        pass_on_vorgang(fall.user, vorgang_id=fall.vorgang_id, einheit_id=welt.eins.andere_einheit, begruendung=" ")
    pass_on_vorgang(
        fall.user, vorgang_id=fall.vorgang_id, einheit_id=welt.eins.andere_einheit, begruendung="Dort zuständig"
    )
    assert (fall.vorgang().zugewiesen_an, fall.vorgang().ungelesen) == (None, True)
    with pytest.raises(NotFound):
        set_prioritaet(fall.user, vorgang_id=fall.vorgang_id, prioritaet=1)
    other = welt.eins.fremde_einheit
    assert load_arbeit(other, fall.vorgang_id).weitergaben[0].nach == "Amt B"


def test_waiting_brings_it_back_on_the_day(fall):
    bis = clock.today() + timedelta(days=10)
    postpone_vorgang(fall.user, vorgang_id=fall.vorgang_id, bis=bis, grund="Gutachten")
    vorgang = fall.vorgang()
    assert (vorgang.status, vorgang.zurueckgestellt_bis, vorgang.wiedervorlage_am) == ("Angenommen", bis, bis)


def held(minutes: int = 10) -> None:
    Onlinedienst.objects.update(haltezeit_minuten=minutes)


def end(fall, grund=Abschlussgrund.OHNE_BESCHEID):
    return end_vorgang(fall.user, vorgang_id=fall.vorgang_id, grund=grund, begruendung="Hat sich erledigt.")


def test_while_it_is_held_nobody_knows_and_it_can_be_undone(fall):
    held()
    lege_an(fall)
    end(fall)
    drain()
    assert fall.vorgang().status == "Abgeschlossen"
    assert fall.vorgang().frist_am is None
    assert list_nachrichten(fall.user, fall.vorgang_id) == []
    assert get_akte(fall.user, fall.vorgang_id) is None
    undo_ending(fall.user, vorgang_id=fall.vorgang_id)
    assert fall.vorgang().status == "In Bearbeitung"
    assert fall.vorgang().frist_am == clock.today() + timedelta(days=3)
    with pytest.raises(Conflict):
        undo_ending(fall.user, vorgang_id=fall.vorgang_id)


def test_without_hold_the_applicant_reads_why_and_the_akte_goes(fall):
    end(fall)
    drain()
    messages = list_nachrichten(fall.user, fall.vorgang_id)
    assert [m.betreff for m in messages] == ["Ihr Vorgang ist abgeschlossen"]
    assert messages[0].text.endswith("Hat sich erledigt.")
    assert get_akte(fall.user, fall.vorgang_id) is not None
    with pytest.raises(Conflict):
        undo_ending(fall.user, vorgang_id=fall.vorgang_id)


def test_an_ended_case_asks_for_nothing_any_more(fall):
    gefordert(fall)
    mark_vorgang(system_actor(1), vorgang_id=fall.vorgang_id, wartet_auf="antragsteller")
    end(fall)
    drain()
    assert [one.ist_offen for one in list_nachforderungen(fall.user, fall.vorgang_id)] == [False]
    assert fall.vorgang().wartet_auf == ""


def test_the_hold_ends_with_the_clock(fall):
    held()
    end(fall)
    with clock.moved_by(timedelta(minutes=11)), pytest.raises(Conflict):
        undo_ending(fall.user, vorgang_id=fall.vorgang_id)


def test_the_later_duplicate_closes_and_both_name_each_other(welt, fall):
    spaeter = reiche_ein(welt, seed=1)
    merge = {"fuehrend_nummer": fall.vorgangsnummer, "begruendung": "Derselbe Antrag."}
    with pytest.raises(InvalidInput):
        merge_vorgang(
            fall.user,
            vorgang_id=fall.vorgang_id,
            fuehrend_nummer=spaeter.vorgangsnummer,
            begruendung="Derselbe Antrag.",
        )
    merge_vorgang(fall.user, vorgang_id=spaeter.vorgang_id, **merge)
    drain()
    assert (spaeter.vorgang().status, fall.vorgang().status) == ("Abgeschlossen", "In Bearbeitung")
    told = list_nachrichten(fall.user, spaeter.vorgang_id)
    assert len(told) == 1
    assert fall.vorgangsnummer in told[0].text
    assert list_nachrichten(fall.user, fall.vorgang_id) == []
    for one, other in ((fall, spaeter), (spaeter, fall)):
        related = load_umfeld(fall.user, one.vorgang())[0].verwandte
        assert [(v.id, v.grund) for v in related][:1] == [(other.vorgang_id, "zusammengeführt")]
    with pytest.raises(Conflict):
        merge_vorgang(fall.user, vorgang_id=spaeter.vorgang_id, **merge)


def test_a_foreign_case_cannot_be_named(welt, fall):
    fremd, eigen = reiche_ein(welt, nummer=2), reiche_ein(welt)
    with pytest.raises(InvalidInput) as refused:
        merge_vorgang(
            fall.user, vorgang_id=eigen.vorgang_id, fuehrend_nummer=fremd.vorgangsnummer, begruendung="Gleich."
        )
    assert refused.value.fehler == {"fuehrend": "Bitte prüfen Sie die Vorgangsnummer."}


def test_the_applicant_withdraws_until_it_is_decided(fall):
    withdraw_antrag(citizen_actor(1), vorgang_id=fall.vorgang_id, grund="Ich habe es mir anders überlegt.")
    drain()
    assert (fall.vorgang().status, fall.vorgang().ungelesen) == ("Abgeschlossen", True)
    assert [m.betreff for m in list_nachrichten(fall.user, fall.vorgang_id)] == ["Ihr Antrag ist zurückgezogen"]
    assert load_arbeit(fall.user, fall.vorgang_id).ende.grund is Abschlussgrund.ZURUECKGEZOGEN
    with pytest.raises(Conflict):
        withdraw_antrag(citizen_actor(1), vorgang_id=fall.vorgang_id)


def test_the_template_of_a_leistung_reaches_new_cases_only(welt):
    before = reiche_ein(welt)
    admin = somebody(1, Rolle.FACHADMIN)
    save_arbeitsvorlage(
        admin,
        leistung=LEISTUNG,
        punkte="Lageplan da?\nGebühr bezahlt?",
        fristen=(Fristvorgabe(Fristart.GENEHMIGUNGSFIKTION, 3, Einheit.MONATE),),
        version=0,
    )
    drain()
    after = reiche_ein(welt, seed=2)
    drain()
    drain()
    arbeit = load_arbeit(after.user, after.vorgang_id)
    assert [punkt.text for punkt in arbeit.punkte] == ["Lageplan da?", "Gebühr bezahlt?"]
    assert "42a" in arbeit.fristen[0].rechtsgrundlage
    assert after.vorgang().frist_am == add_period(after.vorgang().eingangsdatum, 3, Einheit.MONATE)
    assert before.vorgang().frist_am is None or before.vorgang().frist_am > date(2000, 1, 1)
    with pytest.raises(Forbidden):
        save_arbeitsvorlage(after.user, leistung=LEISTUNG, punkte="", fristen=(), version=1)
    with pytest.raises(Conflict):
        save_arbeitsvorlage(admin, leistung=LEISTUNG, punkte="", fristen=(), version=0)


def test_only_what_was_handed_over_is_noted_for_deletion(fall):
    with pytest.raises(Conflict):
        note_loeschung(fall.user, vorgang_id=fall.vorgang_id, vorgemerkt=True)
