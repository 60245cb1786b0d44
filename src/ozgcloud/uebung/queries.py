"""Reading the state of a practice Mandant."""

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant.models import Mandant
from ozgcloud.mandant.queries import get_mandant, twin_of
from ozgcloud.uebung.models import Uebungsstand
from ozgcloud.uebung.rules import NO_TWIN, NOT_HERE, person_there


def require_twin(mandant_id: int | None) -> Mandant:
    """The practice twin of a Verwaltung; raises Conflict when it has none."""
    twin = twin_of(mandant_id) if mandant_id is not None else None
    if twin is None:
        raise Conflict(NO_TWIN)
    return twin


def require_practice(mandant_id: int | None) -> Mandant:
    """The twin somebody works in now; raises Conflict everywhere else."""
    mandant = get_mandant(mandant_id or 0)
    if mandant.uebung_von_id is None:
        raise Conflict(NOT_HERE)
    return mandant


def locked_stand() -> Uebungsstand:
    """The state of the open twin, locked; made on first use. Inside its scope."""
    row = Uebungsstand(mandant_id=current_mandant(), geaendert_am=clock.now())
    Uebungsstand.objects.bulk_create([row], ignore_conflicts=True)
    return Uebungsstand.objects.select_for_update().get()


@in_mandant
def get_saat(actor: Actor) -> int:
    """The seed of the next invented case."""
    return Uebungsstand.objects.values_list("saat", flat=True).first() or 1


def other_self(actor: Actor) -> tuple[int, str] | None:
    """Twin and Person under which somebody of a live Mandant practises; None where there is no twin."""
    twin = twin_of(actor.mandant_id) if actor.mandant_id is not None else None
    if twin is None or actor.person_id is None:
        return None
    return twin.id, str(person_there(actor.person_id, twin.id))
