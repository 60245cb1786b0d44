"""Reading cases. `get_vorgang` is the only way to the record: it asks the Rollen first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.errors import Forbidden, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.vorgang.auswahl import Cursor, Filter, cursor_at, reach_of
from ozgcloud.vorgang.liste import ListenZeile, iter_vorgaenge, list_vorgaenge, read_listenblatt
from ozgcloud.vorgang.models import Abgabe, Entscheidung, Notiz, Vorgang, Vorgangsdaten
from ozgcloud.vorgang.rules import (
    Schritt,
    Status,
    may_read,
    may_take,
    read_vorgangsnummer,
    reading_rolle,
    require_open,
)

__all__ = ("Cursor", "Filter", "ListenZeile", "iter_vorgaenge", "list_vorgaenge", "read_listenblatt")


def get_vorgang(
    actor: Actor, vorgang_id: UUID, *, schritt: Schritt | None = None, rolle: Rolle | None = None, lock: bool = False
) -> Vorgang:
    """A case the actor may read and, when `schritt` or `rolle` is given, act on.

    Another Mandant's or Organisationseinheit's case is NotFound; a known one without the right Rolle is Forbidden.
    Call inside the Mandant's scope; `lock` takes the row lock and means to change something: Conflict for a case that
    was handed over.
    """
    current_mandant()
    rows = Vorgang.objects.select_for_update() if lock else Vorgang.objects.all()
    vorgang = rows.filter(id=vorgang_id).first()
    if vorgang is None:
        raise NotFound
    require_allowed(actor, vorgang, schritt=schritt, rolle=rolle, lock=lock)
    return vorgang


@reads_mandant
def find_vorgang(actor: Actor, nummer: str, *, rolle: Rolle | None = None) -> Vorgang:
    """`get_vorgang` by the number somebody typed; what was given away goes on elsewhere under its number.

    Raises NotFound, Forbidden, InvalidInput for what is no number.
    """
    here = Vorgang.objects.filter(vorgangsnummer=read_vorgangsnummer(nummer)).exclude(status=Status.WEITERGELEITET)
    found = here.values_list("id", flat=True).first()
    if found is None:
        raise NotFound
    return get_vorgang(actor, found, rolle=rolle)


def require_allowed(
    actor: Actor, vorgang: Vorgang, *, schritt: Schritt | None = None, rolle: Rolle | None = None, lock: bool = False
) -> None:
    """What `get_vorgang` asks of a record, for actions that fetch many. Raises NotFound, Forbidden, Conflict."""
    if actor.kind is ActorKind.SYSTEM:
        return
    rollen = rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    if not may_read(Status(vorgang.status), rollen):
        raise NotFound
    if schritt is not None and not may_take(schritt, Status(vorgang.status), rollen):
        raise Forbidden
    if rolle is not None and rolle not in rollen:
        raise Forbidden
    if lock:
        require_open(Status(vorgang.status))


def rollen_for(actor: Actor, organisationseinheit_id: UUID | None, leistung: str) -> frozenset[Rolle]:
    """The Rollen an actor holds for cases of this Organisationseinheit and Leistung."""
    return frozenset(z.rolle for z in actor.rollen if z.covers(organisationseinheit_id, leistung))


def seen_as(actor: Actor, vorgang: Vorgang) -> Rolle | None:
    """The Rolle that lets the actor see this case, for the log of who has read what."""
    return reading_rolle(
        Status(vorgang.status), rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    )


def visible_cases(actor: Actor) -> QuerySet[Vorgang]:
    """Cases one of the assignments reaches; the Poststelle's only while they are new or discarded."""
    reach = Q(pk__in=[])
    for part in reach_of(actor):
        one = Q(status__in=part.stati, leistung_schluessel__startswith=part.leistung)
        if part.einheit is not None:
            one &= Q(organisationseinheit_id=part.einheit)
        reach |= one
    return Vorgang.objects.filter(reach)


