"""The fold on the real journal: each case once in each state, whatever events tell of it; walls and the rebuild."""

from collections import Counter
from datetime import timedelta

import pytest

from doors.amt_zugang import fill, somebody
from gang import entschieden, in_bearbeitung, reiche_ein
from lauf import drain, relay_all
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.reopen_vorgang import reopen_vorgang
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.kennzahlen.faltung import clear_empty, rebuild
from ozgcloud.kennzahlen.models import Bestandszahl, Kennzahlfall, Wochenzahl
from ozgcloud.kennzahlen.queries import Gegenstand, count, count_fristen
from ozgcloud.kennzahlen.rules import Art, weeks
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Schritt, Status


def numbers(actor, **kwargs):
    counted = count(actor, Gegenstand(tuple(weeks(clock.today(), 4)), **kwargs))
    arten = Counter()
    for (_, art), anzahl in counted.flow.items():
        arten[art] += anzahl
    return dict(arten), counted.bestand


def test_a_case_is_counted_once_in_each_state(welt):
    user = welt.eins.sachbearbeitung
    reiche_ein(welt)
    zu, weg = in_bearbeitung(welt, seed=2), reiche_ein(welt, seed=3)
    conclude_vorgang(user, vorgang_id=zu.vorgang_id)
    move_vorgang(user, vorgang_id=weg.vorgang_id, schritt=Schritt.VERWERFEN)
    drain()
    assert numbers(user) == ({Art.EINGANG: 3, Art.ERLEDIGT: 1, Art.VERWORFEN: 1}, 1)
    reopen_vorgang(user, vorgang_id=zu.vorgang_id)
    relay_all(limit=1)
    assert numbers(user) == ({Art.EINGANG: 3, Art.ERLEDIGT: 1, Art.VERWORFEN: 1, Art.WIEDER: 1}, 2)


def test_a_case_that_moves_to_another_office_takes_its_count_along(welt):
    fall = reiche_ein(welt)
    drain()
    with mandant_scope(1):
        Vorgang.objects.update(organisationseinheit_id=welt.eins.andere_einheit)
    move_vorgang(somebody(1, Rolle.USER), vorgang_id=fall.vorgang_id, schritt=Schritt.ANNEHMEN)
    drain()
    assert numbers(welt.eins.sachbearbeitung) == ({Art.EINGANG: 1, Art.WEGZUG: 1}, 0)
    assert numbers(welt.eins.fremde_einheit) == ({Art.ZUZUG: 1}, 1)
    assert numbers(somebody(1, Rolle.USER), einheit=welt.eins.andere_einheit)[1] == 1


def test_practice_is_never_counted(welt):
    fall = reiche_ein(welt)
    with mandant_scope(1):
        Vorgang.objects.update(uebung=True)
    move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=Schritt.ANNEHMEN)
    drain()
    assert numbers(fall.user) == ({}, 0)
    rebuild()
    assert numbers(fall.user) == ({}, 0)


def test_offices_and_mandanten_see_their_own(welt):
    reiche_ein(welt)
    reiche_ein(welt, nummer=2)
    drain()
    assert numbers(welt.eins.sachbearbeitung)[1] == numbers(welt.zwei.sachbearbeitung)[1] == 1
    assert numbers(welt.eins.fremde_einheit) == ({}, 0)
    assert numbers(welt.eins.sachbearbeitung, einheit=welt.eins.andere_einheit) == ({}, 0)
    assert numbers(welt.eins.sachbearbeitung, leistung="11111111111111") == ({}, 0)
    for nobody in (welt.eins.poststelle, somebody(1, Rolle.FACHADMIN)):
        with pytest.raises(NotFound):
            numbers(nobody)


def snapshot():
    with mandant_scope(1):
        return [
            sorted(map(str, model.objects.filter(**narrow).values_list(*fields)))
            for model, fields, narrow in (
                (Wochenzahl, ("woche", "organisationseinheit_id", "art", "klasse", "anzahl"), {}),
                (Bestandszahl, ("woche", "organisationseinheit_id", "anzahl"), {"anzahl__gt": 0}),
                (Kennzahlfall, ("vorgang_id", "offen"), {}),
            )
        ]


def test_rebuilding_gives_what_was_folded(welt):
    user = welt.eins.sachbearbeitung
    with clock.moved_by(timedelta(days=-20)):
        alt = in_bearbeitung(welt)
    reiche_ein(welt, seed=2)
    conclude_vorgang(user, vorgang_id=alt.vorgang_id)
    entschieden(welt)
    drain()
    folded = snapshot()
    assert any("'erledigt', 21" in row for row in folded[0])
    assert rebuild() == 3
    assert snapshot() == folded


def test_a_late_relay_counts_a_change_on_its_own_day(welt):
    """The state read with the first event may come from a later one, which this batch does not hold yet."""
    with clock.moved_by(timedelta(days=-20)):
        alt = in_bearbeitung(welt)
    conclude_vorgang(welt.eins.sachbearbeitung, vorgang_id=alt.vorgang_id)
    relay_all(limit=1)
    folded = snapshot()
    assert [row for row in folded[0] if "'erledigt', 21" in row]
    rebuild()
    assert snapshot() == folded


def test_cases_older_than_the_counting_are_taken_over_without_a_false_intake(welt):
    fill(welt, 2)
    with mandant_scope(1):
        fall = Vorgang.objects.order_by("id").first()
    user = welt.eins.sachbearbeitung
    move_vorgang(user, vorgang_id=fall.id, schritt=Schritt.BEARBEITEN)
    drain()
    assert numbers(user) == ({}, 1)
    conclude_vorgang(user, vorgang_id=fall.id)
    drain()
    assert numbers(user) == ({Art.ERLEDIGT: 1}, 0)
    assert clear_empty() == 1
    assert numbers(user) == ({Art.ERLEDIGT: 1}, 0)
    rebuild()
    assert numbers(user)[1] == 1


def test_running_fristen_by_how_near_they_are(welt):
    fill(welt, 6)
    heute = clock.today()
    with mandant_scope(1):
        ids = list(Vorgang.objects.values_list("id", flat=True))
        for key, tage in zip(ids, (-1, 0, 7, 8, 30, 31), strict=True):
            Vorgang.objects.filter(id=key).update(frist_am=heute + timedelta(days=tage))
    alle = Gegenstand(())
    assert count_fristen(welt.eins.sachbearbeitung, alle, heute) == (1, 2, 1, 1)
    assert count_fristen(welt.eins.fremde_einheit, alle, heute) == (0, 0, 0, 0)
    with mandant_scope(1):
        Vorgang.objects.update(status=Status.ABGESCHLOSSEN.value)
    assert count_fristen(welt.eins.sachbearbeitung, alle, heute) == (0, 0, 0, 0)
