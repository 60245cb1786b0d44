"""Reading Stapel: everybody sees his own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.stapel.models import Auszugsstand, Stapel, Stapelposten
from ozgcloud.stapel.rules import Aktion, Befund, Lage, Stand, takes_back_until
from ozgcloud.vorgang.queries import numbers_of

LETZTE = 20
PAGE = 100


@dataclass(frozen=True, slots=True)
class Stapelblatt:
    """A Stapel as its page shows it. `ruecknahme_bis` is None when it cannot be taken back (any more)."""

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

    @property
    def laeuft(self) -> bool:
        """Whether something still happens by itself."""
        return self.stand in (Stand.SAMMELT, Stand.LAEUFT)

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


@in_mandant
def get_stapel(actor: Actor, stapel_id: UUID, *, lock: bool = False) -> Stapel:
    """The record of one's own Stapel inside the running transaction. Raises NotFound, also for a colleague's."""
    rows = Stapel.objects.select_for_update() if lock else Stapel.objects.all()
    stapel = rows.filter(id=stapel_id, person_id=actor.require_person()).first()
    if stapel is None:
        raise NotFound
    return stapel


def lage_of(stapel: Stapel) -> Lage:
    """What the rules ask, inside the Mandant's scope."""
    return Lage(
        aktion=Aktion(stapel.aktion),
        stand=Stand(stapel.stand),
        ist_ruecknahme=stapel.ruecknahme_von_id is not None,
        ist_zurueckgenommen=Stapel.objects.filter(ruecknahme_von=stapel).exists(),
        erledigt=stapel.erledigt,
        fertig_am=stapel.fertig_am,
    )


@in_mandant
def read_stapel(actor: Actor, stapel_id: UUID) -> Stapelblatt:
    """One's own Stapel. Raises NotFound."""
    return _sheet(get_stapel(actor, stapel_id))


@in_mandant
def list_stapel(actor: Actor) -> list[Stapelblatt]:
    """One's own last Stapel, newest first."""
    rows = Stapel.objects.filter(person_id=actor.require_person()).order_by("-erstellt_am", "-id")[:LETZTE]
    return [_sheet(stapel) for stapel in rows]


def _sheet(stapel: Stapel) -> Stapelblatt:
    back = Stapel.objects.filter(ruecknahme_von=stapel).values_list("id", flat=True).first()
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
        ruecknahme_bis=takes_back_until(lage_of(stapel)),
    )


@in_mandant
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


@in_mandant
def last_auszug(actor: Actor, auswahl: str) -> Auszugsstand | None:
    """How far the actor has taken out this list (its fingerprint) before."""
    return Auszugsstand.objects.filter(person_id=actor.require_person(), auswahl=auswahl).first()
