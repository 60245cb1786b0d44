"""Files of a case, for those who may see it."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.bearbeitung.queries import attachments_of
from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.core.actor import Actor
from ozgcloud.core.files import Dateiverweis
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.nachforderung.queries import list_antwortdateien
from ozgcloud.vorgang.actions.read_datei import read_datei
from ozgcloud.weiterleitung.queries import list_vordateien


@dataclass(frozen=True, slots=True)
class ErlaubteDatei:
    """A file somebody may have now, and how its bytes are read."""

    name: str
    medientyp: str
    verweis: Dateiverweis


def load_datei(actor: Actor, vorgang_id: UUID, datei_id: UUID) -> ErlaubteDatei:
    """Ask for permission and log, in a transaction; the bytes are read outside of it. Raises NotFound, Conflict."""
    datei = read_datei(actor, vorgang_id=vorgang_id, datei_id=datei_id, erlaubt=_files_of(actor, vorgang_id))
    return ErlaubteDatei(datei.name, datei.medientyp, datei.verweis)


@in_mandant
def _files_of(actor: Actor, vorgang_id: UUID) -> frozenset[UUID]:
    """What belongs to the case: files that came with the Antrag or later, and the PDFs of its Bescheide."""
    letters = {bescheid.datei_id for bescheid in list_bescheide(actor, vorgang_id) if bescheid.datei_id}
    came = [*list_anlagen(actor, vorgang_id), *list_antwortdateien(actor, vorgang_id)]
    before = {datei.id for datei in list_vordateien(actor, vorgang_id)}
    return frozenset({anlage.datei_id for anlage in came} | letters | before | attachments_of(actor, vorgang_id))
