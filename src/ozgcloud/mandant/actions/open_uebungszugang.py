"""Open a short-lived login for a trial run."""

import dataclasses
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rollenzuweisung
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import konto_scope, mandant_scope
from ozgcloud.mandant import rules
from ozgcloud.mandant.actions.create_person import create_login, store_rollen
from ozgcloud.mandant.events import UebungszugangOpened
from ozgcloud.mandant.models import Konto, Person
from ozgcloud.mandant.queries import get_mandant

NAME = "Probelauf (kurzlebiger Zugang)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uebungszugang:
    """What the caller gets once. `mandant_id` and `person_id` are None for an operator of the Land."""

    benutzername: str
    passwort: str = field(repr=False)
    kennung: UUID
    mandant_id: int | None
    person_id: UUID | None
    gueltig_bis: datetime


def open_uebungszugang(
    actor: Actor, *, mandant_id: int | None, rollen: tuple[Rollenzuweisung, ...] = (), stunden: int = 1
) -> Uebungszugang:
    """Make a random login that ends by itself: in a practice Mandant with `rollen`, or for an operator (no Mandant).

    The house may do both, a Fachadministration the first in the practice twin of its Verwaltung. Raises Forbidden,
    Conflict for a Mandant with real cases, InvalidInput for Rollen or hours.
    """
    gueltig_bis = rules.valid_until(clock.now(), stunden)
    if mandant_id is None:
        rules.require_house(actor)
    else:
        twin = get_mandant(mandant_id)
        rules.require_may_open_practice(actor, twin.uebung_von_id)
        rules.require_practice(twin.uebung_von_id)
        rules.require_grantable(rollen)
    passwort = secrets.token_urlsafe(24)
    passwort_hash = make_password(passwort)
    with transaction.atomic(durable=True):
        login = create_login(f"uebung-{secrets.token_hex(6)}", passwort_hash)
        with scope_of(mandant_id, login):
            konto = _store(login, mandant_id, rollen, gueltig_bis)
            emit(
                dataclasses.replace(actor, mandant_id=mandant_id),
                UebungszugangOpened(
                    kennung=konto.kennung, person_id=konto.person_id, gueltig_bis=clock.berlin_date(gueltig_bis)
                ),
            )
    return Uebungszugang(
        benutzername=login.username,
        passwort=passwort,
        kennung=konto.kennung,
        mandant_id=mandant_id,
        person_id=konto.person_id,
        gueltig_bis=gueltig_bis,
    )


def scope_of(mandant_id: int | None, login: User) -> AbstractContextManager[None]:
    """What opens the row of the Konto: the Mandant, else the login itself."""
    return konto_scope(login.pk) if mandant_id is None else mandant_scope(mandant_id)


def _store(login: User, mandant_id: int | None, rollen: tuple[Rollenzuweisung, ...], gueltig_bis: datetime) -> Konto:
    person_id = None
    if mandant_id is not None:
        person = Person.objects.create(mandant_id=mandant_id, name=NAME, aktiv_bis=gueltig_bis)
        store_rollen(person, rollen)
        person_id = person.id
    return Konto.objects.create(login_id=login.pk, mandant_id=mandant_id, person_id=person_id, gueltig_bis=gueltig_bis)
