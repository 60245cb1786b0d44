"""Decide a Vorgang."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import VorgangDecided
from ozgcloud.vorgang.models import Entscheidung
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status, next_status, require_begruendung, require_version


@in_mandant
def decide_vorgang(
    actor: Actor,
    *,
    vorgang_id: UUID,
    ergebnis: Ergebnis,
    begruendung: str,
    entschieden_von: UUID | None = None,
    version: int | None = None,
) -> VorgangDecided:
    """Decide (§§ 35, 39 VwVfG). The draft of the Bescheid follows from the event.

    `entschieden_von` is the Person of this Mandant whose decision a machine hands over; people decide for themselves.
    `version` is what the actor looked at.

    Raises NotFound, Forbidden, Conflict, or InvalidInput for a refusal without reasons.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=Schritt.BESCHEIDEN, lock=True)
    require_version(vorgang.version, version)
    status = next_status(Status(vorgang.status), Schritt.BESCHEIDEN)
    is_machine = actor.kind is ActorKind.MASCHINE
    text = require_begruendung(ergebnis, begruendung)
    entscheidung = Entscheidung.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        person_id=entschieden_von if is_machine and entschieden_von else actor.require_person(),
        ergebnis=ergebnis.value,
        begruendung=text,
        entschieden_am=clock.today(),
    )
    vorgang.status = status.value
    vorgang.store("status")
    return emit(actor, VorgangDecided(vorgang_id=vorgang.id, entscheidung_id=entscheidung.id, ergebnis=ergebnis))
