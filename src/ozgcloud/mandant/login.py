"""Who a session belongs to, asked once for every page (Django's `AUTHENTICATION_BACKENDS`), or read along with it."""

from contextvars import ContextVar
from typing import Any, LiteralString, cast

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ozgcloud.core import clock
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.mandant.actors import KONTEN

FIELDS: LiteralString = (
    "id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined"
)
OF_KEY: LiteralString = " ".join(
    (
        *("SELECT u.*, k.* FROM (SELECT", FIELDS, "FROM auth_user WHERE id = %(login)s::int) u"),
        "LEFT JOIN LATERAL konto_lesen(u.id, %(jetzt)s) k ON true",
    )
)
NAMES = FIELDS.split(", ")
_read: ContextVar[tuple[Any, ...] | None] = ContextVar("login_of_session", default=None)


class LoginBackend(ModelBackend):
    """Django's own, whose question of every page is prepared, and brings along where the login belongs."""

    def get_user(self, user_id: int) -> User | None:
        """The login with this key; None when it is gone or locked."""
        read = _read.get()
        if read is not None and read[0] == user_id:
            return self._as_user(read)
        for row in fetch_prepared(OF_KEY, {"login": str(user_id), "jetzt": clock.now()}):
            return self._as_user(row)
        return None

    def _as_user(self, row: tuple[Any, ...]) -> User | None:
        user, konto = User.from_db("default", NAMES, row[: len(NAMES)]), row[len(NAMES) :]
        setattr(user, KONTEN, [konto] if any(konto) else [])
        return user if self.user_can_authenticate(user) else None


class Authentication(AuthenticationMiddleware):
    """Django's own, which gives the backend what the session has brought along."""

    def process_request(self, request: HttpRequest) -> None:
        """`request.user`, found when somebody asks for it."""
        super().process_request(request)
        request.user = cast("User | AnonymousUser", SimpleLazyObject(lambda: _user_of(request)))


def _user_of(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Django decides whose the session is and whether it still counts; this only spares it a question."""
    request.session.keys()  # reads the session, and what comes along
    token = _read.set(getattr(request.session, "login", None))
    try:
        return get_user(request)
    finally:
        _read.reset(token)
