"""Real logins for the people of the small world, and what the tests of both doors share."""

import re
from uuid import UUID

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from gang import Fall
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.tenancy import konto_scope, mandant_scope
from ozgcloud.mandant.models import Konto, Mandant, MandantArt, Person, PersonRolle
from ozgcloud.vorgang.models import Vorgangsdaten
from welt import CLEARING, Verwaltung

KANARIE = "Kanarienvogel Zwei"


def log_in(actor: Actor) -> Client:
    """A browser in which this Actor is logged in; login, Konto and Rollen are made on first use."""
    login, is_new = User.objects.get_or_create(username=f"pruefung-{actor.id}"[:150])
    if is_new and actor.mandant_id is None:
        with konto_scope(login.pk):
            Konto.objects.create(login_id=login.pk)
    elif is_new:
        with mandant_scope(actor.mandant_id):
            Konto.objects.create(login_id=login.pk, mandant_id=actor.mandant_id, person_id=actor.person_id)
            for zuweisung in actor.rollen:
                PersonRolle.objects.create(
                    mandant_id=actor.mandant_id,
                    person_id=actor.person_id,
                    rolle=zuweisung.rolle.value,
                    organisationseinheit_id=zuweisung.organisationseinheit_id,
                    leistung_schluessel=zuweisung.leistung_schluessel,
                )
    client = Client()
    client.force_login(login)
    return client


def somebody(mandant_id: int, rolle: Rolle, einheit: UUID | None = None, name: str = "Jemand") -> Actor:
    """Another Person with one Rolle."""
    with mandant_scope(mandant_id):
        person = Person.objects.create(mandant_id=mandant_id, name=name)
    return Actor(ActorKind.PERSON, str(person.id), mandant_id, frozenset({Rollenzuweisung(rolle, einheit)}))


def at_clearing() -> Actor:
    """Somebody of the Clearingstelle of the small world."""
    assert Mandant.objects.get(id=CLEARING).art == MandantArt.CLEARING
    return somebody(CLEARING, Rolle.USER)


def adresse(fall: Fall, teil: str = "") -> str:
    return f"/amt/vorgang/{fall.vorgang_id}/{teil}"


def text(response: HttpResponse) -> str:
    """What a reader sees, blanks joined."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def toasts(response: HttpResponse) -> list[str]:
    """Every message of the page."""
    found = re.findall(r'<div class="ozg-toast__text">(.*?)</div>', response.content.decode(), re.DOTALL)
    return [re.sub(r"\s+", " ", one).strip() for one in found]


def steps(response: HttpResponse) -> set[str]:
    """The steps a case page offers."""
    return set(re.findall(r'/schritt/([a-z-]+)/"', response.content.decode()))


def rename(verwaltung: Verwaltung, vorgang_id: UUID, name: str) -> None:
    """Put a name into a case to look for it elsewhere."""
    with mandant_scope(verwaltung.id):
        Vorgangsdaten.objects.filter(vorgang_id=vorgang_id).update(antragsteller=name, suchtext=name.lower())
