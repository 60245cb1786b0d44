"""The answer to one item is enough."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import accept, end, get_posten, mark_waiting
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
    event = accept(actor, nachforderung, posten)
    if is_done(zustaende_of(nachforderung_id)):
        end(nachforderung, Zustand.ERLEDIGT)
        mark_waiting(actor, nachforderung)
        emit(actor, NachforderungConcluded(vorgang_id=vorgang_id, nachforderung_id=nachforderung_id))
    else:
        nachforderung.store()
    return event
