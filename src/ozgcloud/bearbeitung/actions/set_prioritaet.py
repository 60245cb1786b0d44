"""Say how urgent a case is."""

from uuid import UUID

from ozgcloud.bearbeitung.events import PrioritaetSet
from ozgcloud.bearbeitung.rules import require_prioritaet
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_version


@in_mandant
def set_prioritaet(actor: Actor, *, vorgang_id: UUID, prioritaet: int, version: int | None = None) -> PrioritaetSet:
    """0 normal, 1 hoch, 2 eilig. Raises NotFound, Forbidden, InvalidInput, Conflict."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_version(vorgang.version, version)
    mark_vorgang(actor, vorgang_id=vorgang_id, prioritaet=require_prioritaet(prioritaet))
    return emit(actor, PrioritaetSet(vorgang_id=vorgang.id, prioritaet=prioritaet))
