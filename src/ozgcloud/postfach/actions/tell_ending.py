"""Tell an applicant that the case ended without a Bescheid."""

from datetime import datetime
from uuid import UUID, uuid5

from ozgcloud.bearbeitung.actions.record_mitteilung import record_mitteilung
from ozgcloud.bearbeitung.queries import get_abschluss
from ozgcloud.bearbeitung.rules import Abschlussgrund
from ozgcloud.bearbeitung.saetze import compose_mitteilung
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.postfach.actions.publish_stand import publish_stand
from ozgcloud.postfach.actions.send_nachricht import send_nachricht


@in_mandant
def tell_ending(actor: Actor, *, abschluss_id: UUID, ereignis_id: UUID, am: datetime) -> bool:
    """One message and the new status on the page, once; False when the ending was taken back meanwhile."""
    if not record_mitteilung(actor, abschluss_id=abschluss_id):
        return False
    abschluss = get_abschluss(actor, abschluss_id)
    nummer = abschluss.fuehrend.vorgangsnummer if abschluss.fuehrend else ""
    grund = Abschlussgrund(abschluss.grund)
    # What the applicant wrote when withdrawing is not told him again.
    is_his = grund is Abschlussgrund.ZURUECKGEZOGEN and abschluss.person_id is None
    betreff, text = compose_mitteilung(grund, "" if is_his else abschluss.begruendung, nummer)
    send_nachricht(
        actor,
        vorgang_id=abschluss.vorgang_id,
        betreff=betreff,
        text=text,
        nachricht_id=uuid5(abschluss_id, "mitteilung"),
    )
    publish_stand(actor, vorgang_id=abschluss.vorgang_id, ereignis_id=ereignis_id, am=am)
    return True
