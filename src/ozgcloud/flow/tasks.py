"""The jobs the worker knows. Arguments are ids only."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import close_old_connections
from procrastinate import JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy

from ozgcloud.ausgang.faltung import clear_old
from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.sealing import seal
from ozgcloud.flow.dateien import rescan_files
from ozgcloud.flow.fristen import remind_all
from ozgcloud.flow.housekeeping import clear_old_drafts, sweep_files
from ozgcloud.flow.post import send_due
from ozgcloud.flow.run import run_consequence
from ozgcloud.flow.zuarbeit import erase_zuarbeiten, remind_zuarbeiten
from ozgcloud.kennzahlen.faltung import clear_empty
from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.schnittstelle.actions.sweep_uploads import sweep_uploads
from ozgcloud.stapel.actions.sweep_stapel import sweep_stapel
from ozgcloud.vorgang.suchaufbau import collect_words

log = structlog.get_logger(__name__)
QUEUE = "flow"
STALLED_AFTER_SECONDS = 20
FIRST = 100


class Again(Exception):
    """Carries the wait until the next try from the consequence to the queue; not an error."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("again")
        self.wait = wait


class WhenAsked(BaseRetryStrategy):
    """Retry when the consequence said so, and after a crash of the database connection; the count stands in our row."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Wait as long as asked; a lost connection is tried again in two seconds."""
        wait = exception.wait if isinstance(exception, Again) else timedelta(seconds=2)
        return RetryDecision(retry_at=datetime.now(UTC) + wait)


@app.task(name="flow.consequence", queue=QUEUE, retry=WhenAsked())
def consequence(mandant_id: int, ereignis_id: str, schritt: str) -> None:
    """Run one consequence of one event in one Mandant."""
    close_old_connections()
    try:
        wait = run_consequence(mandant_id, UUID(ereignis_id), schritt)
    finally:
        close_old_connections()
    if wait is not None:
        raise Again(wait)


@app.periodic(cron="* * * * * */10")
@app.task(name="flow.sweep_stalled", queue=QUEUE, queueing_lock="sweep_stalled", priority=FIRST, pass_context=True)
async def sweep_stalled(context: JobContext, timestamp: int) -> None:
    """Every ten seconds: jobs of a worker that died are found by its heartbeat and tried again.

    Goes first, because a dead job holds back all later ones of its Vorgang. Has no `lock`, or it could stall itself.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        log.warning("stalled job retried", job_id=job.id)
        try:
            await manager.retry_job(job)
        except ConnectorException as error:
            # It ended after all, or is a periodic job whose successor waits already: the others still need us.
            log.warning("stalled job left alone", job_id=job.id, error_type=type(error.__cause__ or error).__name__)


@app.periodic(cron="17 * * * *")
@app.task(name="flow.tidy", queue=QUEUE, queueing_lock="tidy")
def tidy(timestamp: int) -> None:
    """Hourly: bytes nobody named, drafts nobody touched for 30 days, uploads after a day, events after 90 days."""
    close_old_connections()
    gone = clear_old_drafts() + sweep_uploads(system_actor(None)) + sweep_files() + clear_old(jetzt=clock.now())
    log.info("tidied", count=gone)


@app.periodic(cron="37 * * * *")
@app.task(name="flow.rescan", queue=QUEUE, queueing_lock="rescan")
def rescan(timestamp: int) -> None:
    """Hourly: files no scanner has seen, and recent ones again after new signatures."""
    close_old_connections()
    log.info("rescanned", count=rescan_files())


@app.periodic(cron="* * * * *")
@app.task(name="flow.post", queue=QUEUE, queueing_lock="post")
def post(timestamp: int) -> None:
    """Every minute: e-mails to people of offices that are due, if there is a mail server."""
    close_old_connections()
    if sent := send_due():
        log.info("e-mails sent", count=sent)


@app.periodic(cron="7 * * * *")
@app.task(name="flow.remind", queue=QUEUE, queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Hourly: citizens are reminded of what they were asked for, each time once."""
    close_old_connections()
    log.info("reminded", count=remind_all())


@app.periodic(cron="23 4 * * *")
@app.task(name="flow.zuarbeiten", queue=QUEUE, queueing_lock="zuarbeiten")
def zuarbeiten(timestamp: int) -> None:
    """Daily: remind offices whose answer is due, erase copies whose time is over."""
    close_old_connections()
    log.info("zuarbeiten", count=remind_zuarbeiten() + erase_zuarbeiten())


@app.periodic(cron="0 1 * * *")
@app.task(name="flow.seal", queue=QUEUE, queueing_lock="seal")
def seal_journal(timestamp: int) -> None:
    """Nightly: the heads of all chains into a signed file outside the database."""
    close_old_connections()
    result: Any = seal()
    log.info("journal sealed", count=result.ketten)


@app.periodic(cron="47 2 * * *")
@app.task(name="flow.tidy_stapel", queue=QUEUE, queueing_lock="tidy_stapel")
def tidy_stapel(timestamp: int) -> None:
    """Nightly: results of Stapel that are no longer kept, and counts that have come to nothing."""
    close_old_connections()
    gone = clear_empty() + sum(sweep_stapel(system_actor(key)) for key in list_mandant_ids())
    log.info("stapel tidied", count=gone)


@app.periodic(cron="11 3 * * 0")
@app.task(name="flow.collect_words", queue=QUEUE, queueing_lock="collect_words")
def collect_search_words(timestamp: int) -> None:
    """On Sundays: words of cases that were there before the search kept words, and those no case has any more."""
    close_old_connections()
    for mandant_id in list_mandant_ids():
        if (found := collect_words(mandant_id)) is None:
            log.warning("search words not collected", mandant_id=mandant_id)
        else:
            log.info("search words collected", mandant_id=mandant_id, count=found)
