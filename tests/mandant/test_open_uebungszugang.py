"""Short-lived logins: random, returned once, over by themselves, never for real cases."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from mandant.leute import EINS, UEBUNG, log_in, make_mandanten, types_of
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.mandant.actions.open_uebungszugang import open_uebungszugang

HAUS = system_actor(None, "probelauf")
ROLLEN = (Rollenzuweisung(Rolle.USER), Rollenzuweisung(Rolle.FACHADMIN))


@pytest.fixture(autouse=True)
def _mandanten(db_ozg: str) -> None:
    make_mandanten()


def test_a_practice_login_works_until_its_hour_is_over() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN, stunden=2)
    assert authenticate(username=zugang.benutzername, password=zugang.passwort) is not None
    actor = log_in(zugang.benutzername)
    assert actor is not None
    assert (actor.mandant_id, actor.person_id, actor.rollen) == (UEBUNG, zugang.person_id, frozenset(ROLLEN))
    with clock.moved_by(timedelta(hours=1, minutes=59)):
        assert log_in(zugang.benutzername) is not None
    with clock.moved_by(timedelta(hours=2)):
        assert log_in(zugang.benutzername) is None
    assert types_of(UEBUNG) == ["UebungszugangOpened"]


def test_an_operator_login_belongs_to_no_mandant_and_ends_too() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=None)
    actor = log_in(zugang.benutzername)
    assert actor is not None
    assert (actor.kind, actor.id, zugang.person_id) == (ActorKind.OPERATOR, str(zugang.kennung), None)
    with clock.moved_by(timedelta(hours=1)):
        assert log_in(zugang.benutzername) is None


def test_two_logins_differ_and_the_password_is_not_shown() -> None:
    one, two = (open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN) for _ in range(2))
    assert one.benutzername != two.benutzername
    assert one.passwort != two.passwort
    assert len(one.passwort) >= 32
    assert one.passwort not in repr(one)


def test_a_real_mandant_is_refused() -> None:
    with pytest.raises(Conflict):
        open_uebungszugang(HAUS, mandant_id=EINS, rollen=ROLLEN)
    with pytest.raises(NotFound):
        open_uebungszugang(HAUS, mandant_id=99, rollen=ROLLEN)
    assert not User.objects.exists()


@pytest.mark.parametrize("stunden", [0, 25])
def test_other_durations_are_refused(stunden: int) -> None:
    with pytest.raises(InvalidInput):
        open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN, stunden=stunden)


def test_rollen_are_needed_and_never_the_lands() -> None:
    for rollen in ((), (Rollenzuweisung(Rolle.LEITSTAND),)):
        with pytest.raises(InvalidInput):
            open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=rollen)
    assert not User.objects.exists()


def test_no_login_opens_another() -> None:
    leitstand = Actor(ActorKind.OPERATOR, "x", None, frozenset({Rollenzuweisung(Rolle.LEITSTAND)}))
    admin = Actor(ActorKind.PERSON, "y", UEBUNG, frozenset({Rollenzuweisung(Rolle.FACHADMIN)}))
    for actor in (leitstand, admin):
        with pytest.raises(Forbidden):
            open_uebungszugang(actor, mandant_id=None)
        with pytest.raises(Forbidden):
            open_uebungszugang(actor, mandant_id=UEBUNG, rollen=ROLLEN)
