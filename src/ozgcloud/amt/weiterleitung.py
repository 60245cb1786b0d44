"""Where a case came from and went to: on its page, and as a proof to print."""

from typing import Any
from uuid import UUID

from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.core.actor import Actor
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.mandant.queries import get_mandant, list_personen
from ozgcloud.vorgang.rules import Status
from ozgcloud.weiterleitung.queries import (
    find_rueckkehr,
    list_nachweise,
    list_stationen,
    list_vordateien,
    list_vorgeschichte,
)
from ozgcloud.weiterleitung.rules import Zeilenart

ARTEN = {
    Zeilenart.NOTIZ: "Notiz",
    Zeilenart.NACHFORDERUNG: "Nachforderung",
    Zeilenart.ZUARBEIT: "Zuarbeit",
}


def case_context(actor: Actor, fall: Fall) -> dict[str, Any]:
    """What the case page shows of the time before; asks the database only for cases that were ever handed over."""
    if not fall.abgaben:
        return {}
    zeilen = list_vorgeschichte(actor, fall.id)
    return {
        "vorgeschichte": [zeile for zeile in reversed(zeilen) if zeile.art is Zeilenart.EREIGNIS],
        "vortexte": [(zeile, ARTEN[zeile.art]) for zeile in zeilen if zeile.art is not Zeilenart.EREIGNIS],
        "vordateien": [(datei, is_deliverable(datei.scan)) for datei in list_vordateien(actor, fall.id)],
        "stationen": list_stationen(actor, fall.id),
        "rueckkehr": find_rueckkehr(actor, fall.id) if fall.status is Status.WEITERGELEITET else None,
    }


@in_mandant
def load_nachweis(actor: Actor, vorgang_id: UUID) -> dict[str, Any]:
    """The proof of every hand-over of a case, with what identifies it. Raises NotFound."""
    fall, eingang = load_fall(actor, vorgang_id), get_eingang(actor, vorgang_id)
    namen = {person.id: person.name for person in list_personen(actor).values()}
    return {
        "fall": fall,
        "verwaltung": get_mandant(actor.mandant_id or 0).name,
        "sha256": eingang.sha256,
        "dateien": list_anlagen(actor, vorgang_id),
        "nachweise": [
            (one, namen.get(one.person_id, "") if one.person_id else "") for one in list_nachweise(actor, vorgang_id)
        ],
        "stationen": list_stationen(actor, vorgang_id),
    }
