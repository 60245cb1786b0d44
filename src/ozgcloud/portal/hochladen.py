"""Uploads on their way into the store: looked at by content, never by name alone, and never held in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.errors import InvalidInput, OzgError, Retry
from ozgcloud.core.files import CHUNK, SNIFF_BYTES, require_upload
from ozgcloud.core.store import file_store
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Knoten, Schema
from ozgcloud.datenschema.pruefung import DateiMeta, fehler_der_datei, grenze_datei
from ozgcloud.portal.entwurf import Offen


@dataclass(slots=True)
class Abgelehnt:
    """Address → German sentence for each upload that was not kept; `spaeter` when the store was full or away."""

    fehler: dict[str, str] = field(default_factory=dict)
    spaeter: bool = False


def take_uploads(offen: Offen, dateien: Mapping[str, "UploadedFile[Any]"], namen: tuple[str, ...]) -> Abgelehnt:
    """Keep every acceptable upload of these fields; returns what is not."""
    abgelehnt = Abgelehnt()
    for adresse in namen:
        try:
            take_upload(offen, adresse, dateien[adresse])
        except (InvalidInput, Retry) as error:
            name = clean_name(dateien[adresse].name)
            abgelehnt.fehler[adresse] = f"„{name}“ wurde nicht übernommen. {error.meldung}"
            abgelehnt.spaeter |= isinstance(error, Retry)
    return abgelehnt


def take_upload(offen: Offen, adresse: str, datei: "UploadedFile[Any]") -> None:
    """Check name, content and size against the field, write the bytes, and record them; raises InvalidInput."""
    knoten = _file_field(offen.stand.schema, adresse)
    name, head = clean_name(datei.name), datei.read(SNIFF_BYTES)
    if not head:
        raise InvalidInput("Die Datei ist leer. Bitte wählen Sie eine andere Datei.", code="datei-leer")
    if reason := fehler_der_datei(knoten, DateiMeta("", name, datei.size or 0, require_upload(name, head))):
        raise InvalidInput(reason, code="datei")
    datei.seek(0)
    store = file_store()
    ablage = store.put(datei.chunks(CHUNK), medientyp=require_upload(name, head), limit=grenze_datei(knoten))
    try:
        replaced = attach_datei(citizen_actor(), geheimnis=offen.geheimnis, adresse=adresse, name=name, ablage=ablage)
    except OzgError:
        store.discard(ablage.schluessel)
        raise
    discard(replaced)


def discard(schluessel: list[UUID]) -> None:
    """Delete bytes no record names any more, at once: what a citizen removes is gone, not only hidden."""
    for key in schluessel:
        file_store().discard(key)


def _file_field(schema: Schema, adresse: str) -> Knoten:
    knoten = schema.index[adressen.pfad_von(adresse)]
    if not knoten.ist_datei:
        raise InvalidInput("An dieser Stelle kann keine Datei hochgeladen werden.", code="kein-dateifeld")
    return knoten
