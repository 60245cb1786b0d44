"""Everything on the page of a case, read in one transaction and each record once."""

from typing import Any
from uuid import UUID

from ozgcloud.amt import nachforderung, weiterleitung, zuarbeit
from ozgcloud.amt.bearbeitung import ending_words, form_choices, work_sheet
from ozgcloud.amt.bescheidblatt import make_blaetter
from ozgcloud.amt.fall import Fallakte, load_fallakte
from ozgcloud.amt.historie import load_historie
from ozgcloud.amt.kopf import describe
from ozgcloud.amt.quarantaene import case_context
from ozgcloud.amt.teile import TITEL, Teil, address
from ozgcloud.amt.texte import pruefung
from ozgcloud.amt.uebergaben import show_fall
from ozgcloud.amt.vorschaubild import preview_kind
from ozgcloud.bearbeitung.rules import NOTIZARTEN
from ozgcloud.core.actor import Actor
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.eingang.formular import delivered_entries, dienst_of, eintraege_of, label_of, sender_of
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.eingang.rules import DARSTELLUNG, OHNE_SCHEMA
from ozgcloud.postfach.queries import list_dokumente, list_nachrichten
from ozgcloud.vorgang.rules import Status


@in_mandant
def load_fallseite(actor: Actor, vorgang_id: UUID, *, mit_lesen: bool = False) -> dict[str, Any]:
    """The template context of a case page; opening it is logged. Raises NotFound."""
    akte = load_fallakte(actor, vorgang_id)
    fall, umfeld = akte.fall, akte.umfeld
    context = {
        "fall": fall,
        "wer": describe(actor, umfeld.haus, umfeld.namen.get(actor.person_id or UUID(int=0), "")),
        "hinweise": case_context(fall.hinweise, darf=fall.darf_bearbeiten),
        **_antrag(actor, akte),
        **_texte(actor, akte),
        **_bescheid(akte),
        **_arbeit(akte),
        **nachforderung.case_context(actor, fall),
        **zuarbeit.case_context(actor, fall),
        **weiterleitung.case_context(actor, fall),
        "uebergaben": show_fall(umfeld.lieferungen),
        "historie": load_historie(actor, fall.id, mit_lesen=mit_lesen, namen={**umfeld.namen, **umfeld.einheiten}),
        "mit_lesen": mit_lesen,
    }
    return {**context, "sprungziele": _jumps(context)}


def _jumps(context: dict[str, Any]) -> list[tuple[str, str, bool, int]]:
    """Links to the parts that have something to show, with how much."""
    shown = (Teil.DATEIEN, Teil.NACHRICHTEN, Teil.NOTIZEN)
    counts = {teil: len(context[teil.value]) for teil in shown}
    empty = {teil for teil in (Teil.NACHFORDERUNG, Teil.ZUARBEIT) if teil.value not in context}
    # Wide pages show the side beside the case; on a telephone it is the far end of the page.
    side = [("Bearbeitung", "#bearbeitung", False, 0)] if context["fall"].darf_bearbeiten else []
    return [(TITEL[teil], f"#{teil.value}", False, counts.get(teil, 0)) for teil in Teil if teil not in empty] + side


def _antrag(actor: Actor, akte: Fallakte) -> dict[str, Any]:
    eingang, anlagen = akte.eingang, list_anlagen(actor, akte.fall.id)
    locked = frozenset(str(anlage.datei_id) for anlage in anlagen if not is_deliverable(anlage.scan))
    return {
        "eintraege": eintraege_of(eingang),
        "geliefert": delivered_entries(eingang) if eingang.datenschema_id != OHNE_SCHEMA else (),
        "absender": sender_of(eingang),
        "darstellungen": [
            anlage
            for anlage in anlagen
            if anlage.adresse.startswith(DARSTELLUNG) and str(anlage.datei_id) not in locked
        ],
        "datei_basis": f"{address(akte.fall.id)}datei/",
        "gesperrt": locked,
        "dateien": [
            {
                "anlage": anlage,
                "feld": label_of(eingang, anlage.adresse),
                "pruefung": pruefung(anlage.scan),
                "abrufbar": str(anlage.datei_id) not in locked,
                "vorschau": preview_kind(anlage.medientyp),
            }
            for anlage in anlagen
        ],
        "dokumente": list_dokumente(actor, akte.fall.id) if any(row.datei_id for row in akte.bescheide) else (),
    }


def _texte(actor: Actor, akte: Fallakte) -> dict[str, Any]:
    """Messages and notes with the names of their writers, and an empty form for each."""
    namen, arbeit = akte.umfeld.namen, akte.arbeit
    return {
        "nachrichten": [
            (nachricht, namen.get(nachricht.person_id, "") if nachricht.person_id else "")
            for nachricht in list_nachrichten(actor, akte.fall.id)
        ],
        "nachricht": {"schluessel": new_id(), "texte": {}, "fehler": {}},
        "notizen": [
            {
                "notiz": notiz,
                "name": namen.get(notiz.person_id, ""),
                "art": NOTIZARTEN[arbeit.notizarten[notiz.id]] if notiz.id in arbeit.notizarten else "Notiz",
                "dateien": [
                    (datei, is_deliverable(datei.scan), preview_kind(datei.medientyp), pruefung(datei.scan))
                    for datei in arbeit.notizdateien
                    if datei.notiz_id == notiz.id
                ],
            }
            for notiz in akte.umfeld.notizen
        ],
        "notiz": {"schluessel": new_id(), "texte": {}, "fehler": {}},
    }


def _bescheid(akte: Fallakte) -> dict[str, Any]:
    """The hold is asked for only where a draft says what it is."""
    hold = 0
    if akte.fall.status is Status.BESCHIEDEN:
        hold = dienst_of(akte.onlinedienst_id, akte.leistung_schluessel).haltezeit_minuten
    umfeld = akte.umfeld
    blaetter = make_blaetter(akte.fall.status, akte.bescheide, umfeld.entscheidung_id, umfeld.namen, hold)
    texte = blaetter.aktuell.texte if blaetter.aktuell else {}
    return {"blaetter": blaetter, "bescheid": {"texte": texte, "fehler": {}}}


def _arbeit(akte: Fallakte) -> dict[str, Any]:
    """Days, Checkliste, words, and what the small forms offer."""
    empty: dict[str, Any] = {"texte": {}, "fehler": {}}
    return {
        "arbeit": akte.arbeit,
        "blatt": work_sheet(akte.arbeit, akte.umfeld.namen),
        "auswahl": form_choices(akte.fall),
        "ende": ending_words(akte.arbeit),
        **dict.fromkeys(("wiedervorlage", "frist", "checkliste", "merkmale"), empty),
    }
