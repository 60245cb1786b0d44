"""Reading the log of who has read what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.clock import BERLIN
from ozgcloud.core.eingabe import read_key
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import current_mandant, mandant_scope, reads_mandant
from ozgcloud.leseprotokoll.models import Lesezaehler
from ozgcloud.leseprotokoll.rules import LESEN, WAS, Lesebilanz, balance, require_may_see
from ozgcloud.mandant.models import Person
from ozgcloud.vorgang.models import Vorgang

PAGE = 50
EXPORT_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Auswahl:
    """What the log is narrowed to; both days are included (Europe/Berlin)."""

    person_id: UUID | None = None
    vorgang_id: UUID | None = None
    von: date | None = None
    bis: date | None = None


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where the next page begins: after this row in (erstellt_am DESC, id DESC)."""

    erstellt_am: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Zugriff:
    """One reading, of a case or of what another office asks (`zuarbeit_id`).

    `name` is empty for machines and people who have left no record, `rolle` for what was not told.
    """

    stelle: Stelle
    was: str
    akteur_art: ActorKind
    name: str
    rolle: str
    vorgangsnummer: str
    zuarbeit_id: UUID | None


@reads_mandant
def list_zugriffe(
    actor: Actor, auswahl: Auswahl, *, after: Stelle | None = None, limit: int = PAGE
) -> tuple[list[Zugriff], Stelle | None]:
    """A page of the log of the actor's Mandant, newest first, and where the next one begins. Raises Forbidden."""
    require_may_see(actor)
    rows = _narrowed(auswahl)
    if after is not None:
        rows = rows.filter(Q(erstellt_am__lt=after.erstellt_am) | Q(erstellt_am=after.erstellt_am, id__lt=after.id))
    found = list(rows.order_by("-erstellt_am", "-id")[: limit + 1])
    page = _named(found[:limit])
    return page, page[-1].stelle if len(found) > limit else None


def _narrowed(auswahl: Auswahl) -> QuerySet[Ereignis]:
    rows = Ereignis.objects.filter(mandant_id=current_mandant(), typ__in=LESEN)
    if auswahl.person_id is not None:
        rows = rows.filter(akteur_id=str(auswahl.person_id))
    if auswahl.vorgang_id is not None:
        rows = rows.filter(kette=str(auswahl.vorgang_id))
    if auswahl.von is not None:
        rows = rows.filter(erstellt_am__gte=datetime.combine(auswahl.von, time(), BERLIN))
    if auswahl.bis is not None:
        rows = rows.filter(erstellt_am__lt=datetime.combine(auswahl.bis + timedelta(days=1), time(), BERLIN))
    return rows


def _named(rows: list[Ereignis]) -> list[Zugriff]:
    people = {row.akteur_id for row in rows if row.akteur_art == ActorKind.PERSON}
    names = {str(key): name for key, name in Person.objects.filter(id__in=people).values_list("id", "name")}
    cases = {row.daten["vorgang_id"] for row in rows if row.daten.get("vorgang_id")}
    known = Vorgang.objects.filter(id__in=cases).values_list("id", "vorgangsnummer")
    numbers = {str(key): nummer for key, nummer in known}
    return [
        Zugriff(
            Stelle(row.erstellt_am, row.id),
            WAS[row.typ, bool(row.daten.get("datei_id"))],
            ActorKind(row.akteur_art),
            names.get(row.akteur_id, ""),
            row.daten.get("rolle") or "",
            numbers.get(row.daten.get("vorgang_id", ""), ""),
            read_key(row.daten.get("zuarbeit_id", "")),
        )
        for row in rows
    ]


def iterate_zugriffe(actor: Actor, auswahl: Auswahl) -> Iterator[Zugriff]:
    """The whole selection, newest first, page by page, each in a transaction of its own: for a file of any length."""
    after: Stelle | None = None
    while True:
        page, after = list_zugriffe(actor, auswahl, after=after, limit=EXPORT_PAGE)
        yield from page
        if after is None:
            return


@reads_mandant
def find_fall(actor: Actor, vorgangsnummer: str) -> UUID | None:
    """The case of the actor's Mandant with this number; None when there is none. Raises Forbidden."""
    require_may_see(actor)
    return Vorgang.objects.filter(vorgangsnummer=vorgangsnummer).values_list("id", flat=True).first()


def get_lesebilanz(mandant_id: int, vorgang_id: UUID) -> Lesebilanz:
    """How often a case was opened and by whom, for its citizen; the latest readings may be some seconds behind."""
    with mandant_scope(mandant_id):
        rows = Lesezaehler.objects.filter(vorgang_id=vorgang_id)
        return balance(rows.values_list("akteur_art", "rolle", "anzahl"))
