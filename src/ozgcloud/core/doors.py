"""Doors that belong to nobody else: health for operators, and the page for a stale form."""

import sys

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults

from ozgcloud.core.dateilage import NO_SCANNER, read_dateilage
from ozgcloud.core.middleware import UNREACHABLE, is_disk_full, render_error, render_full, render_unreachable
from ozgcloud.core.rolle import check_role

WORKER_SILENCE_SECONDS = 60
NO_SUCH_PAGE = "Unter dieser Adresse gibt es keine Seite."


def livez(_request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing else, so a slow database does not get it killed."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> HttpResponse:
    """Ready for work: database, migrations, bound role, and a worker that has shown itself in the last minute."""
    try:
        findings = {
            "rolle": check_role(),
            "migrationen": _unapplied(),
            "arbeiter": _silent_worker(),
            "relay": _relay_ahead(),
            "dateiablage": [] if settings.ENV.data_dir.is_dir() else ["Datenordner fehlt."],
        }
    except Error:
        return JsonResponse({"status": "fehler", "datenbank": ["Die Datenbank antwortet nicht."]}, status=503)
    is_ready = not any(findings.values())
    answer = {"status": "ok" if is_ready else "fehler", **findings, "hinweise": _hints()}
    return JsonResponse(answer, status=200 if is_ready else 503)


def _hints() -> list[str]:
    """What operators should know, but what takes nobody out of service: pages work without store and scanner."""
    lage = read_dateilage()
    return [*lage.befunde, *([] if lage.scanner else [NO_SCANNER])]


def _unapplied() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name} fehlt" for migration, _ in plan]


def _silent_worker() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [WORKER_SILENCE_SECONDS],
        )
        alive = cursor.fetchone()[0]
    return [] if alive else ["Kein Hintergrunddienst hat sich in der letzten Minute gemeldet."]


def _relay_ahead() -> list[str]:
    """After a restored dump transaction numbers begin again, and the relay would wait for the old ones for ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM relay_stand"
            " WHERE transaktion > pg_snapshot_xmax(pg_current_snapshot())::text::bigint)"
        )
        is_ahead = cursor.fetchone()[0]
    return ["Die Datenbank wurde eingespielt, ohne das Relay zurückzusetzen (Handbuch Betrieb)."] if is_ahead else []


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an expired or foreign session; what was saved before is still there."""
    return render_error(
        request,
        403,
        "Diese Seite war zu lange offen oder Cookies sind ausgeschaltet. Gehen Sie zurück, laden Sie die Seite neu und "
        "senden Sie sie noch einmal. Was Sie vorher gespeichert haben, ist noch da.",
    )


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address no door knows. Who has logged in stays in the door the address begins with, if it has such a page."""
    door = request.path.split("/")[1]
    if request.user.is_authenticated and door.isidentifier():
        context = {"meldung": NO_SUCH_PAGE, "status": 404}
        return render(request, [f"{door}/fehler.html", "404.html"], context, status=404)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's last resort, called while the error is being handled; here the ones that no view raised.

    Middleware reads and writes sessions, and templates ask for the user: a database that is gone shows there too.
    """
    if isinstance(sys.exception(), UNREACHABLE):
        return render_unreachable(request)
    if is_disk_full(sys.exception()):
        return render_full(request)
    return defaults.server_error(request)
