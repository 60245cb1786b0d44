"""Draft the Bescheid of a decision."""

from uuid import UUID

from ozgcloud.bescheid.events import BescheidDrafted
from ozgcloud.bescheid.models import Bescheid
from ozgcloud.bescheid.rules import TEMPLATE
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.onlinedienst.queries import texts_at
from ozgcloud.vorgang.models import Entscheidung
from ozgcloud.vorgang.queries import get_vorgang

DEFAULT_TENOR = {
    "bewilligt": "Ihrem Antrag wird entsprochen.",
    "abgelehnt": "Ihr Antrag wird abgelehnt.",
}


@in_mandant
def draft_bescheid(actor: Actor, *, vorgang_id: UUID, entscheidung_id: UUID) -> BescheidDrafted:
    """Make the draft with the texts of the Online-Dienst; a repetition finds the draft already there."""
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    entscheidung = Entscheidung.objects.get(id=entscheidung_id)
    known = Bescheid.objects.filter(entscheidung_id=entscheidung.id).first()
    if known is not None:
        return BescheidDrafted(vorgang_id=vorgang.id, bescheid_id=known.id)
    texte = texts_at(dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel), vorgang.mandant_id)
    bescheid = Bescheid.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        entscheidung_id=entscheidung.id,
        ergebnis=entscheidung.ergebnis,
        tenor=texte.get(f"tenor_{entscheidung.ergebnis}") or DEFAULT_TENOR[entscheidung.ergebnis],
        begruendung=entscheidung.begruendung,
        nebenbestimmungen=texte.get("nebenbestimmungen", "") if entscheidung.ergebnis == "bewilligt" else "",
        gebuehr=texte.get("gebuehr", ""),
        vorlage=TEMPLATE,
    )
    return emit(actor, BescheidDrafted(vorgang_id=vorgang.id, bescheid_id=bescheid.id))
