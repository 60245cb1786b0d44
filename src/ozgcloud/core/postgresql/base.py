"""PostgreSQL as Django knows it, with a cheaper look at the connections its pool lends."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

NEVER_BY_ITSELF = 2**31
"""Runs of a statement after which the driver prepares it unasked."""
MOST_PREPARED = 150
"""Statements a connection keeps, the least used go. Lists of an office have a hundred shapes; a plan takes 175 KB."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the place of `CONN_HEALTH_CHECKS`, which asks the server a question before every request."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection the server has not left; those it has left go back to the pool, which replaces them."""
        connection = super().get_new_connection(conn_params)
        while self.pool and has_ended(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        connection.prepared_max = MOST_PREPARED
        return connection

    def get_connection_params(self) -> dict[str, Any]:
        """With one plan for each statement we prepare: they are written for it, whatever their values.

        Django's default for `prepare_threshold` forbids the driver to prepare even what asks for it.
        """
        plans = {"options": "-c plan_cache_mode=force_generic_plan", "prepare_threshold": NEVER_BY_ITSELF}
        return {**super().get_connection_params(), **plans}


def has_ended(connection: "psycopg.Connection[Any]") -> bool:
    """Whether the server is gone. On an idle connection nothing arrives but its farewell, so only then it is asked."""
    try:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        if poll.poll(0):
            ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return True
    return False
