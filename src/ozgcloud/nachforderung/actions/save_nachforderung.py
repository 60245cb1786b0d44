"""Write a request, or rewrite one that nobody outside has seen."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import land_of, next_nummer, write_posten
from ozgcloud.nachforderung.events import NachforderungDrafted
from ozgcloud.nachforderung.inhalt import Inhalt, require_inhalt
from ozgcloud.nachforderung.models import Nachforderung, Posten
from ozgcloud.nachforderung.queries import get_nachforderung
from ozgcloud.nachforderung.rules.stand import Zustand, require_open_case, require_unsent
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def save_nachforderung(
    actor: Actor, *, vorgang_id: UUID, inhalt: Inhalt, nachforderung_id: UUID | None = None, version: int | None = None
) -> NachforderungDrafted:
    """Keep a request as a draft; with `nachforderung_id` that one, which may be a proposal of the house.

    Raises NotFound, Forbidden, InvalidInput, Conflict when it was sent or changed by somebody else, or when the case
    is decided.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_open_case(Status(vorgang.status))
    cleaned = require_inhalt(inhalt, clock.today(), land_of(vorgang.mandant_id))
    nachforderung = _draft(actor, vorgang, nachforderung_id, version)
    nachforderung.zustand, nachforderung.person_id = Zustand.ENTWURF.value, actor.person_id
    nachforderung.anschreiben, nachforderung.frist = cleaned.anschreiben, cleaned.frist
    nachforderung.store("zustand", "person_id", "anschreiben", "frist")
    Posten.objects.filter(nachforderung_id=nachforderung.id).delete()
    anzahl = len(write_posten(nachforderung, cleaned.posten))
    return emit(actor, NachforderungDrafted(vorgang_id=vorgang_id, nachforderung_id=nachforderung.id, anzahl=anzahl))


def _draft(actor: Actor, vorgang: Vorgang, nachforderung_id: UUID | None, version: int | None) -> Nachforderung:
    if nachforderung_id is None:
        return Nachforderung.objects.create(
            mandant_id=vorgang.mandant_id,
            vorgang_id=vorgang.id,
            nummer=next_nummer(vorgang.id),
            zustand=Zustand.ENTWURF.value,
            anschreiben="",
            person_id=actor.person_id,
        )
    found = get_nachforderung(vorgang.id, nachforderung_id, lock=True, version=version)
    require_unsent(Zustand(found.zustand))
    return found
