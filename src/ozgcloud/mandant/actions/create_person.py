"""Create a Person with a login."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ozgcloud.core.actor import Actor, Rollenzuweisung
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import PersonCreated
from ozgcloud.mandant.models import Konto, Organisationseinheit, Person, PersonRolle
from ozgcloud.mandant.rules import Personenangaben

BENUTZERNAME_VERGEBEN = "benutzername-vergeben"
NAME_TAKEN = "Diesen Anmeldenamen gibt es schon. Bitte wählen Sie einen anderen."


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuePerson(Personenangaben):
    """Who is to work for the Mandant."""

    benutzername: str
    rollen: tuple[Rollenzuweisung, ...]


def create_person(actor: Actor, *, person: NeuePerson, passwort: str | None = None) -> PersonCreated:
    """Make Person, Rollen and login in the actor's Mandant; without `passwort` nobody can log in yet.

    Raises Forbidden, InvalidInput (name, Benutzername, Rollen, Passwort), NotFound for an Organisationseinheit of
    somebody else, Conflict when the Benutzername is taken.
    """
    require_all(
        lambda: rules.require_may_create_person(actor, person.rollen),
        lambda: rules.require_neu(person.benutzername, person),
    )
    # The hash takes half a second on purpose, so it is made before the transaction.
    return _store(actor, person, hash_password(passwort, person.benutzername))


def hash_password(passwort: str | None, benutzername: str) -> str:
    """The stored form of a password the validators accept; `None` gives one that never matches. Raises InvalidInput."""
    if passwort is not None:
        try:
            validate_password(passwort, User(username=benutzername))
        except ValidationError as error:
            raise InvalidInput("Das Passwort ist nicht sicher genug.", {"passwort": " ".join(error.messages)}) from None
    return make_password(passwort)


@in_mandant
def _store(actor: Actor, person: NeuePerson, passwort_hash: str) -> PersonCreated:
    require_own(person.rollen)
    satz = Person.objects.create(mandant_id=current_mandant(), **rules.require_angaben(person))
    store_rollen(satz, person.rollen)
    login = create_login(person.benutzername, passwort_hash)
    Konto.objects.create(login_id=login.pk, mandant_id=current_mandant(), person_id=satz.id)
    return emit(actor, PersonCreated(person_id=satz.id, rollen=len(person.rollen)))


def require_own(rollen: Collection[Rollenzuweisung]) -> None:
    """Organisationseinheiten of this Mandant that are not closed; raises NotFound. Inside the Mandant's scope."""
    wanted = {z.organisationseinheit_id for z in rollen if z.organisationseinheit_id is not None}
    if Organisationseinheit.objects.filter(id__in=wanted, geschlossen_am=None).count() != len(wanted):
        raise NotFound("Diese Organisationseinheit gibt es hier nicht, oder sie ist geschlossen.")


def store_rollen(person: Person, rollen: Collection[Rollenzuweisung]) -> None:
    """Write the Rollen of a new Person, inside the Mandant's scope."""
    PersonRolle.objects.bulk_create(
        PersonRolle(
            mandant_id=current_mandant(),
            person_id=person.id,
            rolle=zuweisung.rolle.value,
            organisationseinheit_id=zuweisung.organisationseinheit_id,
            leistung_schluessel=zuweisung.leistung_schluessel,
            mit_untergeordneten=zuweisung.mit_untergeordneten,
        )
        for zuweisung in rollen
    )


def create_login(benutzername: str, passwort_hash: str) -> User:
    """The login itself; names are unique in the installation. Raises Conflict."""
    try:
        with transaction.atomic():
            return User.objects.create(username=benutzername, password=passwort_hash)
    except IntegrityError:
        raise Conflict(NAME_TAKEN, code=BENUTZERNAME_VERGEBEN) from None
