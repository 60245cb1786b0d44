"""Take a step of the status table that needs nothing but the click."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.reopen_quarantaene import reopen_quarantaene
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.vorgang.events import VorgangMoved
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, Status, next_status, require_version
from ozgcloud.vorgang.zuweisung import FELDER

PLAIN_STEPS = frozenset(
    {
        Schritt.ANNEHMEN,
        Schritt.VERWERFEN,
        Schritt.ZURUECKHOLEN,
        Schritt.BEARBEITEN,
        Schritt.ZURUECKSTELLEN,
        Schritt.WIEDEREROEFFNEN,
        Schritt.ZUM_LOESCHEN_MARKIEREN,
    }
)


@in_mandant
def move_vorgang(actor: Actor, *, vorgang_id: UUID, schritt: Schritt, version: int | None = None) -> VorgangMoved:
    """Move a case along one edge of the status table; `version` is what the actor looked at.

    Raises NotFound, Forbidden, or Conflict when the case has moved on or the step needs more than a click.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=schritt, lock=True)
    require_version(vorgang.version, version)
    if schritt not in PLAIN_STEPS:
        raise Conflict("Dieser Schritt braucht weitere Angaben. Bitte öffnen Sie den Vorgang.")
    von = Status(vorgang.status)
    nach = next_status(von, schritt)
    vorgang.status = nach.value
    if schritt is Schritt.BEARBEITEN and vorgang.zugewiesen_an is None and actor.person_id is not None:
        vorgang.zugewiesen_an, vorgang.gruppe_id = actor.person_id, None
    vorgang.zurueckgestellt_bis = None
    vorgang.store("status", *FELDER, "zurueckgestellt_bis")
    if schritt is Schritt.VERWERFEN:
        settle_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.VERWORFEN)
    if schritt is Schritt.ZURUECKHOLEN:
        reopen_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.VERWORFEN)
    return emit(actor, VorgangMoved(vorgang_id=vorgang.id, schritt=schritt, von=von, nach=nach))
