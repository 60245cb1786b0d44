"""The answer to one item is enough."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import end, get_posten, mark_waiting
from ozgcloud.nachforderung.events import NachforderungConcluded, PostenAccepted
from ozgcloud.nachforderung.queries import get_nachforderung, zustaende_of
from ozgcloud.nachforderung.rules.stand import Postenzustand, Zustand, is_done, require_judgeable
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def accept_posten(actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, posten_id: UUID) -> PostenAccepted:
    """Accept one answer; with the last one the request is done.

    Raises NotFound, Forbidden, Conflict when there is no answer to judge.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True)
    posten = get_posten(nachforderung, posten_id)
    require_judgeable(Zustand(nachforderung.zustand), Postenzustand(posten.zustand))
    posten.zustand, posten.geprueft_am = Postenzustand.ANGENOMMEN.value, clock.now()
    posten.geprueft_von = actor.person_id
    posten.save(update_fields=("zustand", "geprueft_am", "geprueft_von"))
    ids = {"vorgang_id": vorgang_id, "nachforderung_id": nachforderung_id}
    event = emit(actor, PostenAccepted(**ids, posten_id=posten_id))
    if is_done(zustaende_of(nachforderung_id)):
        end(nachforderung, Zustand.ERLEDIGT)
        mark_waiting(actor, nachforderung)
        emit(actor, NachforderungConcluded(**ids))
    else:
        nachforderung.store()
    return event
