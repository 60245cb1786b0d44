"""What the parts do when their connection breaks; the storms show the same with real processes."""

import asyncio
import os
import signal
import threading

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connections
from django.test import Client, RequestFactory
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from ozgcloud.core.doors import server_error
from ozgcloud.core.middleware import Errors
from ozgcloud.flow.connector import EndingConnector
from ozgcloud.flow.relay import run_relay
from ozgcloud.flow.tasks import tidy

# The connection that writes down the end of a job is lost in that very moment.
CUT = """
CREATE FUNCTION schneide_ab() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN OLD; END';
CREATE TRIGGER schneide_ab BEFORE DELETE ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION schneide_ab();
"""
WORKER_SECONDS = 30.0


@pytest.mark.parametrize("fehler", [OperationalError("weg"), InterfaceError("zu")])
def test_lost_database_in_a_view_is_503(fehler: Exception) -> None:
    antwort = Errors(lambda _request: None).process_exception(RequestFactory().get("/"), fehler)
    assert antwort is not None
    assert antwort.status_code == 503
    assert "in einer Minute noch einmal" in antwort.content.decode()


def test_error_of_the_program_stays_500() -> None:
    assert Errors(lambda _request: None).process_exception(RequestFactory().get("/"), ValueError("?")) is None


@pytest.mark.parametrize(("fehler", "status"), [(OperationalError("weg"), 503), (ValueError("?"), 500)])
def test_lost_database_outside_a_view_is_503(fehler: Exception, status: int) -> None:
    try:
        raise fehler
    except type(fehler):
        assert server_error(RequestFactory().get("/")).status_code == status


def test_every_page_says_so_when_the_database_is_away(db_ozg: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connections["default"].close()
    monkeypatch.setitem(connections["default"].settings_dict, "PORT", "1")
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "unbekannt"
    for adresse in ("/", "/leistungen/", "/status/", "/amt/", "/amt/anmelden/", "/leitstand/", "/readyz"):
        assert client.get(adresse).status_code == 503, adresse
    assert client.get("/livez").status_code == 200


@pytest.mark.parametrize(
    ("ursache", "endet"),
    [
        (psycopg.OperationalError("weg"), True),
        (psycopg.InterfaceError("zu"), True),
        (psycopg.errors.RaiseException("schon fertig"), False),
    ],
)
def test_worker_ends_when_the_end_of_a_job_cannot_be_written(
    db_ozg: str, monkeypatch: pytest.MonkeyPatch, ursache: psycopg.Error, *, endet: bool
) -> None:
    async def lost(*_: object, **__: object) -> None:
        raise ConnectorException from ursache

    monkeypatch.setattr(PsycopgConnector, "execute_query_async", lost)
    enden: list[bool] = []
    connector = EndingConnector(lambda: enden.append(True), "default")
    with pytest.raises(ConnectorException):
        asyncio.run(connector.execute_query_async("SELECT 1"))
    assert enden == [True] * endet


def test_worker_does_not_live_on_with_a_job_it_could_not_end(
    db_ozg: str, as_superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    tidy.defer(timestamp=0)
    as_superuser.execute(CUT)
    spaetestens = threading.Timer(WORKER_SECONDS, os.kill, (os.getpid(), signal.SIGTERM))
    spaetestens.start()
    try:
        with pytest.raises(CommandError, match="Verbindung zur Datenbank"):
            call_command("arbeite")
    finally:
        spaetestens.cancel()
    waisen = as_superuser.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL"
    )
    assert waisen.fetchone() >= (1,)


def test_relay_waits_out_a_lost_connection(db_ozg: str, as_superuser: psycopg.Connection[tuple[object, ...]]) -> None:
    stop = threading.Event()
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    as_superuser.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])
    threading.Timer(1.5, stop.set).start()
    run_relay(stop)
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM relay_stand")
        assert cursor.fetchone()[0] == 1
    connections["relay"].close()
