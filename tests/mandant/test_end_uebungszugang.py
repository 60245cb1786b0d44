"""Ending short-lived logins: the login is gone, its Person stays for the cases that name her."""

import dataclasses

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from mandant.leute import UEBUNG, make_mandanten, types_of
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Forbidden, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.actions.create_operator import create_operator
from ozgcloud.mandant.actions.end_uebungszugang import end_uebungszugang
from ozgcloud.mandant.actions.open_uebungszugang import open_uebungszugang
from ozgcloud.mandant.models import Konto, Person

HAUS = system_actor(None, "probelauf")
ROLLEN = (Rollenzuweisung(Rolle.USER),)


@pytest.fixture(autouse=True)
def _mandanten(db_ozg: str) -> None:
    make_mandanten()


def test_the_login_is_deleted_and_the_person_ends() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN)
    event = end_uebungszugang(HAUS, zugang=zugang)
    assert (event.kennung, event.person_id) == (zugang.kennung, zugang.person_id)
    assert authenticate(username=zugang.benutzername, password=zugang.passwort) is None
    with mandant_scope(UEBUNG):
        person = Person.objects.get(id=zugang.person_id)
        assert person.aktiv_bis is not None
        assert person.aktiv_bis < zugang.gueltig_bis
        assert not Konto.objects.exists()
    assert types_of(UEBUNG) == ["UebungszugangOpened", "UebungszugangEnded"]


def test_an_operator_login_is_deleted_too() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=None)
    end_uebungszugang(HAUS, zugang=zugang)
    assert not User.objects.exists()
    assert set(Ereignis.objects.values_list("typ", flat=True)) == {"UebungszugangOpened", "UebungszugangEnded"}


def test_a_second_end_is_not_found() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN)
    end_uebungszugang(HAUS, zugang=zugang)
    with pytest.raises(NotFound):
        end_uebungszugang(HAUS, zugang=zugang)


def test_a_lasting_login_is_never_deleted_this_way() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=None)
    operator = create_operator(HAUS, benutzername="leitstand")
    for kennung in (operator.kennung, new_id()):
        with pytest.raises(NotFound):
            end_uebungszugang(HAUS, zugang=dataclasses.replace(zugang, benutzername="leitstand", kennung=kennung))
    assert User.objects.filter(username="leitstand").exists()


def test_only_the_house_ends_them() -> None:
    zugang = open_uebungszugang(HAUS, mandant_id=UEBUNG, rollen=ROLLEN)
    with pytest.raises(Forbidden):
        end_uebungszugang(Actor(ActorKind.PERSON, str(zugang.person_id), UEBUNG), zugang=zugang)
    assert User.objects.count() == 1
