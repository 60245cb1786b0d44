"""Give a case to another Verwaltung."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.events import VorgangForwarded
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, require_version
from ozgcloud.weiterleitung.rules import require_no_open_zuarbeit
from ozgcloud.zuarbeit.marke import open_count


@in_mandant
def forward_case(
    actor: Actor, *, vorgang_id: UUID, ziel: Abgabeziel, begruendung: str, version: int | None = None
) -> VorgangForwarded:
    """Close the case here and have it handed over with all that belongs to it; nobody may still owe it an answer.
    `version` is what the actor looked at.

    Raises NotFound, Forbidden, Conflict, InvalidInput as `forward_vorgang`, and Conflict for an open Zuarbeit.
    """
    # Before anything is said about the case; and locked, so that no Zuarbeit begins meanwhile.
    vorgang = get_vorgang(actor, vorgang_id, schritt=Schritt.WEITERLEITEN, lock=True)
    require_version(vorgang.version, version)
    require_no_open_zuarbeit(open_count(vorgang_id))
    return forward_vorgang(actor, vorgang_id=vorgang_id, ziel=ziel, begruendung=begruendung)
