"""Let a case that was handed over go on where the citizen left it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.postfach.events import NachrichtSent
from ozgcloud.postfach.models import Nachricht, Richtung, Zeitpunkt
from ozgcloud.postfach.queries import Nachrichtzeile
from ozgcloud.postfach.rules import BETREFF_UEBERNAHME, EINGEGANGEN, UEBERNOMMEN, takeover_text
from ozgcloud.vorgang.queries import get_vorgang


@dataclass(frozen=True, slots=True)
class Vorgeschichte:
    """What there was at the other office: its name, its reason, the day of receipt, and the messages, oldest first."""

    von: str
    begruendung: str = field(repr=False)
    eingegangen_am: datetime
    nachrichten: Sequence[Nachrichtzeile] = field(repr=False)


@in_mandant
def take_over_nachrichten(actor: Actor, *, vorgang_id: UUID, vorher: Vorgeschichte) -> NachrichtSent:
    """Copy the messages, begin the timeline with the real receipt, and tell the citizen who has his Antrag now.

    A repetition has no second effect. Raises NotFound.
    """
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    told = NachrichtSent(vorgang_id=vorgang_id, nachricht_id=uuid5(vorgang_id, UEBERNOMMEN))
    if Nachricht.objects.filter(id=told.nachricht_id).exists():
        return told
    text = takeover_text(vorher.von, get_mandant(vorgang.mandant_id).name, vorher.begruendung)
    message = Nachricht(id=told.nachricht_id, richtung=Richtung.AUSGANG, betreff=BETREFF_UEBERNAHME, text=text)
    rows = [*(_copy(vorgang_id, one) for one in vorher.nachrichten), message]
    for row in rows:
        row.mandant_id, row.vorgang_id = vorgang.mandant_id, vorgang_id
    Nachricht.objects.bulk_create(rows)
    Zeitpunkt.objects.bulk_create(
        Zeitpunkt(
            id=uuid5(vorgang_id, f"zeitpunkt-{art}"),
            mandant_id=vorgang.mandant_id,
            vorgang_id=vorgang_id,
            art=art,
            am=am,
        )
        for art, am in ((EINGEGANGEN, vorher.eingegangen_am), (UEBERNOMMEN, clock.now()))
    )
    return emit(actor, told)


def _copy(vorgang_id: UUID, one: Nachrichtzeile) -> Nachricht:
    """A message as it stood there; who wrote it at the other office is not known here."""
    return Nachricht(
        id=uuid5(vorgang_id, str(one.id)),
        richtung=one.richtung,
        betreff=one.betreff,
        text=one.text,
        erstellt_am=one.erstellt_am,
    )
