"""Close an Organisationseinheit, or open it again."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.events import EinheitSaved
from ozgcloud.mandant.personal import fetch_einheit, open_below


@in_mandant
def switch_einheit(actor: Actor, *, organisationseinheit_id: UUID, offen: bool) -> EinheitSaved:
    """A closed one gets no new Rollen and nothing below it; its cases stay, and what is routed there still arrives.

    Raises NotFound, or Conflict while open ones lie below it.
    """
    einheit = fetch_einheit(actor, organisationseinheit_id)
    if not offen and open_below(einheit.id):
        raise Conflict(
            "Darunter liegen noch offene Organisationseinheiten. Bitte schließen oder verschieben Sie diese zuerst."
        )
    einheit.geschlossen_am = None if offen else clock.today()
    einheit.save(update_fields=("geschlossen_am",))
    return emit(
        actor,
        EinheitSaved(organisationseinheit_id=einheit.id, eltern_id=einheit.eltern_id, neu=False, geschlossen=not offen),
    )
