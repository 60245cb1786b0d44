"""Whom a case belongs to: the rule of one assignment, the same for one case and for many at once."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from ozgcloud.core import clock
from ozgcloud.core.actor import Rollenzuweisung
from ozgcloud.core.errors import InvalidInput
from ozgcloud.mandant.models import Organisationseinheit, Person
from ozgcloud.mandant.queries import rollen_of
from ozgcloud.vorgang.events import VorgangAssigned
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Status, may_read

FELDER = ("zugewiesen_an", "gruppe_id")
Rollen = Mapping[UUID, frozenset[Rollenzuweisung]]
"""By person, as `mandant.queries.rollen_of` answers."""


def require_target(person_id: UUID | None, gruppe_id: UUID | None) -> None:
    """The person must work in this Mandant, the group be an open one of it: or nobody would see the case.

    Raises InvalidInput. Inside the Mandant's scope.
    """
    here = Person.objects.filter(Q(aktiv_bis=None) | Q(aktiv_bis__gt=clock.now()))
    if person_id is not None and not here.filter(id=person_id).exists():
        raise InvalidInput(
            "Diese Person gibt es in Ihrer Verwaltung nicht, oder sie arbeitet nicht mehr hier.",
            {"person": "Bitte wählen Sie jemanden aus der Liste."},
        )
    if gruppe_id is not None and not Organisationseinheit.objects.filter(id=gruppe_id, geschlossen_am=None).exists():
        raise InvalidInput(
            "Diese Gruppe gibt es in Ihrer Verwaltung nicht.", {"person": "Bitte wählen Sie eine aus der Liste."}
        )


def require_reader(vorgang: Vorgang, person_id: UUID | None, rollen: Rollen) -> None:
    """A case given to somebody who may not see it would lie where nobody looks. Raises InvalidInput."""
    if person_id is not None and not _sees(vorgang, rollen.get(person_id, frozenset())):
        raise InvalidInput(
            "Diese Person hat keine Rolle, mit der sie den Vorgang sehen darf.",
            {"person": "Bitte wählen Sie jemand anderen, oder lassen Sie ihr die Rolle geben."},
        )


def readers_among(vorgang: Vorgang, personen: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people may see the case with the Rollen held now. Inside the Mandant's scope."""
    return frozenset(person for person, rollen in rollen_of(personen).items() if _sees(vorgang, rollen))


def _sees(vorgang: Vorgang, rollen: Collection[Rollenzuweisung]) -> bool:
    here = (vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    return may_read(Status(vorgang.status), frozenset(z.rolle for z in rollen if z.covers(*here)))


def give(vorgang: Vorgang, person_id: UUID | None, gruppe_id: UUID | None) -> VorgangAssigned:
    """Put it into the record (not stored yet); a person takes the place of a group and the other way round."""
    vorgang.zugewiesen_an = person_id
    vorgang.gruppe_id = gruppe_id if person_id is None else None
    return VorgangAssigned(vorgang_id=vorgang.id, person_id=person_id, gruppe_id=vorgang.gruppe_id)
