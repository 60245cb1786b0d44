"""`migrate` as the house does it: as role `owner`, with short timeouts, and the grants set afterwards."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from ozgcloud.core import grants

LOCK_TIMEOUT, STATEMENT_TIMEOUT = "4s", "5s"


class Command(DjangoMigrate):
    """Django's command with the owner's connection as default."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The alias `owner` is the default when the environment names its URL."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner" if "owner" in settings.DATABASES else "default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate beside a running old version: give up on a lock after four seconds instead of queueing everybody.

        No statement may hold one for longer than five; what takes longer is a command, or an index made CONCURRENTLY,
        which lifts the limit for itself.
        """
        alias = options["database"]
        with connections[alias].cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'; SET statement_timeout = '{STATEMENT_TIMEOUT}'")
        super().handle(*args, **options)
        with connections[alias].cursor() as cursor:
            cursor.execute("RESET statement_timeout; RESET lock_timeout")
        grants.apply(alias)
