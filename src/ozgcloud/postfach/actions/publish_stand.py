"""Publish where a case stands to its citizen."""

from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.mandant.queries import get_mandant, get_organisationseinheit
from ozgcloud.postfach.models import Stand, Zeitpunkt
from ozgcloud.postfach.queries import last_status
from ozgcloud.postfach.rules import EINGEGANGEN, citizen_status
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def publish_stand(actor: Actor, *, vorgang_id: UUID, ereignis_id: UUID, am: datetime, erster: bool = False) -> Stand:
    """Write the head of the status page and one timeline entry per event and new status. Repeatable;
    no event of its own.
    """
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    status = citizen_status(Status(vorgang.status))
    before = Stand.objects.filter(vorgang_id=vorgang_id).exists()
    stand = Stand(
        vorgang_id=vorgang.id,
        mandant_id=vorgang.mandant_id,
        vorgangsnummer=vorgang.vorgangsnummer,
        leistung=dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel).titel,
        behoerde=get_mandant(vorgang.mandant_id).name,
        stelle=get_organisationseinheit(actor, vorgang.organisationseinheit_id),
        status=status,
        eingangsdatum=vorgang.eingangsdatum,
        sha256=get_eingang(actor, vorgang_id).sha256,
    )
    stand.save(force_insert=not before, force_update=before)
    if erster or last_status(vorgang_id) != status:
        Zeitpunkt.objects.bulk_create(
            [
                Zeitpunkt(
                    id=ereignis_id,
                    mandant_id=vorgang.mandant_id,
                    vorgang_id=vorgang.id,
                    art=EINGEGANGEN if erster else status,
                    am=am,
                )
            ],
            ignore_conflicts=True,
        )
    return stand
