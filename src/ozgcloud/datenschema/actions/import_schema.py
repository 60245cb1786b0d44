"""Import a Datenschema (FIM XDatenfelder 3)."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.events import DatenschemaImported
from ozgcloud.datenschema.kodierung import to_json
from ozgcloud.datenschema.models import Datenschema
from ozgcloud.datenschema.offene_punkte import offene_punkte
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.datenschema.xdf3 import compile_xdf


@dataclass(frozen=True, slots=True)
class ImportiertesSchema:
    """What the import found; `neu` is False when the very same bytes were there already."""

    id: UUID
    fim_id: str
    version: str
    name: str
    knoten: int
    felder: int
    offene_punkte: int
    neu: bool


def import_schema(actor: Actor, *, roh: bytes, dateiname: str) -> ImportiertesSchema:
    """Compile and store; importing the same file again changes nothing.

    Raises Forbidden; InvalidInput/TooLarge with the defect of the file (named by `dateiname`); Conflict when the same
    FIM-ID and version is stored with other content, because stored schemas never change.
    """
    require_operator(actor)
    pruefsumme = hashlib.sha256(roh).hexdigest()
    vorhanden = Datenschema.objects.filter(sha256=pruefsumme).first()
    if vorhanden is not None:
        return _ergebnis(vorhanden, neu=False)
    schema = _compile(roh, dateiname)
    with transaction.atomic(durable=True):
        _refuse_other_content(schema)
        try:
            satz = _store(schema, roh, pruefsumme)
        except IntegrityError:
            raise Conflict(
                "Dieses Datenschema wird gerade von jemand anderem importiert. Bitte versuchen Sie es gleich erneut."
            ) from None
        emit(actor, DatenschemaImported(datenschema_id=satz.id))
    return _ergebnis(satz, neu=True)


def _compile(roh: bytes, dateiname: str) -> Schema:
    try:
        return compile_xdf(roh)
    except InvalidInput as fehler:
        fehler.fehler.setdefault("datei", fehler.meldung)
        fehler.add_note(dateiname)
        raise


def _refuse_other_content(schema: Schema) -> None:
    if Datenschema.objects.filter(fim_id=schema.fim_id, version=schema.version).exists():
        raise Conflict(
            f"Das Datenschema {schema.fim_id} ist in Version {schema.version} bereits mit anderem Inhalt gespeichert. "
            "Gespeicherte Fassungen werden nie verändert. Bitte vergeben Sie im FIM-Editor eine neue Version.",
            code="schema-anderer-inhalt",
        )


def _store(schema: Schema, roh: bytes, pruefsumme: str) -> Datenschema:
    punkte = offene_punkte(schema, load_codelisten(schema))
    with transaction.atomic():
        return Datenschema.objects.create(
            fim_id=schema.fim_id,
            version=schema.version,
            name=schema.titel,
            roh=roh,
            sha256=pruefsumme,
            baum=to_json(schema),
            knoten=schema.knotenzahl,
            felder=schema.felderzahl,
            offene_punkte=[punkt.to_json() for punkt in punkte],
        )


def _ergebnis(satz: Datenschema, *, neu: bool) -> ImportiertesSchema:
    return ImportiertesSchema(
        id=satz.id,
        fim_id=satz.fim_id,
        version=satz.version,
        name=satz.name,
        knoten=satz.knoten,
        felder=satz.felder,
        offene_punkte=len(satz.offene_punkte),
        neu=neu,
    )
