"""Who may touch an Abonnement."""

from uuid import UUID

from ozgcloud.core.actor import Actor, ActorKind, require_operator
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.schnittstelle.queries import find_zugriff, get_client
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff

PRACTICE = (
    "Testzugängen senden wir nichts zu, denn im Übungsbetrieb verlässt nichts das System. Bitte rufen Sie die "
    "Ereignisse ab: GET /api/v1/ereignisse."
)


def require_owner(actor: Actor, client_id: UUID) -> None:
    """The machine it belongs to, or an operator; raises NotFound for another machine, Forbidden for anybody else."""
    if actor.kind is not ActorKind.MASCHINE:
        require_operator(actor)
    elif actor.id != str(client_id):
        raise NotFound("Dieses Abonnement gibt es nicht.")


def require_real(client_id: UUID) -> None:
    """Not a test machine: nothing is sent out of practice. Raises NotFound, Conflict (`uebung`)."""
    if get_client(client_id).uebung:
        raise Conflict(PRACTICE, code="uebung")


def require_whole(zugriff: Zugriff) -> UUID:
    """The id of a machine that may order events: its webhooks get all it may see, so a token for less is refused."""
    whole = find_zugriff(zugriff.client_id)
    if whole is not None and Befugnis.EREIGNISSE in whole.befugnisse:
        zugriff.require(Befugnis.EREIGNISSE)
    return zugriff.client_id
