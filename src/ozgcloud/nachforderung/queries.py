"""Reading requests: what the office sees, what the citizen sees, and what is due."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.clock import now
from ozgcloud.core.datakeys import waiting_of
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.models import ScanStatus
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.eingang.queries import AnlageZeile
from ozgcloud.nachforderung.models import Antwortdatei, Nachforderung, Posten
from ozgcloud.nachforderung.rules.frist import ERINNERN_VORHER, Stufe
from ozgcloud.nachforderung.rules.stand import (
    BEI_ANTRAGSTELLER,
    NAMEN,
    POSTENNAMEN,
    VOR_DEM_SENDEN,
    Postenart,
    Postenzustand,
    Zustand,
    fassung_of,
    is_waiting,
)

STALE = "Jemand anderes hat diese Nachforderung inzwischen geändert. Bitte prüfen Sie den neuen Stand."
CONCEALED = frozenset({Zustand.VORGESCHLAGEN, Zustand.ENTWURF, Zustand.VERWORFEN})
"""What the citizen never learns of."""


@dataclass(frozen=True, slots=True)
class Dateistand:
    """An upload; `datei_id` is None until it is sent, `scan` empty as well. Size in bytes."""

    id: UUID
    name: str
    medientyp: str
    groesse: int
    datei_id: UUID | None
    scan: str = ""


@dataclass(frozen=True, slots=True)
class Postenstand:
    """An item with its answer; for the office an answer that was not sent yet is empty."""

    id: UUID
    nummer: int
    art: Postenart
    titel: str
    hinweis: str
    adresse: str
    zustand: Postenzustand
    antwort: str = field(repr=False)
    fehlt_weil: str = field(repr=False)
    grund: str = field(repr=False)
    beantwortet_am: datetime | None
    dateien: tuple[Dateistand, ...] = ()

    @property
    def name(self) -> str:
        """The state in words."""
        return POSTENNAMEN[self.zustand]

    @property
    def ist_beim_antragsteller(self) -> bool:
        """Whether the citizen has to do something about it."""
        return self.zustand in BEI_ANTRAGSTELLER

    @property
    def fassung(self) -> str:
        """What the citizen's form has seen of the saved answer."""
        return fassung_of(self.antwort, self.fehlt_weil)

    @property
    def ist_begonnen(self) -> bool:
        """Whether the citizen has saved something here that he has not sent."""
        unsent = any(datei.datei_id is None for datei in self.dateien)
        return self.ist_beim_antragsteller and (unsent or bool(self.antwort or self.fehlt_weil))


@dataclass(frozen=True, slots=True)
class Nachforderungsstand:
    """A request with its items in order."""

    id: UUID
    vorgang_id: UUID
    nummer: int
    zustand: Zustand
    anschreiben: str = field(repr=False)
    frist: date | None
    person_id: UUID | None
    erinnert: Stufe
    version: int
    erstellt_am: datetime
    gesendet_am: datetime | None
    beendet_am: datetime | None
    posten: tuple[Postenstand, ...]

    @property
    def name(self) -> str:
        """The state in words."""
        return NAMEN[self.zustand]

    @property
    def ist_ungesendet(self) -> bool:
        """Whether the citizen does not know of it yet and may still get it."""
        return self.zustand in VOR_DEM_SENDEN

    @property
    def ist_offen(self) -> bool:
        """Whether it is with the citizen or with the office to judge."""
        return self.zustand is Zustand.OFFEN

    @property
    def beantwortet(self) -> int:
        """How many items the citizen has answered."""
        return sum(not one.ist_beim_antragsteller for one in self.posten)

    @property
    def zu_pruefen(self) -> int:
        """How many answers the office has not judged yet."""
        return sum(one.zustand is Postenzustand.BEANTWORTET for one in self.posten)

    @property
    def wartet(self) -> bool:
        """Whether the citizen has something to do."""
        return self.ist_offen and is_waiting(one.zustand for one in self.posten)


def get_nachforderung(
    vorgang_id: UUID, nachforderung_id: UUID, *, lock: bool = False, version: int | None = None
) -> Nachforderung:
    """A request of this very case, inside the Mandant's scope; the caller asks for the right on the case.

    Raises NotFound, and Conflict (`veraltet`) when it is not the `version` somebody has looked at.
    """
    rows = Nachforderung.objects.select_for_update() if lock else Nachforderung.objects.all()
    row = rows.filter(id=nachforderung_id, vorgang_id=vorgang_id).first()
    if row is None:
        raise NotFound
    if version is not None and version != row.version:
        raise Conflict(STALE, code="veraltet")
    return row


def posten_of(nachforderung_id: UUID) -> list[Posten]:
    """Items in order, inside the Mandant's scope."""
    return list(Posten.objects.filter(nachforderung_id=nachforderung_id).order_by("nummer", "id"))


def zustaende_of(nachforderung_id: UUID) -> list[Postenzustand]:
    """States of the items, inside the Mandant's scope."""
    return [Postenzustand(one.zustand) for one in posten_of(nachforderung_id)]


@reads_mandant
def list_nachforderungen(actor: Actor, vorgang_id: UUID) -> list[Nachforderungsstand]:
    """All requests of a case the caller may see, newest first, without what the citizen has not sent."""
    rows = list(Nachforderung.objects.filter(vorgang_id=vorgang_id).order_by("-nummer"))
    return _shown(rows, for_citizen=False)


