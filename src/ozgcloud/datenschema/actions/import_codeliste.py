"""Import one version of a code list (OASIS genericode)."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.datenschema.codeliste import Liste, parse_genericode
from ozgcloud.datenschema.events import CodelisteImported
from ozgcloud.datenschema.models import Codeliste
from ozgcloud.datenschema.queries import find_codeliste


@dataclass(frozen=True, slots=True)
class ImportierteCodeliste:
    """What the import found; `neu` is False when the very same bytes were there already."""

    id: UUID
    canonical_uri: str
    version: str
    name: str
    eintraege: int
    neu: bool


def import_codeliste(actor: Actor, *, roh: bytes) -> ImportierteCodeliste:
    """Parse and store; importing the same file again changes nothing.

    Raises Forbidden; InvalidInput/TooLarge with the defect of the file; Conflict when the same version is stored with
    other content.
    """
    require_operator(actor)
    liste = parse_genericode(roh)
    pruefsumme = hashlib.sha256(roh).hexdigest()
    with transaction.atomic(durable=True):
        vorhanden = find_codeliste(liste.canonical_uri, liste.version)
        if vorhanden is not None:
            if vorhanden.sha256 != pruefsumme:
                raise Conflict(
                    f"Die Codeliste {liste.canonical_version_uri} ist bereits mit anderem Inhalt gespeichert. "
                    "Bitte prüfen Sie, ob die Datei die richtige Version trägt.",
                    code="codeliste-anderer-inhalt",
                )
            return _ergebnis(vorhanden, neu=False)
        try:
            satz = _store(liste, pruefsumme)
        except IntegrityError:
            raise Conflict(
                "Diese Codeliste wird gerade von jemand anderem importiert. Bitte versuchen Sie es gleich erneut."
            ) from None
        emit(actor, CodelisteImported(codeliste_id=satz.id))
    return _ergebnis(satz, neu=True)


def _store(liste: Liste, pruefsumme: str) -> Codeliste:
    """Columns are stored with code first and label second, rows in the same order."""
    uebrige = [spalte for spalte in liste.spalten if spalte not in (liste.code_spalte, liste.label_spalte)]
    spalten = [liste.code_spalte, liste.label_spalte, *uebrige]
    orte = [liste.spalten.index(spalte) for spalte in spalten]
    with transaction.atomic():
        return Codeliste.objects.create(
            canonical_uri=liste.canonical_uri,
            version=liste.version,
            name=liste.name,
            spalten=spalten,
            eintraege=[[zeile[ort] for ort in orte] for zeile in liste.zeilen],
            sha256=pruefsumme,
        )


def _ergebnis(satz: Codeliste, *, neu: bool) -> ImportierteCodeliste:
    return ImportierteCodeliste(
        id=satz.id,
        canonical_uri=satz.canonical_uri,
        version=satz.version,
        name=satz.name,
        eintraege=len(satz.eintraege),
        neu=neu,
    )
