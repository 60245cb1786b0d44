"""Events for machines: the feed with its cursor, and webhooks (Abonnements) each machine orders for itself."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from ninja import Query, Router, Status

from ozgcloud.api.ereignis_formen import (
    FEED,
    GONE,
    TYPEN,
    AbonnementAenderung,
    AbonnementForm,
    AbonnementNeu,
    AbonnementZeile,
    FeedFilter,
    FortsetzenForm,
    ProbeErgebnis,
    VersuchZeile,
)
from ozgcloud.api.probleme import Refusal
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.ausgang import queries
from ozgcloud.ausgang.actions.change_abonnement import Aenderung, change_abonnement
from ozgcloud.ausgang.actions.create_abonnement import Bestellung, create_abonnement
from ozgcloud.ausgang.actions.delete_abonnement import delete_abonnement
from ozgcloud.ausgang.actions.resume_abonnement import resume_abonnement
from ozgcloud.ausgang.actions.rotate_geheimnis import rotate_geheimnis
from ozgcloud.ausgang.besitz import require_whole
from ozgcloud.ausgang.rules import zeiger
from ozgcloud.ausgang.rules.arten import BATCH_CONTENT_TYPE, BESTELLBAR, Art, Meldung, cloud_event, read_arten
from ozgcloud.ausgang.rules.zustellung import STOPPGRUND, Stopp
from ozgcloud.core.errors import InvalidInput
from ozgcloud.flow.zustellung import send_probe

router = Router(tags=["Ereignisse"])
UNKNOWN = "Diesen Zeiger haben wir nicht vergeben. Bitte beginnen Sie ohne „nach“."
ABO = "/abonnements/{abonnement_id}"


@router.get("/ereignisse", url_name="ereignisse", openapi_extra=FEED)
def ereignisse(request: ApiRequest, frage: Query[FeedFilter]) -> HttpResponse:
    """Was geschehen ist, in fester Reihenfolge (CloudEvents 1.0). Jeder Zeiger kann wiederholt werden."""
    nach, arten = _number(frage.nach) or 0, _arten(frage.typ)
    try:
        seite = queries.read_feed(request.zugriff, nach=nach, limit=frage.limit, arten=arten or BESTELLBAR)
    except InvalidInput as error:
        status = GONE if error.code == "zeiger-veraltet" else 422
        raise Refusal(status, error.code, error.meldung, fehler={"nach": error.meldung}) from None
    weiter = zeiger.encode(seite.bis)
    query = urlencode([("nach", weiter), ("limit", frage.limit), *(("typ", typ) for typ in frage.typ)])
    link = f"{settings.ENV.base_url.rstrip('/')}/api/v1/ereignisse?{query}"
    return HttpResponse(
        json.dumps(list(_events(seite.meldungen)), ensure_ascii=False),
        content_type=BATCH_CONTENT_TYPE,
        headers={"Link": f'<{link}>; rel="next"', "Ozg-Zeiger": weiter, "Ozg-Mehr": "ja" if seite.mehr else "nein"},
    )


def _events(meldungen: tuple[Meldung, ...]) -> Iterator[dict[str, Any]]:
    for meldung in meldungen:
        yield cloud_event(meldung, quelle=settings.ENV.base_url, zeiger=zeiger.encode(meldung.nummer))


def _number(text: str | None) -> int | None:
    try:
        return zeiger.decode(text) if text is not None else None
    except ValueError:
        raise Refusal(422, "zeiger-unbekannt", UNKNOWN, fehler={"nach": UNKNOWN}) from None


def _arten(typen: list[str]) -> tuple[Art, ...]:
    try:
        return read_arten(typen)
    except ValueError:
        satz = f"Bitte wählen Sie aus: {', '.join(TYPEN)}."
        raise Refusal(422, "typ-unbekannt", satz, fehler={"typ": satz}) from None


@router.get("/abonnements", url_name="abonnements", response=list[AbonnementZeile])
def abonnements(request: ApiRequest) -> list[dict[str, Any]]:
    """Alle Webhooks dieses Zugangs."""
    return [_row(abo) for abo in queries.list_abonnements(request.zugriff.client_id)]


@router.post("/abonnements", url_name="abonnement_neu", response={201: AbonnementNeu})
def bestellen(request: ApiRequest, form: AbonnementForm) -> Status[dict[str, Any]]:
    """Ab jetzt werden Ereignisse an diese Adresse gesendet. Das Geheimnis wird nur einmal gezeigt."""
    client_id = require_whole(request.zugriff)
    made = create_abonnement(request.zugriff.actor(), client_id=client_id, url=form.url, arten=_arten(form.typen))
    return Status(201, _with_secret(made))


@router.get(ABO, url_name="abonnement", response=AbonnementZeile)
def abonnement(request: ApiRequest, abonnement_id: UUID) -> dict[str, Any]:
    """Adresse, Typen und Zustand."""
    return _row(queries.get_abonnement(request.zugriff.client_id, abonnement_id))


@router.patch(ABO, url_name="abonnement", response=AbonnementZeile)
def aendern(request: ApiRequest, abonnement_id: UUID, form: AbonnementAenderung) -> dict[str, Any]:
    """Adresse, Typen oder Pause. Während einer Pause geht nichts verloren."""
    client_id = require_whole(request.zugriff)
    arten = None if form.typen is None else _arten(form.typen)
    aenderung = Aenderung(url=form.url, arten=arten, pausiert=form.pausiert)
    actor = request.zugriff.actor()
    return _row(change_abonnement(actor, client_id=client_id, abonnement_id=abonnement_id, aenderung=aenderung))


@router.delete(ABO, url_name="abonnement", response={204: None})
def loeschen(request: ApiRequest, abonnement_id: UUID) -> Status[None]:
    """Es wird nichts mehr gesendet; im Feed bleiben die Ereignisse abrufbar."""
    delete_abonnement(request.zugriff.actor(), client_id=request.zugriff.client_id, abonnement_id=abonnement_id)
    return Status(204, None)


@router.post(
    f"{ABO}/geheimnis",
    url_name="abonnement_geheimnis",
    response=AbonnementNeu,
)
def wechseln(request: ApiRequest, abonnement_id: UUID) -> dict[str, Any]:
    """Ein neues Geheimnis; das alte unterschreibt noch 24 Stunden mit."""
    client_id = require_whole(request.zugriff)
    return _with_secret(rotate_geheimnis(request.zugriff.actor(), client_id=client_id, abonnement_id=abonnement_id))


@router.post(
    f"{ABO}/probe",
    url_name="abonnement_probe",
    response=ProbeErgebnis,
)
def probe(request: ApiRequest, abonnement_id: UUID) -> dict[str, Any]:
    """Sendet sofort ein Probe-Ereignis und sagt, wie Ihr System geantwortet hat."""
    client_id = require_whole(request.zugriff)
    antwort = send_probe(request.zugriff.actor(), client_id=client_id, abonnement_id=abonnement_id)
    return {
        "angenommen": antwort.angenommen,
        "status": antwort.status,
        "dauer_ms": antwort.dauer_ms,
        "fehler": antwort.fehler,
    }


@router.get(
    f"{ABO}/versuche",
    url_name="abonnement_versuche",
    response=list[VersuchZeile],
)
def versuche(request: ApiRequest, abonnement_id: UUID) -> list[dict[str, Any]]:
    """Die letzten 50 Versuche, neueste zuerst."""
    client_id = request.zugriff.client_id
    queries.get_abonnement(client_id, abonnement_id)
    return [
        {
            "ereignis_id": versuch.ereignis_id,
            "typ": Art(versuch.art).typ,
            "am": versuch.am,
            "status": versuch.status,
            "dauer_ms": versuch.dauer_ms,
            "fehler": versuch.fehler,
        }
        for versuch in queries.list_versuche(client_id, abonnement_id)
    ]


@router.post(
    f"{ABO}/fortsetzen",
    url_name="abonnement_fortsetzen",
    response=AbonnementZeile,
)
def fortsetzen(request: ApiRequest, abonnement_id: UUID, form: FortsetzenForm) -> dict[str, Any]:
    """Sendet nach einem Stopp weiter; mit Zeiger oder Zeit wird ab dort alles noch einmal gesendet."""
    client_id = require_whole(request.zugriff)
    if form.zeit is not None and form.zeit.tzinfo is None:
        satz = "Bitte nennen Sie die Zeit mit Zeitzone, zum Beispiel 2027-03-01T08:00:00Z."
        raise Refusal(422, "eingabe-ungueltig", satz, fehler={"zeit": satz})
    ab = _number(form.zeiger) if form.zeiger is not None else form.zeit
    resume_abonnement(request.zugriff.actor(), client_id=client_id, abonnement_id=abonnement_id, ab=ab)
    return _row(queries.get_abonnement(client_id, abonnement_id))


def _with_secret(made: Bestellung) -> dict[str, Any]:
    return {**_row(made.abonnement), "geheimnis": made.geheimnis}


def _row(abo: Any) -> dict[str, Any]:
    return {
        "id": abo.id,
        "url": abo.url,
        "typen": [Art(value).typ for value in abo.arten],
        "zustand": abo.zustand,
        "grund": STOPPGRUND[Stopp(abo.stoppgrund)] if abo.stoppgrund else "",
        "zeiger": zeiger.encode(abo.zeiger),
        "wartend": queries.count_wartend(abo.client_id, abo.id),
        "naechster_versuch_am": abo.naechster_versuch_am,
        "angenommen_am": abo.angenommen_am,
    }
