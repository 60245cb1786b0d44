"""What several actions do with a request once they may: write items, tell the citizen, keep the mark of the case."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.nachforderung.events import PostenAccepted
from ozgcloud.nachforderung.models import Nachforderung, Posten
from ozgcloud.nachforderung.queries import CONCEALED, get_nachforderung, posten_of, zustaende_of
from ozgcloud.nachforderung.rules.stand import (
    BEI_ANTRAGSTELLER,
    NOT_ASKED,
    OFFENE_FAELLE,
    Postenzustand,
    Zustand,
    is_waiting,
)
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.actions.mark_vorgang import Marken, mark_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status

ANTRAGSTELLER = "antragsteller"


def land_of(mandant_id: int) -> str:
    """The two letters of the Land whose holidays count."""
    return str(get_mandant(mandant_id).land.kuerzel)


def write_posten(nachforderung: Nachforderung, stellen: Sequence[Fehlstelle], *, ab: int = 1) -> list[Posten]:
    """Add items in this order, numbered from `ab`."""
    return Posten.objects.bulk_create(
        Posten(
            mandant_id=nachforderung.mandant_id,
            nachforderung_id=nachforderung.id,
            nummer=nummer,
            art=stelle.art.value,
            titel=stelle.titel,
            hinweis=stelle.hinweis,
            adresse=stelle.adresse,
        )
        for nummer, stelle in enumerate(stellen, start=ab)
    )


def next_nummer(vorgang_id: UUID) -> int:
    """The number of the next request of a case whose row is locked."""
    last = Nachforderung.objects.filter(vorgang_id=vorgang_id).order_by("-nummer").first()
    return last.nummer + 1 if last else 1


def missing_titles(nachforderung_id: UUID) -> list[str]:
    """What the citizen still owes, in order."""
    return [one.titel for one in posten_of(nachforderung_id) if Postenzustand(one.zustand) in BEI_ANTRAGSTELLER]


def tell(actor: Actor, nachforderung: Nachforderung, betreff: str, text: str, anlass: str) -> None:
    """A message to the citizen; the same `anlass` of the same request is told once."""
    send_nachricht(
        actor,
        vorgang_id=nachforderung.vorgang_id,
        betreff=betreff,
        text=text,
        nachricht_id=uuid5(nachforderung.id, anlass),
    )


def mark_waiting(actor: Actor, nachforderung: Nachforderung, *, neues: bool = False) -> None:
    """Set or take the mark of the case after a change; `neues`: there is something the office has not seen.

    The house does it, for a citizen has no Rolle in the case. A mark that waits for an office stays.
    """
    house, vorgang_id = system_actor(actor.mandant_id), nachforderung.vorgang_id
    marken: Marken = {"ungelesen": True} if neues else {}
    if nachforderung.zustand == Zustand.OFFEN.value and is_waiting(zustaende_of(nachforderung.id)):
        marken["wartet_auf"] = ANTRAGSTELLER
    elif get_vorgang(house, vorgang_id, lock=True).wartet_auf == ANTRAGSTELLER:
        marken["wartet_auf"] = ""
    mark_vorgang(house, vorgang_id=vorgang_id, **marken)


def locked_for_citizen(vorgang_id: UUID, nachforderung_id: UUID) -> Nachforderung:
    """An open request of an open case, for the citizen whose access was checked at the door.

    Locks the case first, so that it is not decided or given away now. Raises NotFound, Conflict.
    """
    status = Vorgang.objects.select_for_update().filter(id=vorgang_id).values_list("status", flat=True).first()
    if status is None:
        raise NotFound
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True)
    if Zustand(nachforderung.zustand) in CONCEALED:
        raise NotFound
    if nachforderung.zustand != Zustand.OFFEN.value or Status(status) not in OFFENE_FAELLE:
        raise Conflict(NOT_ASKED, code="nicht-offen")
    return nachforderung


def get_posten(nachforderung: Nachforderung, posten_id: UUID) -> Posten:
    """One item of this very request, locked; raises NotFound."""
    posten = Posten.objects.select_for_update().filter(id=posten_id, nachforderung_id=nachforderung.id).first()
    if posten is None:
        raise NotFound
    return posten


def accept(actor: Actor, nachforderung: Nachforderung, posten: Posten) -> PostenAccepted:
    """What was sent for an item is enough."""
    posten.zustand, posten.geprueft_am = Postenzustand.ANGENOMMEN.value, clock.now()
    posten.geprueft_von = actor.person_id
    posten.save()
    ids = {"vorgang_id": nachforderung.vorgang_id, "nachforderung_id": nachforderung.id}
    return emit(actor, PostenAccepted(**ids, posten_id=posten.id))


def end(nachforderung: Nachforderung, zustand: Zustand) -> None:
    """Close a request for good."""
    nachforderung.zustand, nachforderung.beendet_am = zustand.value, clock.now()
    nachforderung.store("zustand", "beendet_am")
