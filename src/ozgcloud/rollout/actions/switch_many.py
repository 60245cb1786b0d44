"""Take many Online-Dienste a phase further at many Mandanten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.rollout.actions.set_phase import set_phase
from ozgcloud.rollout.rules import Phase

MAX_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Ergebnis:
    """How one pair ended: `grund` says why it was refused, empty when it was done."""

    mandant_id: int
    onlinedienst_id: UUID
    grund: str


def switch_many(
    actor: Actor, *, mandanten: Sequence[int], dienste: Sequence[UUID], phase: Phase, am: date
) -> list[Ergebnis]:
    """Set the phase for every pair, each in a transaction of its own: a refused one does not hold up the others.

    Raises Forbidden, or InvalidInput for nothing chosen or more than 500 pairs at once.
    """
    require_operator(actor)
    pairs = [(mandant_id, dienst_id) for mandant_id in mandanten for dienst_id in dienste]
    require_pairs(len(pairs))
    return [Ergebnis(m, d, _try(actor, m, d, phase, am)) for m, d in pairs]


def require_pairs(many: int) -> None:
    """Raises InvalidInput for none or too many."""
    if not many:
        raise InvalidInput("Bitte wählen Sie mindestens eine Verwaltung und einen Online-Dienst aus.")
    if many > MAX_PAIRS:
        raise InvalidInput(f"Das sind {many} Schritte. Bitte wählen Sie höchstens {MAX_PAIRS} auf einmal aus.")


def _try(actor: Actor, mandant_id: int, onlinedienst_id: UUID, phase: Phase, am: date) -> str:
    try:
        set_phase(actor, mandant_id=mandant_id, onlinedienst_id=onlinedienst_id, phase=phase, am=am)
    except OzgError as error:
        return error.meldung
    return ""
