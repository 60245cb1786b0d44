"""Change the secret that signs."""

from uuid import UUID

from django.conf import settings

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.actions.create_abonnement import Bestellung
from ozgcloud.ausgang.besitz import require_owner
from ozgcloud.ausgang.events import GeheimnisRotated
from ozgcloud.ausgang.rules.unterschrift import secret_of
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope


def rotate_geheimnis(actor: Actor, *, client_id: UUID, abonnement_id: UUID) -> Bestellung:
    """A new secret; for a day every event carries the signature of the one before, too. Raises NotFound."""
    require_owner(actor, client_id)
    with client_scope(str(client_id)):
        abonnement = queries.get_abonnement(client_id, abonnement_id, lock=True)
        abonnement.generation += 1
        abonnement.gewechselt_am = clock.now()
        abonnement.save(update_fields=["generation", "gewechselt_am"])
        emit(
            actor,
            GeheimnisRotated(abonnement_id=abonnement_id, client_id=client_id, generation=abonnement.generation),
        )
    return Bestellung(abonnement, secret_of(settings.SECRET_KEY, abonnement_id, abonnement.generation))
