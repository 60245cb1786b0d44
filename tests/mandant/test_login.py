"""Who a session belongs to."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant import sitzung
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.login import FIELDS, Authentication, LoginBackend
from ozgcloud.mandant.models import Abwesenheit, Konto, Person
from ozgcloud.mandant.queries import represented_by
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


def who_is(key: str) -> str:
    """The login of a request with this session, in as many questions as it takes."""
    request = RequestFactory().get("/amt/")
    request.session = sitzung.SessionStore(key)
    Authentication(lambda _: None).process_request(request)  # type: ignore[arg-type, return-value]
    return request.user.get_username()


def test_from_the_second_page_on_a_session_brings_its_login_along(client: Client) -> None:
    client.force_login(User.objects.create_user("petra"))
    key = str(client.session.session_key)
    with CaptureQueriesContext(connection) as first:
        assert who_is(key) == "petra"
    with CaptureQueriesContext(connection) as second:
        assert who_is(key) == "petra"
    assert (len(first), len(second)) == (2, 1)


def test_a_wrong_guess_makes_nobody_somebody_else(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    other = User.objects.create_user("olaf")
    client.force_login(User.objects.create_user("petra"))
    key = str(client.session.session_key)
    monkeypatch.setitem(sitzung._logins, key, str(other.pk))
    assert who_is(key) == "petra"
    anonymous = sitzung.SessionStore()
    anonymous.save()
    monkeypatch.setitem(sitzung._logins, str(anonymous.session_key), str(other.pk))
    assert who_is(str(anonymous.session_key)) == ""


def test_who_is_locked_loses_a_password_or_logs_out_is_nobody_on_the_next_page(client: Client) -> None:
    login = User.objects.create_user("petra", password="alt")
    client.force_login(login)
    key = str(client.session.session_key)
    assert [who_is(key), who_is(key)] == ["petra", "petra"]
    User.objects.update(is_active=False)
    assert who_is(key) == ""
    User.objects.update(is_active=True)
    assert who_is(key) == "petra"
    client.logout()
    assert who_is(key) == ""
    client.force_login(login)
    key = str(client.session.session_key)
    assert [who_is(key), who_is(key)] == ["petra", "petra"]
    login.set_password("neu")
    login.save()
    assert who_is(key) == ""


def test_no_more_sessions_are_remembered_than_a_process_can_hold(client: Client) -> None:
    sitzung._logins.update({f"sitzung-{n}": "1" for n in range(sitzung.MOST_REMEMBERED)})
    client.force_login(User.objects.create_user("petra"))
    assert who_is(str(client.session.session_key)) == "petra"
    assert len(sitzung._logins) == 1


def test_whose_work_one_does_comes_along_with_the_login(welt: Welt) -> None:
    login, heute = User.objects.create_user("petra"), clock.today()
    ich = welt.eins.sachbearbeitung.person_id
    with mandant_scope(1):
        Konto.objects.create(login=login, mandant_id=1, person_id=ich)
        eine, andere, weg = (
            Person.objects.create(mandant_id=1, name=name) for name in ("Eine Abwesende", "Andere", "Ausgeschieden")
        )
        Person.objects.filter(id=weg.id).update(aktiv_bis=clock.now() - timedelta(days=1))
        away = ((eine.id, ich, 0), (andere.id, eine.id, 3), (weg.id, None, 3), (ich, weg.id, -1))
        for person, vertretung, bis in away:
            Abwesenheit.objects.create(
                mandant_id=1,
                person_id=person,
                vertretung_id=vertretung,
                von=heute - timedelta(days=2),
                bis=heute + timedelta(days=bis),
            )
    user = LoginBackend().get_user(login.pk)
    assert user is not None
    actor = actor_of_login(user)
    assert actor is not None
    assert actor.vertritt == (heute, {eine.id, andere.id})
    assert represented_by(actor, actor.require_person(), heute) == {eine.id, andere.id}
