"""Take a step of the status table, whatever it asks for beyond the table."""

from uuid import UUID

from ozgcloud.bearbeitung.actions.end_vorgang import end_vorgang
from ozgcloud.bearbeitung.actions.postpone_vorgang import postpone_vorgang
from ozgcloud.bearbeitung.actions.resume_vorgang import resume_vorgang
from ozgcloud.bearbeitung.rules import Abschlussgrund, ends_undecided
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.reopen_vorgang import reopen_vorgang
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.postfach.actions.discard_vorgang import discard_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.actions.unmark_vorgang import unmark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, Status, require_version


@in_mandant
def step_vorgang(
    actor: Actor, *, vorgang_id: UUID, schritt: Schritt, begruendung: str = "", version: int | None = None
) -> None:
    """The one table of steps beneath all doors. `version` is what the actor looked at; `begruendung` is what the
    applicant reads where the step ends the case undecided.

    Raises NotFound, Forbidden, InvalidInput without that reason, Conflict when the case has moved on.
    """
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    require_version(vorgang.version, version)
    match schritt:
        case _ if ends_undecided(Status(vorgang.status), schritt):
            end_vorgang(actor, vorgang_id=vorgang_id, grund=Abschlussgrund.OHNE_BESCHEID, begruendung=begruendung)
        case Schritt.ABSCHLIESSEN:
            conclude_vorgang(actor, vorgang_id=vorgang_id)
        case Schritt.BEARBEITEN:
            resume_vorgang(actor, vorgang_id=vorgang_id)
        case Schritt.ZURUECKSTELLEN:
            postpone_vorgang(actor, vorgang_id=vorgang_id, bis=None)
        case Schritt.WIEDEREROEFFNEN:
            reopen_vorgang(actor, vorgang_id=vorgang_id)
        case Schritt.VERWERFEN:
            discard_vorgang(actor, vorgang_id=vorgang_id, begruendung=begruendung)
        case Schritt.LOESCHMARKIERUNG_AUFHEBEN:
            unmark_vorgang(actor, vorgang_id=vorgang_id)
        case _:
            move_vorgang(actor, vorgang_id=vorgang_id, schritt=schritt)
