"""Sessions in the database that do not wait for the disk, and bring their login along (Django's `SESSION_ENGINE`)."""

from typing import Any, LiteralString

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ozgcloud.core import clock
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.mandant.login import OF_KEY

# A session ends by the clocks outside, however far somebody has moved the one of the house.
READ: LiteralString = " ".join(
    (
        *("SELECT s.session_data, l.* FROM django_session s LEFT JOIN LATERAL (", OF_KEY, ") l ON true"),
        "WHERE s.session_key = %(key)s AND s.expire_date > %(wirklich)s",
    )
)
CHANGE: LiteralString = (
    "UPDATE django_session SET session_data = %(data)s, expire_date = %(until)s WHERE session_key = %(key)s"
)
NO_WAITING: LiteralString = "set_config('synchronous_commit', 'off', true)"
WITHIN: LiteralString = " ".join((CHANGE, "RETURNING 1"))
"""Inside a transaction, which may hold more that is worth waiting for."""
ALONE: LiteralString = " ".join((CHANGE, "AND", NO_WAITING, "= 'off' RETURNING 1"))
BEFORE_CREATING: LiteralString = " ".join(("SELECT", NO_WAITING))
MOST_REMEMBERED = 10_000
_logins: dict[str, str] = {}
"""By key of a session the login it was found to belong to: a guess of what to read along, never what counts."""


class SessionStore(db.SessionStore):
    """A session notes where somebody was: a page need not wait until that would outlive a power failure.

    What is lost then is less than a second's: the way back to a list, or what was put into a new session.
    """

    login: tuple[Any, ...] | None = None
    """The row of `OF_KEY`, when it was read along."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it has ended."""
        guess = _logins.get(self.session_key or "")
        values = {"key": self.session_key, "login": guess, "jetzt": clock.now(), "wirklich": timezone.now()}
        for data, *login in fetch_prepared(READ, values):
            found = self.decode(data)
            self.login = tuple(login) if login[0] is not None else None
            if found.get(SESSION_KEY) != guess:
                self._remember(found.get(SESSION_KEY))
            return found
        self._session_key = None
        return {}

    def _remember(self, login: str | None) -> None:
        if len(_logins) >= MOST_REMEMBERED:
            _logins.clear()
        if self.session_key and login:
            _logins[self.session_key] = login

    def save(self, must_create: bool = False) -> None:
        """In a statement of its own that nobody waits for. Raises UpdateError when the session was ended meanwhile or
        the database is away, CreateError when a new one has the key of another.
        """
        if must_create or self.session_key is None:
            with transaction.atomic():
                fetch_prepared(BEFORE_CREATING, ())
                super().save(must_create=must_create)
            return
        values = {
            "key": self.session_key,
            "data": self.encode(dict(self.items())),
            "until": self.get_expiry_date(),
        }
        try:
            found = fetch_prepared(WITHIN if connection.in_atomic_block else ALONE, values)
        except DatabaseError as error:
            raise UpdateError from error
        if not found:
            raise UpdateError
