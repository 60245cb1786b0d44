"""How a Stapel is worked off: portion by portion, each one transaction, repeatable at any point.

A portion ends with the changed cases and their results, or with neither: a killed worker leaves every case either done
and noted or untouched and open. The row of the Stapel is locked for the portion, so a job that was thought dead and
its repetition never work side by side.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound, OzgError
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import actor_of_person
from ozgcloud.stapel.aktionen import WERKE, Werk
from ozgcloud.stapel.auswahl import thaw
from ozgcloud.stapel.events import StapelFinished
from ozgcloud.stapel.models import Stapel, Stapelposten
from ozgcloud.stapel.rules import NICHT_MEHR_DA, PERSON_FEHLT, SCHON_SO, SEITHER, UNERWARTET, Aktion, Befund, Stand
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Cursor, list_vorgaenge

log = structlog.get_logger(__name__)
SAMMELN = 1_000
LAST_ID = UUID(int=2**128 - 1)
VIELE = 500
EINZELN = 50
"""Cases of a portion one by one: each has its savepoint, and a transaction of more than 64 slows down all others."""


@in_mandant
def run_portion(actor: Actor, stapel_id: UUID) -> bool:
    """Do the next piece of work; whether more is left. Raises NotFound."""
    stapel = Stapel.objects.select_for_update().filter(id=stapel_id).first()
    if stapel is None:
        raise NotFound
    person = actor_of_person(stapel.mandant_id, stapel.person_id)
    match Stand(stapel.stand):
        case Stand.SAMMELT:
            _collect(stapel, person)
            return True
        case Stand.LAEUFT:
            return _work(actor, stapel, person)
        case _:
            return False


def _collect(stapel: Stapel, person: Actor | None) -> None:
    last = Stapelposten.objects.filter(stapel=stapel).order_by("-nummer").select_related("vorgang").first()
    after = (
        Cursor(last.vorgang.created_at, last.vorgang_id) if last else Cursor(stapel.erstellt_am, UUID(int=2**128 - 1))
    )
    page, following = [], None
    if person is not None:
        page, following = list_vorgaenge(person, thaw(stapel.auswahl), after=after, limit=SAMMELN)
    add_posten(stapel, [zeile.id for zeile in page])
    if following is None:
        # The filter may hold a name that was searched for; the list is known now.
        stapel.stand, stapel.auswahl = Stand.LAEUFT.value, {}
    stapel.save(update_fields=["gesamt", "stand", "auswahl"])


def add_posten(stapel: Stapel, vorgang_ids: Sequence[UUID]) -> None:
    """Append cases to the list of a Stapel that is not saved yet, or locked."""
    Stapelposten.objects.bulk_create(
        Stapelposten(mandant_id=stapel.mandant_id, stapel=stapel, vorgang_id=key, nummer=stapel.gesamt + place)
        for place, key in enumerate(vorgang_ids, 1)
    )
    stapel.gesamt += len(vorgang_ids)


def _work(actor: Actor, stapel: Stapel, person: Actor | None) -> bool:
    werk = WERKE[Aktion(stapel.aktion)]
    rows = Stapelposten.objects.filter(stapel=stapel, befund=Befund.OFFEN.value).order_by("nummer")
    posten = list(rows[: VIELE if werk.vieles else EINZELN])
    if person is None:
        for one in posten:
            one.befund, one.grund = Befund.MISSLUNGEN.value, PERSON_FEHLT
    elif posten:
        _handle(stapel, werk, person, posten)
    _account(stapel, posten)
    if posten:
        return True
    stapel.stand, stapel.fertig_am = Stand.FERTIG.value, clock.now()
    stapel.save(update_fields=["stand", "fertig_am"])
    emit(
        actor,
        StapelFinished(
            stapel_id=stapel.id,
            erledigt=stapel.erledigt,
            unveraendert=stapel.unveraendert,
            misslungen=stapel.misslungen,
        ),
    )
    return False


def _handle(stapel: Stapel, werk: Werk, person: Actor, posten: Sequence[Stapelposten]) -> None:
    """Lock the cases in one order for all, do what is to be done, and note what became of each."""
    keys = [one.vorgang_id for one in posten]
    cases = {v.id: v for v in Vorgang.objects.select_for_update().filter(id__in=keys).order_by("id")}
    todo: dict[UUID, Mapping[str, Any]] = {}
    for one in posten:
        vorgang = cases[one.vorgang_id]
        werte = one.vorher if stapel.ruecknahme_von_id else stapel.parameter
        if stapel.ruecknahme_von_id and vorgang.version != one.version:
            one.befund, one.grund = Befund.MISSLUNGEN.value, SEITHER
        elif not stapel.ruecknahme_von_id and werk.schon(vorgang, werte, person):
            one.befund, one.grund = Befund.UNVERAENDERT.value, SCHON_SO
        else:
            todo[one.vorgang_id] = werte
            one.vorher = werk.merken(vorgang)
    tun = werk.zurueck if stapel.ruecknahme_von_id and werk.zurueck else werk.tun
    errors = (
        werk.vieles(person, todo)
        if werk.vieles
        else {key: _one(tun, person, key, werte) for key, werte in todo.items()}
    )
    versions = dict(Vorgang.objects.filter(id__in=list(todo)).values_list("id", "version"))
    for one in posten:
        if one.vorgang_id in todo:
            error = errors[one.vorgang_id]
            one.befund = (Befund.MISSLUNGEN if error else Befund.ERLEDIGT).value
            one.grund = _reason(error) if error else ""
            one.version = versions[one.vorgang_id]


def _one(tun: Any, person: Actor, vorgang_id: UUID, werte: Mapping[str, Any]) -> Exception | None:
    """One case in its own savepoint: whatever happens to it is noted and holds up no other."""
    try:
        with transaction.atomic():
            tun(person, vorgang_id, werte)
    except OzgError as error:
        return error
    except Exception as error:
        log.exception("case of a stapel failed", error_type=type(error).__name__)
        return error
    return None


def _reason(error: Exception) -> str:
    if isinstance(error, NotFound):
        return NICHT_MEHR_DA
    return error.meldung if isinstance(error, OzgError) else UNERWARTET


def _account(stapel: Stapel, posten: Sequence[Stapelposten]) -> None:
    Stapelposten.objects.bulk_update(posten, ["befund", "grund", "vorher", "version"], batch_size=500)
    counted = [one.befund for one in posten]
    stapel.erledigt += counted.count(Befund.ERLEDIGT.value)
    stapel.unveraendert += counted.count(Befund.UNVERAENDERT.value)
    stapel.misslungen += counted.count(Befund.MISSLUNGEN.value)
    stapel.save(update_fields=["erledigt", "unveraendert", "misslungen"])
