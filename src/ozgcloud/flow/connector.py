"""The worker's connection to its queue: whoever loses it ends, and begins again under a new number."""

from collections.abc import Callable
from typing import Any, LiteralString

import psycopg
import structlog
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

log = structlog.get_logger(__name__)
LOST = (psycopg.OperationalError, psycopg.InterfaceError)


class EndingConnector(PsycopgConnector):
    """Calls `on_loss` when a statement fails because the database is away.

    The queue ends a worker whose side tasks fail, but that the end of a job could not be written it only logs. Such a
    job stays `doing` under a worker that lives: no sweep finds it, and it holds back its Vorgang for ever. A worker
    that ends turns it into an ordinary stalled job.
    """

    def __init__(self, on_loss: Callable[[], None], alias: str) -> None:
        super().__init__(kwargs=connector_params(alias))
        self._on_loss = on_loss

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Run a statement without a result: how jobs end, are retried, and how the worker shows that it lives."""
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException as error:
            if isinstance(error.__cause__, LOST):
                log.warning("queue lost the database", error_type=type(error.__cause__).__name__)
                self._on_loss()
            raise
