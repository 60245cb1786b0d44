"""Reading Anträge being typed in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from ozgcloud.antrag.queries import EntwurfStand, get_entwurf
from ozgcloud.antrag.rules import read_secret
from ozgcloud.core.actor import Actor
from ozgcloud.core.clock import now
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.eingang.rules import KANALNAMEN, Kanal, access_code
from ozgcloud.erfassung.models import Erfassung
from ozgcloud.erfassung.rules import LIFETIME, secret_of
from ozgcloud.mandant.queries import get_mandant

RECENT = 20


@dataclass(frozen=True, slots=True)
class Erfassungszeile:
    """One Antrag being typed in; `behoerde` and `vorgang_id` once it is a case, the latter in the own Verwaltung."""

    id: UUID
    kanal: Kanal
    eingangsdatum: date
    titel: str
    vorgangsnummer: str
    behoerde: str
    vorgang_id: UUID | None
    erstellt_am: datetime

    @property
    def herkunft(self) -> str:
        """The way it came, in words."""
        return KANALNAMEN[self.kanal]


def get_erfassung(actor: Actor, erfassung_id: UUID, *, lock: bool = False) -> Erfassung:
    """One the actor has begun himself, inside the Mandant's scope; raises NotFound."""
    rows = Erfassung.objects.select_for_update() if lock else Erfassung.objects.all()
    row = rows.filter(id=erfassung_id, person_id=actor.person_id).first() if actor.person_id else None
    if row is None:
        raise NotFound
    return row


@reads_mandant
def show_erfassung(actor: Actor, erfassung_id: UUID) -> Erfassungszeile:
    """The same as pages show it; raises NotFound."""
    return _line(actor, get_erfassung(actor, erfassung_id))


@reads_mandant
def list_erfassungen(actor: Actor) -> list[Erfassungszeile]:
    """What the actor has typed in within the life of a draft, newest first, unfinished ones included."""
    if actor.person_id is None:
        return []
    rows = Erfassung.objects.filter(person_id=actor.person_id, erstellt_am__gte=now() - LIFETIME)
    return [_line(actor, row) for row in rows.order_by("-erstellt_am", "-id")[:RECENT]]


def geheimnis_of(erfassung_id: UUID) -> str:
    """The secret of its draft; the caller has asked for the Erfassung first."""
    return read_secret(secret_of(settings.SECRET_KEY, erfassung_id))


def entwurf_of(actor: Actor, erfassung_id: UUID) -> EntwurfStand:
    """The draft of one the actor has begun; raises NotFound, also when it is older than a draft lives."""
    show_erfassung(actor, erfassung_id)
    return get_entwurf(geheimnis_of(erfassung_id))


def zugangscode_of(erfassung_id: UUID) -> str:
    """The applicant's access code, as it stands in the letter."""
    return access_code(settings.SECRET_KEY, geheimnis_of(erfassung_id))


def _line(actor: Actor, row: Erfassung) -> Erfassungszeile:
    is_own = row.ziel_mandant_id == actor.mandant_id
    return Erfassungszeile(
        id=row.id,
        kanal=Kanal(row.kanal),
        eingangsdatum=row.eingangsdatum,
        titel=row.titel,
        vorgangsnummer=row.vorgangsnummer,
        behoerde=get_mandant(row.ziel_mandant_id).name if row.ziel_mandant_id else "",
        vorgang_id=row.ziel_vorgang_id if is_own else None,
        erstellt_am=row.erstellt_am,
    )
