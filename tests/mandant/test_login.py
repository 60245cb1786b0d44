"""Who a session belongs to."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.login import FIELDS, LoginBackend
from ozgcloud.mandant.models import Konto, Person
from ozgcloud.mandant.queries import actor_of_login
from welt import Welt

pytestmark = pytest.mark.usefixtures("welt")


def test_the_login_of_a_session_is_what_the_orm_would_give() -> None:
    login = User.objects.create_user("petra", "petra@example.org", "geheim", first_name="Petra", last_name="Petersen")
    found = LoginBackend().get_user(login.pk)
    assert found is not None
    assert not found.get_deferred_fields()
    orm = User.objects.get(pk=login.pk)
    names = [field.attname for field in User._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(orm, name) for name in names]
    assert FIELDS.split(", ") == names
    assert found.get_session_auth_hash() == orm.get_session_auth_hash()


def test_nobody_is_found_under_a_key_that_is_gone_or_locked() -> None:
    login = User.objects.create_user("locked", is_active=False)
    assert LoginBackend().get_user(login.pk) is None
    assert LoginBackend().get_user(login.pk + 1000) is None


@pytest.mark.parametrize("backend", settings.AUTHENTICATION_BACKENDS)
def test_sessions_go_on_whichever_version_began_them(backend: str, client: Client) -> None:
    client.force_login(User.objects.create_user("petra"), backend=backend)
    # Logged in, and at home in no Verwaltung; without a login the door leads to it (302).
    assert client.get("/amt/").status_code == 403


def test_it_asks_once() -> None:
    login = User.objects.create_user("einmal")
    with CaptureQueriesContext(connection) as asked:
        LoginBackend().get_user(login.pk)
    assert len(asked) == 1


def test_what_it_opens_to_read_is_closed_behind_it(welt: Welt) -> None:
    login = User.objects.create_user("petra")
    with mandant_scope(1):
        Konto.objects.create(login=login, mandant_id=1, person_id=welt.eins.sachbearbeitung.person_id)
    with mandant_scope(2):
        user = LoginBackend().get_user(login.pk)
        assert user is not None
        actor = actor_of_login(user)
        assert actor is not None
        assert (actor.mandant_id, actor.id) == (1, welt.eins.sachbearbeitung.id)
        assert Konto.objects.count() == 0
        assert [verwaltung.mandant_id for verwaltung in Person.objects.all()[:1]] == [2]
        assert Person.objects.filter(id=welt.eins.sachbearbeitung.person_id).count() == 0