@reads_mandant
def list_for_citizen(actor: Actor, vorgang_id: UUID) -> list[Nachforderungsstand]:
    """The requests the citizen knows of, newest first, with what he has saved. His access was checked at the door."""
    rows = Nachforderung.objects.filter(vorgang_id=vorgang_id).exclude(zustand__in=[z.value for z in CONCEALED])
    return _shown(list(rows.order_by("-nummer")), for_citizen=True)


@reads_mandant
def get_for_citizen(actor: Actor, vorgang_id: UUID, nachforderung_id: UUID) -> Nachforderungsstand:
    """One of them; raises NotFound."""
    for one in list_for_citizen(actor, vorgang_id):
        if one.id == nachforderung_id:
            return one
    raise NotFound


@reads_mandant
def list_due(actor: Actor, today: date) -> list[tuple[UUID, UUID]]:
    """(case, request) of sent requests whose deadline is near or over and that were not told of its end yet."""
    rows = Nachforderung.objects.filter(
        zustand=Zustand.OFFEN.value, frist__lte=today + ERINNERN_VORHER, erinnert__lt=Stufe.ABGELAUFEN.value
    )
    return list(rows.order_by("frist", "id").values_list("vorgang_id", "id"))


@reads_mandant
def list_antwortdateien(actor: Actor, vorgang_id: UUID, *, bis: datetime | None = None) -> list[AnlageZeile]:
    """Files the citizen has sent for requests of a case (until then), in their order; `adresse` names the item."""
    rows = Antwortdatei.objects.filter(posten__nachforderung__vorgang_id=vorgang_id, datei_id__isnull=False)
    if bis is not None:
        rows = rows.filter(datei__erstellt_am__lte=bis)
    rows = rows.select_related("datei", "posten").order_by("erstellt_am", "id")
    return [_line(row) for row in rows]


@reads_mandant
def waiting_antwortdateien(actor: Actor, vorgang_id: UUID) -> list[UUID]:
    """Store keys of those whose bytes are not released yet."""
    return waiting_of(anlage.datei_id for anlage in list_antwortdateien(actor, vorgang_id))


@reads_mandant
def unscanned_antwortdateien(actor: Actor, vorgang_id: UUID) -> list[AnlageZeile]:
    """Those no scanner has looked at."""
    return [one for one in list_antwortdateien(actor, vorgang_id) if one.scan == ScanStatus.UNGEPRUEFT]


@reads_mandant
def list_missed(actor: Actor, *, younger: timedelta, limit: int) -> list[AnlageZeile]:
    """Sent files that no scanner has looked at for longer than `younger`; at most `limit`, oldest first."""
    rows = Antwortdatei.objects.filter(datei__scan=ScanStatus.UNGEPRUEFT, datei__erstellt_am__lt=now() - younger)
    return [_line(row) for row in rows.select_related("datei", "posten").order_by("datei__erstellt_am", "id")[:limit]]


def _line(row: Antwortdatei) -> AnlageZeile:
    datei = row.datei
    if datei is None:
        raise NotFound
    return AnlageZeile(
        datei.id,
        datei.schluessel,
        row.posten.titel,
        datei.name,
        datei.medientyp,
        datei.groesse,
        datei.sha256,
        datei.scan,
        bytes(datei.datenschluessel or b""),
    )


def _shown(rows: Collection[Nachforderung], *, for_citizen: bool) -> list[Nachforderungsstand]:
    if not rows:
        return []
    posten: dict[UUID, list[Posten]] = {row.id: [] for row in rows}
    for one in Posten.objects.filter(nachforderung_id__in=posten).order_by("nummer", "id"):
        posten[one.nachforderung_id].append(one)
    dateien: dict[UUID, list[Dateistand]] = {}
    files = Antwortdatei.objects.filter(posten__nachforderung_id__in=posten).select_related("datei")
    for file in files.order_by("erstellt_am", "id"):
        if for_citizen or file.datei_id is not None:
            dateien.setdefault(file.posten_id, []).append(_file(file))
    return [_request(row, [_item(one, dateien, for_citizen=for_citizen) for one in posten[row.id]]) for row in rows]


def _file(row: Antwortdatei) -> Dateistand:
    scan = row.datei.scan if row.datei is not None else ""
    return Dateistand(row.id, row.name, row.medientyp, row.groesse, row.datei_id, scan)


def _item(row: Posten, dateien: dict[UUID, list[Dateistand]], *, for_citizen: bool) -> Postenstand:
    zustand = Postenzustand(row.zustand)
    is_shown = for_citizen or zustand not in BEI_ANTRAGSTELLER
    return Postenstand(
        id=row.id,
        nummer=row.nummer,
        art=Postenart(row.art),
        titel=row.titel,
        hinweis=row.hinweis,
        adresse=row.adresse,
        zustand=zustand,
        antwort=row.antwort if is_shown else "",
        fehlt_weil=row.fehlt_weil if is_shown else "",
        grund=row.grund,
        beantwortet_am=row.beantwortet_am,
        dateien=tuple(dateien.get(row.id, ())),
    )


def _request(row: Nachforderung, posten: list[Postenstand]) -> Nachforderungsstand:
    return Nachforderungsstand(
        id=row.id,
        vorgang_id=row.vorgang_id,
        nummer=row.nummer,
        zustand=Zustand(row.zustand),
        anschreiben=row.anschreiben,
        frist=row.frist,
        person_id=row.person_id,
        erinnert=Stufe(row.erinnert),
        version=row.version,
        erstellt_am=row.erstellt_am,
        gesendet_am=row.gesendet_am,
        beendet_am=row.beendet_am,
        posten=tuple(posten),
    )
