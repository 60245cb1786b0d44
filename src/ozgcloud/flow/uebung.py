"""What follows when the clock of a practice Mandant jumps: everything that is due by then, at once."""

from typing import Any

from ozgcloud.core.actor import Actor
from ozgcloud.flow import fristen, zuarbeit
from ozgcloud.flow.kinds import Anlass


def prepare_faelliges(actor: Actor, _anlass: Anlass) -> int:
    """The twin whose clock has jumped."""
    return actor.mandant_id or 0


def run_faelliges(_actor: Actor, _anlass: Anlass, mandant_id: int) -> int:
    """Remind of what is due at its new time; each reminder in a transaction of its own, each once."""
    return fristen.remind_in(mandant_id) + zuarbeit.remind_in(mandant_id)


def record_faelliges(_actor: Actor, _anlass: Anlass, count: int) -> dict[str, Any]:
    """How many were reminded."""
    return {"erinnert": count}
