"""E-mails that are due: taken in a transaction, sent outside of any, accounted for in another."""

import structlog

from ozgcloud.benachrichtigung.actions.begin_sendung import begin_sendung
from ozgcloud.benachrichtigung.actions.finish_sendung import finish_sendung
from ozgcloud.benachrichtigung.queries import has_post, list_due
from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.errors import Reject, Retry
from ozgcloud.flow import wiring

log = structlog.get_logger(__name__)


def send_due() -> int:
    """Send what is due in all Mandanten; returns how many e-mails a mail server has taken. Without one: none."""
    if not has_post():
        return 0
    ausgang = wiring.postausgang()
    sent = 0
    for mandant_id, person_id in list_due(clock.now()):
        actor = system_actor(mandant_id)
        auftrag = begin_sendung(actor, person_id=person_id)
        if auftrag is None:
            continue
        try:
            ausgang.send(auftrag.brief)
        except Retry as error:
            finish_sendung(actor, sendung_id=auftrag.sendung_id, fehler=error.meldung, warte=error.after)
        except Reject as error:
            finish_sendung(actor, sendung_id=auftrag.sendung_id, fehler=error.meldung, endgueltig=True)
            log.warning("e-mail refused", mandant_id=mandant_id)
        else:
            finish_sendung(actor, sendung_id=auftrag.sendung_id)
            sent += 1
    return sent
