"""End a short-lived login."""

import dataclasses

from django.contrib.auth.models import User
from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.mandant import rules
from ozgcloud.mandant.actions.open_uebungszugang import Uebungszugang, scope_of
from ozgcloud.mandant.events import UebungszugangEnded
from ozgcloud.mandant.models import Konto, Person


def end_uebungszugang(actor: Actor, *, zugang: Uebungszugang) -> UebungszugangEnded:
    """Delete the login; its Person stays, ended, because cases and letters name her.

    Raises Forbidden (only the house itself) and NotFound when it is gone already or no short-lived login.
    """
    rules.require_house(actor)
    with transaction.atomic(durable=True):
        login = User.objects.filter(username=zugang.benutzername).first()
        if login is None:
            raise NotFound("Diesen Zugang gibt es nicht mehr.")
        with scope_of(zugang.mandant_id, login):
            konto = Konto.objects.filter(login_id=login.pk, kennung=zugang.kennung).first()
            if konto is None or konto.gueltig_bis is None:
                raise NotFound("Diesen Zugang gibt es nicht mehr.")
            if konto.person_id is not None:
                Person.objects.filter(id=konto.person_id).update(aktiv_bis=clock.now())
            konto.delete()
            login.delete()
            return emit(
                dataclasses.replace(actor, mandant_id=konto.mandant_id),
                UebungszugangEnded(kennung=konto.kennung, person_id=konto.person_id),
            )
