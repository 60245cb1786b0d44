"""Add an entry to the citizen's timeline that is no status of the case."""

from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.postfach.models import Zeitpunkt


@in_mandant
def publish_zeitpunkt(actor: Actor, *, vorgang_id: UUID, art: str, ereignis_id: UUID, am: datetime) -> None:
    """Write it under the id of the event it tells of, so a repetition has no second effect. `art` names its sentence
    (`postfach.rules.SENTENCES`). No event of its own.
    """
    row = Zeitpunkt(id=ereignis_id, mandant_id=current_mandant(), vorgang_id=vorgang_id, art=art, am=am)
    Zeitpunkt.objects.bulk_create([row], ignore_conflicts=True)
