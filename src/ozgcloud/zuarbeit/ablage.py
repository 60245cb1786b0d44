"""Files of a Zuarbeit as records of one Mandant; call inside its scope."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.core.files import Ablage
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import current_mandant
from ozgcloud.core.types import new_id
from ozgcloud.zuarbeit.models import Zuarbeitdatei

NEUTRAL = "Datei einer Zuarbeit"


@dataclass(frozen=True, slots=True)
class NeueDatei:
    """Bytes just put into the store: under which id and name, and what is known of malware in them."""

    id: UUID
    name: str
    ablage: Ablage = field(repr=False)
    scan: str = ScanStatus.UNGEPRUEFT.value


def store_files(zuarbeit_id: UUID, beitrag_id: UUID | None, dateien: Sequence[NeueDatei]) -> None:
    """Name the bytes for good; a file that is there already (a repeated hand-over) is left alone."""
    known = set(Datei.objects.filter(id__in=[datei.id for datei in dateien]).values_list("id", flat=True))
    for datei in dateien:
        if datei.id not in known:
            _store(zuarbeit_id, beitrag_id, datei)


def _store(zuarbeit_id: UUID, beitrag_id: UUID | None, datei: NeueDatei) -> None:
    Datei.objects.create(
        id=datei.id,
        mandant_id=current_mandant(),
        schluessel=datei.ablage.schluessel,
        name=NEUTRAL,
        medientyp=datei.ablage.medientyp,
        groesse=datei.ablage.groesse,
        sha256=datei.ablage.sha256,
        scan=datei.scan,
        datenschluessel=datei.ablage.schluesselgeheimnis,
    )
    link_file(zuarbeit_id, beitrag_id, datei.id, datei.name)


def link_file(zuarbeit_id: UUID, beitrag_id: UUID | None, datei_id: UUID, name: str) -> None:
    """A file of this Mandant belongs to the Zuarbeit, too."""
    Zuarbeitdatei.objects.create(
        id=new_id(),
        mandant_id=current_mandant(),
        zuarbeit_id=zuarbeit_id,
        beitrag_id=beitrag_id,
        datei_id=datei_id,
        name=name,
    )
