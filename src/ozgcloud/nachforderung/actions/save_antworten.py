"""Keep what the citizen has written so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import locked_for_citizen
from ozgcloud.nachforderung.models import Posten
from ozgcloud.nachforderung.queries import posten_of
from ozgcloud.nachforderung.rules.stand import (
    BEI_ANTRAGSTELLER,
    Postenzustand,
    fassung_of,
    require_antwort,
    require_fassung,
)


@dataclass(frozen=True, slots=True)
class Antwort:
    """What stands in the form for one item: an answer in words, or why there is none.

    `gesehen` is the version (`fassung_of`) that was saved when the form was shown; empty: whatever it was.
    """

    text: str = field(default="", repr=False)
    fehlt_weil: str = field(default="", repr=False)
    gesehen: str = ""


@in_mandant
def save_antworten(actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, antworten: Mapping[UUID, Antwort]) -> int:
    """Save texts for items that are the citizen's turn, without sending them; returns how many. Others stay.

    Raises NotFound, Conflict when the request has ended, InvalidInput for a text that is too long or would overwrite
    another that the citizen has saved meanwhile (two windows).
    """
    locked_for_citizen(vorgang_id, nachforderung_id)
    mine = [one for one in posten_of(nachforderung_id) if one.id in antworten and _is_open(one)]
    require_all(*(partial(_cleaned, one, antworten[one.id]) for one in mine))
    for one in mine:
        cleaned = _cleaned(one, antworten[one.id])
        one.antwort, one.fehlt_weil = cleaned.text, cleaned.fehlt_weil
        one.save(update_fields=("antwort", "fehlt_weil"))
    return len(mine)


def _is_open(one: Posten) -> bool:
    return Postenzustand(one.zustand) in BEI_ANTRAGSTELLER


def _cleaned(one: Posten, antwort: Antwort) -> Antwort:
    feld = f"text-{one.id}"
    cleaned = Antwort(require_antwort(antwort.text, feld), require_antwort(antwort.fehlt_weil, f"weil-{one.id}"))
    saved = (one.antwort, one.fehlt_weil)
    if antwort.gesehen and (cleaned.text, cleaned.fehlt_weil) != saved:
        require_fassung(antwort.gesehen, fassung_of(*saved), feld)
    return cleaned
