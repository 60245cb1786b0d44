"""Reading people and Organisationseinheiten as their Fachadministration sees them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rollenzuweisung
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.mandant.models import Abwesenheit, Konto, Organisationseinheit, Person, PersonRolle
from ozgcloud.mandant.queries import as_zuweisung
from ozgcloud.mandant.rules import below, reaches, reaches_einheit, require_reach

PAGE = 50


@dataclass(frozen=True, slots=True)
class Rollenzeile:
    """A stored Rolle with the name of its Organisationseinheit; `entziehbar` by whoever asked."""

    id: UUID
    zuweisung: Rollenzuweisung
    einheit: str
    entziehbar: bool


@dataclass(frozen=True, slots=True)
class Abwesenheitszeile:
    """An absence that is not over yet; both days included."""

    id: UUID
    von: date
    bis: date
    vertretung: str


@dataclass(frozen=True, slots=True)
class Personalzeile:
    """Somebody as the list shows him; `rollen` without their ids."""

    id: UUID
    name: str
    email: str
    aktiv_bis: datetime | None
    rollen: tuple[Rollenzeile, ...]

    @property
    def ist_aktiv(self) -> bool:
        """Whether he may work now."""
        return self.aktiv_bis is None or self.aktiv_bis > clock.now()


@dataclass(frozen=True, slots=True)
class Personalblatt:
    """Somebody whole. `gueltig_bis`: end of a short-lived login."""

    zeile: Personalzeile
    zeichen: str
    telefon: str
    zimmer: str
    version: int
    benutzername: str
    abwesenheiten: tuple[Abwesenheitszeile, ...] = field(default=())


def fetch_person(actor: Actor, person_id: UUID, *, lock: bool = False) -> Person:
    """Somebody the actor administers: every Rolle of his lies within reach. Inside the Mandant's scope.

    Raises NotFound, also for somebody beyond reach.
    """
    rows = Person.objects.select_for_update() if lock else Person.objects.all()
    person = rows.filter(id=person_id).first()
    if person is None:
        raise NotFound("Diese Person gibt es hier nicht.")
    require_reach(actor, [as_zuweisung(row) for row in PersonRolle.objects.filter(person_id=person_id)])
    return person


def fetch_einheit(actor: Actor, organisationseinheit_id: UUID) -> Organisationseinheit:
    """An Organisationseinheit the actor administers, locked. Inside the Mandant's scope. Raises NotFound."""
    einheit = Organisationseinheit.objects.select_for_update().filter(id=organisationseinheit_id).first()
    if einheit is None or not reaches_einheit(actor, einheit.id):
        raise NotFound("Diese Organisationseinheit gibt es hier nicht.")
    return einheit


@reads_mandant
def list_personal(
    actor: Actor, *, suche: str = "", auch_ehemalige: bool = False, nach: UUID | None = None
) -> tuple[list[Personalzeile], UUID | None]:
    """A page of the people the actor administers by name, and after whom the next one begins (None: the end)."""
    rows = Person.objects.order_by("name", "id")
    if not auch_ehemalige:
        rows = rows.filter(Q(aktiv_bis=None) | Q(aktiv_bis__gt=clock.now()))
    if suche:
        rows = rows.filter(name__icontains=suche)
    last = Person.objects.filter(id=nach).first() if nach else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id))
    found: list[Personalzeile] = []
    people = rows.iterator(chunk_size=PAGE)
    # Who is beyond reach is left out here, so one page of the screen may take several of the table.
    while len(found) <= PAGE and (chunk := list(islice(people, PAGE))):
        found += _lines(actor, chunk)
    if len(found) <= PAGE:
        return found, None
    return found[:PAGE], found[PAGE - 1].id


def _lines(actor: Actor, personen: Collection[Person]) -> list[Personalzeile]:
    """Those of them the actor administers, with their Rollen."""
    rollen: dict[UUID, list[PersonRolle]] = {person.id: [] for person in personen}
    for row in PersonRolle.objects.filter(person_id__in=list(rollen)).order_by("rolle", "id"):
        rollen[row.person_id].append(row)
    names = names_of_einheiten(row.organisationseinheit_id for rows in rollen.values() for row in rows)

    def zeile(row: PersonRolle) -> Rollenzeile:
        given = as_zuweisung(row)
        return Rollenzeile(row.id, given, names.get(row.organisationseinheit_id, ""), reaches(actor, [given]))

    return [
        Personalzeile(p.id, p.name, p.email, p.aktiv_bis, tuple(zeile(row) for row in rollen[p.id]))
        for p in personen
        if reaches(actor, [as_zuweisung(row) for row in rollen[p.id]])
    ]


def names_of_einheiten(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Names of Organisationseinheiten by id. Inside the Mandant's scope."""
    wanted = {einheit for einheit in ids if einheit is not None}
    return dict(Organisationseinheit.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


@reads_mandant
def get_personalblatt(actor: Actor, person_id: UUID) -> Personalblatt:
    """Somebody the actor administers. Raises NotFound."""
    person = fetch_person(actor, person_id)
    konto = Konto.objects.filter(person_id=person_id).first()
    login = User.objects.filter(pk=konto.login_id).first() if konto else None
    return Personalblatt(
        _lines(actor, [person])[0],
        person.zeichen,
        person.telefon,
        person.zimmer,
        person.version,
        login.username if login else "",
        tuple(list_abwesenheiten(actor, person_id)),
    )


@reads_mandant
def list_abwesenheiten(actor: Actor, person_id: UUID) -> list[Abwesenheitszeile]:
    """Absences of somebody that are not over yet, soonest first."""
    rows = Abwesenheit.objects.filter(person_id=person_id, bis__gte=clock.today()).order_by("von", "id")
    return [
        Abwesenheitszeile(row.id, row.von, row.bis, row.vertretung.name if row.vertretung else "")
        for row in rows.select_related("vertretung")
    ]


@dataclass(frozen=True, slots=True)
class Einheitzeile:
    """A unit in the order of the tree; `tiefe` 0 is the top. `bearbeitbar` by whoever asked."""

    id: UUID
    name: str
    kurz: str
    eltern_id: UUID | None
    tiefe: int
    geschlossen_am: date | None
    bearbeitbar: bool
    version: int


@reads_mandant
def list_einheiten(actor: Actor) -> list[Einheitzeile]:
    """The whole tree of the actor's Mandant, each unit followed by what lies below it, by name."""
    rows = list(Organisationseinheit.objects.order_by("name"))
    children: dict[UUID | None, list[Organisationseinheit]] = {}
    for row in rows:
        children.setdefault(row.eltern_id, []).append(row)
    found: list[Einheitzeile] = []
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, tiefe = waiting.pop()
        found.append(
            Einheitzeile(
                id=row.id,
                name=row.name,
                kurz=row.kurz,
                eltern_id=row.eltern_id,
                tiefe=tiefe,
                geschlossen_am=row.geschlossen_am,
                bearbeitbar=reaches_einheit(actor, row.id),
                version=row.version,
            )
        )
        waiting += [(child, tiefe + 1) for child in reversed(children.get(row.id, []))]
    return found


def open_below(organisationseinheit_id: UUID) -> int:
    """How many open units lie below one. Inside the Mandant's scope."""
    rows = dict(Organisationseinheit.objects.values_list("id", "eltern_id"))
    return Organisationseinheit.objects.filter(id__in=below(rows, organisationseinheit_id), geschlossen_am=None).count()
