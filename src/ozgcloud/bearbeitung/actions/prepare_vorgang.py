"""Give a new case what its Leistung begins with."""

from uuid import UUID

from ozgcloud.bearbeitung.events import VorgangPrepared
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Arbeitsvorlage, Checkpunkt, Frist
from ozgcloud.bearbeitung.rules import FRISTREGELN, Einheit, Fristart, add_period
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.auswahl import OFFEN
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def prepare_vorgang(actor: Actor, *, vorgang_id: UUID) -> VorgangPrepared | None:
    """Copy points and Fristen of the template into the case, once; None without a template or when it is done."""
    vorgang = get_vorgang(actor, vorgang_id)
    if Status(vorgang.status) not in OFFEN:
        return None
    vorlage = Arbeitsvorlage.objects.filter(leistung_schluessel=vorgang.leistung_schluessel).first()
    if vorlage is None or Frist.objects.filter(vorgang_id=vorgang_id, person_id=None).exists():
        return None
    if Checkpunkt.objects.filter(vorgang_id=vorgang_id, aus_vorlage=True).exists():
        return None
    Frist.objects.bulk_create(
        [_frist(vorgang, Fristart(f["art"]), int(f["zahl"]), Einheit(f["einheit"])) for f in vorlage.fristen]
    )
    Checkpunkt.objects.bulk_create(
        [
            Checkpunkt(mandant_id=vorgang.mandant_id, vorgang_id=vorgang.id, nummer=number, text=text, aus_vorlage=True)
            for number, text in enumerate(vorlage.punkte, 1)
        ]
    )
    refresh_marken(actor, vorgang_id=vorgang_id)
    return emit(actor, VorgangPrepared(vorgang_id=vorgang.id, fristen=len(vorlage.fristen), punkte=len(vorlage.punkte)))


def _frist(vorgang: Vorgang, art: Fristart, zahl: int, einheit: Einheit) -> Frist:
    regel = FRISTREGELN[art]
    return Frist(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        art=art.value,
        bezeichnung=regel.name,
        rechtsgrundlage=regel.rechtsgrundlage,
        folge=regel.folge,
        beginn=vorgang.eingangsdatum,
        ende=add_period(vorgang.eingangsdatum, zahl, einheit),
    )
