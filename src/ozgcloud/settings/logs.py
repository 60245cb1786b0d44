"""JSON log lines without personal data: only keys on the list below leave the program."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED_KEYS = frozenset(
    (
        "event",
        "level",
        "timestamp",
        "logger",
        "request_id",
        "route",
        "method",
        "status",
        "milliseconds",
        "mandant_id",
        "actor_kind",
        "typ",
        "step",
        "attempt",
        "job_id",
        "error_type",
        "position",
        "count",
        "seconds",
        "path_template",
        "delivery_id",
        "ereignis_id",
        "exception",
        "pid",
        "table",
        "code",
    )
)


def _keep_known_keys(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in entry.items() if key in ALLOWED_KEYS}


def _place_only(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception is logged as its type and the places it passed, never its text: that may quote a form value."""
    error = entry.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, BaseException):
        error = (type(error), error, error.__traceback__)
    if error and error[0] is not None:
        frames, trace = [], error[2]
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
            trace = trace.tb_next
        entry["error_type"], entry["exception"] = error[0].__name__, " > ".join(frames)
    return entry


def _fixed_text(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Lines of libraries keep their format string without its arguments, which may hold anything."""
    record = entry.get("_record")
    if record is not None:
        entry["event"] = str(record.msg)
    return entry


class _Line(structlog.WriteLogger):
    """Writes a line at once and knows its module. By way of the standard library each cost an intake two records."""

    def __init__(self, name: str = "") -> None:
        super().__init__(sys.stderr)
        self.name = name


def configure(style: str) -> None:
    """Set up structlog and the standard library's logging; `style` is `json` or `plain`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _place_only,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, _keep_known_keys, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_Line,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _fixed_text], processors=[_keep_known_keys, renderer]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # The pool tells of every connection it lends: three lines a request.
    for name in ("procrastinate", "httpx", "django.server", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.WARNING)
