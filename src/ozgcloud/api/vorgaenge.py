"""Reading cases: a page of the list, a whole case in one answer, its files and messages."""

import hashlib
import json
import re
from base64 import b64encode
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router
from pydantic import AwareDatetime, BeforeValidator, Field

from ozgcloud.api.fall import TEILE, messages, whole_case
from ozgcloud.api.formen import (
    Leistungsschluessel,
    NachrichtZeile,
    Strict,
    VorgangListe,
    VorgangVoll,
)
from ozgcloud.api.json import JSON
from ozgcloud.api.koepfe import RANGE_PARAMETER, is_known, wanted_range
from ozgcloud.api.pfade import mandant_of, read_cursor, read_id, write_cursor
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.downloads import download
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.actions.read_datei import read_datei
from ozgcloud.vorgang.queries import Filter, get_vorgang, list_vorgaenge
from ozgcloud.vorgang.rules import Status

router = Router(tags=["Vorgänge"])
MAX_PAGE = 200
BYTES = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]")
Kurz = Annotated[str, Field(max_length=80, description="Kurzname der Verwaltung, wenn Ihr Zugang für mehrere reicht")]


def _require_iso(value: object) -> object:
    """A bare number would pass for seconds since 1970; the document says date-time."""
    if isinstance(value, str) and not ISO.match(value):
        raise ValueError("kein Zeitpunkt nach RFC 3339")
    return value


class Auswahl(Strict):
    """What the list is narrowed to."""

    mandant: Kurz = ""
    status: Status | None = None
    leistung: Leistungsschluessel | None = None
    geaendert_seit: Annotated[AwareDatetime, BeforeValidator(_require_iso)] | None = None
    nach: Annotated[str, Field(max_length=80, description="„weiter“ der vorigen Seite")] = ""
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50


class Teile(Strict):
    """Which parts of a case to add."""

    mandant: Kurz = ""
    include: Annotated[
        str,
        Field(
            pattern=rf"^(({'|'.join(TEILE)})(,({'|'.join(TEILE)}))*)?$",
            description="durch Komma getrennt: daten, dateien, nachrichten, entscheidungen, historie",
        ),
    ] = ""


class Wo(Strict):
    """Which Mandant is meant."""

    mandant: Kurz = ""


@router.get("/vorgaenge", response=VorgangListe, url_name="vorgaenge")
def list_cases(request: ApiRequest, auswahl: Query[Auswahl]) -> dict[str, Any]:
    """Vorgänge einer Verwaltung, neueste zuerst, seitenweise."""
    actor = _reader(request, auswahl.mandant)
    wanted = Filter(status=auswahl.status, leistung=auswahl.leistung or "", geaendert_seit=auswahl.geaendert_seit)
    after = read_cursor(auswahl.nach, clock.now())
    found, weiter = list_vorgaenge(actor, wanted, after=after, limit=auswahl.limit)
    rows = [
        {
            "id": row.id,
            "vorgangsnummer": row.vorgangsnummer,
            "aktenzeichen": row.aktenzeichen,
            "status": row.status,
            "leistung": row.leistung_schluessel,
            "eingangsdatum": row.eingangsdatum,
            "angelegt_am": row.created_at,
        }
        for row in found
    ]
    return {"vorgaenge": rows, "weiter": write_cursor(weiter) if weiter else None}


def _reader(request: ApiRequest, mandant: str) -> Actor:
    mandant_id = mandant_of(request.zugriff, Befugnis.LESEN, mandant)
    return request.zugriff.actor(mandant_id, Befugnis.LESEN)


@router.get("/vorgaenge/{vorgang_id}", response=VorgangVoll, exclude_none=True, url_name="vorgang")
def show_case(request: ApiRequest, vorgang_id: str, teile: Query[Teile]) -> HttpResponse:
    """Ein Vorgang; mit „include“ alles, was dazugehört, in einer Antwort. Der Zugriff wird protokolliert."""
    include = frozenset(filter(None, teile.include.split(",")))
    fall = whole_case(_reader(request, teile.mandant), read_id(vorgang_id), include)
    body = json.dumps(fall, cls=DjangoJSONEncoder, ensure_ascii=False)
    etag = f'"v{fall["version"]}.{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if is_known(request, etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(body, content_type=JSON, headers={"ETag": etag})


@router.get(
    "/vorgaenge/{vorgang_id}/dateien/{datei_id}",
    url_name="vorgang_datei",
    openapi_extra={
        "responses": {
            200: {
                "description": "Die Bytes; der Kopf „Repr-Digest“ nennt ihre Prüfsumme (RFC 9530)",
                "content": BYTES,
            },
            206: {"description": "Der verlangte Bereich (Content-Range)", "content": BYTES},
        },
        "parameters": [RANGE_PARAMETER],
    },
)
def show_file(request: ApiRequest, vorgang_id: str, datei_id: str, wo: Query[Wo]) -> HttpResponseBase:
    """Eine Datei des Vorgangs: mit dem Antrag gekommen oder Bescheid. Der Zugriff wird protokolliert."""
    actor, fall, datei_key = _reader(request, wo.mandant), read_id(vorgang_id), read_id(datei_id)
    datei = read_datei(actor, vorgang_id=fall, datei_id=datei_key, erlaubt=_files_of(actor, fall))
    etag = f'"{datei.sha256}"'
    if is_known(request, etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    bereich = wanted_range(request, etag, datei.groesse)
    response = download(datei.verweis, medientyp=datei.medientyp, bereich=bereich)
    digest = b64encode(bytes.fromhex(datei.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(datei.name)}"
    return response


@in_mandant
def _files_of(actor: Actor, vorgang_id: UUID) -> frozenset[UUID]:
    """What belongs to the case: files that came with the Antrag, and the PDFs of its Bescheide."""
    letters = {bescheid.datei_id for bescheid in list_bescheide(actor, vorgang_id) if bescheid.datei_id}
    return frozenset({anlage.datei_id for anlage in list_anlagen(actor, vorgang_id)} | letters)


@router.get("/vorgaenge/{vorgang_id}/nachrichten", response=list[NachrichtZeile], url_name="nachrichten")
def show_messages(request: ApiRequest, vorgang_id: str, wo: Query[Wo]) -> list[dict[str, Any]]:
    """Nachrichten zwischen Verwaltung und antragstellender Person, älteste zuerst."""
    return _messages(_reader(request, wo.mandant), read_id(vorgang_id))


@in_mandant
def _messages(actor: Actor, vorgang_id: UUID) -> list[dict[str, Any]]:
    get_vorgang(actor, vorgang_id)
    return messages(actor, vorgang_id)
