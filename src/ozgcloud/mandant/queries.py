"""Reading Länder, Mandanten, places and people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from django.db.models import Q

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung
from ozgcloud.core.errors import NotFound
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.mandant.models import (
    Anschluss,
    Gebiet,
    Mandant,
    MandantArt,
    Organisationseinheit,
    Person,
    PersonRolle,
)
from ozgcloud.mandant.rules import expand, represented, stand_in

ARTEN = {art.value: str(art.label) for art in MandantArt}
"""Kinds of Verwaltungen as people call them."""


def rollen_of(personen: Collection[UUID]) -> dict[UUID, frozenset[Rollenzuweisung]]:
    """The Rollen people hold now, with one assignment for every Organisationseinheit they reach down to; those without
    any are left out. Inside the Mandant's scope.
    """
    found: dict[UUID, set[Rollenzuweisung]] = {}
    for row in PersonRolle.objects.filter(person_id__in=personen):
        found.setdefault(row.person_id, set()).add(as_zuweisung(row))
    is_deep = any(zuweisung.mit_untergeordneten for rollen in found.values() for zuweisung in rollen)
    eltern = list_eltern() if is_deep else {}
    return {person: expand(rollen, eltern) for person, rollen in found.items()}


def as_zuweisung(row: PersonRolle) -> Rollenzuweisung:
    """A stored Rolle as it counts."""
    return Rollenzuweisung(
        Rolle(row.rolle), row.organisationseinheit_id, row.leistung_schluessel, row.mit_untergeordneten
    )


def list_eltern(*, lock: bool = False) -> dict[UUID, UUID | None]:
    """The tree: every Organisationseinheit with the one above it. Inside the Mandant's scope; `lock` holds the tree."""
    rows = Organisationseinheit.objects.select_for_update() if lock else Organisationseinheit.objects.all()
    return dict(rows.order_by("id").values_list("id", "eltern_id"))


ABWESENDE: LiteralString = """
SELECT a.person_id, a.vertretung_id, v.aktiv_bis
FROM abwesenheit a LEFT JOIN person v ON v.mandant_id = a.mandant_id AND v.id = a.vertretung_id
WHERE a.mandant_id = %(mandant)s::int AND a.von <= %(tag)s AND a.bis >= %(tag)s ORDER BY a.bis, a.id
"""


@reads_mandant
def list_abwesende(actor: Actor, tag: date) -> dict[UUID, UUID | None]:
    """Everybody of the Mandant who is away on that day, with his Vertretung (None: nobody, or one who has left).

    Of two absences on one day the one that ends later counts.
    """
    rows = fetch_prepared(ABWESENDE, {"mandant": current_mandant(), "tag": tag})
    return {
        person: None if left is not None and left <= clock.now() else vertretung for person, vertretung, left in rows
    }


@reads_mandant
def vertretung_of(actor: Actor, person_id: UUID, tag: date) -> UUID | None:
    """Who does somebody's work on that day when he is away, also when the first one named is away too.

    None: he is there, or nobody stands in. A Vertretung has no more rights than before; who assigns asks hers as well.
    """
    return stand_in(list_abwesende(actor, tag), person_id)


@reads_mandant
def represented_by(actor: Actor, person_id: UUID, tag: date) -> frozenset[UUID]:
    """Everybody whose work somebody does on that day besides his own."""
    return represented(list_abwesende(actor, tag), person_id)


def get_mandant(mandant_id: int) -> Mandant:
    """The public facts of a Verwaltung; raises NotFound."""
    mandant = Mandant.objects.select_related("land").filter(id=mandant_id).first()
    if mandant is None:
        raise NotFound
    return mandant


def has_uebung(mandant_id: int) -> bool:
    """Whether a Verwaltung has a practice twin."""
    return Mandant.objects.filter(uebung_von_id=mandant_id).exists()


def list_mandant_ids() -> list[int]:
    """All Mandanten of this installation, for work that goes through them one by one."""
    return list(Mandant.objects.order_by("id").values_list("id", flat=True))


def find_mandant_by_kurz(kurz: str) -> Mandant:
    """A Verwaltung by its short name; raises NotFound."""
    mandant = Mandant.objects.filter(kurz=kurz).first()
    if mandant is None:
        raise NotFound(f"Die Verwaltung „{kurz}“ gibt es nicht.")
    return mandant


def clearing_of(land_id: int) -> Mandant:
    """The Clearing-Mandant of a Land; raises NotFound when the Land was set up without one."""
    mandant = Mandant.objects.filter(land_id=land_id, art=MandantArt.CLEARING).first()
    if mandant is None:
        raise NotFound("Für dieses Land ist keine Clearingstelle eingerichtet. Bitte wenden Sie sich an den Betrieb.")
    return mandant


