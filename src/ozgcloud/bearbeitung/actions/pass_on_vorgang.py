"""Hand a case over within the house."""

from uuid import UUID

from ozgcloud.bearbeitung.events import VorgangPassedOn
from ozgcloud.bearbeitung.models import Weitergabe
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.models import Organisationseinheit
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text, require_version


@in_mandant
def pass_on_vorgang(
    actor: Actor, *, vorgang_id: UUID, einheit_id: UUID | None, begruendung: str, version: int | None = None
) -> VorgangPassedOn:
    """Give the case to another open Organisationseinheit of the same Mandant, with the reason; nobody has it there yet.

    Afterwards the actor sees it only if his Rollen reach there. Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_version(vorgang.version, version)
    text = require_text(begruendung, "begruendung")
    if einheit_id is None or einheit_id == vorgang.organisationseinheit_id or not _is_open(einheit_id):
        raise InvalidInput("Die Stelle fehlt.", {"einheit": "Bitte wählen Sie eine andere Organisationseinheit."})
    von = vorgang.organisationseinheit_id
    weitergabe = Weitergabe.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        von_einheit=von,
        nach_einheit=einheit_id,
        begruendung=text,
        person_id=actor.person_id,
    )
    vorgang.organisationseinheit_id, vorgang.zugewiesen_an, vorgang.gruppe_id = einheit_id, None, None
    vorgang.ungelesen = True
    vorgang.store("organisationseinheit_id", "zugewiesen_an", "gruppe_id", "ungelesen")
    return emit(
        actor,
        VorgangPassedOn(vorgang_id=vorgang.id, weitergabe_id=weitergabe.id, von_einheit=von, nach_einheit=einheit_id),
    )


def _is_open(einheit_id: UUID) -> bool:
    return Organisationseinheit.objects.filter(id=einheit_id, geschlossen_am=None).exists()
