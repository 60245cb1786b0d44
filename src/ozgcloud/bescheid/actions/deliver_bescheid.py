"""Keep the finished document and let the citizen have it."""

from uuid import UUID

from ozgcloud.bescheid.events import BescheidDelivered
from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.bescheid.rules import BescheidStatus
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.files import Ablage
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.models import Vorgang


@in_mandant
def deliver_bescheid(actor: Actor, *, bescheid_id: UUID, ablage: Ablage, vorlage: str) -> BescheidDelivered:
    """Record the PDF in the file store as the Bescheid; a repetition answers with the one recorded first."""
    bescheid = get_bescheid(bescheid_id, lock=True)
    if bescheid.datei_id is not None:
        return BescheidDelivered(vorgang_id=bescheid.vorgang_id, bescheid_id=bescheid.id, datei_id=bescheid.datei_id)
    nummer = Vorgang.objects.get(id=bescheid.vorgang_id).vorgangsnummer
    datei = Datei.objects.create(
        mandant_id=bescheid.mandant_id,
        schluessel=ablage.schluessel,
        name=f"Bescheid_{nummer}.pdf",
        medientyp=ablage.medientyp,
        groesse=ablage.groesse,
        sha256=ablage.sha256,
        datenschluessel=ablage.schluesselgeheimnis or None,
        scan=ScanStatus.EIGEN,
    )
    bescheid.datei_id = datei.id
    bescheid.vorlage = vorlage
    bescheid.status = BescheidStatus.BEREITGESTELLT.value
    bescheid.bereitgestellt_am = clock.now()
    bescheid.save(update_fields=("datei", "vorlage", "status", "bereitgestellt_am"))
    return emit(actor, BescheidDelivered(vorgang_id=bescheid.vorgang_id, bescheid_id=bescheid.id, datei_id=datei.id))
