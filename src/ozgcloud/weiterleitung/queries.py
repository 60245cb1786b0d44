"""Reading where a case was before, and the proof of where it went."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import waiting_of
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.vorgang.models import Abgabe, Richtung
from ozgcloud.weiterleitung.models import Ausfuhr, Station, Vordatei, Vorgeschichte
from ozgcloud.weiterleitung.rules import Station as Halt
from ozgcloud.weiterleitung.rules import Vorzeile, Zeilenart
from ozgcloud.zuarbeit.queries import Dateizeile


@reads_mandant
def list_vorgeschichte(actor: Actor, vorgang_id: UUID) -> list[Vorzeile]:
    """What happened at other offices before, oldest first, for a case the caller may see."""
    rows = Vorgeschichte.objects.filter(vorgang_id=vorgang_id).order_by("nummer")
    return [Vorzeile(Zeilenart(r.art), r.zeit, r.verwaltung, r.wer, r.text) for r in rows]


@reads_mandant
def list_vordateien(actor: Actor, vorgang_id: UUID) -> list[Dateizeile]:
    """Files that came along, for a case the caller may see."""
    rows = Vordatei.objects.filter(vorgang_id=vorgang_id).select_related("datei").order_by("datei__name", "id")
    return [
        Dateizeile(r.datei_id, r.datei.name, r.datei.medientyp, r.datei.groesse, r.datei.scan, r.datei.verweis)
        for r in rows
    ]


@reads_mandant
def waiting_vordateien(actor: Actor, vorgang_id: UUID) -> list[UUID]:
    """Store keys of those whose bytes are not released yet."""
    return waiting_of(Vordatei.objects.filter(vorgang_id=vorgang_id).values_list("datei_id", flat=True))


@dataclass(frozen=True, slots=True)
class Etappe:
    """A stage of a case's way; `hier` is its id when that was in this Mandant."""

    verwaltung: str
    seit: datetime
    hier: UUID | None


@reads_mandant
def list_stationen(actor: Actor, vorgang_id: UUID) -> list[Etappe]:
    """Where a case the caller may see was before, oldest first."""
    rows = Station.objects.filter(vorgang_id=vorgang_id).order_by("seit", "id")
    own = current_mandant()
    return [Etappe(r.verwaltung, r.seit, r.dort_vorgang_id if r.dort_mandant_id == own else None) for r in rows]


@reads_mandant
def list_halte(actor: Actor, vorgang_id: UUID) -> list[Halt]:
    """The same with all ids, for handing the case on."""
    rows = Station.objects.filter(vorgang_id=vorgang_id).order_by("seit", "id")
    return [Halt(r.dort_mandant_id, r.dort_vorgang_id, r.verwaltung, r.seit) for r in rows]


@reads_mandant
def find_rueckkehr(actor: Actor, vorgang_id: UUID) -> UUID | None:
    """The case under which one that was given away has come back, if it has; the newest."""
    rows = Station.objects.filter(dort_vorgang_id=vorgang_id, dort_mandant_id=current_mandant())
    return rows.order_by("-vorgang__created_at").values_list("vorgang_id", flat=True).first()


@dataclass(frozen=True, slots=True)
class Nachweis:
    """The proof of one hand-over. `bestaetigt_am` is None until the other office has it."""

    ist_abgabe: bool
    verwaltung: str
    begruendung: str
    person_id: UUID | None
    am: datetime
    bestaetigt_am: datetime | None


@reads_mandant
def list_nachweise(actor: Actor, vorgang_id: UUID) -> list[Nachweis]:
    """Who handed a case the caller may see to whom, when, why, and when it was received; oldest first."""
    chain = Ereignis.objects.filter(kette=str(vorgang_id))
    received = chain.filter(typ="VorgangHandedOver").order_by("sequenz").values_list("erstellt_am", flat=True).first()
    rows = Abgabe.objects.filter(vorgang_id=vorgang_id).select_related("gegen_mandant").order_by("erstellt_am", "id")
    return [
        Nachweis(
            r.richtung == Richtung.AB.value,
            r.gegen_mandant.name,
            r.begruendung,
            r.person_id,
            r.erstellt_am,
            received if r.richtung == Richtung.AB.value else r.erstellt_am,
        )
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Ausfuhrzeile:
    """One export package that left the house; size in bytes."""

    empfaenger: str
    zweck: str
    person_id: UUID
    sha256: str
    groesse: int
    am: datetime


@reads_mandant
def list_ausfuhren(actor: Actor, vorgang_id: UUID) -> list[Ausfuhrzeile]:
    """Export packages of a case the caller may see, newest first."""
    rows = Ausfuhr.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id")
    return [Ausfuhrzeile(r.empfaenger, r.zweck, r.person_id, r.sha256, r.groesse, r.erstellt_am) for r in rows]
