"""The jobs of webhooks, in a queue of their own: a consumer that hangs holds up no case."""

from uuid import UUID

import structlog
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from ozgcloud.ausgang import lauf
from ozgcloud.flow.tasks import QUEUE, WhenAsked
from ozgcloud.flow.zustellung import deliver

log = structlog.get_logger(__name__)
AUSGANG_QUEUE = "ausgang"
ALIAS = "relay"
TASK = "ausgang.zustellen"


@app.periodic(cron="* * * * * */5")
@app.task(name="ausgang.wecken", queue=QUEUE, queueing_lock="ausgang.wecken")
def wake(timestamp: int) -> None:
    """Every five seconds: a turn for every Abonnement that has something to do and no turn waiting."""
    close_old_connections()
    for client_id, abonnement_id in lauf.list_due():
        _enqueue(client_id, abonnement_id)


@app.task(name=TASK, queue=AUSGANG_QUEUE, retry=WhenAsked())
def zustellen(client_id: str, abonnement_id: str) -> None:
    """One turn of one Abonnement; what is left goes to the end of the queue."""
    close_old_connections()
    try:
        if deliver(UUID(client_id), UUID(abonnement_id)):
            _enqueue(UUID(client_id), UUID(abonnement_id))
    finally:
        close_old_connections()


def _enqueue(client_id: UUID, abonnement_id: UUID) -> None:
    """At most one turn waits, and at most one runs."""
    try:
        configure_task(
            name=TASK,
            job_manager=JobManager(DjangoConnector(alias=ALIAS)),
            queue=AUSGANG_QUEUE,
            lock=f"abonnement:{abonnement_id}",
            queueing_lock=f"abonnement:{abonnement_id}",
        ).defer(client_id=str(client_id), abonnement_id=str(abonnement_id))
    except AlreadyEnqueued:
        log.debug("turn waits already", abonnement_id=str(abonnement_id))
