"""Remind the citizen, and note when the time is over."""

from uuid import UUID

from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import end, mark_waiting, missing_titles, tell
from ozgcloud.nachforderung.events import NachforderungConcluded, NachforderungExpired, NachforderungReminded
from ozgcloud.nachforderung.models import Nachforderung
from ozgcloud.nachforderung.queries import get_nachforderung
from ozgcloud.nachforderung.rules.anschreiben import BETREFF_ABGELAUFEN, BETREFF_ERINNERUNG, expired, reminder
from ozgcloud.nachforderung.rules.frist import Stufe, next_stufe
from ozgcloud.nachforderung.rules.stand import OFFENE_FAELLE, Zustand
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status

WIEDERVORLAGE = "Frist der Nachforderung ist abgelaufen"


@in_mandant
def remind_nachforderung(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID
) -> NachforderungReminded | NachforderungExpired | NachforderungConcluded | None:
    """Tell what is due by the clock, each once however often this runs; None when nothing is.

    When the time is over the case comes back to the office. A request whose case was decided meanwhile ends without a
    word. For the house. Raises NotFound.
    """
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True)
    if nachforderung.zustand != Zustand.OFFEN.value or nachforderung.frist is None:
        return None
    ids = {"vorgang_id": vorgang_id, "nachforderung_id": nachforderung_id}
    if Status(vorgang.status) not in OFFENE_FAELLE:
        end(nachforderung, Zustand.ERLEDIGT)
        mark_waiting(actor, nachforderung)
        return emit(actor, NachforderungConcluded(**ids))
    titel = missing_titles(nachforderung_id)
    stufe = _due(nachforderung) if titel else None
    if stufe is None:
        return None
    nachforderung.erinnert = stufe.value
    nachforderung.store("erinnert")
    if stufe is Stufe.VORHER:
        tell(actor, nachforderung, BETREFF_ERINNERUNG, reminder(titel, nachforderung.frist), _key(nachforderung))
        return emit(actor, NachforderungReminded(**ids, frist=nachforderung.frist))
    tell(actor, nachforderung, BETREFF_ABGELAUFEN, expired(titel, nachforderung.frist), _key(nachforderung))
    set_wiedervorlage(actor, vorgang_id=vorgang_id, betreff=WIEDERVORLAGE, faellig_am=clock.today())
    mark_waiting(actor, nachforderung, neues=True)
    return emit(actor, NachforderungExpired(**ids, frist=nachforderung.frist))


def _due(nachforderung: Nachforderung) -> Stufe | None:
    if nachforderung.frist is None or nachforderung.gesendet_am is None:
        return None
    gesendet = clock.berlin_date(nachforderung.gesendet_am)
    return next_stufe(nachforderung.frist, clock.today(), gesendet, Stufe(nachforderung.erinnert))


def _key(nachforderung: Nachforderung) -> str:
    return f"erinnerung-{nachforderung.erinnert}-{nachforderung.frist}"