def kurz_of(mandanten: Collection[int]) -> dict[int, str]:
    """Short names of Verwaltungen by id."""
    return dict(Mandant.objects.filter(id__in=mandanten).values_list("id", "kurz"))


def twin_of(mandant_id: int) -> Mandant | None:
    """The practice twin of a Verwaltung, if it has one."""
    return Mandant.objects.filter(uebung_von_id=mandant_id).order_by("id").first()


def practice_original() -> Mandant:
    """A Verwaltung that has a practice twin, the first one; raises NotFound when nobody practises here."""
    twin = Mandant.objects.filter(uebung_von__isnull=False).select_related("uebung_von").order_by("id").first()
    if twin is None or twin.uebung_von is None:
        raise NotFound
    return twin.uebung_von


def get_gebiet(ars: str) -> Gebiet:
    """A place by its Regionalschlüssel, also one that has ended: old Anträge name it. Raises NotFound."""
    gebiet = Gebiet.objects.filter(ars=ars).first()
    if gebiet is None:
        raise NotFound("Diesen Ort kennen wir nicht. Bitte wählen Sie einen Ort aus der Liste.")
    return gebiet


@dataclass(frozen=True, slots=True)
class Kollege:
    """A Person as others see him on screens and letters."""

    id: UUID
    name: str
    zeichen: str
    telefon: str
    email: str
    zimmer: str


@reads_mandant
def list_personen(actor: Actor) -> dict[UUID, Kollege]:
    """Everybody of the actor's Mandant by id."""
    return {
        p.id: Kollege(p.id, p.name, p.zeichen, p.telefon, p.email, p.zimmer) for p in Person.objects.order_by("name")
    }


@reads_mandant
def names_of_personen(actor: Actor, keys: Collection[UUID]) -> dict[UUID, str]:
    """Names of some people of the actor's Mandant."""
    return dict(Person.objects.filter(id__in=keys).values_list("id", "name")) if keys else {}


@reads_mandant
def names_of_active(actor: Actor) -> dict[UUID, str]:
    """Everybody who works in the actor's Mandant now, by name."""
    rows = Person.objects.filter(Q(aktiv_bis=None) | Q(aktiv_bis__gt=clock.now())).order_by("name", "id")
    return dict(rows.values_list("id", "name"))


@reads_mandant
def names_of_einheiten(actor: Actor, keys: Collection[UUID] | None = None) -> dict[UUID, str]:
    """Names of some Organisationseinheiten of the actor's Mandant (None: of all), in order."""
    rows = Organisationseinheit.objects.order_by("name")
    chosen = rows if keys is None else rows.filter(id__in=keys)
    return dict(chosen.values_list("id", "name")) if keys is None or keys else {}


def names_of_gebiete(ars: Collection[str]) -> dict[str, str]:
    """Names of places by their Regionalschlüssel."""
    return dict(Gebiet.objects.filter(ars__in=ars).values_list("ars", "name")) if ars else {}


@reads_mandant
def name_of_person(actor: Actor) -> str:
    """The actor's own name, empty when he is no Person or has gone."""
    if actor.person_id is None:
        return ""
    return Person.objects.filter(id=actor.person_id).values_list("name", flat=True).first() or ""


@reads_mandant
def get_organisationseinheit(actor: Actor, organisationseinheit_id: UUID | None) -> str:
    """Name of an Organisationseinheit, empty for none."""
    if organisationseinheit_id is None:
        return ""
    einheit = Organisationseinheit.objects.filter(id=organisationseinheit_id).first()
    return einheit.name if einheit else ""


@reads_mandant
def get_anschluss(actor: Actor, port: str) -> tuple[str, dict[str, Any]]:
    """Adapter key and options the Mandant uses for a port; raises NotFound when none is connected."""
    anschluss = Anschluss.objects.filter(port=port).first()
    if anschluss is None:
        raise NotFound(
            f"Für „{port}“ ist kein Anschluss eingerichtet. Bitte wenden Sie sich an Ihre Fachadministration."
        )
    return anschluss.adapter, dict(anschluss.optionen)


def laender_of(mandanten: Collection[int]) -> tuple[int, ...]:
    """Keys of the Länder these Verwaltungen belong to, in order."""
    rows = Mandant.objects.filter(id__in=mandanten).values_list("land_id", flat=True)
    return tuple(rows.distinct().order_by("land_id"))
