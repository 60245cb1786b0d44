"""The parts of a case page: one address and one content each, put together in one transaction."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.urls import reverse

from ozgcloud.amt.bescheidblatt import load_blaetter
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.historie import load_historie
from ozgcloud.amt.quarantaene import case_context
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


class Teil(StrEnum):
    """The parts of a case page; the value is the end of the address."""

    ANTRAG = "antrag"
    DATEIEN = "dateien"
    NACHRICHTEN = "nachrichten"
    NOTIZEN = "notizen"
    BESCHEID = "bescheid"
    UEBERGABEN = "uebergaben"
    HISTORIE = "historie"


TITEL = {
    Teil.ANTRAG: "Antrag",
    Teil.DATEIEN: "Dateien",
    Teil.NACHRICHTEN: "Nachrichten",
    Teil.NOTIZEN: "Notizen",
    Teil.BESCHEID: "Bescheid",
    Teil.UEBERGABEN: "Übergaben",
    Teil.HISTORIE: "Historie",
}


@in_mandant
def load_teil(actor: Actor, vorgang_id: UUID, teil: Teil) -> dict[str, Any]:
    """The template context of one part of a case page; opening it is logged. Raises NotFound."""
    fall = load_fall(actor, vorgang_id)
    return {
        "fall": fall,
        "teil": teil,
        "titel": TITEL[teil],
        "hinweise": case_context(fall.hinweise, darf=fall.darf_bearbeiten),
        "reiter": _tabs(actor, fall, teil),
        **INHALT[teil](actor, fall),
    }


def address(vorgang_id: UUID, teil: Teil = Teil.ANTRAG) -> str:
    """Where a part of a case page is."""
    return reverse(f"amt:{teil.value}", args=(vorgang_id,))


def _tabs(actor: Actor, fall: Fall, current: Teil) -> list[tuple[str, str, bool, int]]:
    counts = {
        Teil.DATEIEN: len(list_anlagen(actor, fall.id)),
        Teil.NACHRICHTEN: len(list_nachrichten(actor, fall.id)),
        Teil.NOTIZEN: len(list_notizen(actor, fall.id)),
    }
    return [(TITEL[teil], address(fall.id, teil), teil is current, counts.get(teil, 0)) for teil in Teil]


def _antrag(actor: Actor, fall: Fall) -> dict[str, Any]:
    eingang = get_eingang(actor, fall.id)
    return {
        "eintraege": eintraege_of(eingang),
        "geliefert": delivered_entries(eingang) if eingang.datenschema_id != OHNE_SCHEMA else (),
        "absender": sender_of(eingang),
        "darstellungen": [a for a in list_anlagen(actor, fall.id) if a.adresse.startswith(DARSTELLUNG)],
        "datei_basis": f"{address(fall.id)}datei/",
    }


def _dateien(actor: Actor, fall: Fall) -> dict[str, Any]:
    eingang = get_eingang(actor, fall.id)
    anlagen = [
        (anlage, label_of(eingang, anlage.adresse), pruefung(anlage.scan), is_deliverable(anlage.scan))
        for anlage in list_anlagen(actor, fall.id)
    ]
    return {
        "anlagen": anlagen,
        "dokumente": list_dokumente(actor, fall.id),
    }


def _nachrichten(actor: Actor, fall: Fall) -> dict[str, Any]:
    personen = list_personen(actor)
    thread = [
        (nachricht, personen[nachricht.person_id].name if nachricht.person_id in personen else "")
        for nachricht in list_nachrichten(actor, fall.id)
    ]
    return {"nachrichten": thread, "schluessel": new_id(), "texte": {}, "fehler": {}}


def _notizen(actor: Actor, fall: Fall) -> dict[str, Any]:
    personen = list_personen(actor)
    notes = [
        (notiz, personen[notiz.person_id].name if notiz.person_id in personen else "")
        for notiz in list_notizen(actor, fall.id)
    ]
    return {"notizen": notes, "schluessel": new_id(), "texte": {}, "fehler": {}}


def _bescheid(actor: Actor, fall: Fall) -> dict[str, Any]:
    blaetter = load_blaetter(actor, fall.id)
    return {"blaetter": blaetter, "texte": blaetter.aktuell.texte if blaetter.aktuell else {}, "fehler": {}}


def _uebergaben(actor: Actor, fall: Fall) -> dict[str, Any]:
    return {"uebergaben": list_fall(actor, fall.id)}


def _historie(actor: Actor, fall: Fall) -> dict[str, Any]:
    return {"historie": load_historie(actor, fall.id, mit_lesen=False), "mit_lesen": False}


INHALT: dict[Teil, Callable[[Actor, Fall], dict[str, Any]]] = {
    Teil.ANTRAG: _antrag,
    Teil.DATEIEN: _dateien,
    Teil.NACHRICHTEN: _nachrichten,
    Teil.NOTIZEN: _notizen,
    Teil.BESCHEID: _bescheid,
    Teil.UEBERGABEN: _uebergaben,
    Teil.HISTORIE: _historie,
}
