"""Offices a rule can name. Their names lie behind each Mandant's wall and are read in two named ways only.

Operators of the Land read them as role `leitstand`; everybody else reads what the rules say in public.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import leitstand_cursor, mandant_scope
from ozgcloud.mandant.models import Gebiet, Mandant, MandantArt, Organisationseinheit
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel

MAX_STELLEN = 500


@dataclass(frozen=True, slots=True)
class Zielstelle:
    """An office that can be given an Antrag; without Organisationseinheit it is the Verwaltung as a whole."""

    mandant_id: int
    organisationseinheit_id: UUID | None
    name: str

    @property
    def schluessel(self) -> str:
        """One word for forms."""
        return f"{self.mandant_id}:{self.organisationseinheit_id or ''}"


def offices_of(mandant_id: int) -> list[tuple[UUID, str]]:
    """Id and name of every Organisationseinheit of a Verwaltung, for the operators of the Land."""
    with leitstand_cursor() as cursor:
        cursor.execute("SELECT id, name FROM organisationseinheit WHERE mandant_id = %s ORDER BY name", [mandant_id])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def require_office(mandant_id: int, name: str) -> UUID | None:
    """The Organisationseinheit of that name, read in the Mandant's own scope; None for no name. Raises InvalidInput."""
    if not name:
        return None
    with mandant_scope(mandant_id):
        found = Organisationseinheit.objects.filter(name=name).values_list("id", flat=True).first()
    if found is None:
        raise InvalidInput(
            "Diese Organisationseinheit gibt es in der Verwaltung nicht.",
            {"organisationseinheit": f"„{name}“ ist dort nicht eingerichtet."},
        )
    return found


def place_names(keys: Collection[str]) -> dict[str, str]:
    """Names of places by Regionalschlüssel, also of those that have ended; unknown keys are missing."""
    return dict(Gebiet.objects.filter(ars__in=keys).values_list("ars", "name"))


def name_of(mandant: Mandant, einheit: str) -> str:
    """How people read an office: Verwaltung, then Organisationseinheit."""
    return f"{mandant.name}, {einheit}" if einheit else mandant.name


def list_verwaltungen(land_id: int | None = None, *, mit_uebung: bool = False) -> list[Mandant]:
    """Verwaltungen that can be competent, by name: no Clearingstelle, and practice only when asked for."""
    rows = Mandant.objects.exclude(art=MandantArt.CLEARING)
    if land_id is not None:
        rows = rows.filter(land_id=land_id)
    if not mit_uebung:
        rows = rows.filter(uebung_von=None)
    return list(rows.order_by("name"))


def list_zielstellen(land_id: int) -> list[Zielstelle]:
    """Offices of a Land that public rules name, and every Verwaltung as a whole; by name, at most 500 of each."""
    verwaltungen = {mandant.id: mandant.name for mandant in list_verwaltungen(land_id)[:MAX_STELLEN]}
    named = (
        Zustaendigkeitsregel.objects.filter(ersetzt_am=None, uebung=False, mandant_id__in=verwaltungen)
        .exclude(organisationseinheit_id=None)
        .values_list("mandant_id", "organisationseinheit_id", "stelle")
        .distinct()
        .order_by("stelle")[:MAX_STELLEN]
    )
    stellen = {(m, e): Zielstelle(m, e, _full(verwaltungen[m], stelle)) for m, e, stelle in named}
    whole = {(m, None): Zielstelle(m, None, name) for m, name in verwaltungen.items()}
    return sorted([*stellen.values(), *whole.values()], key=lambda stelle: stelle.name)


def _full(verwaltung: str, stelle: str) -> str:
    return stelle if stelle.startswith(verwaltung) else f"{verwaltung}, {stelle}"


def find_zielstelle(kennung: str, *, uebung: bool = False) -> Zielstelle | None:
    """The office a sender means by id of an Organisationseinheit that public rules name, or by id or short name of a
    Verwaltung; practice twins stand in for their originals when `uebung`. None for what is no office of ours.
    """
    einheit_id = _uuid(kennung)
    if einheit_id is not None:
        regeln = Zustaendigkeitsregel.objects.filter(ersetzt_am=None, uebung=uebung, organisationseinheit_id=einheit_id)
        regel = regeln.order_by("gueltig_von", "id").first()
        return Zielstelle(regel.mandant_id, einheit_id, regel.stelle) if regel else None
    rows = Mandant.objects.exclude(art=MandantArt.CLEARING)
    is_number = kennung.isascii() and kennung.isdigit() and len(kennung) < 10
    mandant = rows.filter(Q(id=int(kennung)) if is_number else Q(kurz=kennung)).first()
    if mandant is not None and uebung and mandant.uebung_von_id is None:
        mandant = rows.filter(uebung_von_id=mandant.id).first()
    if mandant is None or (mandant.uebung_von_id is not None) != uebung:
        return None
    return Zielstelle(mandant.id, None, mandant.name)


def find_uebungsplatz(mandant_id: int | None, land_id: int) -> Zielstelle | None:
    """The practice twin of a Verwaltung, else the first of its Land; None where nobody practises."""
    rows = Mandant.objects.filter(land_id=land_id).exclude(uebung_von=None).order_by("id")
    twin = rows.filter(uebung_von_id=mandant_id).first() or rows.first()
    return Zielstelle(twin.id, None, twin.name) if twin else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
