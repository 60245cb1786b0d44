"""Entries of the quarantine with the cases they belong to. Who may see a case may see why it must be looked at."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.vorgang.models import Vorgangsdaten
from ozgcloud.vorgang.queries import visible_cases

PAGE = 50
SETTLED = "Dieser Prüfhinweis ist schon erledigt. Laden Sie die Seite neu, um zu sehen, was jemand anderes getan hat."


@dataclass(frozen=True, slots=True)
class Hinweis:
    """One entry as pages show it; `gegen` is the number of the case it seems to repeat, where the actor may see it."""

    id: UUID
    vorgang_id: UUID
    vorgangsnummer: str
    status: str
    leistung_schluessel: str
    antragsteller: str
    art: Quarantaeneart
    grund: str
    einzelheiten: dict[str, str]
    datei_id: UUID | None
    gegen_id: UUID | None
    gegen: str
    seit: datetime
    angefordert_am: datetime | None
    erledigt_am: datetime | None
    massnahme: str
    person_id: UUID | None
    begruendung: str


@dataclass(frozen=True, slots=True)
class Marke:
    """Where the next page begins: after this entry in (seit, id), oldest first."""

    seit: datetime
    id: UUID


@reads_mandant
def list_quarantaene(
    actor: Actor, *, art: Quarantaeneart | None = None, after: Marke | None = None
) -> tuple[list[Hinweis], Marke | None]:
    """A page of the open entries whose cases the actor may see, oldest first, and where the next one begins."""
    rows = Quarantaene.objects.filter(erledigt_am=None, vorgang_id__in=visible_cases(actor).values("id"))
    if art is not None:
        rows = rows.filter(art=art.value)
    if after is not None:
        rows = rows.filter(Q(seit__gt=after.seit) | Q(seit=after.seit, id__gt=after.id))
    found = list(rows.order_by("seit", "id")[: PAGE + 1])
    page = _shown(actor, found[:PAGE])
    return page, Marke(page[-1].seit, page[-1].id) if len(found) > PAGE else None


@reads_mandant
def count_quarantaene(actor: Actor) -> int:
    """How many open entries there are for the actor, counted up to 100."""
    rows = Quarantaene.objects.filter(erledigt_am=None, vorgang_id__in=visible_cases(actor).values("id"))
    return rows[:100].count()


@reads_mandant
def hinweise_of(actor: Actor, vorgang_id: UUID) -> list[Hinweis]:
    """All entries of a case the actor may see, open ones first."""
    rows = list(Quarantaene.objects.filter(vorgang_id=vorgang_id).order_by("seit", "id"))
    return _shown(actor, sorted(rows, key=lambda row: row.erledigt_am is not None))


def get_open_entry(vorgang_id: UUID, quarantaene_id: UUID) -> Quarantaene:
    """One entry of this case, locked, inside the Mandant's scope; raises NotFound, Conflict when it is settled."""
    entry = Quarantaene.objects.select_for_update().filter(id=quarantaene_id, vorgang_id=vorgang_id).first()
    if entry is None:
        raise NotFound
    if entry.erledigt_am is not None:
        raise Conflict(SETTLED)
    return entry


def _shown(actor: Actor, rows: list[Quarantaene]) -> list[Hinweis]:
    ids = {row.vorgang_id for row in rows} | {row.gegen_vorgang_id for row in rows if row.gegen_vorgang_id}
    cases = {case.id: case for case in visible_cases(actor).filter(id__in=ids)}
    names = dict(Vorgangsdaten.objects.filter(vorgang_id__in=cases).values_list("vorgang_id", "antragsteller"))
    return [
        Hinweis(
            id=row.id,
            vorgang_id=row.vorgang_id,
            vorgangsnummer=cases[row.vorgang_id].vorgangsnummer,
            status=cases[row.vorgang_id].status,
            leistung_schluessel=cases[row.vorgang_id].leistung_schluessel,
            antragsteller=names.get(row.vorgang_id, ""),
            art=Quarantaeneart(row.art),
            grund=row.grund,
            einzelheiten=row.einzelheiten,
            datei_id=row.datei_id,
            gegen_id=row.gegen_vorgang_id if row.gegen_vorgang_id in cases else None,
            gegen=cases[row.gegen_vorgang_id].vorgangsnummer if row.gegen_vorgang_id in cases else "",
            seit=row.seit,
            angefordert_am=row.angefordert_am,
            erledigt_am=row.erledigt_am,
            massnahme=row.massnahme,
            person_id=row.person_id,
            begruendung=row.begruendung,
        )
        for row in rows
        if row.vorgang_id in cases
    ]
