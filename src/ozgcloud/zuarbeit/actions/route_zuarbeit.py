"""Give an incoming question to the Organisationseinheit that knows the answer."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.models import Organisationseinheit
from ozgcloud.zuarbeit.events import ZuarbeitRouted
from ozgcloud.zuarbeit.queries import get_zuarbeit
from ozgcloud.zuarbeit.rules import LAUFEND, Seite, Stand


@in_mandant
def route_zuarbeit(actor: Actor, *, zuarbeit_id: UUID, organisationseinheit_id: UUID | None) -> ZuarbeitRouted:
    """From now on that Organisationseinheit sees it, and who worked for the former one only does not.

    Raises NotFound, InvalidInput for an unknown or closed Organisationseinheit, Conflict when it is done.
    """
    zuarbeit = get_zuarbeit(actor, zuarbeit_id, lock=True)
    if zuarbeit.seite != Seite.GEFRAGT.value:
        raise NotFound
    if Stand(zuarbeit.stand) not in LAUFEND:
        raise Conflict("Diese Zuarbeit ist schon erledigt und wird nicht mehr verteilt.")
    known = Organisationseinheit.objects.filter(geschlossen_am=None)
    einheit = known.filter(id=organisationseinheit_id).first() if organisationseinheit_id is not None else None
    if einheit is None:
        raise InvalidInput(
            "Die Organisationseinheit fehlt.",
            {"organisationseinheit": "Bitte wählen Sie eine Organisationseinheit aus der Liste."},
        )
    zuarbeit.einheit_id = einheit.id
    zuarbeit.store("einheit_id")
    return emit(actor, ZuarbeitRouted(zuarbeit_id=zuarbeit.id, organisationseinheit_id=einheit.id))
