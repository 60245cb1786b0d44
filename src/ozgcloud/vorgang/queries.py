"""Reading cases. `get_vorgang` is the only way to the record: it asks the Rollen first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.errors import Forbidden, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.vorgang.models import Abgabe, Entscheidung, Notiz, Vorgang, Vorgangsdaten
from ozgcloud.vorgang.rules import (
    POSTSTELLE_SEES,
    READERS,
    Schritt,
    Status,
    may_read,
    may_take,
    reading_rolle,
    require_open,
)

PAGE = 50
MAX_HITS = 200


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
    if actor.kind is ActorKind.SYSTEM:
        return vorgang
    rollen = rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    if not may_read(Status(vorgang.status), rollen):
        raise NotFound
    if schritt is not None and not may_take(schritt, Status(vorgang.status), rollen):
        raise Forbidden
    if rolle is not None and rolle not in rollen:
        raise Forbidden
    if lock:
        require_open(Status(vorgang.status))
    return vorgang


def rollen_for(actor: Actor, organisationseinheit_id: UUID | None, leistung: str) -> frozenset[Rolle]:
    """The Rollen an actor holds for cases of this Organisationseinheit and Leistung."""
    return frozenset(z.rolle for z in actor.rollen if z.covers(organisationseinheit_id, leistung))


def seen_as(actor: Actor, vorgang: Vorgang) -> Rolle | None:
    """The Rolle that lets the actor see this case, for the log of who has read what."""
    return reading_rolle(
        Status(vorgang.status), rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    )


@dataclass(frozen=True, slots=True)
class ListenZeile:
    """A row of the work list."""

    id: UUID
    vorgangsnummer: str
    aktenzeichen: str
    status: Status
    leistung_schluessel: str
    antragsteller: str
    eingangsdatum: date
    zugewiesen_an: UUID | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: after this row in (created_at DESC, id DESC)."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; `ansicht` is alle, meine or nicht-zugewiesene."""

    ansicht: str = "alle"
    status: Status | None = None
    suche: str = ""
    leistung: str = ""
    geaendert_seit: datetime | None = None


@in_mandant
def list_vorgaenge(
    actor: Actor, auswahl: Filter, *, after: Cursor | None = None, limit: int = PAGE
) -> tuple[list[ListenZeile], Cursor | None]:
    """A page of the cases the actor's Rollen reach, newest first, and the cursor of the next page (None: the end)."""
    rows = visible_cases(actor)
    match auswahl.ansicht:
        case "meine":
            rows = rows.filter(zugewiesen_an=actor.person_id)
        case "nicht-zugewiesene":
            rows = rows.filter(zugewiesen_an=None)
        case _:
            pass
    if auswahl.status is not None:
        rows = rows.filter(status=auswahl.status.value)
    if auswahl.leistung:
        rows = rows.filter(leistung_schluessel=auswahl.leistung)
    if auswahl.geaendert_seit is not None:
        rows = rows.filter(geaendert_am__gte=auswahl.geaendert_seit)
    if auswahl.suche:
        rows = rows.filter(id__in=_search(auswahl.suche, _einheiten(actor)))
    if after is not None:
        rows = rows.filter(Q(created_at__lt=after.created_at) | Q(created_at=after.created_at, id__lt=after.id))
    found = list(rows.order_by("-created_at", "-id")[: limit + 1])
    namen = dict(
        Vorgangsdaten.objects.filter(vorgang_id__in=[v.id for v in found]).values_list("vorgang_id", "antragsteller")
    )
    page = [_line(vorgang, namen.get(vorgang.id, "")) for vorgang in found[:limit]]
    return page, Cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None


def visible_cases(actor: Actor) -> QuerySet[Vorgang]:
    """Cases one of the assignments reaches; the Poststelle's only while they are new or discarded."""
    reach = Q(pk__in=[])
    for zuweisung in actor.rollen:
        one = Q()
        if zuweisung.organisationseinheit_id is not None:
            one &= Q(organisationseinheit_id=zuweisung.organisationseinheit_id)
        if zuweisung.leistung_schluessel is not None:
            one &= Q(leistung_schluessel__startswith=zuweisung.leistung_schluessel)
        if zuweisung.rolle is Rolle.POSTSTELLE:
            one &= Q(status__in=[status.value for status in POSTSTELLE_SEES])
        if zuweisung.rolle in READERS or zuweisung.rolle is Rolle.POSTSTELLE:
            reach |= one or Q(pk__isnull=False)
    return Vorgang.objects.filter(reach)


def _einheiten(actor: Actor) -> list[UUID] | None:
    """The Organisationseinheiten a search is narrowed to before its limit; None when one Rolle reaches them all."""
    einheiten = [zuweisung.organisationseinheit_id for zuweisung in actor.rollen]
    return None if None in einheiten else [einheit for einheit in einheiten if einheit is not None]


def _search(begriff: str, einheiten: list[UUID] | None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT suche_vorgang(%s, %s::uuid[], %s)", [begriff.lower().strip(), einheiten, MAX_HITS])
        return [row[0] for row in cursor.fetchall()]


def _line(vorgang: Vorgang, antragsteller: str) -> ListenZeile:
    return ListenZeile(
        vorgang.id,
        vorgang.vorgangsnummer,
        vorgang.aktenzeichen,
        Status(vorgang.status),
        vorgang.leistung_schluessel,
        antragsteller,
        vorgang.eingangsdatum,
        vorgang.zugewiesen_an,
        vorgang.created_at,
    )


@in_mandant
def cursor_of(actor: Actor, vorgang_id: UUID) -> Cursor:
    """The place of a case in every list, to go on from there. Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id)
    return Cursor(vorgang.created_at, vorgang.id)


@in_mandant
def assignee_of(actor: Actor, vorgang_id: UUID) -> UUID | None:
    """Who has the case now. Raises NotFound."""
    return get_vorgang(actor, vorgang_id).zugewiesen_an


@in_mandant
def numbers_of(actor: Actor, vorgang_ids: Collection[UUID]) -> dict[UUID, str]:
    """Vorgangsnummern of those of these cases that the actor may see."""
    return dict(visible_cases(actor).filter(id__in=vorgang_ids).values_list("id", "vorgangsnummer"))


@in_mandant
def get_daten(actor: Actor, vorgang_id: UUID) -> Vorgangsdaten:
    """The personal side of a case the caller has already been allowed to see; empty when erased."""
    daten = Vorgangsdaten.objects.filter(vorgang_id=vorgang_id).first()
    return daten or Vorgangsdaten(vorgang_id=vorgang_id, mandant_id=current_mandant())


@in_mandant
def list_notizen(actor: Actor, vorgang_id: UUID) -> list[Notiz]:
    """Notes of a case, newest first."""
    return list(Notiz.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id"))


@in_mandant
def latest_entscheidung(actor: Actor, vorgang_id: UUID) -> Entscheidung | None:
    """The decision that counts, if any."""
    return Entscheidung.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id").first()


@in_mandant
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


@in_mandant
def list_historie(actor: Actor, vorgang_id: UUID) -> list[HistorieZeile]:
    """The chain of a case in order."""
    rows = Ereignis.objects.filter(kette=str(vorgang_id)).order_by("sequenz")
    return [
        HistorieZeile(r.id, r.sequenz, r.typ, ActorKind(r.akteur_art), r.akteur_id, r.daten, r.erstellt_am)
        for r in rows
    ]


@in_mandant
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


@in_mandant
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
