"""Write to the other side of a Zuarbeit: ask back, add, remind, answer, decline, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.rules import require_text
from ozgcloud.zuarbeit.ablage import NeueDatei, store_files
from ozgcloud.zuarbeit.events import AntwortSent, BeitragSent
from ozgcloud.zuarbeit.marke import update_mark
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit
from ozgcloud.zuarbeit.queries import get_zuarbeit
from ozgcloud.zuarbeit.rules import LAUFEND, MAX_DATEIEN, Art, Seite, Stand, next_stand

CHANGED = (
    "Inzwischen hat jemand anderes an dieser Zuarbeit geschrieben. Ihr Text ist noch nicht abgesendet. "
    "Bitte lesen Sie, was dazugekommen ist, und senden Sie ihn dann noch einmal."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wort:
    """What is written. `version` is the one the writer has seen; None takes the newest (the house itself)."""

    art: Art
    text: str = field(repr=False)
    dateien: Sequence[NeueDatei] = field(default=(), repr=False)
    version: int | None = None


@in_mandant
def write_beitrag(
    actor: Actor, *, zuarbeit_id: UUID, wort: Wort, beitrag_id: UUID | None = None
) -> BeitragSent | AntwortSent:
    """Keep it here and have it handed over; with `beitrag_id` a second click writes nothing twice.

    Raises NotFound, Forbidden, InvalidInput, and Conflict when it is not possible any more or others wrote meanwhile.
    """
    zuarbeit = get_zuarbeit(actor, zuarbeit_id, lock=True, schreiben=True)
    seite, key = Seite(zuarbeit.seite), beitrag_id or new_id()
    event = _event(zuarbeit, key, wort.art)
    if Beitrag.objects.filter(id=key, zuarbeit_id=zuarbeit.id).exists():
        return event
    stand = next_stand(Stand(zuarbeit.stand), wort.art, seite)
    if wort.version not in (None, zuarbeit.version):
        raise Conflict(CHANGED, code="veraltet")
    text = require_text(wort.text, "text", optional=wort.art in (Art.RUECKNAHME, Art.ERINNERUNG))
    if len(wort.dateien) > MAX_DATEIEN:
        raise InvalidInput("Zu viele Dateien.", {"datei": f"Höchstens {MAX_DATEIEN} Dateien auf einmal."})
    Beitrag.objects.create(
        id=key,
        mandant_id=zuarbeit.mandant_id,
        zuarbeit_id=zuarbeit.id,
        seite=seite.value,
        art=wort.art.value,
        person_id=actor.person_id,
        text=text,
        erstellt_am=clock.now(),
    )
    store_files(zuarbeit.id, key, wort.dateien)
    advance(zuarbeit, stand, wort.art)
    if zuarbeit.vorgang_id is not None:
        update_mark(actor, zuarbeit.vorgang_id)
    return emit(actor, event)


def advance(zuarbeit: Zuarbeit, stand: Stand, art: Art) -> None:
    """Write where it stands after a Beitrag; the end is noted once."""
    zuarbeit.stand = stand.value
    if stand not in LAUFEND and zuarbeit.beendet_am is None:
        zuarbeit.beendet_am = clock.now()
    if art is Art.ERINNERUNG:
        zuarbeit.erinnert_am = clock.now()
    zuarbeit.store("stand", "beendet_am", "erinnert_am")


def _event(zuarbeit: Zuarbeit, beitrag_id: UUID, art: Art) -> BeitragSent | AntwortSent:
    if zuarbeit.vorgang_id is None:
        return AntwortSent(
            zuarbeit_id=zuarbeit.id, beitrag_id=beitrag_id, art=art, ziel_mandant=zuarbeit.gegen_mandant_id
        )
    return BeitragSent(
        vorgang_id=zuarbeit.vorgang_id,
        zuarbeit_id=zuarbeit.id,
        beitrag_id=beitrag_id,
        art=art,
        ziel_mandant=zuarbeit.gegen_mandant_id,
    )
