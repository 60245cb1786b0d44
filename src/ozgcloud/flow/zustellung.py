"""Webhooks on their way: what is due, one run after the other, and a test event on demand.

Prepare in a transaction, send outside of any, record in a new one; repeatable at every point. A turn ends after a few
seconds, so that every Abonnement gets one in the queue.
"""

import time
from uuid import UUID

from ozgcloud.ausgang import lauf
from ozgcloud.ausgang.actions.note_probe import note_probe, prepare_probe
from ozgcloud.ausgang.port import Antwort
from ozgcloud.core.actor import Actor
from ozgcloud.flow import wiring

TURN_SECONDS = 5.0


def deliver(client_id: UUID, abonnement_id: UUID, turn_seconds: float = TURN_SECONDS) -> bool:
    """Send what is due to one consumer for at most a turn; returns whether more waits."""
    ende = time.monotonic() + turn_seconds
    while True:
        auftrag = lauf.begin(client_id, abonnement_id)
        if auftrag is None:
            return False
        antworten = wiring.zusteller().send(auftrag.ziel, auftrag.bahnen) if auftrag.plan.bahnen else {}
        if not lauf.finish(auftrag, antworten):
            return False
        if time.monotonic() >= ende:
            return True


def send_probe(actor: Actor, *, client_id: UUID, abonnement_id: UUID) -> Antwort:
    """Send a test event now and say what became of it; it is not repeated and stands in no list. Raises NotFound."""
    ziel, meldung = prepare_probe(client_id, abonnement_id)
    antworten = wiring.zusteller().send(ziel, [[lauf.envelope(meldung)]])
    antwort = antworten[meldung.nummer]
    note_probe(actor, client_id=client_id, abonnement_id=abonnement_id, meldung=meldung, antwort=antwort)
    return antwort
