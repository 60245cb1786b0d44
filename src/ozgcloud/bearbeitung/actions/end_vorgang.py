"""End a case without a Bescheid."""

from uuid import UUID

from ozgcloud.bearbeitung.enden import write_ending
from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.bearbeitung.rules import SCHRITTE, Abschlussgrund, require_undecided
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status, next_status, require_text, require_version


@in_mandant
def end_vorgang(
    actor: Actor,
    *,
    vorgang_id: UUID,
    grund: Abschlussgrund,
    begruendung: str,
    fuehrend_id: UUID | None = None,
    version: int | None = None,
) -> VorgangEnded:
    """Close it, and hold what follows for as long as the Online-Dienst holds its letters: until then it can be undone.

    The applicant reads `begruendung`. Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=SCHRITTE[grund], lock=True)
    require_version(vorgang.version, version)
    status = Status(vorgang.status)
    require_undecided(status)
    nach = next_status(status, SCHRITTE[grund])
    abschluss = Abschluss(
        grund=grund.value,
        begruendung=require_text(begruendung, "begruendung"),
        fuehrend_id=fuehrend_id,
        person_id=actor.person_id,
    )
    minuten = dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel).haltezeit_minuten
    return emit(actor, write_ending(actor, vorgang, abschluss, nach=nach, minuten=minuten))
