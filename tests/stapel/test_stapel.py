"""A Stapel on real tables: what is done, what fails, who may, what a kill leaves, what is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from doors.amt_zugang import fill, log_in, somebody
from gang import in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.bearbeitung.actions.postpone_vorgang import postpone_vorgang
from ozgcloud.bearbeitung.models import Wiedervorlage
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, system_actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.actions.retry_delivery import retry_delivery
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus
from ozgcloud.flow.run import run_consequence
from ozgcloud.mandant.models import PersonRolle
from ozgcloud.stapel import lauf
from ozgcloud.stapel.actions.create_stapel import Auftrag, create_stapel
from ozgcloud.stapel.actions.stop_stapel import stop_stapel
from ozgcloud.stapel.actions.sweep_stapel import sweep_stapel
from ozgcloud.stapel.actions.undo_stapel import undo_stapel
from ozgcloud.stapel.models import Stapel, Stapelposten
from ozgcloud.stapel.queries import list_posten, list_stapel, read_stapel
from ozgcloud.stapel.rules import NICHT_MEHR_DA, SEITHER, Aktion, Befund, Stand
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Filter
from ozgcloud.vorgang.rules import Status


@pytest.fixture
def user(welt):
    """Somebody who can log in and whose Rolle stands in the tables, as the worker asks for it again."""
    actor = somebody(1, Rolle.USER, welt.eins.einheit, name="Kollegin")
    log_in(actor)
    return actor


def run(actor, *, aktion=Aktion.ZUWEISEN, **kwargs):
    begun = create_stapel(actor, auftrag=Auftrag(aktion, **kwargs))
    drain()
    return read_stapel(actor, begun.stapel_id)


def assignees(mandant_id=1):
    with mandant_scope(mandant_id):
        return set(Vorgang.objects.values_list("zugewiesen_an", flat=True))


def test_all_hits_are_assigned_each_with_its_event(welt, user):
    fill(welt, 7)
    blatt = run(user, parameter={"person": user.id}, auswahl=Filter())
    assert (blatt.stand, blatt.gesamt, blatt.erledigt, blatt.misslungen) == (Stand.FERTIG, 7, 7, 0)
    assert assignees() == {user.person_id}
    with mandant_scope(1):
        told = Ereignis.objects.filter(typ="VorgangAssigned", akteur_id=user.id)
        assert told.values("kette").distinct().count() == 7
        assert set(Vorgang.objects.values_list("version", flat=True)) == {2}
        assert Ereignis.objects.get(typ="StapelFinished").daten["erledigt"] == 7
        assert Stapel.objects.get().auswahl == {}, "a name that was searched for is not kept"


def test_what_waited_is_taken_up_with_its_wiedervorlage_done(welt, user):
    fall = in_bearbeitung(welt)
    postpone_vorgang(user, vorgang_id=fall.vorgang_id, bis=clock.today() + timedelta(days=9), grund="Gutachten")
    assert run(user, aktion=Aktion.BEARBEITEN, auswahl=Filter()).erledigt == 1
    with mandant_scope(1):
        assert Wiedervorlage.objects.get().erledigt_am is not None
        assert Vorgang.objects.get().wiedervorlage_am is None


@pytest.mark.parametrize(
    ("aktion", "status"), [(Aktion.ANNEHMEN, Status.ANGENOMMEN), (Aktion.BEARBEITEN, Status.IN_BEARBEITUNG)]
)
def test_a_case_that_was_taken_that_far_already_is_unchanged_and_no_failure(welt, user, aktion, status):
    schon = in_bearbeitung(welt)
    with mandant_scope(1):
        Vorgang.objects.filter(id=schon.vorgang_id).update(status=status.value)
    blatt = run(user, aktion=aktion, auswahl=Filter())
    assert (blatt.erledigt, blatt.unveraendert, blatt.misslungen) == (0, 1, 0)


def test_one_failing_case_holds_up_no_other(welt, user):
    """One lies elsewhere, one was handed over, one has another status: the rest goes through."""
    gut, falsch, fort = (reiche_ein(welt, seed=n) for n in (1, 2, 3))
    with mandant_scope(1):
        Vorgang.objects.filter(id=fort.vorgang_id).update(organisationseinheit_id=welt.eins.andere_einheit)
        Vorgang.objects.filter(id=falsch.vorgang_id).update(status=Status.BESCHIEDEN.value)
    begun = create_stapel(
        somebody_everywhere(welt, user),
        auftrag=Auftrag(Aktion.ANNEHMEN, gewaehlt=tuple(f.vorgang_id for f in (falsch, fort, gut))),
    )
    drain()
    blatt = read_stapel(user, begun.stapel_id)
    assert (blatt.erledigt, blatt.misslungen) == (1, 2)
    rows, _ = list_posten(user, blatt.id, befund=Befund.MISSLUNGEN)
    assert [row.vorgangsnummer for row in rows] == [falsch.vorgangsnummer, ""]
    assert "Beschieden" in rows[0].grund
    assert rows[1].grund == NICHT_MEHR_DA
    assert gut.vorgang().status == Status.ANGENOMMEN.value


def somebody_everywhere(welt, user):
    """The same person with a wider reach at the moment of choosing than at the moment of doing."""
    return replace(user, rollen=frozenset(replace(z, organisationseinheit_id=None) for z in user.rollen))


def test_what_nobody_expected_is_noted_too(welt, user, als_superuser):
    gut, krank = reiche_ein(welt), reiche_ein(welt, seed=2)
    als_superuser.execute(
        "CREATE FUNCTION streik() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nein'; END $$;"
        f"CREATE TRIGGER streik BEFORE UPDATE ON vorgang FOR EACH ROW WHEN (old.id = '{krank.vorgang_id}')"
        " EXECUTE FUNCTION streik()"
    )
    blatt = run(user, parameter={"person": user.id}, auswahl=Filter())
    assert (blatt.erledigt, blatt.misslungen) == (1, 1)
    assert gut.vorgang().zugewiesen_an == user.person_id
    assert krank.vorgang().zugewiesen_an is None


def test_rights_are_those_of_the_moment_it_is_done(welt, user):
    reiche_ein(welt)
    begun = create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, auswahl=Filter()))
    with mandant_scope(1):
        PersonRolle.objects.filter(person_id=user.person_id).delete()
    drain()
    blatt = read_stapel(user, begun.stapel_id)
    assert (blatt.stand, blatt.erledigt) == (Stand.FERTIG, 0)
    assert assignees() == {None}


def test_a_kill_between_and_inside_portions_loses_and_doubles_nothing(welt, user, monkeypatch):
    fill(welt, 9)
    monkeypatch.setattr(lauf, "SAMMELN", 4)
    monkeypatch.setattr(lauf, "EINZELN", 2)
    monkeypatch.setattr(lauf, "VIELE", 2)
    begun = create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, auswahl=Filter()))
    house = system_actor(1)
    for _ in range(4):
        assert lauf.run_portion(house, begun.stapel_id)
    with pytest.raises(KeyboardInterrupt):
        cut_off(house, begun.stapel_id)
    assert read_stapel(user, begun.stapel_id).erledigt == 2, "the portion that was cut off is undone as a whole"
    drain()
    blatt = read_stapel(user, begun.stapel_id)
    assert (blatt.gesamt, blatt.erledigt) == (9, 9)
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="VorgangAssigned").count() == 9
        assert set(Vorgang.objects.values_list("version", flat=True)) == {2}


def cut_off(house, stapel_id):
    """A portion whose transaction never commits."""
    with mandant_scope(1):
        lauf.run_portion(house, stapel_id)
        raise KeyboardInterrupt


def test_cases_that_arrive_later_are_not_in_it(welt, user):
    reiche_ein(welt)
    begun = create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, auswahl=Filter()))
    spaeter = reiche_ein(welt, seed=2)
    drain()
    assert read_stapel(user, begun.stapel_id).gesamt == 1
    assert spaeter.vorgang().zugewiesen_an is None


def test_undo_puts_back_what_nobody_has_touched(welt, user):
    meiner, neuer, beruehrt = in_bearbeitung(welt), reiche_ein(welt, seed=2), reiche_ein(welt, seed=3)
    vorher = meiner.vorgang().zugewiesen_an
    log_in(meiner.user)
    blatt = run(user, parameter={"person": user.id}, auswahl=Filter())
    assign_vorgang(welt.eins.sachbearbeitung, vorgang_id=beruehrt.vorgang_id, person_id=vorher)
    back = undo_stapel(user, stapel_id=blatt.id)
    drain()
    result = read_stapel(user, back.stapel_id)
    assert (result.gesamt, result.erledigt, result.misslungen) == (3, 2, 1)
    assert meiner.vorgang().zugewiesen_an == vorher
    assert neuer.vorgang().zugewiesen_an is None
    assert beruehrt.vorgang().zugewiesen_an == vorher
    assert list_posten(user, back.stapel_id, befund=Befund.MISSLUNGEN)[0][0].grund == SEITHER
    with pytest.raises(Conflict):
        undo_stapel(user, stapel_id=blatt.id)
    with pytest.raises(Conflict):
        undo_stapel(user, stapel_id=back.stapel_id)


def test_steps_are_taken_back_by_their_inverse_and_only_in_time(welt, user):
    fill(welt, 2)
    blatt = run(user, aktion=Aktion.BEARBEITEN, auswahl=Filter())
    assert blatt.erledigt == 2
    with clock.moved_by(timedelta(minutes=11)), pytest.raises(Conflict):
        undo_stapel(user, stapel_id=blatt.id)
    undo_stapel(user, stapel_id=blatt.id)
    drain()
    with mandant_scope(1):
        assert set(Vorgang.objects.values_list("status", flat=True)) == {Status.ANGENOMMEN.value}


def test_what_is_so_already_is_left_alone(welt, user):
    fill(welt, 2)
    run(user, aktion=Aktion.UEBERNEHMEN, auswahl=Filter())
    again = run(user, aktion=Aktion.UEBERNEHMEN, auswahl=Filter())
    assert (again.erledigt, again.unveraendert) == (0, 2)
    with mandant_scope(1):
        assert set(Vorgang.objects.values_list("version", flat=True)) == {2}


def test_a_stopped_one_touches_nothing_more(welt, user):
    fill(welt, 3)
    begun = create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, auswahl=Filter()))
    stop_stapel(user, stapel_id=begun.stapel_id)
    drain()
    assert assignees() == {None}
    with pytest.raises(Conflict):
        stop_stapel(user, stapel_id=begun.stapel_id)


def test_mandanten_and_colleagues_are_apart(welt, user):
    eigener, fremder = reiche_ein(welt), reiche_ein(welt, nummer=2)
    blatt = run(user, aktion=Aktion.UEBERNEHMEN, gewaehlt=(eigener.vorgang_id, fremder.vorgang_id))
    assert (blatt.gesamt, blatt.erledigt) == (1, 1)
    assert fremder.vorgang().zugewiesen_an is None
    with pytest.raises(InvalidInput):
        create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, gewaehlt=(fremder.vorgang_id,)))
    for other in (welt.zwei.sachbearbeitung, welt.eins.sachbearbeitung):
        assert list_stapel(other) == []
        for tun in (read_stapel, lambda a, i: stop_stapel(a, stapel_id=i), lambda a, i: undo_stapel(a, stapel_id=i)):
            with pytest.raises(NotFound):
                tun(other, blatt.id)
    with mandant_scope(2):
        assert not Stapelposten.objects.exists()


@pytest.mark.parametrize(
    ("aktion", "parameter", "feld", "danach"),
    [
        (Aktion.PRIORITAET, {"prioritaet": 2}, "prioritaet", 2),
        (Aktion.SCHLAGWORT, {"wort": "Messe"}, "schlagworte", ["Messe"]),
        (Aktion.ZUWEISEN, {"gruppe": "andere_einheit"}, "gruppe_id", None),
    ],
)
def test_marks_are_set_and_taken_back(welt, user, aktion, parameter, feld, danach):
    fall = reiche_ein(welt)
    if "gruppe" in parameter:
        danach = welt.eins.andere_einheit
        parameter = {"gruppe": str(danach)}
    vorher = getattr(fall.vorgang(), feld)
    blatt = run(user, aktion=aktion, parameter=parameter, auswahl=Filter())
    assert blatt.erledigt == 1
    assert getattr(fall.vorgang(), feld) == danach
    undo_stapel(user, stapel_id=blatt.id)
    drain()
    assert getattr(fall.vorgang(), feld) == vorher


def test_wiedervorlage_and_postponement_of_many(welt, user):
    fill(welt, 2)
    tag = (clock.today() + timedelta(days=5)).isoformat()
    blatt = run(user, aktion=Aktion.WIEDERVORLAGE, parameter={"tag": tag, "betreff": "Messe"}, auswahl=Filter())
    assert blatt.erledigt == 2
    assert blatt.ruecknahme_bis is None
    run(user, aktion=Aktion.BEARBEITEN, auswahl=Filter())
    assert run(user, aktion=Aktion.ZURUECKSTELLEN, parameter={"tag": tag}, auswahl=Filter()).erledigt == 2
    with mandant_scope(1):
        assert {v.zurueckgestellt_bis.isoformat() for v in Vorgang.objects.all()} == {tag}
        assert {v.wiedervorlage_am.isoformat() for v in Vorgang.objects.all()} == {tag}


def test_undoing_leaves_neither_wiedervorlage_nor_assignment_behind(welt, user):
    fill(welt, 2)
    tag = (clock.today() + timedelta(days=5)).isoformat()
    taken = run(user, aktion=Aktion.BEARBEITEN, auswahl=Filter())
    assert assignees() == {user.person_id}
    undo_stapel(user, stapel_id=taken.id)
    drain()
    assert assignees() == {None}
    with mandant_scope(1):
        Vorgang.objects.update(status=Status.IN_BEARBEITUNG.value)
    postponed = run(user, aktion=Aktion.ZURUECKSTELLEN, parameter={"tag": tag}, auswahl=Filter())
    undo_stapel(user, stapel_id=postponed.id)
    drain()
    assert assignees() == {None}
    with mandant_scope(1):
        found = Vorgang.objects.values_list("status", "wiedervorlage_am", "zurueckgestellt_bis")
        assert set(found) == {(Status.IN_BEARBEITUNG.value, None, None)}


def test_one_the_worker_has_given_up_says_so_and_goes_on_when_tried_again(welt, user):
    fill(welt, 1)
    begun = create_stapel(user, auftrag=Auftrag(Aktion.UEBERNEHMEN, auswahl=Filter(status=Status.ANGENOMMEN)))
    with mandant_scope(1):
        Stapel.objects.update(auswahl={"filter": {"gibtesnicht": 1}})
    drain()
    with mandant_scope(1):
        delivery = Delivery.objects.get(schritt="run_stapel")
    assert read_stapel(user, begun.stapel_id).laeuft, "it is tried again by itself"
    while delivery.status != DeliveryStatus.FEHLGESCHLAGEN.value:
        run_consequence(1, delivery.ereignis_id, delivery.schritt)
        with mandant_scope(1):
            delivery.refresh_from_db()
    blatt = read_stapel(user, begun.stapel_id)
    assert (blatt.ist_gescheitert, blatt.laeuft) == (True, False)
    page = log_in(user).get(f"/amt/stapel/{blatt.id}/").content.decode()
    assert "unterbrochen" in page
    assert "hx-get" not in page
    with mandant_scope(1):
        Stapel.objects.update(auswahl={"filter": {}})
    retry_delivery(user, delivery_id=delivery.id)
    drain()
    blatt = list_stapel(user)[0]
    assert (blatt.stand, blatt.erledigt, blatt.ist_gescheitert) == (Stand.FERTIG, 1, False)


def test_an_order_that_is_not_by_age_finds_every_case_once(welt, user, monkeypatch):
    fill(welt, 5)
    monkeypatch.setattr(lauf, "SAMMELN", 2)
    with mandant_scope(1):
        Vorgang.objects.update(frist_am=clock.today())
    blatt = run(user, aktion=Aktion.UEBERNEHMEN, auswahl=Filter(sortierung="frist"))
    assert (blatt.gesamt, blatt.erledigt) == (5, 5)


def test_old_results_are_deleted_and_the_history_stays(welt, user):
    fall = reiche_ein(welt)
    run(user, aktion=Aktion.UEBERNEHMEN, auswahl=Filter())
    assert sweep_stapel(system_actor(1)) == 0
    with clock.moved_by(timedelta(days=91)):
        assert sweep_stapel(system_actor(2)) == 0
        assert sweep_stapel(system_actor(1)) == 1
    with mandant_scope(1):
        assert not Stapelposten.objects.exists()
        assert Ereignis.objects.filter(kette=str(fall.vorgang_id), typ="VorgangAssigned").exists()
