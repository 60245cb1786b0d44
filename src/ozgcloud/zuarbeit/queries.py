"""Reading Zuarbeiten of both sides."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.files import Dateiverweis
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit, Zuarbeitdatei
from ozgcloud.zuarbeit.rules import (
    ERINNERN_VOR,
    LAUFEND,
    Art,
    Auszug,
    Seite,
    Stand,
    erasable_before,
    require_answerer,
)

PAGE = 50


def get_zuarbeit(actor: Actor, zuarbeit_id: UUID, *, lock: bool = False, schreiben: bool = False) -> Zuarbeit:
    """A Zuarbeit the actor may see from his side; `schreiben` asks for VERWALTUNG_USER at the case.

    Call inside the Mandant's scope. Raises NotFound, Forbidden.
    """
    rows = Zuarbeit.objects.select_for_update() if lock else Zuarbeit.objects.all()
    zuarbeit = rows.filter(id=zuarbeit_id).first()
    if zuarbeit is None:
        raise NotFound
    if zuarbeit.seite == Seite.GEFRAGT.value:
        require_answerer(actor, zuarbeit.einheit_id)
    elif zuarbeit.vorgang_id is not None:
        get_vorgang(actor, zuarbeit.vorgang_id, rolle=Rolle.USER if schreiben and not _is_house(actor) else None)
    return zuarbeit


def _is_house(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM


@dataclass(frozen=True, slots=True)
class Dateizeile:
    """A file of a Zuarbeit as pages and hand-overs need it; size in bytes."""

    id: UUID
    name: str
    medientyp: str
    groesse: int
    scan: str
    verweis: Dateiverweis = field(repr=False)


@dataclass(frozen=True, slots=True)
class Beitragszeile:
    """What one side wrote; `ist_eigen`: this side."""

    id: UUID
    art: Art
    ist_eigen: bool
    person_id: UUID | None
    text: str = field(repr=False)
    am: datetime
    dateien: tuple[Dateizeile, ...] = ()


@dataclass(frozen=True, slots=True)
class Blatt:
    """A Zuarbeit as its page shows it, from its own side."""

    id: UUID
    seite: Seite
    stand: Stand
    vorgang_id: UUID | None
    einheit_id: UUID | None
    gegenstelle: str
    person_id: UUID | None
    frage: str = field(repr=False)
    frist: date
    auszug: Auszug = field(repr=False)
    gestellt_am: datetime
    zugestellt_am: datetime | None
    beendet_am: datetime | None
    geloescht_am: datetime | None
    version: int
    dateien: tuple[Dateizeile, ...]
    beitraege: tuple[Beitragszeile, ...]

    @property
    def laeuft(self) -> bool:
        """Whether an answer is still owed."""
        return self.stand in LAUFEND


@reads_mandant
def list_of_case(actor: Actor, vorgang_id: UUID) -> list[Blatt]:
    """The Zuarbeiten of a case the caller may see, newest first."""
    rows = list(Zuarbeit.objects.filter(vorgang_id=vorgang_id).order_by("-gestellt_am", "-id"))
    return _sheets(rows)


@reads_mandant
def get_blatt(actor: Actor, zuarbeit_id: UUID) -> Blatt:
    """One Zuarbeit from the actor's side. Raises NotFound."""
    return _sheets([get_zuarbeit(actor, zuarbeit_id)])[0]


def _sheets(rows: list[Zuarbeit]) -> list[Blatt]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    dateien = _files(ids)
    beitraege: dict[UUID, list[Beitragszeile]] = {}
    seiten = {row.id: row.seite for row in rows}
    for b in Beitrag.objects.filter(zuarbeit_id__in=ids).order_by("erstellt_am", "id"):
        zeile = Beitragszeile(
            b.id,
            Art(b.art),
            b.seite == seiten[b.zuarbeit_id],
            b.person_id,
            b.text,
            b.erstellt_am,
            tuple(dateien.get((b.zuarbeit_id, b.id), ())),
        )
        beitraege.setdefault(b.zuarbeit_id, []).append(zeile)
    return [_sheet(row, dateien.get((row.id, None), []), beitraege.get(row.id, [])) for row in rows]


def _sheet(row: Zuarbeit, dateien: Iterable[Dateizeile], beitraege: Iterable[Beitragszeile]) -> Blatt:
    return Blatt(
        id=row.id,
        seite=Seite(row.seite),
        stand=Stand(row.stand),
        vorgang_id=row.vorgang_id,
        einheit_id=row.einheit_id,
        gegenstelle=row.gegen_name,
        person_id=row.person_id,
        frage=row.frage,
        frist=row.frist,
        auszug=Auszug.from_row(row.auszug),
        gestellt_am=row.gestellt_am,
        zugestellt_am=row.zugestellt_am,
        beendet_am=row.beendet_am,
        geloescht_am=row.geloescht_am,
        version=row.version,
        dateien=tuple(dateien),
        beitraege=tuple(beitraege),
    )


