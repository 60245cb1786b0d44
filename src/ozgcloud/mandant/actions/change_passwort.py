"""Choose an own password."""

from django.contrib.auth.models import User

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.actions.create_person import hash_password
from ozgcloud.mandant.events import PasswortChanged
from ozgcloud.mandant.models import Konto


def change_passwort(actor: Actor, *, alt: str, neu: str) -> PasswortChanged:
    """All other sessions of the login end. Raises InvalidInput: the old one is wrong, or the new one too weak."""
    login = _login_of(actor)
    if not login.check_password(alt):
        raise InvalidInput("Das bisherige Passwort ist falsch.", {"alt": "Bitte geben Sie Ihr jetziges Passwort ein."})
    return _store(actor, login, hash_password(neu, login.username))


@in_mandant
def _login_of(actor: Actor) -> User:
    konto = Konto.objects.filter(person_id=actor.require_person()).first()
    if konto is None:
        raise NotFound("Zu Ihnen gibt es keinen Zugang.")
    return User.objects.get(pk=konto.login_id)


@in_mandant
def _store(actor: Actor, login: User, passwort_hash: str) -> PasswortChanged:
    User.objects.filter(pk=login.pk).update(password=passwort_hash)
    return emit(actor, PasswortChanged(person_id=actor.require_person(), selbst=True))
