"""Reading a submission: JSON alone, or with files as parts of one request. Files are stored only when all is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ozgcloud.antrag.formularantrag import FormularAntrag, flatten, judge, named_files
from ozgcloud.antrag.formulare import find_formular, find_ort
from ozgcloud.antrag.rules import MAX_FILES, MAX_RAW_BYTES
from ozgcloud.api.formen import AntragForm, Dateiquelle
from ozgcloud.api.json import JSON, parse_json
from ozgcloud.api.probleme import Refusal
from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound, TooLarge
from ozgcloud.core.files import SNIFF_BYTES, Ablage, require_upload
from ozgcloud.core.store import file_store
from ozgcloud.core.types import new_id
from ozgcloud.datenschema.pruefung import GRENZE_SCHNITTSTELLE, DateiMeta
from ozgcloud.eingang.rules import Anlage
from ozgcloud.schnittstelle.hochladen import get_upload
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff

MULTIPART = "multipart/form-data"
PART = "antrag"


@dataclass(frozen=True, slots=True)
class Quelle:
    """A file of the submission before it belongs to a case: a part of the request, or an upload already stored."""

    meta: DateiMeta
    teil: "UploadedFile[Any] | None" = None
    ablage: Ablage | None = None


@dataclass(frozen=True, slots=True)
class Sendung:
    """A submission as read: what it says, and its files by the id the cleaned values name them with."""

    antrag: FormularAntrag
    quellen: dict[UUID, Quelle]

    @property
    def uploads(self) -> list[UUID]:
        """Ids of the uploads it uses."""
        return [key for key, quelle in self.quellen.items() if quelle.ablage is not None]


def read_sendung(request: HttpRequest, zugriff: Zugriff) -> Sendung:
    """Parse, find form and place, and judge; nothing is stored. Raises Refusal, InvalidInput, Forbidden."""
    roh, teile = _parts(request)
    if len(roh) > MAX_RAW_BYTES:
        raise TooLarge("Die Angaben sind zusammen zu umfangreich. Bitte senden Sie lange Texte als Datei.")
    form = AntragForm.model_validate(parse_json(roh))
    if (form.onlinedienst is None) == (form.leistung is None):
        raise InvalidInput(
            "Bitte nennen Sie entweder den Online-Dienst oder die Leistung.",
            {"onlinedienst": "Genau eines von beiden."},
        )
    formular = find_formular(kennung=form.onlinedienst or "", leistung=form.leistung or "", uebung=zugriff.uebung)
    zugriff.require(Befugnis.EINREICHEN, None, formular.dienst.leistung_id)
    ars = find_ort(ars=form.ort.ars or "", plz=form.ort.plz or "", name=form.ort.name or "")
    quellen = _quellen(zugriff, form.dateien, teile)
    metas = {adresse: quelle.meta for adresse, quelle in quellen.items()}
    ergebnis = judge(formular, flatten(form.daten), metas)
    antrag = FormularAntrag(formular=formular, ergebnis=ergebnis, roh=roh, gebiet_ars=ars, uebung=zugriff.uebung)
    return Sendung(antrag, {UUID(quelle.meta.datei): quelle for quelle in quellen.values()})


def _parts(request: HttpRequest) -> tuple[bytes, Mapping[str, "UploadedFile[Any]"]]:
    """The JSON as received, and the other parts by name."""
    if request.content_type == JSON:
        return request.body, {}
    if request.content_type != MULTIPART:
        accepted = f"{JSON}, {MULTIPART}"
        raise Refusal(415, "format-nicht-moeglich", f"Möglich sind {accepted}.", headers={"Accept": accepted})
    teile = {name: many[-1] for name, many in request.FILES.lists()}
    if any(len(many) > 1 for _, many in request.FILES.lists()) or len(request.POST.getlist(PART)) > 1:
        raise InvalidInput("Ein Teil kommt zweimal vor.", {PART: "Jeder Teil braucht einen eigenen Namen."})
    als_datei = teile.pop(PART, None)
    if als_datei is not None:
        return als_datei.read(MAX_RAW_BYTES + 1), teile
    if PART not in request.POST:
        raise InvalidInput(f"Der Teil „{PART}“ mit dem JSON fehlt.", {PART: "Bitte senden Sie diesen Teil."})
    return request.POST[PART].encode(), teile


def request_bytes(request: HttpRequest) -> bytes:
    """The JSON of a submission as received, read once more. Raises as `read_sendung`."""
    for _, teile in request.FILES.lists() if request.content_type == MULTIPART else ():
        teile[-1].seek(0)
    return _parts(request)[0]


def _quellen(
    zugriff: Zugriff, genannt: Mapping[str, Dateiquelle], teile: Mapping[str, "UploadedFile[Any]"]
) -> dict[str, Quelle]:
    """Address → file. A part that nobody names belongs to the address that is its own name."""
    wanted = dict(genannt)
    used = {quelle.teil for quelle in wanted.values()}
    wanted.update({name: Dateiquelle(teil=name) for name in teile if name not in used and name not in wanted})
    if len(wanted) > MAX_FILES:
        raise InvalidInput(f"Ein Antrag kann höchstens {MAX_FILES} Dateien enthalten.", code="zu-viele-dateien")
    found, fehler = dict[str, Quelle](), dict[str, str]()
    for adresse, quelle in wanted.items():
        try:
            found[adresse] = _quelle(zugriff, quelle, teile)
        except (Conflict, InvalidInput, NotFound) as error:
            fehler[adresse[:200]] = error.meldung
    if fehler:
        raise InvalidInput("Einige Dateien können nicht angenommen werden.", fehler, code="datei-ungueltig")
    return found


def _quelle(zugriff: Zugriff, quelle: Dateiquelle, teile: Mapping[str, "UploadedFile[Any]"]) -> Quelle:
    if (quelle.upload is None) == (quelle.teil is None):
        raise InvalidInput("Bitte nennen Sie entweder „upload“ oder „teil“.")
    if quelle.upload is not None:
        upload = get_upload(zugriff, quelle.upload)
        ablage = upload.require_whole()
        return Quelle(DateiMeta(str(upload.id), upload.name, ablage.groesse, ablage.medientyp), ablage=ablage)
    teil = teile.get(quelle.teil or "")
    if teil is None:
        raise InvalidInput("Diesen Teil enthält die Anfrage nicht.")
    name = clean_name(teil.name)
    medientyp = require_upload(name, teil.read(SNIFF_BYTES))
    teil.seek(0)
    return Quelle(DateiMeta(str(new_id()), name, teil.size or 0, medientyp), teil=teil)


def store_files(sendung: Sendung) -> list[Anlage]:
    """Put the parts the checked Antrag names into the store; raises as `FileStore.put`."""
    anlagen = []
    for adresse, key in named_files(sendung.antrag.ergebnis).items():
        quelle = sendung.quellen[key]
        ablage = quelle.ablage or _put(quelle)
        anlagen.append(Anlage.from_ablage(ablage, anlage_id=key, adresse=adresse, name=quelle.meta.name))
    return anlagen


def _put(quelle: Quelle) -> Ablage:
    if quelle.teil is None:
        raise NotFound
    return file_store().put(quelle.teil.chunks(), medientyp=quelle.meta.media_type, limit=GRENZE_SCHNITTSTELLE)


def discard_files(sendung: Sendung, anlagen: list[Anlage]) -> None:
    """Bytes of a repeated submission are there already; those just stored are not needed."""
    for anlage in anlagen:
        if sendung.quellen[anlage.id].ablage is None:
            file_store().discard(anlage.schluessel)