@reads_mandant
def place_of(actor: Actor, vorgang_id: UUID, auswahl: Filter) -> Cursor:
    """The place of a case in a list, to go on from there. Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id)
    return cursor_at(vorgang, auswahl)


@reads_mandant
def assignee_of(actor: Actor, vorgang_id: UUID) -> UUID | None:
    """Who has the case now. Raises NotFound."""
    return get_vorgang(actor, vorgang_id).zugewiesen_an


@reads_mandant
def numbers_of(actor: Actor, vorgang_ids: Collection[UUID]) -> dict[UUID, str]:
    """Vorgangsnummern of those of these cases that the actor may see."""
    return dict(visible_cases(actor).filter(id__in=vorgang_ids).values_list("id", "vorgangsnummer"))


@reads_mandant
def get_daten(actor: Actor, vorgang_id: UUID) -> Vorgangsdaten:
    """The personal side of a case the caller has already been allowed to see; empty when erased."""
    daten = Vorgangsdaten.objects.filter(vorgang_id=vorgang_id).first()
    return daten or Vorgangsdaten(vorgang_id=vorgang_id, mandant_id=current_mandant())


@reads_mandant
def list_notizen(actor: Actor, vorgang_id: UUID) -> list[Notiz]:
    """Notes of a case, newest first."""
    return list(Notiz.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id"))


@reads_mandant
def latest_entscheidung(actor: Actor, vorgang_id: UUID) -> Entscheidung | None:
    """The decision that counts, if any."""
    return Entscheidung.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id").first()


@reads_mandant
def list_entscheidungen(actor: Actor, vorgang_id: UUID) -> list[Entscheidung]:
    """All decisions of a case the caller may see, newest first."""
    return list(Entscheidung.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id"))


@dataclass(frozen=True, slots=True)
class HistorieZeile:
    """A fact of the case as stored; the door makes a German sentence of it."""

    id: UUID
    sequenz: int
    typ: str
    akteur_art: ActorKind
    akteur_id: str
    daten: dict[str, Any]
    erstellt_am: datetime


@reads_mandant
def list_historie(actor: Actor, vorgang_id: UUID) -> list[HistorieZeile]:
    """The chain of a case in order."""
    rows = Ereignis.objects.filter(kette=str(vorgang_id)).order_by("sequenz")
    return [
        HistorieZeile(r.id, r.sequenz, r.typ, ActorKind(r.akteur_art), r.akteur_id, r.daten, r.erstellt_am)
        for r in rows
    ]


@reads_mandant
def get_datei(actor: Actor, datei_id: UUID) -> Datei:
    """The record of a file the caller has already been allowed to see; raises NotFound."""
    datei = Datei.objects.filter(id=datei_id).first()
    if datei is None:
        raise NotFound
    return datei


@dataclass(frozen=True, slots=True)
class Abgabezeile:
    """A hand-over as its case page shows it; `verwaltung` is the other side."""

    ist_abgabe: bool
    verwaltung: str
    begruendung: str
    person_id: UUID | None
    am: datetime


@reads_mandant
def list_abgaben(actor: Actor, vorgang_id: UUID) -> list[Abgabezeile]:
    """Where a case the caller may see came from and went to, oldest first."""
    rows = Abgabe.objects.filter(vorgang_id=vorgang_id).select_related("gegen_mandant").order_by("erstellt_am", "id")
    return [
        Abgabezeile(r.richtung == "ab", r.gegen_mandant.name, r.begruendung, r.person_id, r.erstellt_am) for r in rows
    ]


def status_before_marking(vorgang_id: UUID) -> Status:
    """Where a case stood when it was marked for deletion, as its journal says; inside the Mandant's scope."""
    marked = Ereignis.objects.filter(kette=str(vorgang_id), typ="VorgangMoved", daten__nach=Status.ZU_LOESCHEN.value)
    last = marked.order_by("-sequenz").first()
    return Status(last.daten["von"]) if last else Status.ABGESCHLOSSEN
