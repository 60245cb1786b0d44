"""Who a session belongs to, asked once for every page (Django's `AUTHENTICATION_BACKENDS`)."""

from typing import LiteralString

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from ozgcloud.core.sql import fetch_prepared
from ozgcloud.mandant.queries import KONTEN

FIELDS: LiteralString = (
    "id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined"
)
OF_KEY: LiteralString = " ".join(
    (
        *("SELECT u.*, k.* FROM (SELECT", FIELDS, "FROM auth_user WHERE id = %(key)s) u"),
        "LEFT JOIN LATERAL konto_lesen(u.id) k ON true",
    )
)


class LoginBackend(ModelBackend):
    """Django's own, whose question of every page is prepared, and brings along where the login belongs."""

    def get_user(self, user_id: int) -> User | None:
        """The login with this key; None when it is gone or locked."""
        for row in fetch_prepared(OF_KEY, {"key": user_id}):
            names = FIELDS.split(", ")
            user, konto = User.from_db("default", names, row[: len(names)]), row[len(names) :]
            setattr(user, KONTEN, [konto] if any(konto) else [])
            return user if self.user_can_authenticate(user) else None
        return None
