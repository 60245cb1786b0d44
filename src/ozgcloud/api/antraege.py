"""Submitting: an Antrag with its files in one call, a trial before it, and what became of it."""

import functools
import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from ninja import Router

from ozgcloud.antrag.actions.hand_in_antrag import hand_in_antrag, place_of
from ozgcloud.antrag.beleg import Beleg, code_of, find_beleg
from ozgcloud.antrag.formularantrag import FormularAntrag
from ozgcloud.api.einreichung import MULTIPART, PART, discard_files, read_sendung, request_bytes, store_files
from ozgcloud.api.formen import Pruefung, Quittung, Stand
from ozgcloud.api.json import JSON
from ozgcloud.api.koepfe import KEY_PARAMETER, is_known, require_key
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, OzgError
from ozgcloud.core.tenancy import absender_scope
from ozgcloud.eingang.queries import find_receipt_by_number
from ozgcloud.eingang.rules import access_hash
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.postfach.queries import find_zugang, get_standseite
from ozgcloud.schnittstelle.actions.bind_uploads import bind_uploads
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff
from ozgcloud.zustaendigkeit.queries.stelle import Stelle, find_stelle

router = Router(tags=["Anträge"])
NUMMER = "NUMMER"
FORM = {"$ref": "#/components/schemas/AntragForm"}
ONLY_JSON = {"requestBody": {"required": True, "content": {JSON: {"schema": FORM}}}}
WITH_FILES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": FORM},
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "required": [PART],
                    "properties": {PART: FORM},
                    "additionalProperties": {"type": "string", "format": "binary"},
                },
                "encoding": {PART: {"contentType": JSON}},
            },
        },
    },
    "parameters": [KEY_PARAMETER],
}


@router.post("/antraege", response={201: Quittung}, url_name="antrag_neu", openapi_extra=WITH_FILES)
def submit(request: ApiRequest) -> HttpResponse:
    """Antrag einreichen: Angaben und Dateien auf einmal, ganz oder gar nicht. Eine Wiederholung ist gefahrlos."""
    schluessel = require_key(request)
    try:
        return _submit(request, schluessel)
    except (Conflict, Forbidden, InvalidInput, NotFound):
        # What was accepted once stays accepted, also when the form or the Freigabe has changed since.
        beleg = find_beleg(request.zugriff.absender, schluessel, request_bytes(request))
        if beleg is None:
            raise
        return _receipt(beleg, uebung=request.zugriff.uebung)


def _submit(request: ApiRequest, schluessel: str) -> HttpResponse:
    zugriff = request.zugriff
    sendung = read_sendung(request, zugriff)
    _require_office(zugriff, sendung.antrag)
    actor = zugriff.actor()
    bind_uploads(actor, upload_ids=sendung.uploads, transaktion=schluessel)
    anlagen = store_files(sendung) if sendung.quellen and sendung.antrag.ergebnis.gueltig else []
    beleg = hand_in_antrag(
        actor, absender=zugriff.absender, transaktion=schluessel, antrag=sendung.antrag, anlagen=anlagen
    )
    if not beleg.quittung.neu:
        discard_files(sendung, anlagen)
    return _receipt(beleg, uebung=sendung.antrag.uebung)


def _receipt(beleg: Beleg, *, uebung: bool) -> HttpResponse:
    nummer = beleg.quittung.vorgangsnummer
    url = _status_url().replace(NUMMER, nummer)
    body = {
        "vorgangsnummer": nummer,
        "zugangscode": beleg.zugangscode,
        "uebung": uebung,
        "status_url": url,
        "statusseite": f"{settings.ENV.base_url}/status/",
    }
    headers = {"Location": url, "ETag": f'"{nummer}.0"'}
    if not beleg.quittung.neu:
        headers["Idempotent-Replay"] = "true"
    return HttpResponse(json.dumps(body), status=201, content_type=JSON, headers=headers)


@functools.cache
def _status_url() -> str:
    """Where a sender looks up his Antrag, with a place for its number."""
    return str(settings.ENV.base_url) + reverse("api:antrag", kwargs={"vorgangsnummer": NUMMER})


def _require_office(zugriff: Zugriff, antrag: FormularAntrag) -> None:
    """A machine whose Freigaben name Mandanten submits to them only; the others need no look ahead."""
    if not zugriff.ueberall and antrag.ergebnis.gueltig:
        stelle = _office(antrag)
        zugriff.require(Befugnis.EINREICHEN, stelle.mandant_id, antrag.formular.dienst.leistung_id)


def _office(antrag: FormularAntrag) -> Stelle:
    dienst, tag = antrag.formular.dienst, clock.today()
    ars, anknuepfung = place_of(antrag)
    return find_stelle(
        leistung=dienst.leistung_id,
        ars=ars,
        tag=tag,
        land_id=land_of(ars),
        uebung=antrag.uebung or dienst.ist_uebung,
        anknuepfung=anknuepfung,
    )


@router.post("/pruefungen", response=Pruefung, url_name="pruefung", openapi_extra=ONLY_JSON)
def check(request: ApiRequest) -> dict[str, Any]:
    """Antrag nur prüfen: Nichts wird gespeichert. Dateifelder zählen nur mit einem vollständigen Upload."""
    sendung = read_sendung(request, request.zugriff)
    fehler = [{"adresse": ort, "meldung": text} for ort, text in sendung.antrag.ergebnis.fehler.items()]
    try:
        stelle = _office(sendung.antrag)
        behoerde, in_clearing = get_mandant(stelle.mandant_id).name, stelle.in_clearing
    except OzgError as error:
        fehler.append({"adresse": "ort", "meldung": error.meldung})
        behoerde, in_clearing = "", False
    return {"gueltig": not fehler, "fehler": fehler, "behoerde": behoerde, "in_clearing": in_clearing}


@router.get("/antraege/{vorgangsnummer}", response=Stand, url_name="antrag")
def state(request: ApiRequest, vorgangsnummer: str) -> HttpResponse:
    """Stand eines Antrags, den Sie selbst eingereicht haben."""
    absender = request.zugriff.absender
    with absender_scope(absender):
        eintrag = find_receipt_by_number(absender, vorgangsnummer)
    if eintrag is None:
        raise NotFound("Einen Antrag mit dieser Nummer haben Sie nicht eingereicht.")
    fall = find_zugang(access_hash(settings.SECRET_KEY, eintrag.vorgangsnummer, code_of(absender, eintrag.schluessel)))
    seite = get_standseite(fall) if fall else None
    body: dict[str, Any] = {
        "vorgangsnummer": eintrag.vorgangsnummer,
        "status": seite.status if seite else "Eingegangen",
        "eingangsdatum": seite.eingangsdatum.isoformat() if seite else None,
        "behoerde": seite.behoerde if seite else "",
        "uebung": request.zugriff.uebung,
        "verlauf": [{"am": punkt.am.isoformat(), "satz": punkt.satz} for punkt in seite.verlauf] if seite else [],
    }
    etag = f'"{eintrag.vorgangsnummer}.{len(body["verlauf"])}"'
    if is_known(request, etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type=JSON, headers={"ETag": etag})
