"""Create an operator of the Land."""

from django.db import transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import konto_scope
from ozgcloud.mandant import rules
from ozgcloud.mandant.actions.create_person import create_login, hash_password
from ozgcloud.mandant.events import OperatorCreated
from ozgcloud.mandant.models import Konto


def create_operator(actor: Actor, *, benutzername: str, passwort: str | None = None) -> OperatorCreated:
    """Make a login that belongs to no Mandant; without `passwort` nobody can log in yet.

    Raises Forbidden (only the house itself, by a command on the machine), InvalidInput, Conflict.
    """
    rules.require_house(actor)
    name = rules.require_benutzername(benutzername)
    passwort_hash = hash_password(passwort, name)
    with transaction.atomic(durable=True):
        login = create_login(name, passwort_hash)
        with konto_scope(login.pk):
            konto = Konto.objects.create(login_id=login.pk)
        return emit(actor, OperatorCreated(kennung=konto.kennung))
