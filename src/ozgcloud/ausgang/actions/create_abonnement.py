"""Order events by webhook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.besitz import require_owner, require_real
from ozgcloud.ausgang.events import AbonnementCreated
from ozgcloud.ausgang.freiraum import freiraum
from ozgcloud.ausgang.models import Abonnement
from ozgcloud.ausgang.rules.adressen import read_url
from ozgcloud.ausgang.rules.arten import Art
from ozgcloud.ausgang.rules.unterschrift import secret_of
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope

MOST = 20


@dataclass(frozen=True, slots=True)
class Bestellung:
    """What was made, and its secret: shown this once."""

    abonnement: Abonnement
    geheimnis: str = field(repr=False)


def create_abonnement(actor: Actor, *, client_id: UUID, url: str, arten: Sequence[Art]) -> Bestellung:
    """Send events of these kinds (none: all) from now on. Raises InvalidInput for a URL we do not send to.

    Raises Conflict when this machine has too many already, or is for tests.
    """
    require_owner(actor, client_id)
    require_real(client_id)
    ort = read_url(url, freiraum())
    with client_scope(str(client_id)):
        if Abonnement.objects.filter(client_id=client_id).count() >= MOST:
            raise Conflict(f"Es gibt schon {MOST} Abonnements. Bitte löschen Sie zuerst eines.", code="zu-viele")
        abonnement = Abonnement.objects.create(
            client_id=client_id,
            url=ort.url,
            arten=[art.value for art in arten],
            zeiger=queries.read_stand().letzte,
        )
        emit(actor, AbonnementCreated(abonnement_id=abonnement.id, client_id=client_id))
    return Bestellung(abonnement, secret_of(settings.SECRET_KEY, abonnement.id, abonnement.generation))
