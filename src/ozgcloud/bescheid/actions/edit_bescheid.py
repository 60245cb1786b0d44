"""Change the texts of a draft."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.bescheid.events import BescheidEdited
from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.bescheid.rules import BescheidStatus, require_draft, require_same, require_tenor
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Ergebnis, require_begruendung, require_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Texte:
    """What a caseworker may change in a Bescheid; paragraphs are separated by an empty line."""

    tenor: str
    begruendung: str
    nebenbestimmungen: str
    gebuehr: str


@in_mandant
def edit_bescheid(actor: Actor, *, bescheid_id: UUID, texte: Texte, stand: str = "") -> BescheidEdited:
    """Save the texts; `stand` is the mark of those the form was made from.

    Raises NotFound, Forbidden, InvalidInput, or Conflict when it is no longer a draft or somebody else has saved.
    """
    bescheid = get_bescheid(bescheid_id, lock=True)
    get_vorgang(actor, bescheid.vorgang_id, rolle=Rolle.USER)
    require_draft(BescheidStatus(bescheid.status))
    before = (bescheid.tenor, bescheid.begruendung, bescheid.nebenbestimmungen, bescheid.gebuehr)
    bescheid.tenor = require_tenor(require_text(texte.tenor, "tenor", optional=True))
    bescheid.begruendung = require_begruendung(Ergebnis(bescheid.ergebnis), texte.begruendung)
    bescheid.nebenbestimmungen = require_text(texte.nebenbestimmungen, "nebenbestimmungen", optional=True)
    bescheid.gebuehr = require_text(texte.gebuehr, "gebuehr", optional=True)
    if before != (bescheid.tenor, bescheid.begruendung, bescheid.nebenbestimmungen, bescheid.gebuehr):
        require_same(stand, before)
    bescheid.save(update_fields=("tenor", "begruendung", "nebenbestimmungen", "gebuehr"))
    return emit(actor, BescheidEdited(vorgang_id=bescheid.vorgang_id, bescheid_id=bescheid.id))
