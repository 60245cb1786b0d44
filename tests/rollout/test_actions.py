"""Steps of the roll-out on the real database, as role `leitstand`."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from ozgcloud.core.actor import Rolle, Rollenzuweisung, citizen_actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, ScopeError
from ozgcloud.core.tenancy import land_scope, mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Land, Mandant
from ozgcloud.onlinedienst.actions.save_parameter import save_parameter
from ozgcloud.onlinedienst.actions.withdraw_onlinedienst import withdraw_onlinedienst
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst
from ozgcloud.onlinedienst.models import Phase as Freigabe
from ozgcloud.onlinedienst.parameter import Parameter, as_json
from ozgcloud.onlinedienst.queries import is_online_at, parameters_of
from ozgcloud.rollout.actions.load_verlauf import load_verlauf
from ozgcloud.rollout.actions.plan_phase import plan_phase
from ozgcloud.rollout.actions.set_anbindung import set_anbindung
from ozgcloud.rollout.actions.set_blocker import set_blocker
from ozgcloud.rollout.actions.set_phase import set_phase
from ozgcloud.rollout.models import Anbindung, Ausrollung, Ausrollungsschritt
from ozgcloud.rollout.rules import Anbindungsstand, Phase, usual_way
from rollout.conftest import gehe

VERWALTUNG = Anbindungsstand.ANGESCHLOSSEN


def betrieb(mandant_id=1):
    return Dienstbetrieb.oeffentlich.filter(mandant_id=mandant_id).first()


def journal(als_superuser, mandant_id=1):
    rows = als_superuser.execute(
        "SELECT typ FROM ereignis WHERE kette = %s ORDER BY sequenz", [f"mandant:{mandant_id}"]
    )
    return [row[0] for row in rows]


def test_go_live_opens_and_ausgesetzt_closes(angeschlossen, heute, als_superuser):
    w, anfang = angeschlossen, heute - timedelta(days=10)
    dienst = Onlinedienst.objects.get()
    Onlinedienst.objects.update(ueberall=False)
    dienst.ueberall = False
    gehe(w, Phase.GOLIVE, anfang)
    assert (betrieb().aktiv_von, betrieb().aktiv_bis) == (anfang, None)
    assert is_online_at(dienst, 1, heute)
    assert not is_online_at(dienst, 1, anfang - timedelta(days=1))
    set_phase(w.leitstand, mandant_id=1, onlinedienst_id=dienst.id, phase=Phase.AUSGESETZT, am=heute)
    assert (betrieb().aktiv_von, betrieb().aktiv_bis) == (anfang, heute - timedelta(days=1))
    assert not is_online_at(dienst, 1, heute)
    set_phase(w.leitstand, mandant_id=1, onlinedienst_id=dienst.id, phase=Phase.GOLIVE, am=heute)
    assert is_online_at(dienst, 1, heute)
    assert journal(als_superuser)[-4:] == ["DienstbetriebChanged", "PhaseReached"] * 2


def test_go_live_needs_a_connected_verwaltung(welt, heute):
    gehe(welt, Phase.TEST, heute)
    with pytest.raises(Conflict, match="angeschlossen"):
        gehe_weiter(welt, Phase.GOLIVE, heute)
    with mandant_scope(1):
        assert Ausrollung.objects.get().phase == Phase.TEST.value
    assert betrieb() is None


def gehe_weiter(w, phase, am):
    return set_phase(w.leitstand, mandant_id=1, onlinedienst_id=w.onlinedienst_id, phase=phase, am=am)


def test_a_refused_step_leaves_nothing(angeschlossen, heute, als_superuser):
    before = journal(als_superuser)
    with pytest.raises(Conflict):
        gehe_weiter(angeschlossen, Phase.GOLIVE, heute)
    with pytest.raises(InvalidInput):
        gehe_weiter(angeschlossen, Phase.INTERESSE, heute + timedelta(days=1))
    assert journal(als_superuser) == before
    with mandant_scope(1):
        assert not Ausrollung.objects.exists()


def test_required_values_come_before_go_live(angeschlossen, heute):
    w = angeschlossen
    Onlinedienst.objects.update(parameter=as_json((Parameter("iban", "IBAN", pflicht=True),)), ueberall=False)
    gehe(w, Phase.TEST, heute)
    with pytest.raises(InvalidInput, match="IBAN"):
        gehe_weiter(w, Phase.GOLIVE, heute)
    save_parameter(w.leitstand, mandant_id=1, onlinedienst_id=w.onlinedienst_id, werte={"iban": "DE02"})
    gehe_weiter(w, Phase.GOLIVE, heute)
    assert parameters_of(Onlinedienst.objects.get(), 1) == {"iban": "DE02"}
    with pytest.raises(InvalidInput) as error:
        save_parameter(w.leitstand, mandant_id=1, onlinedienst_id=w.onlinedienst_id, werte={})
    assert set(error.value.fehler) == {"parameter_iban"}


def test_plans_blockers_and_proofs(angeschlossen, heute):
    w, dienst = angeschlossen, angeschlossen.onlinedienst_id
    with pytest.raises(NotFound):
        set_blocker(w.leitstand, mandant_id=1, onlinedienst_id=dienst, text="Es fehlt etwas.")
    set_phase(
        w.leitstand, mandant_id=1, onlinedienst_id=dienst, phase=Phase.INTERESSE, am=heute, nachweis="Brief vom Mai"
    )
    plan_phase(w.leitstand, mandant_id=1, onlinedienst_id=dienst, phase=Phase.TEST, geplant_am=heute)
    set_blocker(w.leitstand, mandant_id=1, onlinedienst_id=dienst, text="Es fehlt der Vertrag.")
    with pytest.raises(Conflict):
        plan_phase(w.leitstand, mandant_id=1, onlinedienst_id=dienst, phase=Phase.INTERESSE, geplant_am=heute)
    with mandant_scope(1):
        assert Ausrollung.objects.get().blocker == "Es fehlt der Vertrag."
        schritte = {s.phase: (s.geplant_am, s.erreicht_am, s.nachweis) for s in Ausrollungsschritt.objects.all()}
    assert schritte == {"interesse": (None, heute, "Brief vom Mai"), "test": (heute, None, "")}


def test_only_operators_and_the_house(angeschlossen, heute):
    admin = replace(angeschlossen.eins.sachbearbeitung, rollen=frozenset({Rollenzuweisung(Rolle.FACHADMIN)}))
    for actor in (admin, angeschlossen.eins.sachbearbeitung, citizen_actor()):
        with pytest.raises(Forbidden):
            gehe_weiter(replace(angeschlossen, leitstand=actor), Phase.INTERESSE, heute)
    gehe_weiter(replace(angeschlossen, leitstand=system_actor(None)), Phase.INTERESSE, heute)


def test_the_history_of_a_mandant_at_once(welt, heute, als_superuser):
    anfang = heute - timedelta(days=300)
    dienste = {welt.onlinedienst_id: [*usual_way(anfang), (Phase.AUSGESETZT, heute)]}
    anbindung = [(Anbindungsstand.EINARBEITUNG, anfang - timedelta(days=90)), (VERWALTUNG, anfang)]
    written = load_verlauf(welt.leitstand, mandant_id=1, anbindung=anbindung, dienste=dienste)
    assert written == len(journal(als_superuser)) == 2 + 8 + 1
    with mandant_scope(1):
        assert Ausrollung.objects.get().seit == heute
        assert Anbindung.objects.get().angeschlossen_seit == anfang
    assert betrieb().aktiv_bis == heute - timedelta(days=1)
    with pytest.raises(Conflict):
        load_verlauf(welt.leitstand, mandant_id=1, anbindung=[], dienste={})
    zu_frueh = {welt.onlinedienst_id: usual_way(anfang - timedelta(days=1))}
    with pytest.raises(Conflict, match="angeschlossen"):
        load_verlauf(welt.leitstand, mandant_id=2, anbindung=anbindung, dienste=zu_frueh)
    assert journal(als_superuser, 2) == []


def test_a_withdrawn_dienst_begins_nowhere(angeschlossen, heute):
    w = angeschlossen
    withdraw_onlinedienst(w.leitstand, onlinedienst_id=w.onlinedienst_id)
    dienst = Onlinedienst.objects.get()
    assert dienst.phase == Freigabe.ABGEKUENDIGT
    assert not is_online_at(dienst, 1, heute)
    with pytest.raises(Conflict):
        withdraw_onlinedienst(w.leitstand, onlinedienst_id=w.onlinedienst_id)
    with pytest.raises(NotFound):
        withdraw_onlinedienst(w.leitstand, onlinedienst_id=new_id())
    with pytest.raises(Forbidden):
        withdraw_onlinedienst(w.eins.sachbearbeitung, onlinedienst_id=w.onlinedienst_id)


# ── the walls of role leitstand


def test_another_land_is_out_of_reach(angeschlossen, heute):
    Land.objects.create(id=2, kuerzel="HH", name="Hamburg")
    Mandant.objects.create(id=50, land_id=2, kurz="fern", name="Fern", art="stadt")
    set_anbindung(angeschlossen.leitstand, mandant_id=50, stand=VERWALTUNG, am=heute)
    with land_scope(2):
        assert Anbindung._base_manager.count() == 1
    with land_scope(1):
        assert [a.mandant_id for a in Anbindung._base_manager.all()] == [1]
        with mandant_scope(50):
            assert Anbindung.objects.count() == 0
            with pytest.raises(DatabaseError), transaction.atomic(using="leitstand"):
                Anbindung.objects.create(mandant_id=50, stand="einarbeitung", seit=heute)
    with connections["leitstand"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM anbindung")
        assert cursor.fetchone() == (0,)


def test_leitstand_tells_its_own_events_only(angeschlossen):
    for typ, kette in (("VorgangDecided", "mandant:1"), ("PhaseReached", "mandant:2")):
        with (
            pytest.raises(DatabaseError),
            land_scope(1),
            mandant_scope(1),
            connections["leitstand"].cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO ereignis (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am,"
                " sequenz, vorher, hash) VALUES (%s, %s, %s, %s, 'operator', 'x', '{}', now(), 0, '', '')",
                [new_id(), kette, int(kette[-1]), typ],
            )


def test_a_land_is_not_entered_from_inside_a_mandant(welt):
    with mandant_scope(1), pytest.raises(ScopeError), land_scope(1):
        pass
    with mandant_scope(1):
        assert Anbindung.objects.count() == 0
