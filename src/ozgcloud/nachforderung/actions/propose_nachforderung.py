"""Look at a new case for what is missing, and propose to ask for it."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import next_nummer, write_posten
from ozgcloud.nachforderung.events import NachforderungProposed
from ozgcloud.nachforderung.models import Nachforderung
from ozgcloud.nachforderung.pruefung import check_eingang
from ozgcloud.nachforderung.rules.anschreiben import WORT
from ozgcloud.nachforderung.rules.stand import OFFENE_FAELLE, Zustand
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def propose_nachforderung(actor: Actor, *, vorgang_id: UUID) -> NachforderungProposed | None:
    """A proposal with everything the form requires and the Eingang does not hold; None when nothing is missing.

    Repeatable: a case that has had a request already gets no proposal. Raises NotFound.
    """
    stellen = check_eingang(actor, vorgang_id)
    if not stellen:
        return None
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    is_late = Status(vorgang.status) not in OFFENE_FAELLE
    if is_late or Nachforderung.objects.filter(vorgang_id=vorgang_id).exists():
        return None
    nachforderung = Nachforderung.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang_id,
        nummer=next_nummer(vorgang_id),
        zustand=Zustand.VORGESCHLAGEN.value,
        anschreiben=WORT,
    )
    write_posten(nachforderung, stellen)
    event = NachforderungProposed(vorgang_id=vorgang_id, nachforderung_id=nachforderung.id, anzahl=len(stellen))
    return emit(actor, event)
