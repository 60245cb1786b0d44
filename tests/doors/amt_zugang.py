"""Real logins for the people of the small world, and what the tests of both doors share."""

import re
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from bearbeitung.arbeit import lege_an
from gang import Fall
from ozgcloud.ansicht.actions.save_ansicht import save_ansicht
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.clock import now, today
from ozgcloud.core.tenancy import konto_scope, mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.delivery.models import Delivery
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.eingang.rules import Quarantaeneart, Quarantaenegrund
from ozgcloud.erfassung.actions.start_erfassung import Beginn, start_erfassung
from ozgcloud.mandant.models import Konto, Mandant, MandantArt, Person, PersonRolle
from ozgcloud.nachforderung.models import Nachforderung, Posten
from ozgcloud.stapel.actions.create_stapel import Auftrag as Stapelauftrag
from ozgcloud.stapel.actions.create_stapel import create_stapel
from ozgcloud.stapel.rules import Aktion
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from ozgcloud.vorgang.rules import Status, new_vorgangsnummer
from ozgcloud.zuarbeit.actions.request_zuarbeit import Auftrag, request_zuarbeit
from ozgcloud.zuarbeit.auszug import Auswahl, load_angebot
from tueren import DOORS
from welt import ARS, CLEARING, LEISTUNG, Verwaltung, Welt

PASSWORT = "nur-in-der-pruefung"


def log_in(actor: Actor) -> Client:
    """A browser in which this Actor is logged in; login, Konto and Rollen are made on first use."""
    login, is_new = User.objects.get_or_create(username=f"pruefung-{actor.id}")
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


def benutzername(actor: Actor) -> str:
    """The login name of an Actor with the password of the tests, for a real login page."""
    log_in(actor)
    login = User.objects.get(username=f"pruefung-{actor.id}")
    login.set_password(PASSWORT)
    login.save()
    return login.username


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


def hinweis(fall: Fall) -> UUID:
    """Something in this case that somebody must look at."""
    grund = Quarantaenegrund(art=Quarantaeneart.UNGUELTIG, grund="Eine Angabe fehlt.", einzelheiten={"Feld": "Fehlt."})
    open_quarantaene(system_actor(fall.verwaltung.id), vorgang_id=fall.vorgang_id, grund=grund)
    return grund.id_for(fall.vorgang_id)


def ask_neighbour(fall: Fall) -> UUID:
    """The other office of the same Verwaltung is asked about this case, with everything; returns the asking side."""
    angebot, key = load_angebot(fall.user, fall.vorgang_id), new_id()
    alles = Auswahl(tuple(angebot.angaben), tuple(angebot.notizen), tuple(angebot.dateien))
    auftrag = Auftrag(
        stelle=f"{fall.verwaltung.id}:{fall.verwaltung.andere_einheit}",
        frage="Kennen Sie den Fall?",
        frist=today() + timedelta(days=14),
        auswahl=alles,
    )
    request_zuarbeit(fall.user, vorgang_id=fall.vorgang_id, auftrag=auftrag, zuarbeit_id=key)
    return key


def begonnen(fall: Fall) -> UUID:
    """A paper Antrag that the caseworker of this case is typing in."""
    vorgang, tag = fall.vorgang(), now().date() - timedelta(days=3)
    return start_erfassung(fall.user, beginn=Beginn(vorgang.onlinedienst_id, vorgang.gebiet_ars, "papier", tag))


def gefordert(fall: Fall) -> tuple[UUID, UUID]:
    """A request with one answered item, in whatever state the case is; always the same one of a case."""
    with mandant_scope(fall.verwaltung.id):
        found = Nachforderung.objects.filter(vorgang_id=fall.vorgang_id).first() or Nachforderung.objects.create(
            mandant_id=fall.verwaltung.id,
            vorgang_id=fall.vorgang_id,
            nummer=1,
            zustand="offen",
            anschreiben="Es fehlt etwas.",
            frist=now().date() + timedelta(days=14),
            gesendet_am=now(),
        )
        posten = Posten.objects.filter(nachforderung_id=found.id).first() or Posten.objects.create(
            mandant_id=fall.verwaltung.id,
            nachforderung_id=found.id,
            nummer=1,
            art="unterlage",
            titel="Impfpass",
            zustand="beantwortet",
            antwort="Liegt bei.",
            beantwortet_am=now(),
        )
        return found.id, posten.id


def argumente(name: str, fall: Fall) -> dict[str, object]:
    """What the address of a door needs, from a real case whose Bescheid is drafted."""
    route = next(door.route for door in DOORS if door.name == name)
    with mandant_scope(fall.verwaltung.id):
        delivery = Delivery.objects.filter(vorgang_id=fall.vorgang_id).first()
    known = {
        "vorgang_id": fall.vorgang_id,
        "bescheid_id": fall.bescheid().id,
        "datei_id": list_anlagen(fall.user, fall.vorgang_id)[0].datei_id,
        "delivery_id": delivery.id,
        "schritt": "wiedereroeffnen",
        "massnahme": "uebernehmen",
        "tabelle": "wochen",
        "grund": "ohne-bescheid",
        "schluessel": LEISTUNG,
    }
    if {"wiedervorlage_id", "frist_id", "punkt_id"} & set(re.findall(r"<\w+:(\w+)>", route)):
        made = lege_an(fall)
        known |= {
            "wiedervorlage_id": made.wiedervorlage_id,
            "frist_id": made.frist_id,
            "punkt_id": made.punkt_id,
        }
    if "zuarbeit_id" in route:
        known["zuarbeit_id"] = ask_neighbour(fall)
    if "stapel_id" in route:
        auftrag = Stapelauftrag(Aktion.UEBERNEHMEN, gewaehlt=(fall.vorgang_id,))
        known["stapel_id"] = create_stapel(fall.user, auftrag=auftrag).stapel_id
    if "ansicht_id" in route:
        known["ansicht_id"] = save_ansicht(fall.user, name="Meine Neuen", abfrage="status=Neu")[0]
    if "quarantaene_id" in route:
        known["quarantaene_id"] = hinweis(fall)
    if "erfassung_id" in route:
        known["erfassung_id"] = begonnen(fall)
    if "nachforderung_id" in route:
        known["nachforderung_id"], known["posten_id"] = gefordert(fall)
    return {key: known[key] for key in re.findall(r"<\w+:(\w+)>", route)}


def fill(welt: Welt, anzahl: int) -> list[str]:
    """Many cases at once, oldest first; returns their numbers."""
    jetzt, eins = now(), welt.eins
    with mandant_scope(eins.id):
        rows = [
            Vorgang(
                mandant_id=eins.id,
                vorgangsnummer=new_vorgangsnummer(),
                leistung_schluessel=LEISTUNG,
                onlinedienst_id=new_id(),
                organisationseinheit_id=eins.einheit,
                status=Status.ANGENOMMEN.value,
                gebiet_ars=ARS[1],
                kanal="portal",
                eingangsdatum=jetzt.date(),
                created_at=jetzt - timedelta(seconds=(anzahl - n) // 3),
            )
            for n in range(anzahl)
        ]
        Vorgang.objects.bulk_create(rows)
        Vorgangsdaten.objects.bulk_create(
            Vorgangsdaten(mandant_id=eins.id, vorgang_id=row.id, antragsteller=f"Person {n}", suchtext=f"person {n}")
            for n, row in enumerate(rows)
        )
    return [row.vorgangsnummer for row in rows]
