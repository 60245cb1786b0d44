"""`ozg worker`: the relay and the queue in one process."""

import asyncio
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from procrastinate import App
from procrastinate.contrib.django import app

from ozgcloud.core.rolle import check_role
from ozgcloud.core.sealing import seal_if_due
from ozgcloud.flow.ausgang_tasks import AUSGANG_QUEUE
from ozgcloud.flow.connector import EndingConnector
from ozgcloud.flow.relay import run_relay
from ozgcloud.flow.tasks import QUEUE, STALLED_AFTER_SECONDS

CONCURRENCY = 4
AUSGANG_CONCURRENCY = 4
SPARE_THREADS = 4
GRACE_SECONDS = 20.0
HEARTBEAT_SECONDS = 5.0
LOST = "Die Verbindung zur Datenbank ging verloren. Der Hintergrunddienst beginnt neu."


class Command(BaseCommand):
    """Work until told to stop; SIGTERM finishes what runs. Ends in error when the database is lost: start it again."""

    help = "Hintergrunddienst: Journal lesen und Folgeschritte ausführen"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a role the policies do not bind; stop the whole process when the relay or the queue dies."""
        findings = check_role()
        if findings:
            raise CommandError(" ".join(findings))
        seal_if_due()
        stop = threading.Event()
        relay = threading.Thread(target=self._relay, args=(stop,), name="relay", daemon=True)
        relay.start()
        lost = threading.Event()
        try:
            asyncio.run(self._work(lost))
        finally:
            stop.set()
            relay.join(timeout=5)
        if lost.is_set():
            raise CommandError(LOST)

    def _relay(self, stop: threading.Event) -> None:
        try:
            run_relay(stop)
        finally:
            if not stop.is_set():
                os.kill(os.getpid(), signal.SIGTERM)

    async def _work(self, lost: threading.Event) -> None:
        def end() -> None:
            if not lost.is_set():
                lost.set()
                os.kill(os.getpid(), signal.SIGTERM)

        worker_app = app.with_connector(EndingConnector(end, settings.PROCRASTINATE_DATABASE_ALIAS))
        # Jobs run in threads: enough of them that webhooks never wait for cases, nor the other way round.
        threads = ThreadPoolExecutor(CONCURRENCY + AUSGANG_CONCURRENCY + SPARE_THREADS)
        asyncio.get_running_loop().set_default_executor(threads)
        async with worker_app.open_async():
            webhooks = asyncio.create_task(_run(worker_app, [AUSGANG_QUEUE], AUSGANG_CONCURRENCY, signals=False))
            cases = asyncio.create_task(_run(worker_app, [QUEUE, "default"], CONCURRENCY, signals=True))
            # Whichever ends first takes the other along: half a worker would look alive.
            await asyncio.wait((cases, webhooks), return_when=asyncio.FIRST_COMPLETED)
            for task in (webhooks, cases):
                task.cancel()
            ended = await asyncio.gather(cases, webhooks, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def _run(worker_app: App, queues: list[str], concurrency: int, *, signals: bool) -> None:
    await worker_app.run_worker_async(
        queues=queues,
        concurrency=concurrency,
        fetch_job_polling_interval=2.0,
        delete_jobs="successful",
        shutdown_graceful_timeout=GRACE_SECONDS,
        install_signal_handlers=signals,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
    )
