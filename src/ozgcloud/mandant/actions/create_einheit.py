"""Make an Organisationseinheit."""

from uuid import UUID

from django.db import IntegrityError, transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, Forbidden, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import EinheitSaved
from ozgcloud.mandant.models import Organisationseinheit

TAKEN = "Eine Organisationseinheit dieses Namens gibt es schon. Bitte wählen Sie einen anderen Namen."


@in_mandant
def create_einheit(actor: Actor, *, name: str, kurz: str = "", eltern_id: UUID | None = None) -> EinheitSaved:
    """Below `eltern_id`, or at the top. Raises Forbidden, NotFound, InvalidInput, or Conflict for a taken name."""
    einheit = Organisationseinheit(
        mandant_id=current_mandant(), name=rules.require_name(name), kurz=rules.require_line("kurz", kurz)
    )
    if not rules.reaches_einheit(actor, eltern_id):
        raise Forbidden
    einheit.eltern_id = require_open(eltern_id)
    save_named(einheit)
    return emit(
        actor, EinheitSaved(organisationseinheit_id=einheit.id, eltern_id=eltern_id, neu=True, geschlossen=False)
    )


def require_open(eltern_id: UUID | None) -> UUID | None:
    """What something may be put below: None, or an open unit of this Mandant; raises NotFound."""
    if eltern_id is not None and not Organisationseinheit.objects.filter(id=eltern_id, geschlossen_am=None).exists():
        raise NotFound("Die übergeordnete Organisationseinheit gibt es hier nicht, oder sie ist geschlossen.")
    return eltern_id


def save_named(einheit: Organisationseinheit) -> None:
    """Store it; names are unique in the Mandant. Raises Conflict."""
    try:
        with transaction.atomic():
            einheit.save()
    except IntegrityError:
        raise Conflict(TAKEN, code="name-vergeben") from None
