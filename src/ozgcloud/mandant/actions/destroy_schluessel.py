"""Destroy keys of a Mandant for good."""

from ozgcloud.core import datakeys
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import MandantenschluesselDestroyed


@in_mandant
def destroy_schluessel(actor: Actor, *, before: int | None = None) -> MandantenschluesselDestroyed:
    """Destroy its keys with a number below `before`, or all: then every file of the Mandant is unreadable.

    Raises Forbidden for anybody but the house itself.
    """
    rules.require_house(actor)
    count = datakeys.destroy_keys(nummer_until=None if before is None else before - 1)
    datakeys.forget_keys()
    return emit(actor, MandantenschluesselDestroyed(anzahl=count, alle=before is None))