def _files(ids: list[UUID]) -> dict[tuple[UUID, UUID | None], list[Dateizeile]]:
    """Files by Zuarbeit and Beitrag; None: of the excerpt."""
    found: dict[tuple[UUID, UUID | None], list[Dateizeile]] = {}
    for row in Zuarbeitdatei.objects.filter(zuarbeit_id__in=ids).select_related("datei").order_by("name", "id"):
        found.setdefault((row.zuarbeit_id, row.beitrag_id), []).append(_file(row.datei, row.name))
    return found


def _file(datei: Datei, name: str) -> Dateizeile:
    return Dateizeile(datei.id, name, datei.medientyp, datei.groesse, datei.scan, datei.verweis)


def files_of(zuarbeit_id: UUID, beitrag_id: UUID | None) -> list[Dateizeile]:
    """Files of the excerpt or of one Beitrag; inside the Mandant's scope."""
    return _files([zuarbeit_id]).get((zuarbeit_id, beitrag_id), [])


@dataclass(frozen=True, slots=True)
class Eingangszeile:
    """A row of the list of incoming Zuarbeiten."""

    id: UUID
    von: str
    leistung: str
    einheit_id: UUID | None
    frist: date
    stand: Stand
    gestellt_am: datetime


@reads_mandant
def list_incoming(
    actor: Actor, *, erledigt: bool = False, after: tuple[datetime, UUID] | None = None, limit: int = PAGE
) -> tuple[list[Eingangszeile], tuple[datetime, UUID] | None]:
    """A page of what others ask of the actor's offices, newest first, and where the next begins (None: the end)."""
    rows = _visible(actor)
    laufend = [stand.value for stand in LAUFEND]
    rows = rows.exclude(stand__in=laufend) if erledigt else rows.filter(stand__in=laufend)
    if after is not None:
        am, key = after
        rows = rows.filter(Q(gestellt_am__lt=am) | Q(gestellt_am=am, id__lt=key))
    found = list(rows.order_by("-gestellt_am", "-id")[: limit + 1])
    page = [
        Eingangszeile(
            r.id, r.gegen_name, str(r.auszug.get("leistung", "")), r.einheit_id, r.frist, Stand(r.stand), r.gestellt_am
        )
        for r in found[:limit]
    ]
    return page, (page[-1].gestellt_am, page[-1].id) if len(found) > limit else None


def _visible(actor: Actor) -> QuerySet[Zuarbeit]:
    """What the actor's Rollen reach of the asked side."""
    rows = Zuarbeit.objects.filter(seite=Seite.GEFRAGT.value)
    if _is_house(actor):
        return rows
    einheiten = [z.organisationseinheit_id for z in actor.rollen if z.rolle in (Rolle.USER, Rolle.POSTSTELLE)]
    return rows if None in einheiten else rows.filter(einheit_id__in=einheiten)


@reads_mandant
def asking_names(actor: Actor, ids: Collection[UUID]) -> dict[UUID, str]:
    """Which office asks, by Zuarbeit: for whoever may read that it was opened, not what it says."""
    return dict(Zuarbeit.objects.filter(id__in=ids).values_list("id", "gegen_name")) if ids else {}


@reads_mandant
def get_datei_of(actor: Actor, zuarbeit_id: UUID, datei_id: UUID) -> Dateizeile:
    """A file of this very Zuarbeit. Raises NotFound."""
    get_zuarbeit(actor, zuarbeit_id)
    row = Zuarbeitdatei.objects.filter(zuarbeit_id=zuarbeit_id, datei_id=datei_id).select_related("datei").first()
    if row is None:
        raise NotFound
    return _file(row.datei, row.name)


@reads_mandant
def list_due_reminders(actor: Actor, *, today: date) -> list[UUID]:
    """Own questions whose answer is due within two days, nobody has been reminded of and nobody owes us a word for."""
    rows = Zuarbeit.objects.filter(
        seite=Seite.FRAGT.value, stand=Stand.OFFEN.value, erinnert_am=None, frist__lte=today + ERINNERN_VOR
    )
    return list(rows.order_by("frist", "id").values_list("id", flat=True))


@reads_mandant
def list_erasable(actor: Actor) -> list[UUID]:
    """Copies whose time is over."""
    rows = Zuarbeit.objects.filter(
        seite=Seite.GEFRAGT.value, geloescht_am=None, beendet_am__lt=erasable_before(clock.now())
    )
    return list(rows.order_by("beendet_am", "id").values_list("id", flat=True))


@reads_mandant
def unscanned_of(actor: Actor, zuarbeit_id: UUID, beitrag_id: UUID) -> list[Dateizeile]:
    """Files of a Beitrag that no scanner has looked at."""
    return [datei for datei in files_of(zuarbeit_id, beitrag_id) if datei.scan == ScanStatus.UNGEPRUEFT]
