"""Forms and places for machines, which ask for the same few of them all day: kept for a few seconds."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from ozgcloud.antrag.formularantrag import Formular
from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.mandant.ortssuche import find_gebiete, require_gebiet
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import get_startable, released_for

KEEP_SECONDS = 10.0
MAX_KEPT = 2_000
T = TypeVar("T")
NO_SERVICE = "Diesen Online-Dienst gibt es nicht oder nicht mehr. Die möglichen nennt GET /leistungen."
NO_PLACE = "Diesen Ort kennen wir nicht. Bitte nennen Sie den Regionalschlüssel (12 Ziffern) oder PLZ und Ort."

_kept: dict[Hashable, tuple[float, Any]] = {}
_lock = threading.Lock()


def _keep(key: Hashable, load: Callable[[], T]) -> T:
    found = _kept.get(key)
    if found is not None and found[0] > time.monotonic():
        value: T = found[1]
        return value
    value = load()
    with _lock:
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        _kept[key] = (time.monotonic() + KEEP_SECONDS, value)
    return value


def forget_kept() -> None:
    """Read everything anew, in this process."""
    with _lock:
        _kept.clear()


def find_formular(*, kennung: str = "", leistung: str = "", uebung: bool = False) -> Formular:
    """The form of an Online-Dienst by its name, else the released one of a Leistung.

    Practice services open for test machines only. Raises InvalidInput that names the input.
    """
    formular = _keep(("formular", kennung, leistung), lambda: _load(kennung, leistung))
    if formular.dienst.ist_uebung and not uebung:
        raise _unknown(kennung)
    return formular


def _load(kennung: str, leistung: str) -> Formular:
    try:
        dienst = get_startable(kennung) if kennung else released_for(leistung)
    except NotFound:
        dienst = None
    if dienst is None or (leistung and dienst.leistung_id != leistung):
        raise _unknown(kennung)
    return formular_of(dienst)


def _unknown(kennung: str) -> InvalidInput:
    return InvalidInput(NO_SERVICE, {"onlinedienst" if kennung else "leistung": NO_SERVICE}, code="kein-onlinedienst")


def formular_of(dienst: Onlinedienst) -> Formular:
    """An Online-Dienst with its form."""
    schema = get_schema(dienst.datenschema_id)
    return Formular(dienst, schema, load_codelisten(schema))


def find_ort(*, ars: str = "", plz: str = "", name: str = "") -> str:
    """The Regionalschlüssel of the one place that is meant today. Raises InvalidInput that names the input."""
    tag = clock.today()
    return _keep(("ort", ars, plz, name, tag), lambda: _by_key(ars) if ars else _by_name(f"{plz} {name}".strip()))


def _by_key(ars: str) -> str:
    try:
        return require_gebiet(ars, clock.today()).ars
    except (NotFound, Conflict) as error:
        raise InvalidInput(NO_PLACE, {"ort.ars": error.meldung}, code="ort-unbekannt") from None


def _by_name(begriff: str) -> str:
    found = find_gebiete(begriff) if begriff else None
    if found is not None and found.eindeutig:
        return found.treffer[0].ars
    if found is None or not found.treffer:
        raise InvalidInput(NO_PLACE, {"ort": NO_PLACE}, code="ort-unbekannt")
    namen = ", ".join(f"{treffer.name} ({treffer.ars})" for treffer in found.treffer[:10])
    raise InvalidInput(
        "Der Ort ist nicht eindeutig. Bitte nennen Sie den Regionalschlüssel.",
        {"ort": f"In Frage kommen: {namen}."},
        code="ort-mehrdeutig",
    )
