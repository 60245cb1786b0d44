"""End a case without a Bescheid."""

from datetime import timedelta
from uuid import UUID

from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.bearbeitung.rules import SCHRITTE, Abschlussgrund
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status, next_status, require_text, require_version


@in_mandant
def end_vorgang(
    actor: Actor,
    *,
    vorgang_id: UUID,
    grund: Abschlussgrund,
    begruendung: str,
    fuehrend_id: UUID | None = None,
    version: int | None = None,
) -> VorgangEnded:
    """Close it, and hold what follows for as long as the Online-Dienst holds its letters: until then it can be undone.

    The applicant reads `begruendung`. Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=SCHRITTE[grund], lock=True)
    require_version(vorgang.version, version)
    von, nach = Status(vorgang.status), next_status(Status(vorgang.status), SCHRITTE[grund])
    text = require_text(begruendung, "begruendung")
    minutes = dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel).haltezeit_minuten
    abschluss = Abschluss.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        grund=grund.value,
        begruendung=text,
        fuehrend_id=fuehrend_id,
        von_status=von.value,
        person_id=actor.person_id,
    )
    vorgang.status, vorgang.frist_am, vorgang.wiedervorlage_am = nach.value, None, None
    vorgang.rueckholbar_bis = clock.now() + timedelta(minutes=minutes) if minutes else None
    vorgang.store("status", "frist_am", "wiedervorlage_am", "rueckholbar_bis")
    settle_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.ABGESCHLOSSEN)
    return emit(
        actor,
        VorgangEnded(vorgang_id=vorgang.id, abschluss_id=abschluss.id, grund=grund, halten_minuten=minutes),
    )
