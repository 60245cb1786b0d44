"""Hand a case over within the house."""

from uuid import UUID

from ozgcloud.bearbeitung.events import VorgangPassedOn
from ozgcloud.bearbeitung.models import Weitergabe
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.eingabe import require_all
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
    von = vorgang.organisationseinheit_id
    require_all(lambda: _require_other(einheit_id, von), lambda: require_text(begruendung, "begruendung"))
    nach = _require_other(einheit_id, von)
    weitergabe = Weitergabe.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        von_einheit=von,
        nach_einheit=nach,
        begruendung=require_text(begruendung, "begruendung"),
        person_id=actor.person_id,
    )
    vorgang.organisationseinheit_id, vorgang.zugewiesen_an, vorgang.gruppe_id = nach, None, None
    vorgang.ungelesen = True
    vorgang.store("organisationseinheit_id", "zugewiesen_an", "gruppe_id", "ungelesen")
    return emit(
        actor,
        VorgangPassedOn(vorgang_id=vorgang.id, weitergabe_id=weitergabe.id, von_einheit=von, nach_einheit=nach),
    )


def _require_other(einheit_id: UUID | None, von: UUID | None) -> UUID:
    open_ones = Organisationseinheit.objects.filter(geschlossen_am=None)
    if einheit_id is None or einheit_id == von or not open_ones.filter(id=einheit_id).exists():
        raise InvalidInput("Die Stelle fehlt.", {"einheit": "Bitte wählen Sie eine andere Organisationseinheit."})
    return einheit_id
