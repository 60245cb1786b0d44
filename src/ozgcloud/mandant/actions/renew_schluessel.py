"""Give a Mandant a new key for its files."""

from ozgcloud.core import datakeys
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import MandantenschluesselRenewed


@in_mandant
def renew_schluessel(actor: Actor) -> MandantenschluesselRenewed:
    """One more key, which wraps from now on; the files follow step by step (`core.rotation`).

    Raises Forbidden for anybody but the house itself.
    """
    rules.require_house(actor)
    return emit(actor, MandantenschluesselRenewed(nummer=datakeys.add_key().nummer))
