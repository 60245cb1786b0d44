"""Put words on a case."""

from uuid import UUID

from ozgcloud.bearbeitung.events import SchlagworteSet
from ozgcloud.bearbeitung.models import Schlagwort
from ozgcloud.bearbeitung.rules import read_schlagworte
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_version


@in_mandant
def set_schlagworte(actor: Actor, *, vorgang_id: UUID, schlagworte: str, version: int | None = None) -> SchlagworteSet:
    """Write all words of the case, divided by commas; new ones are offered to the whole Mandant from now on.

    Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_version(vorgang.version, version)
    words = read_schlagworte(schlagworte)
    Schlagwort.objects.bulk_create(
        [Schlagwort(mandant_id=vorgang.mandant_id, wort=word) for word in words], ignore_conflicts=True
    )
    mark_vorgang(actor, vorgang_id=vorgang_id, schlagworte=list(words))
    return emit(actor, SchlagworteSet(vorgang_id=vorgang.id, anzahl=len(words)))
