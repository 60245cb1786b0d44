"""Reading Stapel: everybody sees his own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus
from ozgcloud.stapel.events import StapelCreated
from ozgcloud.stapel.models import Auszugsstand, Stapel, Stapelposten
from ozgcloud.stapel.rules import Aktion, Befund, Lage, Stand, is_running, takes_back_until
from ozgcloud.vorgang.queries import numbers_of

LETZTE = 20
PAGE = 100


@dataclass(frozen=True, slots=True)
class Stapelblatt:
    """A Stapel as its page shows it. `ruecknahme_bis` is None when it cannot be taken back (any more).

    `ist_gescheitert`: the worker has given it up; it goes on when somebody has that consequence tried again.
    """

    id: UUID
    aktion: Aktion
    stand: Stand
    gesamt: int
    erledigt: int
    unveraendert: int
    misslungen: int
    erstellt_am: datetime
    fertig_am: datetime | None
    ruecknahme_von: UUID | None
    zurueckgenommen_durch: UUID | None
    ruecknahme_bis: datetime | None
    ist_gescheitert: bool

    @property
    def laeuft(self) -> bool:
        """Whether something still happens by itself."""
        return is_running(self.stand) and not self.ist_gescheitert

    @property
    def bearbeitet(self) -> int:
        """Cases that were tried."""
        return self.erledigt + self.unveraendert + self.misslungen


@dataclass(frozen=True, slots=True)
class Postenzeile:
    """One case of it; `vorgangsnummer` is empty for a case the actor may not see (any more)."""

    nummer: int
    vorgang_id: UUID
    vorgangsnummer: str
    befund: Befund
    grund: str


@reads_mandant
def get_stapel(actor: Actor, stapel_id: UUID, *, lock: bool = False) -> Stapel:
    """The record of one's own Stapel inside the running transaction. Raises NotFound, also for a colleague's."""
    rows = Stapel.objects.select_for_update() if lock else Stapel.objects.all()
    stapel = rows.filter(id=stapel_id, person_id=actor.require_person()).first()
    if stapel is None:
        raise NotFound
    return stapel


def lage_of(stapel: Stapel, ruecknahme_id: UUID | None) -> Lage:
    """What the rules ask; `ruecknahme_id` is the Stapel that took it back."""
    return Lage(
        aktion=Aktion(stapel.aktion),
        stand=Stand(stapel.stand),
        ist_ruecknahme=stapel.ruecknahme_von_id is not None,
        ist_zurueckgenommen=ruecknahme_id is not None,
        erledigt=stapel.erledigt,
        fertig_am=stapel.fertig_am,
    )


def taken_back_by(stapel: Sequence[Stapel]) -> dict[UUID, UUID]:
    """Those of these Stapel that were taken back, each with the one that did it; inside the Mandant's scope."""
    rows = Stapel.objects.filter(ruecknahme_von__in=stapel)
    return {back.ruecknahme_von_id: back.id for back in rows if back.ruecknahme_von_id}


@reads_mandant
def read_stapel(actor: Actor, stapel_id: UUID) -> Stapelblatt:
    """One's own Stapel. Raises NotFound."""
    return _sheets([get_stapel(actor, stapel_id)])[0]


@reads_mandant
def list_stapel(actor: Actor) -> list[Stapelblatt]:
    """One's own last Stapel, newest first."""
    rows = Stapel.objects.filter(person_id=actor.require_person()).order_by("-erstellt_am", "-id")[:LETZTE]
    return _sheets(list(rows))


def _sheets(stapel: Sequence[Stapel]) -> list[Stapelblatt]:
    back, failed = taken_back_by(stapel), _given_up(stapel)
    return [_sheet(one, back.get(one.id), is_failed=one.id in failed) for one in stapel]


def _given_up(stapel: Sequence[Stapel]) -> frozenset[UUID]:
    """Those that run and whose consequence has failed for good."""
    running = {one.id for one in stapel if is_running(Stand(one.stand))}
    if not running:
        return frozenset()
    failed = Delivery.objects.filter(status=DeliveryStatus.FEHLGESCHLAGEN.value, vorgang_id=None)
    told = Ereignis.objects.filter(id__in=list(failed.values_list("ereignis_id", flat=True)), typ=StapelCreated.typ)
    return frozenset(running & {UUID(row.daten["stapel_id"]) for row in told})


def _sheet(stapel: Stapel, back: UUID | None, *, is_failed: bool) -> Stapelblatt:
    return Stapelblatt(
        id=stapel.id,
        aktion=Aktion(stapel.aktion),
        stand=Stand(stapel.stand),
        gesamt=stapel.gesamt,
        erledigt=stapel.erledigt,
        unveraendert=stapel.unveraendert,
        misslungen=stapel.misslungen,
        erstellt_am=stapel.erstellt_am,
        fertig_am=stapel.fertig_am,
        ruecknahme_von=stapel.ruecknahme_von_id,
        zurueckgenommen_durch=back,
        ruecknahme_bis=takes_back_until(lage_of(stapel, back)),
        ist_gescheitert=is_failed,
    )


@reads_mandant
def list_posten(
    actor: Actor, stapel_id: UUID, *, befund: Befund, nach: int = 0, limit: int = PAGE
) -> tuple[list[Postenzeile], int | None]:
    """A page of the cases of one's own Stapel with one result, in its order, and where the next page begins."""
    stapel = get_stapel(actor, stapel_id)
    rows = Stapelposten.objects.filter(stapel=stapel, befund=befund.value, nummer__gt=nach).order_by("nummer")
    found = list(rows[: limit + 1])
    numbers = numbers_of(actor, [one.vorgang_id for one in found])
    page = [
        Postenzeile(one.nummer, one.vorgang_id, numbers.get(one.vorgang_id, ""), Befund(one.befund), one.grund)
        for one in found[:limit]
    ]
    return page, page[-1].nummer if len(found) > limit else None


@reads_mandant
def last_auszug(actor: Actor, auswahl: str) -> Auszugsstand | None:
    """How far the actor has taken out this list (its fingerprint) before."""
    return Auszugsstand.objects.filter(person_id=actor.require_person(), auswahl=auswahl).first()
