"""The applicant takes the Antrag back."""

from uuid import UUID

from ozgcloud.bearbeitung.enden import write_ending
from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.bearbeitung.rules import SCHRITTE, Abschlussgrund
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import UEBERGAENGE, Status, require_text

TOO_LATE = (
    "Ihr Antrag ist schon entschieden oder abgeschlossen und lässt sich hier nicht mehr zurücknehmen. "
    "Schreiben Sie uns eine Nachricht, wenn Sie Fragen haben."
)


@in_mandant
def withdraw_antrag(actor: Actor, *, vorgang_id: UUID, grund: str = "") -> VorgangEnded:
    """Close the case because its applicant said so on the status page (§ 9 VwVfG: no procedure without the Antrag).

    The door has checked the access code; nothing is held, because he who asked knows. A second click changes nothing.
    Raises NotFound, Conflict after the decision, InvalidInput.
    """
    vorgang = Vorgang.objects.select_for_update().filter(id=vorgang_id).first()
    if vorgang is None:
        raise NotFound
    von, schritt = Status(vorgang.status), SCHRITTE[Abschlussgrund.ZURUECKGEZOGEN]
    target = next((row.nach for row in UEBERGAENGE if row.von is von and row.schritt is schritt), None)
    if target is None:
        raise Conflict(TOO_LATE)
    abschluss = Abschluss(
        grund=Abschlussgrund.ZURUECKGEZOGEN.value, begruendung=require_text(grund, "grund", optional=True)
    )
    vorgang.ungelesen = True
    return emit(actor, write_ending(actor, vorgang, abschluss, nach=target, minuten=0))
