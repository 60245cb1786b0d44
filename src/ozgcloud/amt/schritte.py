"""From the word in an address to the action behind it."""

from collections.abc import Callable
from uuid import UUID

from ozgcloud.bearbeitung.actions.resume_vorgang import resume_vorgang
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.reopen_vorgang import reopen_vorgang
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.tenancy import in_mandant, mandant_scope
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.actions.unmark_vorgang import unmark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status, require_version

OWN_ACTIONS: dict[Schritt, Callable[..., object]] = {
    Schritt.BEARBEITEN: resume_vorgang,
    Schritt.ABSCHLIESSEN: conclude_vorgang,
    Schritt.WIEDEREROEFFNEN: reopen_vorgang,
    Schritt.LOESCHMARKIERUNG_AUFHEBEN: unmark_vorgang,
}
"""Steps that ask more than the status table; all others are plain moves."""


def read_schritt(text: str) -> Schritt:
    """The step an address names; raises NotFound for a word that is none."""
    if text not in set(Schritt):
        raise NotFound
    return Schritt(text)


def read_ergebnis(text: str) -> Ergebnis:
    """What was chosen; raises InvalidInput when nothing was."""
    if text not in set(Ergebnis):
        raise InvalidInput("Die Entscheidung fehlt.", {"ergebnis": "Bitte wählen Sie, wie Sie entscheiden."})
    return Ergebnis(text)


@in_mandant
def ends_undecided(actor: Actor, vorgang_id: UUID, schritt: Schritt) -> bool:
    """Whether the step would close a case nobody has decided: the applicant is told why, so it asks for a reason.

    Raises NotFound.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    return schritt is Schritt.ABSCHLIESSEN and vorgang.status == Status.IN_BEARBEITUNG.value


def take_step(actor: Actor, vorgang_id: UUID, schritt: Schritt, version: int | None = None) -> None:
    """Take a step that needs nothing but the click; `version` is what the actor looked at.

    Raises NotFound, Forbidden, Conflict.
    """
    action = OWN_ACTIONS.get(schritt)
    if action is None:
        move_vorgang(actor, vorgang_id=vorgang_id, schritt=schritt, version=version)
        return
    with mandant_scope(actor.mandant_id or 0):
        require_version(get_vorgang(actor, vorgang_id, lock=version is not None).version, version)
        action(actor, vorgang_id=vorgang_id)
