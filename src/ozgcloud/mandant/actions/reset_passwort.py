"""Give somebody a new first password."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import PasswortChanged
from ozgcloud.mandant.models import Konto
from ozgcloud.mandant.personal import fetch_person


@dataclass(frozen=True, slots=True)
class Erstpasswort:
    """What is shown once."""

    benutzername: str
    passwort: str = field(repr=False)


def reset_passwort(actor: Actor, *, person_id: UUID) -> Erstpasswort:
    """Make a random password and end all sessions of the login. Raises NotFound, or Conflict for oneself."""
    rules.require_other(actor, person_id)
    passwort = secrets.token_urlsafe(12)
    return Erstpasswort(_store(actor, person_id, make_password(passwort)), passwort)


@in_mandant
def _store(actor: Actor, person_id: UUID, passwort_hash: str) -> str:
    person = fetch_person(actor, person_id)
    konto = Konto.objects.filter(person_id=person.id).first()
    if konto is None:
        raise NotFound("Diese Person hat keinen Zugang.")
    User.objects.filter(pk=konto.login_id).update(password=passwort_hash)
    emit(actor, PasswortChanged(person_id=person.id, selbst=False))
    return User.objects.values_list("username", flat=True).get(pk=konto.login_id)
