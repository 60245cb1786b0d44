"""Zuarbeit as the case page shows it."""

from typing import Any

from ozgcloud.amt.fall import Fall
from ozgcloud.core.actor import Actor


def case_context(actor: Actor, fall: Fall) -> dict[str, Any]:
    """What `amt/_zuarbeit.html` shows of a case the actor may see; inside the Mandant's scope."""
    return {}
