"""Everything on the page of a case, read in one transaction."""

from typing import Any
from uuid import UUID

from ozgcloud.amt import nachforderung, zuarbeit
from ozgcloud.amt.bescheidblatt import load_blaetter
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.historie import load_historie
from ozgcloud.amt.quarantaene import case_context
from ozgcloud.amt.teile import TITEL, Teil, address
from ozgcloud.amt.texte import pruefung
from ozgcloud.amt.uebergaben import list_fall
from ozgcloud.core.actor import Actor
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.eingang.formular import delivered_entries, eintraege_of, label_of, sender_of
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.eingang.rules import DARSTELLUNG, OHNE_SCHEMA
from ozgcloud.mandant.queries import list_personen
from ozgcloud.postfach.queries import list_dokumente, list_nachrichten
from ozgcloud.vorgang.queries import list_notizen


@in_mandant
def load_fallseite(actor: Actor, vorgang_id: UUID, *, mit_lesen: bool = False) -> dict[str, Any]:
    """The template context of a case page; opening it is logged. Raises NotFound."""
    fall = load_fall(actor, vorgang_id)
    context = {
        "fall": fall,
        "hinweise": case_context(fall.hinweise, darf=fall.darf_bearbeiten),
        **_antrag(actor, fall),
        **_nachrichten(actor, fall),
        **_bescheid(actor, fall),
        **nachforderung.case_context(actor, fall),
        **zuarbeit.case_context(actor, fall),
        "uebergaben": list_fall(actor, fall.id),
        "historie": load_historie(actor, fall.id, mit_lesen=mit_lesen),
        "mit_lesen": mit_lesen,
    }
    return {**context, "sprungziele": _jumps(context)}


def _jumps(context: dict[str, Any]) -> list[tuple[str, str, bool, int]]:
    """Links to the parts that have something to show, with how much."""
    counts = {teil: len(context.get(teil.value) or ()) for teil in (Teil.DATEIEN, Teil.NACHRICHTEN, Teil.NOTIZEN)}
    empty = {teil for teil in (Teil.NACHFORDERUNG, Teil.ZUARBEIT) if teil.value not in context}
    return [(TITEL[teil], f"#{teil.value}", False, counts.get(teil, 0)) for teil in Teil if teil not in empty]


def _antrag(actor: Actor, fall: Fall) -> dict[str, Any]:
    eingang, anlagen = get_eingang(actor, fall.id), list_anlagen(actor, fall.id)
    return {
        "eintraege": eintraege_of(eingang),
        "geliefert": delivered_entries(eingang) if eingang.datenschema_id != OHNE_SCHEMA else (),
        "absender": sender_of(eingang),
        "darstellungen": [anlage for anlage in anlagen if anlage.adresse.startswith(DARSTELLUNG)],
        "datei_basis": f"{address(fall.id)}datei/",
        "dateien": [
            (anlage, label_of(eingang, anlage.adresse), pruefung(anlage.scan), is_deliverable(anlage.scan))
            for anlage in anlagen
        ],
        "dokumente": list_dokumente(actor, fall.id),
    }


def _nachrichten(actor: Actor, fall: Fall) -> dict[str, Any]:
    namen = {person.id: person.name for person in list_personen(actor).values()}
    return {
        "nachrichten": [
            (n, namen.get(n.person_id, "") if n.person_id else "") for n in list_nachrichten(actor, fall.id)
        ],
        "nachricht": {"schluessel": new_id(), "texte": {}, "fehler": {}},
        "notizen": [(notiz, namen.get(notiz.person_id, "")) for notiz in list_notizen(actor, fall.id)],
        "notiz": {"schluessel": new_id(), "texte": {}, "fehler": {}},
    }


def _bescheid(actor: Actor, fall: Fall) -> dict[str, Any]:
    blaetter = load_blaetter(actor, fall.id)
    texte = blaetter.aktuell.texte if blaetter.aktuell else {}
    return {"blaetter": blaetter, "bescheid": {"texte": texte, "fehler": {}}}
