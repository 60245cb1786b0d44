"""Bytes of a case's files."""

from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.core.actor import Actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.vorgang.actions.read_datei import read_datei


@dataclass(frozen=True, slots=True)
class GeladeneDatei:
    """A file ready to be sent."""

    name: str
    medientyp: str
    inhalt: bytes = field(repr=False)


def load_datei(actor: Actor, vorgang_id: UUID, datei_id: UUID) -> GeladeneDatei:
    """Ask for permission and log in a transaction, then read outside of it. Raises NotFound, Conflict, InvalidInput."""
    datei = read_datei(actor, vorgang_id=vorgang_id, datei_id=datei_id, erlaubt=_files_of(actor, vorgang_id))
    return GeladeneDatei(datei.name, datei.medientyp, file_store().read_verified(datei.schluessel, datei.sha256))


@in_mandant
def _files_of(actor: Actor, vorgang_id: UUID) -> frozenset[UUID]:
    """What belongs to the case: files that came with the Antrag, and the PDFs of its Bescheide."""
    letters = {bescheid.datei_id for bescheid in list_bescheide(actor, vorgang_id) if bescheid.datei_id}
    return frozenset({anlage.datei_id for anlage in list_anlagen(actor, vorgang_id)} | letters)
