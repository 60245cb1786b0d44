"""Creating operators of the Land."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from mandant.leute import EINS, log_in, make_mandanten
from ozgcloud.core.actor import ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput
from ozgcloud.core.models import Ereignis
from ozgcloud.mandant.actions.create_operator import create_operator
from ozgcloud.mandant.actions.create_person import NeuePerson, create_person

HAUS = system_actor(None, "test")
PASSWORT = "lang-genug-und-selten"


@pytest.fixture(autouse=True)
def _mandanten(db_ozg: str) -> None:
    make_mandanten()


def test_an_operator_belongs_to_no_mandant() -> None:
    event = create_operator(HAUS, benutzername="leitstand", passwort=PASSWORT)
    assert authenticate(username="leitstand", password=PASSWORT) is not None
    actor = log_in("leitstand")
    assert actor is not None
    assert (actor.kind, actor.id, actor.mandant_id) == (ActorKind.OPERATOR, str(event.kennung), None)
    assert actor.has(Rolle.LEITSTAND)
    assert list(Ereignis.objects.values_list("typ", "kette")) == [("OperatorCreated", "installation")]


def test_nobody_makes_himself_or_others_an_operator() -> None:
    create_operator(HAUS, benutzername="leitstand")
    create_person(
        system_actor(EINS, "test"),
        person=NeuePerson(name="A", benutzername="admin", rollen=(Rollenzuweisung(Rolle.FACHADMIN),)),
    )
    for benutzername in ("leitstand", "admin"):
        actor = log_in(benutzername)
        assert actor is not None
        with pytest.raises(Forbidden):
            create_operator(actor, benutzername="zweiter")
    assert User.objects.count() == 2


def test_bad_names_passwords_and_taken_names_leave_nothing() -> None:
    with pytest.raises(InvalidInput):
        create_operator(HAUS, benutzername="Leit Stand")
    with pytest.raises(InvalidInput):
        create_operator(HAUS, benutzername="leitstand", passwort="kurz")
    create_operator(HAUS, benutzername="leitstand")
    with pytest.raises(Conflict):
        create_operator(HAUS, benutzername="leitstand")
    assert User.objects.count() == Ereignis.objects.count() == 1
