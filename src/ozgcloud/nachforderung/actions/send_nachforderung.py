"""Ask the applicant for what is missing."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import land_of, mark_waiting, missing_titles, tell
from ozgcloud.nachforderung.events import NachforderungSent
from ozgcloud.nachforderung.models import Nachforderung
from ozgcloud.nachforderung.queries import get_nachforderung
from ozgcloud.nachforderung.rules.anschreiben import BETREFF, letter
from ozgcloud.nachforderung.rules.frist import default_frist, require_frist
from ozgcloud.nachforderung.rules.stand import Zustand, require_only_one, require_open_case, require_unsent
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def send_nachforderung(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, version: int | None = None
) -> NachforderungSent:
    """Put the request on the citizen's status page, with a message; a proposal goes as it stands, with the usual time.

    Raises NotFound, Forbidden, Conflict when it was sent, changed or another one is open, and InvalidInput when its
    deadline has come too near meanwhile.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_open_case(Status(vorgang.status))
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True, version=version)
    require_unsent(Zustand(nachforderung.zustand))
    others = Nachforderung.objects.filter(vorgang_id=vorgang_id).exclude(id=nachforderung_id)
    require_only_one([Zustand(zustand) for zustand in others.values_list("zustand", flat=True)])
    today, land = clock.today(), land_of(vorgang.mandant_id)
    frist = require_frist(nachforderung.frist or default_frist(today, land), today, land)
    titel = missing_titles(nachforderung_id)
    nachforderung.zustand, nachforderung.frist = Zustand.OFFEN.value, frist
    nachforderung.person_id, nachforderung.gesendet_am = actor.person_id, clock.now()
    nachforderung.store("zustand", "frist", "person_id", "gesendet_am")
    tell(actor, nachforderung, BETREFF, letter(nachforderung.anschreiben, titel, frist), "gesendet")
    mark_waiting(actor, nachforderung)
    event = NachforderungSent(vorgang_id=vorgang_id, nachforderung_id=nachforderung_id, frist=frist, anzahl=len(titel))
    return emit(actor, event)
