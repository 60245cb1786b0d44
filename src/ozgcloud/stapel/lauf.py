"""How a Stapel is worked off: portion by portion, each one transaction, repeatable at any point.

A portion ends with the changed cases and their results, or with neither: a killed worker leaves every case either done
and noted or untouched and open. The row of the Stapel is locked for the portion, so a job that was thought dead and
its repetition never work side by side.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import OperationalError, connection, transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound, OzgError
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.actors import actor_of_person
from ozgcloud.stapel.aktionen import WERKE, Tun, Werk, Werte, values_for
from ozgcloud.stapel.auswahl import thaw
from ozgcloud.stapel.events import StapelFinished
from ozgcloud.stapel.models import Stapel, Stapelposten
from ozgcloud.stapel.rules import NICHT_MEHR_DA, PERSON_FEHLT, SCHON_SO, SEITHER, UNERWARTET, Aktion, Befund, Stand
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Cursor, ListenZeile, list_vorgaenge

log = structlog.get_logger(__name__)
SAMMELN = 1_000
VIELE = 500
NOTE = """
UPDATE stapelposten p SET befund = n.befund, grund = n.grund, vorher = n.vorher, version = n.version
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::jsonb[], %s::int[]) AS n (id, befund, grund, vorher, version)
WHERE p.id = n.id
"""
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
    """The next page of the frozen filter. What arrives after the Stapel is not in it, in whatever order it is read."""
    page: list[ListenZeile] = []
    following = None
    if person is not None:
        auswahl = thaw(stapel.auswahl["filter"])
        page, following = list_vorgaenge(person, auswahl, after=_place(stapel.auswahl.get("nach")), limit=SAMMELN)
    add_posten(stapel, [zeile.id for zeile in page if zeile.created_at <= stapel.erstellt_am])
    if following is None:
        # The filter may hold a name that was searched for; the list is known now.
        stapel.stand, stapel.auswahl = Stand.LAEUFT.value, {}
    else:
        place = [following.created_at.isoformat(), str(following.id), following.tag and following.tag.isoformat()]
        stapel.auswahl = {**stapel.auswahl, "nach": place}
    stapel.save(update_fields=["gesamt", "stand", "auswahl"])


def _place(stored: Sequence[Any] | None) -> Cursor | None:
    if stored is None:
        return None
    created_at, key, tag = stored
    return Cursor(datetime.fromisoformat(created_at), UUID(key), date.fromisoformat(tag) if tag else None)


def add_posten(stapel: Stapel, vorgang_ids: Sequence[UUID]) -> None:
    """Append cases to the list of a locked or new Stapel; one whose place has changed may be there already."""
    known = set(
        Stapelposten.objects.filter(stapel=stapel, vorgang_id__in=vorgang_ids).values_list("vorgang_id", flat=True)
    )
    new = [key for key in vorgang_ids if key not in known]
    Stapelposten.objects.bulk_create(
        Stapelposten(mandant_id=stapel.mandant_id, stapel=stapel, vorgang_id=key, nummer=stapel.gesamt + place)
        for place, key in enumerate(new, 1)
    )
    stapel.gesamt += len(new)


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
    is_undo = stapel.ruecknahme_von_id is not None
    todo: dict[UUID, Werte] = {}
    for one in posten:
        vorgang = cases[one.vorgang_id]
        werte = one.vorher if is_undo else values_for(Aktion(stapel.aktion), stapel.parameter, person)
        if is_undo and vorgang.version != one.version:
            one.befund, one.grund = Befund.MISSLUNGEN.value, SEITHER
        elif not is_undo and werk.schon(vorgang, werte, person):
            one.befund, one.grund = Befund.UNVERAENDERT.value, SCHON_SO
        else:
            todo[one.vorgang_id] = werte
            one.vorher = werk.merken(vorgang)
    tun = werk.zurueck if is_undo and werk.zurueck else werk.tun
    errors = _many(werk, person, todo)
    if errors is None:
        errors = {key: _one(tun, person, cases[key], werte) for key, werte in todo.items()}
    versions = dict(Vorgang.objects.filter(id__in=list(todo)).values_list("id", "version"))
    for one in posten:
        if one.vorgang_id in todo:
            error = errors[one.vorgang_id]
            one.befund = (Befund.MISSLUNGEN if error else Befund.ERLEDIGT).value
            one.grund = _reason(error) if error else ""
            one.version = versions[one.vorgang_id]


def _many(werk: Werk, person: Actor, todo: Mapping[UUID, Werte]) -> Mapping[UUID, Exception | None] | None:
    """All of the portion at once; None where that is not offered or a case nobody expected spoils it for the others."""
    if werk.vieles is None:
        return None
    try:
        with transaction.atomic():
            return werk.vieles(person, todo)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("portion of a stapel failed, going on one by one", error_type=type(error).__name__)
        return None


def _one(tun: Tun, person: Actor, vorgang: Vorgang, werte: Werte) -> Exception | None:
    """One case in its own savepoint: whatever happens to it is noted and holds up no other."""
    try:
        with transaction.atomic():
            tun(person, vorgang, werte)
    except OzgError as error:
        return error
    except OperationalError:
        raise
    except Exception as error:
        log.exception("case of a stapel failed", error_type=type(error).__name__)
        return error
    return None


def _reason(error: Exception) -> str:
    if isinstance(error, NotFound):
        return NICHT_MEHR_DA
    return error.meldung if isinstance(error, OzgError) else UNERWARTET


def _account(stapel: Stapel, posten: Sequence[Stapelposten]) -> None:
    if posten:
        columns = [(p.id, p.befund, p.grund, json.dumps(p.vorher), p.version) for p in posten]
        with connection.cursor() as cursor:
            cursor.execute(NOTE, [list(column) for column in zip(*columns, strict=True)])
    counted = [one.befund for one in posten]
    stapel.erledigt += counted.count(Befund.ERLEDIGT.value)
    stapel.unveraendert += counted.count(Befund.UNVERAENDERT.value)
    stapel.misslungen += counted.count(Befund.MISSLUNGEN.value)
    stapel.save(update_fields=["erledigt", "unveraendert", "misslungen"])
