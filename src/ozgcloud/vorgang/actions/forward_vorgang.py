"""Give a case to another office: because it is competent, or because the matter belongs there."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.vorgang.events import VorgangForwarded
from ozgcloud.vorgang.models import Abgabe, Richtung, Vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, Status, next_status, require_text
from ozgcloud.zustaendigkeit.queries.stellen import list_zielstellen

NOTHING_LEAVES = (
    "Im Übungsmodus verlässt nichts das Haus: An eine andere Verwaltung lässt sich hier nichts weiterleiten. "
    "Um Zuarbeit bitten können Sie die Organisationseinheiten des Übungsmandanten."
)


@dataclass(frozen=True, slots=True)
class Abgabeziel:
    """The office that shall have the case; without Organisationseinheit the Verwaltung as a whole."""

    mandant_id: int
    organisationseinheit_id: UUID | None


@in_mandant
def forward_vorgang(actor: Actor, *, vorgang_id: UUID, ziel: Abgabeziel, begruendung: str) -> VorgangForwarded:
    """Close the case here for good and have a copy handed over, with its number and day of receipt (§ 3 VwVfG).

    The copy follows from the event. Raises NotFound, Forbidden, Conflict, or InvalidInput for an office the public
    rules of the Land do not name, and for a missing reason.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=Schritt.WEITERLEITEN, lock=True)
    status = next_status(Status(vorgang.status), Schritt.WEITERLEITEN)
    _require_target(vorgang, ziel)
    abgabe = Abgabe.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        richtung=Richtung.AB,
        gegen_mandant_id=ziel.mandant_id,
        gegen_vorgang_id=new_id(),
        gegen_einheit_id=ziel.organisationseinheit_id,
        person_id=actor.require_person(),
        begruendung=require_text(begruendung, "begruendung"),
    )
    vorgang.status = status.value
    vorgang.store("status")
    settle_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.ABGEGEBEN)
    return emit(
        actor,
        VorgangForwarded(
            vorgang_id=vorgang.id,
            abgabe_id=abgabe.id,
            leistung=int(vorgang.leistung_schluessel),
            gebiet=int(vorgang.gebiet_ars),
            ziel_mandant=ziel.mandant_id,
            ziel_vorgang_id=abgabe.gegen_vorgang_id,
        ),
    )


def _require_target(vorgang: Vorgang, ziel: Abgabeziel) -> None:
    """Public rules say which offices there are; a case never goes back to where it lies, and none leaves practice."""
    mandant = get_mandant(vorgang.mandant_id)
    if mandant.uebung_von_id is not None:
        raise Conflict(NOTHING_LEAVES, code="uebung")
    stellen = list_zielstellen(mandant.land_id)
    known = {(stelle.mandant_id, stelle.organisationseinheit_id) for stelle in stellen}
    if (ziel.mandant_id, ziel.organisationseinheit_id) not in known or ziel.mandant_id == vorgang.mandant_id:
        raise InvalidInput("Diese Stelle gibt es nicht.", {"stelle": "Bitte wählen Sie eine Stelle aus der Liste."})
