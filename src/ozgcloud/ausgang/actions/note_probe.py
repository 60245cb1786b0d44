"""A test event: made here, sent by flow, remembered here."""

from uuid import UUID

from ozgcloud.ausgang import lauf, queries
from ozgcloud.ausgang.besitz import require_owner, require_real
from ozgcloud.ausgang.events import ProbeSent
from ozgcloud.ausgang.port import Antwort, Ziel
from ozgcloud.ausgang.rules.arten import Art, Meldung
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.core.types import new_id

NO_CASE = UUID(int=0)


def prepare_probe(client_id: UUID, abonnement_id: UUID) -> tuple[Ziel, Meldung]:
    """Where to, and a test event that is about nothing. Raises NotFound, Conflict for a test machine."""
    require_real(client_id)
    abonnement, jetzt = queries.get_abonnement(client_id, abonnement_id), clock.now()
    meldung = Meldung(abonnement.zeiger, new_id(), Art.PROBE, jetzt, 0, NO_CASE, "", {})
    return lauf.target(abonnement, jetzt), meldung


def note_probe(actor: Actor, *, client_id: UUID, abonnement_id: UUID, meldung: Meldung, antwort: Antwort) -> ProbeSent:
    """Remember what became of it. Raises NotFound."""
    require_owner(actor, client_id)
    with client_scope(str(client_id)):
        abonnement = queries.get_abonnement(client_id, abonnement_id)
        lauf.note_tries(abonnement, [(meldung, antwort)], clock.now())
        return emit(actor, ProbeSent(abonnement_id=abonnement_id, client_id=client_id))
