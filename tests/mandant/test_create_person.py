"""Creating people: the login works, Rollen hold, nothing of a refused attempt stays."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from mandant.leute import EINS, ZWEI, log_in, make_einheit, make_mandanten, types_of
from ozgcloud.core import clock
from ozgcloud.core.actor import ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, ScopeError
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.actions.create_person import NeuePerson, create_person
from ozgcloud.mandant.models import Konto, Person

HAUS = system_actor(EINS, "test")
PASSWORT = "lang-genug-und-selten"
USER = (Rollenzuweisung(Rolle.USER),)


@pytest.fixture(autouse=True)
def _mandanten(db_ozg: str) -> None:
    make_mandanten()


def neu(benutzername: str = "inken", rollen: tuple[Rollenzuweisung, ...] = USER) -> NeuePerson:
    return NeuePerson(name="Inken Clausen", benutzername=benutzername, rollen=rollen, zeichen="St")


def count() -> tuple[int, int]:
    with mandant_scope(EINS):
        return User.objects.count(), Person.objects.count()


def test_the_login_works_and_holds_its_rollen() -> None:
    einheit = make_einheit(EINS)
    rollen = (Rollenzuweisung(Rolle.USER, einheit.id, "99102013104000"), Rollenzuweisung(Rolle.POSTSTELLE))
    event = create_person(HAUS, person=neu(rollen=rollen), passwort=PASSWORT)
    assert authenticate(username="inken", password=PASSWORT) is not None
    actor = log_in("inken")
    assert actor is not None
    assert (actor.kind, actor.person_id, actor.mandant_id) == (ActorKind.PERSON, event.person_id, EINS)
    assert actor.rollen == frozenset(rollen)
    assert types_of(EINS) == ["PersonCreated"]


def test_without_password_nobody_logs_in() -> None:
    create_person(HAUS, person=neu())
    assert authenticate(username="inken", password="") is None
    assert not User.objects.get(username="inken").has_usable_password()


@pytest.mark.parametrize("passwort", ["kurz", "passwort", "password1234", ""])
def test_a_weak_password_is_refused_with_a_reason(passwort: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        create_person(HAUS, person=neu(), passwort=passwort)
    assert caught.value.fehler["passwort"]
    assert count() == (0, 0)


def test_a_taken_name_is_refused_also_across_mandanten() -> None:
    create_person(HAUS, person=neu())
    with pytest.raises(Conflict):
        create_person(system_actor(ZWEI, "test"), person=neu())
    assert count() == (1, 1)
    assert types_of(ZWEI) == []


def test_a_foreign_organisationseinheit_does_not_exist() -> None:
    fremd = make_einheit(ZWEI)
    with pytest.raises(NotFound):
        create_person(HAUS, person=neu(rollen=(Rollenzuweisung(Rolle.USER, fremd.id),)))
    assert count() == (0, 0)


def test_the_fachadministration_works_in_its_own_mandant_only() -> None:
    create_person(HAUS, person=neu("admin", (Rollenzuweisung(Rolle.FACHADMIN),)))
    admin = log_in("admin")
    assert admin is not None
    create_person(admin, person=neu())
    actor = log_in("inken")
    assert actor is not None
    assert actor.mandant_id == EINS
    with pytest.raises(Forbidden):
        create_person(actor, person=neu("noch.jemand"))


def test_without_mandant_there_is_no_person() -> None:
    with pytest.raises(ScopeError):
        create_person(system_actor(None, "test"), person=neu())


def test_an_ended_person_or_konto_is_nobody() -> None:
    create_person(HAUS, person=neu("eins"))
    create_person(HAUS, person=neu("zwei"))
    with mandant_scope(EINS):
        konto = Konto.objects.get(login__username="eins")
        Person.objects.filter(id=konto.person_id).update(aktiv_bis=clock.now())
        Konto.objects.filter(login__username="zwei").update(gueltig_bis=clock.now())
    assert log_in("eins") is None
    assert log_in("zwei") is None


def test_the_konto_of_another_mandant_is_invisible() -> None:
    create_person(HAUS, person=neu())
    with mandant_scope(ZWEI):
        assert not Konto.objects.exists()
    assert not Konto.objects.exists()
