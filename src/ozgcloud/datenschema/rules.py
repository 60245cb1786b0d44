"""Who may bring FIM material into the installation."""

from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.errors import Forbidden


def require_import(actor: Actor) -> None:
    """Operators (Leitstand, command line, the system itself) may import; raises Forbidden for all others."""
    if actor.kind not in (ActorKind.OPERATOR, ActorKind.SYSTEM) and not actor.has(Rolle.LEITSTAND):
        raise Forbidden
