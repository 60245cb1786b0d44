"""140 Verwaltungen with offices, people and logins, for measuring the work list; every name is invented."""

import json
import os
import random
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from bench.annahmewelt import FELDER, FIRST, GEMEINDEN, LEISTUNG, make_world
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import Konto, Mandant, Organisationseinheit, Person, PersonRolle
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.ops.roles import SUPERUSER

AEMTER, GROSS = 140, 0.55
LEISTUNGEN = 60


@dataclass(frozen=True)
class Amt:
    """A Verwaltung with what its cases are made of; `anteil` is its share of all cases, `gewichte` those of the
    Leistungen, added up.
    """

    id: int
    anteil: float
    einheiten: list[UUID]
    personen: list[UUID]
    leistungen: list[str]
    gewichte: list[float]
    gebiete: list[str]
    dienst: UUID
    schema: UUID
    felder: list[str]


def superuser() -> str:
    """The superuser of the database this runs on."""
    if dsn := os.environ.get("OZG_BENCH_SUPERUSER_DSN"):
        return dsn
    parts = urlsplit(os.environ["DATABASE_URL"])
    password = json.loads((settings.ENV.data_dir / "rollen.json").read_text())[SUPERUSER]
    return urlunsplit(parts._replace(netloc=f"{SUPERUSER}:{password}@{parts.hostname}:{parts.port}"))


def load_aemter() -> list[Amt]:
    """The Verwaltungen, made on the first run."""
    if not Onlinedienst.objects.filter(kennung="messdienst").exists():
        make_world()
        Leistung.objects.bulk_create(
            Leistung(schluessel=f"9977{n:010}", name=f"Messleistung {n}", kurztext="") for n in range(2, LEISTUNGEN + 2)
        )
    dienst = Onlinedienst.objects.get(kennung="messdienst")
    keys = [LEISTUNG, *(f"9977{n:010}" for n in range(2, LEISTUNGEN + 2))]
    return [_amt(n, dienst, keys) for n in range(AEMTER)]


def _amt(n: int, dienst: Onlinedienst, keys: list[str]) -> Amt:
    mandant_id = FIRST + n
    is_big = n == 0
    with mandant_scope(mandant_id):
        if not Organisationseinheit.objects.exists():
            _staff(mandant_id, 12 if is_big else 4, 200 if is_big else 20)
        einheiten = list(Organisationseinheit.objects.order_by("name").values_list("id", flat=True))
        personen = list(Person.objects.order_by("name").values_list("id", flat=True))
    rest = (1 - GROSS) / sum(1 / (m + 5) for m in range(1, AEMTER))
    return Amt(
        id=mandant_id,
        anteil=GROSS if is_big else rest / (n + 5),
        einheiten=einheiten,
        personen=personen,
        leistungen=keys,
        gewichte=list(accumulate(1 / (m + 2) for m in range(len(keys)))),
        gebiete=[f"01{n:03}{1000 + n}{g:03}" for g in range(1, GEMEINDEN + 1)],
        dienst=dienst.id,
        schema=dienst.datenschema_id,
        felder=FELDER,
    )


def _staff(mandant_id: int, einheiten: int, personen: int) -> None:
    Mandant.objects.filter(id=mandant_id).update(gebiete=[])
    Organisationseinheit.objects.bulk_create(
        Organisationseinheit(mandant_id=mandant_id, name=f"Amt {n:02}") for n in range(einheiten)
    )
    Person.objects.bulk_create(Person(mandant_id=mandant_id, name=f"Person {n:03}") for n in range(personen))


def make_clerks(aemter: list[Amt], count: int) -> list[tuple[int, str]]:
    """Logged-in people with mixed Rollen, most at the largest Verwaltung: (Mandant, session cookie)."""
    dice = random.Random(3)  # noqa: S311  (a model, no secret)
    return [make_clerk(aemter[0] if n % 4 else dice.choice(aemter[1:20]), n) for n in range(count)]


def make_clerk(amt: Amt, n: int) -> tuple[int, str]:
    """The same of one person; every fourth number has the same Rollen."""
    login, is_new = User.objects.get_or_create(username=f"mess-{n}")
    einheiten = amt.einheiten
    kinds: list[list[tuple[Rolle, UUID | None, str | None]]] = [
        [(Rolle.USER, None, None)],
        [(Rolle.USER, einheiten[n % len(einheiten)], None)],
        [(Rolle.USER, einheit, None) for einheit in einheiten[:3]],
        [(Rolle.POSTSTELLE, None, None), (Rolle.USER, einheiten[0], amt.leistungen[0])],
    ]
    if is_new:
        with mandant_scope(amt.id):
            person = amt.personen[n % len(amt.personen)]
            Konto.objects.create(login_id=login.pk, mandant_id=amt.id, person_id=person)
            for rolle, einheit, leistung in kinds[n % len(kinds)]:
                PersonRolle.objects.create(
                    mandant_id=amt.id,
                    person_id=person,
                    rolle=rolle.value,
                    organisationseinheit_id=einheit,
                    leistung_schluessel=leistung,
                )
    session = SessionStore()
    session[SESSION_KEY] = str(login.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = login.get_session_auth_hash()
    session.set_expiry(timedelta(hours=8))
    session.create()
    return amt.id, str(session.session_key)
