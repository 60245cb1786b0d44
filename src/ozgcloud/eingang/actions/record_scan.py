"""Record what a scanner said about a file."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.port import Scanergebnis
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.gruende import schadsoftware
from ozgcloud.eingang.models import EingangAnlage
from ozgcloud.eingang.rules import Massnahme, Quarantaeneart


@in_mandant
def record_scan(actor: Actor, *, datei_id: UUID, ergebnis: Scanergebnis) -> bool:
    """Keep the result; malware locks the file and puts its case into quarantine. A finding is never taken back.

    Returns whether something was found. Raises NotFound.
    """
    datei = Datei.objects.select_for_update().filter(id=datei_id).first()
    if datei is None:
        raise NotFound
    is_bad = bool(ergebnis.befund) or datei.scan == ScanStatus.BEFUND
    datei.scan = (ScanStatus.BEFUND if is_bad else ScanStatus.SAUBER).value
    datei.geprueft_am, datei.geprueft_mit = clock.now(), ergebnis.stand
    datei.save(update_fields=("scan", "geprueft_am", "geprueft_mit"))
    anlage = EingangAnlage.objects.filter(datei_id=datei_id).select_related("eingang").first()
    if anlage is not None:
        _tell(actor, anlage.eingang.vorgang_id, datei_id, ergebnis)
    return bool(ergebnis.befund)


def _tell(actor: Actor, vorgang_id: UUID, datei_id: UUID, ergebnis: Scanergebnis) -> None:
    """What was noted as impossible to check is checked now."""
    settle_quarantaene(
        actor,
        vorgang_id=vorgang_id,
        massnahme=Massnahme.GEPRUEFT,
        arten=(Quarantaeneart.UNGEPRUEFT,),
        datei_id=datei_id,
    )
    if ergebnis.befund:
        open_quarantaene(actor, vorgang_id=vorgang_id, grund=schadsoftware(datei_id))
