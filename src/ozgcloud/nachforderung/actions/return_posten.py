"""The answer to one item is not enough."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import get_posten, land_of, mark_waiting, tell
from ozgcloud.nachforderung.events import PostenReturned
from ozgcloud.nachforderung.queries import get_nachforderung
from ozgcloud.nachforderung.rules.anschreiben import BETREFF_ZURUECKGEGEBEN, require_wort, returned
from ozgcloud.nachforderung.rules.frist import Stufe, extended_frist
from ozgcloud.nachforderung.rules.stand import Postenzustand, Zustand, require_judgeable
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def return_posten(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, posten_id: UUID, grund: str
) -> PostenReturned:
    """Give an item back with the reason; the citizen is told and gets at least as much time as a new try needs.

    Raises NotFound, Forbidden, InvalidInput without a reason, Conflict when there is no answer to judge.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True)
    posten = get_posten(nachforderung, posten_id)
    require_judgeable(Zustand(nachforderung.zustand), Postenzustand(posten.zustand))
    posten.zustand, posten.grund = Postenzustand.ZURUECKGEGEBEN.value, require_wort(grund, "grund")
    posten.geprueft_am, posten.geprueft_von = clock.now(), actor.person_id
    posten.antwort = posten.fehlt_weil = ""
    posten.save(update_fields=("zustand", "grund", "geprueft_am", "geprueft_von", "antwort", "fehlt_weil"))
    frist = extended_frist(nachforderung.frist, clock.today(), land_of(vorgang.mandant_id))
    if frist != nachforderung.frist:
        nachforderung.frist, nachforderung.erinnert = frist, Stufe.KEINE.value
    nachforderung.store("frist", "erinnert")
    text = returned(posten.titel, posten.grund, frist)
    tell(actor, nachforderung, BETREFF_ZURUECKGEGEBEN, text, f"zurueck-{posten_id}-{nachforderung.version}")
    mark_waiting(actor, nachforderung)
    event = PostenReturned(vorgang_id=vorgang_id, nachforderung_id=nachforderung_id, posten_id=posten_id)
    return emit(actor, event)
