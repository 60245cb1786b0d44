"""Put a case into quarantine for a reason found after its intake."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.eingang.events import QuarantaeneOpened
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.eingang.rules import Quarantaenegrund


@in_mandant
def open_quarantaene(actor: Actor, *, vorgang_id: UUID, grund: Quarantaenegrund) -> bool:
    """Note the reason, once: the same reason for the same file adds nothing, also after it was settled.

    Returns whether it was new.
    """
    quarantaene_id = grund.id_for(vorgang_id)
    row = {
        "mandant_id": current_mandant(),
        "vorgang_id": vorgang_id,
        "art": grund.art.value,
        "grund": grund.grund,
        "einzelheiten": dict(grund.einzelheiten),
        "datei_id": grund.datei_id,
        "gegen_vorgang_id": grund.gegen_vorgang_id,
        "seit": clock.now(),
    }
    _, is_new = Quarantaene.objects.get_or_create(id=quarantaene_id, defaults=row)
    if not is_new:
        return False
    event = QuarantaeneOpened(
        vorgang_id=vorgang_id, quarantaene_id=quarantaene_id, art=grund.art, datei_id=grund.datei_id
    )
    emit(actor, event)
    return True
