"""Sessions in the database that do not wait for the disk."""

from django.contrib.sessions.backends import db
from django.db import connection, transaction


class SessionStore(db.SessionStore):
    """A session notes where somebody was: a page need not wait until that would outlive a power failure.

    What is lost then is less than a second's: the way back to a list, or a login, which is repeated.
    """

    def save(self, must_create: bool = False) -> None:
        """Write it in a transaction of its own that nobody waits for; inside another, that one decides."""
        if connection.in_atomic_block:
            super().save(must_create)
            return
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO off")
            super().save(must_create)
