"""Sessions in the database that do not wait for the disk (Django's `SESSION_ENGINE`)."""

from typing import Any, LiteralString

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ozgcloud.core.sql import fetch_prepared

READ: LiteralString = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s"
CHANGE: LiteralString = (
    "UPDATE django_session SET session_data = %(data)s, expire_date = %(until)s WHERE session_key = %(key)s"
)
NO_WAITING: LiteralString = "set_config('synchronous_commit', 'off', true)"
WITHIN: LiteralString = " ".join((CHANGE, "RETURNING 1"))
"""Inside a transaction, which may hold more that is worth waiting for."""
ALONE: LiteralString = " ".join((CHANGE, "AND", NO_WAITING, "= 'off' RETURNING 1"))
BEFORE_CREATING: LiteralString = " ".join(("SELECT", NO_WAITING))


class SessionStore(db.SessionStore):
    """A session notes where somebody was: a page need not wait until that would outlive a power failure.

    What is lost then is less than a second's: the way back to a list, or what was put into a new session.
    """

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it has ended."""
        for (data,) in fetch_prepared(READ, {"key": self.session_key, "now": timezone.now()}):
            return self.decode(data)
        self._session_key = None
        return {}

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
