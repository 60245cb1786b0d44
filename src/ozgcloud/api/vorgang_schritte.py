"""Working on cases from a Fachverfahren: steps of the status table, decisions, messages. Nobody overwrites unseen."""

from typing import Any
from uuid import UUID, uuid5

from django.http import HttpResponse
from ninja import Query
from ninja import Status as Antwort

from ozgcloud.api.fall import messages, whole_case
from ozgcloud.api.formen import (
    EntscheidungForm,
    EntscheidungZeile,
    NachrichtForm,
    NachrichtZeile,
    SchrittForm,
    VorgangVoll,
)
from ozgcloud.api.koepfe import KEY_PARAMETER, MATCH_PARAMETER, require_key, require_version, stale
from ozgcloud.api.pfade import mandant_of, read_id
from ozgcloud.api.vorgaenge import Wo, router
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import list_personen
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.postfach.actions.step_vorgang import step_vorgang
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.queries import get_vorgang, list_entscheidungen

IF_MATCH: dict[str, Any] = {"parameters": [MATCH_PARAMETER]}
WITH_KEY: dict[str, Any] = {"parameters": [KEY_PARAMETER]}


def _writer(request: ApiRequest, mandant: str) -> Actor:
    mandant_id = mandant_of(request.zugriff, Befugnis.SCHREIBEN, mandant)
    return request.zugriff.actor(mandant_id, Befugnis.SCHREIBEN)


@router.post(
    "/vorgaenge/{vorgang_id}/status",
    response=VorgangVoll,
    exclude_none=True,
    url_name="vorgang_status",
    openapi_extra=IF_MATCH,
)
def step(
    request: ApiRequest, response: HttpResponse, vorgang_id: str, form: SchrittForm, wo: Query[Wo]
) -> dict[str, Any]:
    """Einen Schritt der Statustabelle gehen. „schritte“ des Vorgangs nennt die möglichen. Wer ohne Bescheid abschließt
    oder verwirft, sagt der antragstellenden Person in „begruendung“, warum.
    """
    version = require_version(request)
    fall = _step(_writer(request, wo.mandant), read_id(vorgang_id), version, form)
    response.headers["ETag"] = f'"v{fall["version"]}"'
    return fall


@in_mandant
def _step(actor: Actor, vorgang_id: UUID, version: int, form: SchrittForm) -> dict[str, Any]:
    _lock(actor, vorgang_id, version)
    step_vorgang(actor, vorgang_id=vorgang_id, schritt=form.schritt, begruendung=form.begruendung)
    return whole_case(actor, vorgang_id, ())


def _lock(actor: Actor, vorgang_id: UUID, version: int) -> UUID | None:
    """Hold the case until the step is done; to whom it is assigned. Raises Refusal 412 when it has moved on."""
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    if vorgang.version != version:
        raise stale()
    return vorgang.zugewiesen_an


@router.post(
    "/vorgaenge/{vorgang_id}/entscheidung",
    response={201: EntscheidungZeile},
    url_name="entscheidung",
    openapi_extra=IF_MATCH,
)
def decide(request: ApiRequest, vorgang_id: str, form: EntscheidungForm, wo: Query[Wo]) -> Antwort[dict[str, Any]]:
    """Eine Entscheidung übergeben, die ein Mensch getroffen hat (§ 35a VwVfG). Der Bescheidentwurf folgt."""
    version = require_version(request)
    return Antwort(201, _decide(_writer(request, wo.mandant), read_id(vorgang_id), version, form))


@in_mandant
def _decide(actor: Actor, vorgang_id: UUID, version: int, form: EntscheidungForm) -> dict[str, Any]:
    zugewiesen = _lock(actor, vorgang_id, version)
    decide_vorgang(
        actor,
        vorgang_id=vorgang_id,
        ergebnis=form.ergebnis,
        begruendung=form.begruendung,
        entschieden_von=_person(actor, form.zeichen) if form.zeichen else _assigned(zugewiesen),
    )
    newest = list_entscheidungen(actor, vorgang_id)[0]
    return {
        "id": newest.id,
        "ergebnis": newest.ergebnis,
        "begruendung": newest.begruendung,
        "entschieden_am": newest.entschieden_am,
    }


def _person(actor: Actor, zeichen: str) -> UUID:
    found = [kollege.id for kollege in list_personen(actor).values() if kollege.zeichen == zeichen]
    if len(found) != 1:
        raise InvalidInput(
            "Wer entschieden hat, ist nicht bekannt.", {"zeichen": "Dieses Zeichen führt genau eine Person nicht."}
        )
    return found[0]


def _assigned(person_id: UUID | None) -> UUID:
    if person_id is None:
        raise InvalidInput(
            "Bitte nennen Sie, wer entschieden hat.", {"zeichen": "Der Vorgang ist noch niemandem zugewiesen."}
        )
    return person_id


@router.post(
    "/vorgaenge/{vorgang_id}/nachrichten",
    response={201: NachrichtZeile},
    url_name="nachricht_neu",
    openapi_extra=WITH_KEY,
)
def send(request: ApiRequest, vorgang_id: str, form: NachrichtForm, wo: Query[Wo]) -> Antwort[dict[str, Any]]:
    """Der antragstellenden Person schreiben; die Nachricht steht sofort auf ihrer Statusseite."""
    key, fall = require_key(request), read_id(vorgang_id)
    actor = _writer(request, wo.mandant)
    nachricht_id = uuid5(request.zugriff.client_id, f"{fall}|{key}")
    send_nachricht(actor, vorgang_id=fall, betreff=form.betreff, text=form.text, nachricht_id=nachricht_id)
    return Antwort(201, next(one for one in messages(actor, fall) if one["id"] == nachricht_id))
