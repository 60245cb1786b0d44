"""Large files in parts: announce, send part after part, go on where it broke off, then name it in an Antrag."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from ozgcloud.api.formen import UploadForm, UploadStand
from ozgcloud.api.koepfe import KEY_PARAMETER, OFFSET_PARAMETER, require_key, require_offset
from ozgcloud.api.pfade import read_id
from ozgcloud.api.probleme import Refusal
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.files import SNIFF_BYTES, Ablage, require_upload
from ozgcloud.core.store import file_store
from ozgcloud.schnittstelle.actions.append_upload import append_upload
from ozgcloud.schnittstelle.actions.begin_upload import begin_upload
from ozgcloud.schnittstelle.hochladen import MAX_TEIL, Uploadstand, get_upload, require_stand
from ozgcloud.schnittstelle.rules import Befugnis

router = Router(tags=["Uploads"])
OCTETS = "application/offset+octet-stream"
READ = 256 * 1024
PART_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}},
    "parameters": [OFFSET_PARAMETER],
}
WITH_KEY: dict[str, Any] = {"parameters": [{**KEY_PARAMETER, "required": False}]}


@router.post("/uploads", response={201: UploadStand}, url_name="upload_neu", openapi_extra=WITH_KEY)
def begin(request: ApiRequest, response: HttpResponse, form: UploadForm) -> Status[dict[str, Any]]:
    """Große Datei ankündigen (bis 500 MB). Sie muss innerhalb eines Tages vollständig sein und verwendet werden.

    Mit „Idempotency-Key“ ist eine Wiederholung derselbe Upload, so weit er schon ist.
    """
    request.zugriff.require(Befugnis.EINREICHEN)
    actor, key = request.zugriff.actor(), require_key(request, optional=True)
    name = clean_name(form.name)
    upload = begin_upload(actor, name=name, groesse=form.groesse, sha256=form.sha256, schluessel=key)
    response.headers["Location"] = reverse("api:upload", kwargs={"upload_id": upload.id})
    return Status(201, _state(response, upload))


@router.get("/uploads/{upload_id}", response=UploadStand, url_name="upload")
def state(request: ApiRequest, response: HttpResponse, upload_id: str) -> dict[str, Any]:
    """Wie weit ein Upload ist."""
    return _state(response, get_upload(request.zugriff, read_id(upload_id)))


@router.patch("/uploads/{upload_id}", response=UploadStand, url_name="upload_teil", openapi_extra=PART_BODY)
def append(request: ApiRequest, response: HttpResponse, upload_id: str) -> dict[str, Any]:
    """Nächsten Teil senden (höchstens 16 MB). Nach dem letzten wird die Prüfsumme verglichen."""
    if request.content_type != OCTETS:
        raise Refusal(415, "format-nicht-moeglich", f"Bitte senden Sie {OCTETS}.", headers={"Accept-Patch": OCTETS})
    ab, laenge = require_offset(request), int(request.META["CONTENT_LENGTH"])
    if laenge > MAX_TEIL:
        raise Refusal(413, "zu-gross", "Ein Teil darf höchstens 16 MB (16 777 216 Byte) haben.")
    upload = get_upload(request.zugriff, read_id(upload_id))
    require_stand(upload, ab, laenge)
    teil, medientyp = _store(request, upload, ab) if laenge else (None, "")
    actor = request.zugriff.actor()
    return _state(response, append_upload(actor, upload_id=upload.id, ab=ab, teil=teil, medientyp=medientyp))


def _store(request: HttpRequest, upload: Uploadstand, ab: int) -> tuple[Ablage, str]:
    """The part's bytes in the store; the first one shows what kind of file it is."""
    head = request.read(SNIFF_BYTES)
    medientyp = upload.medientyp if ab else require_upload(upload.name, head)
    pieces = iter(lambda: request.read(READ), b"")
    return file_store().put(_with_head(head, pieces), medientyp=medientyp, limit=MAX_TEIL), medientyp


def _with_head(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces


def _state(response: HttpResponse, upload: Uploadstand) -> dict[str, Any]:
    response.headers["Upload-Offset"] = str(upload.stand)
    response.headers["Cache-Control"] = "no-store"
    return {
        "id": upload.id,
        "groesse": upload.groesse,
        "stand": upload.stand,
        "vollstaendig": upload.ablage is not None,
    }
