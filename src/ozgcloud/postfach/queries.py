"""Reading the published projection; the citizen's door reads nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import mandant_scope, reads_mandant, zugang_scope
from ozgcloud.eingang.models import Zugang
from ozgcloud.postfach.models import Dokument, Nachricht, Richtung, Stand, Zeitpunkt
from ozgcloud.postfach.rules import EINGEGANGEN, NO_STATUS, citizen_status, sentence, shown_status
from ozgcloud.vorgang.rules import Status


@dataclass(frozen=True, slots=True)
class Fall:
    """Where a citizen's secret led: one Vorgang of one Mandant."""

    mandant_id: int
    vorgang_id: UUID


def find_zugang(zugang_hash: str) -> Fall | None:
    """The case behind a keyed hash of Vorgangsnummer and code; None when there is none."""
    with zugang_scope(zugang_hash):
        zugang = Zugang.objects.filter(hash=zugang_hash).first()
    return Fall(zugang.mandant_id, zugang.vorgang_id) if zugang else None


@dataclass(frozen=True, slots=True)
class Ereigniszeile:
    """A line of the timeline."""

    am: datetime
    satz: str


@dataclass(frozen=True, slots=True)
class Nachrichtzeile:
    """A message as either side sees it."""

    id: UUID
    richtung: Richtung
    betreff: str
    text: str
    erstellt_am: datetime
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Dokumentzeile:
    """A document made available; size in bytes."""

    id: UUID
    titel: str
    groesse: int
    bereitgestellt_am: datetime
    abgerufen_am: datetime | None


@dataclass(frozen=True, slots=True)
class Standseite:
    """All a status page shows."""

    vorgangsnummer: str
    leistung: str
    behoerde: str
    stelle: str
    status: str
    eingangsdatum: date
    sha256: str
    verlauf: tuple[Ereigniszeile, ...]
    nachrichten: tuple[Nachrichtzeile, ...]
    dokumente: tuple[Dokumentzeile, ...]


def get_standseite(fall: Fall) -> Standseite | None:
    """The status page of a case; None for the moment between acceptance and publication (the worker is at it)."""
    with mandant_scope(fall.mandant_id):
        stand = Stand.objects.filter(vorgang_id=fall.vorgang_id).first()
        if stand is None:
            return None
        punkte = list(Zeitpunkt.objects.filter(vorgang_id=fall.vorgang_id).order_by("am", "id"))
        return Standseite(
            vorgangsnummer=stand.vorgangsnummer,
            leistung=stand.leistung,
            behoerde=stand.behoerde,
            stelle=stand.stelle,
            status=shown_status(stand.status, punkte[-1].art if punkte else ""),
            eingangsdatum=stand.eingangsdatum,
            sha256=stand.sha256,
            verlauf=tuple(Ereigniszeile(p.am, sentence(p.art)) for p in punkte),
            nachrichten=tuple(_messages(fall.vorgang_id)),
            dokumente=tuple(_documents(fall.vorgang_id)),
        )


def last_status(vorgang_id: UUID) -> str:
    """The status the timeline told last, inside the Mandant's scope; the published head may already be further."""
    punkte = Zeitpunkt.objects.filter(vorgang_id=vorgang_id).exclude(art__in=NO_STATUS).order_by("-am", "-id")
    art = punkte.values_list("art", flat=True).first() or ""
    return citizen_status(Status.NEU) if art == EINGEGANGEN else art


def _messages(vorgang_id: UUID) -> list[Nachrichtzeile]:
    rows = Nachricht.objects.filter(vorgang_id=vorgang_id).order_by("erstellt_am", "id")
    return [Nachrichtzeile(n.id, Richtung(n.richtung), n.betreff, n.text, n.erstellt_am, n.person_id) for n in rows]


def _documents(vorgang_id: UUID) -> list[Dokumentzeile]:
    rows = Dokument.objects.filter(vorgang_id=vorgang_id).select_related("datei").order_by("bereitgestellt_am", "id")
    return [Dokumentzeile(d.id, d.titel, d.datei.groesse, d.bereitgestellt_am, d.abgerufen_am) for d in rows]


@reads_mandant
def list_nachrichten(actor: Actor, vorgang_id: UUID) -> list[Nachrichtzeile]:
    """Messages of a case the caller may see, oldest first."""
    return _messages(vorgang_id)


@reads_mandant
def list_dokumente(actor: Actor, vorgang_id: UUID) -> list[Dokumentzeile]:
    """Documents made available to the citizen, with the time of the first Abruf."""
    return _documents(vorgang_id)


def get_dokument(dokument_id: UUID, vorgang_id: UUID, *, lock: bool = False) -> Dokument:
    """A document of this very case, inside the Mandant's scope; raises NotFound."""
    rows = Dokument.objects.select_for_update(of=("self",)) if lock else Dokument.objects.all()
    dokument = rows.filter(id=dokument_id, vorgang_id=vorgang_id).select_related("datei").first()
    if dokument is None:
        raise NotFound
    return dokument
