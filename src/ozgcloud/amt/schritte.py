"""What the address of a step and the form of a decision say."""

from uuid import UUID

from ozgcloud.bearbeitung.rules import ends_undecided
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status


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
def wants_reason(actor: Actor, vorgang_id: UUID, schritt: Schritt) -> bool:
    """Whether this step ends this case undecided, which asks for a reason. Raises NotFound."""
    return ends_undecided(Status(get_vorgang(actor, vorgang_id).status), schritt)
