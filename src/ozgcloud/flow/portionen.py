"""Long consequences inside the house, portion by portion."""

from ozgcloud.core.actor import Actor
from ozgcloud.flow.kinds import Anlass
from ozgcloud.stapel.lauf import run_portion


def run_stapel(actor: Actor, anlass: Anlass) -> bool:
    """The next cases of a Stapel."""
    return run_portion(actor, anlass.event.stapel_id)
