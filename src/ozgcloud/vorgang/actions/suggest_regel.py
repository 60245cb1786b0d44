"""Ask the operators of the Land for a rule that is missing."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.vorgang.events import RegelSuggested
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_klaerungsfall


@in_mandant
def suggest_regel(actor: Actor, *, vorgang_id: UUID) -> RegelSuggested:
    """Tell the operators which Leistung at which place has no office; once per case, they see ids only.

    Raises NotFound, Forbidden, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER)
    require_klaerungsfall(str(get_eingang(actor, vorgang_id).zuordnung.get("ausgang", "")))
    event = RegelSuggested(
        vorgang_id=vorgang.id, leistung=int(vorgang.leistung_schluessel), gebiet=int(vorgang.gebiet_ars)
    )
    if Ereignis.objects.filter(kette=str(vorgang.id), typ=event.typ).exists():
        return event
    return emit(actor, event)
