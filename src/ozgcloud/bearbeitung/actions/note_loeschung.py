"""Let what remains of a forwarded case go."""

from uuid import UUID

from ozgcloud.bearbeitung.events import LoeschungNoted
from ozgcloud.bearbeitung.models import Loeschvormerkung
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict, Forbidden
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang, rollen_for
from ozgcloud.vorgang.rules import Status


@in_mandant
def note_loeschung(actor: Actor, *, vorgang_id: UUID, vorgemerkt: bool) -> LoeschungNoted:
    """Mark a case that was handed over for deletion, or take the mark off; nothing else of it changes.

    Its status stays: its number is another office's case now. Raises NotFound, Forbidden, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    if not rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel) & {
        Rolle.USER,
        Rolle.LOESCHEN,
    }:
        raise Forbidden
    if vorgang.status != Status.WEITERGELEITET.value:
        raise Conflict("Nur abgegebene Vorgänge werden so vorgemerkt. Nutzen Sie „Zum Löschen markieren“.")
    rows = Loeschvormerkung.objects.filter(vorgang_id=vorgang.id)
    event = LoeschungNoted(vorgang_id=vorgang.id, vorgemerkt=vorgemerkt)
    if rows.exists() is vorgemerkt:
        return event
    if vorgemerkt:
        Loeschvormerkung.objects.create(
            mandant_id=vorgang.mandant_id, vorgang_id=vorgang.id, person_id=actor.require_person()
        )
    else:
        rows.delete()
    return emit(actor, event)
