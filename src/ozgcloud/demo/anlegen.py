"""Seed facts, people and Online-Dienste. Each step finds what an earlier, interrupted run has left."""

from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, PBKDF2PasswordHasher, get_hasher
from django.contrib.auth.models import User
from django.db import transaction

from ozgcloud.core.actor import Rollenzuweisung, system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.demo import fakten
from ozgcloud.demo.betrieb import EBENEN, aufgaben
from ozgcloud.demo.dienste import ANTRAGSTELLER_PFADE, DIENSTE, UEBUNG, Dienst
from ozgcloud.demo.fakten import VERWALTUNGEN, Verwaltung
from ozgcloud.demo.leistungen import LEISTUNGEN
from ozgcloud.demo.orte import gemeinden
from ozgcloud.demo.personen import OPERATOR, PASSWORT, PERSONEN, Mitarbeitende
from ozgcloud.leistung.actions.write_leistungen import write_leistungen
from ozgcloud.mandant.actions.create_operator import create_operator
from ozgcloud.mandant.actions.create_person import NeuePerson, create_person
from ozgcloud.mandant.models import Anschluss, Gebiet, GebietPlz, Land, Mandant, Organisationseinheit
from ozgcloud.mandant.orte import search_keys
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.zustaendigkeit.models import Vollzugsebene, Zustaendigkeitsregel

NAME = "demo"
GUELTIG_VON = date(2020, 1, 1)
Einheiten = dict[tuple[int, str], UUID]


def seed_land() -> None:
    """Everything but the cases."""
    store_facts()
    write_leistungen(system_actor(None, NAME), texte=LEISTUNGEN)
    einheiten = dict(pair for verwaltung in VERWALTUNGEN for pair in store_einheiten(verwaltung).items())
    store_regeln(einheiten)
    seed_personen(einheiten)
    seed_dienste()


@transaction.atomic(durable=True)
def store_facts() -> None:
    """Land, Mandanten and Gemeinden: public facts nobody owns; what is there stays as it is."""
    land, kuerzel, name = fakten.LAND
    Land.objects.bulk_create([Land(id=land, kuerzel=kuerzel, name=name)], ignore_conflicts=True)
    Mandant.objects.bulk_create([mandant(verwaltung, land) for verwaltung in VERWALTUNGEN], ignore_conflicts=True)
    Gebiet.objects.bulk_create(
        (
            Gebiet(ars=ars, name=ort, art="gemeinde", amt_ars=amt, **search_keys(ort))
            for ars, ort, amt, _ in gemeinden()
        ),
        update_conflicts=True,
        unique_fields=["ars"],
        update_fields=["suchname", "suchkern"],
    )
    GebietPlz.objects.bulk_create(
        (GebietPlz(plz=plz, gebiet_id=ars) for ars, _, _, codes in gemeinden() for plz in codes),
        ignore_conflicts=True,
    )


def mandant(verwaltung: Verwaltung, land: int) -> Mandant:
    """The record of a Verwaltung."""
    strasse, plz, ort = verwaltung.anschrift
    return Mandant(
        id=verwaltung.id,
        land_id=land,
        kurz=verwaltung.kurz,
        name=verwaltung.name,
        art=verwaltung.art,
        uebung_von_id=verwaltung.uebung_von,
        strasse=strasse,
        plz=plz,
        ort=ort,
        telefon=verwaltung.telefon,
        email=verwaltung.email,
    )


def store_einheiten(verwaltung: Verwaltung) -> Einheiten:
    """Organisationseinheiten and the connection to the e-Akte of one Mandant."""
    with mandant_scope(verwaltung.id):
        Anschluss.objects.bulk_create(
            [Anschluss(mandant_id=verwaltung.id, port="dms", adapter="ablage")], ignore_conflicts=True
        )
        Organisationseinheit.objects.bulk_create(
            (Organisationseinheit(mandant_id=verwaltung.id, name=name) for name in verwaltung.einheiten.values()),
            ignore_conflicts=True,
        )
        by_name = {einheit.name: einheit.id for einheit in Organisationseinheit.objects.all()}
    return {(verwaltung.id, key): by_name[name] for key, name in verwaltung.einheiten.items()}


@transaction.atomic(durable=True)
def store_regeln(einheiten: Einheiten) -> None:
    """Who is competent: each Verwaltung for what its kind decides, in its places."""
    known = set(Zustaendigkeitsregel.objects.values_list("leistung_praefix", "ars_praefix", "mandant_id"))
    Zustaendigkeitsregel.objects.bulk_create(
        _regel(verwaltung, leistung, ars, einheit, einheiten[verwaltung.id, einheit])
        for verwaltung, leistung, einheit, ars in aufgaben()
        if (leistung, ars, verwaltung.id) not in known
    )
    Vollzugsebene.objects.bulk_create(
        (
            Vollzugsebene(leistung_praefix=leistung, ebene=ebene, gueltig_von=GUELTIG_VON, quelle="Demodaten")
            for leistung, ebene in EBENEN.items()
        ),
        ignore_conflicts=True,
    )


def _regel(
    verwaltung: Verwaltung, leistung: str, ars: str, einheit: str, organisationseinheit_id: UUID
) -> Zustaendigkeitsregel:
    return Zustaendigkeitsregel(
        leistung_praefix=leistung,
        ars_praefix=ars,
        mandant_id=verwaltung.id,
        organisationseinheit_id=organisationseinheit_id,
        stelle=f"{verwaltung.name}, {verwaltung.einheiten[einheit]}",
        gueltig_von=GUELTIG_VON,
        uebung=verwaltung.uebung_von is not None,
        quelle="Demodaten",
    )


def seed_personen(einheiten: Einheiten) -> None:
    """One login per Person and one operator, all with the same public password."""
    namen = [OPERATOR, *(person.benutzername for person in PERSONEN)]
    known = set(User.objects.filter(username__in=namen).values_list("username", flat=True))
    for person in PERSONEN:
        if person.benutzername not in known:
            create_person(system_actor(person.mandant_id, NAME), person=_neue_person(person, einheiten))
    if OPERATOR not in known:
        create_operator(system_actor(None, NAME), benutzername=OPERATOR)
    without = User.objects.filter(username__in=namen, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    without.update(password=public_hash())


def public_hash() -> str:
    """The password as stored, quick to make: it is public anyway, and a first login replaces it by a strong hash."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(PASSWORT, hasher.salt(), iterations=1)
    return hasher.encode(PASSWORT, hasher.salt())


def _neue_person(person: Mitarbeitende, einheiten: Einheiten) -> NeuePerson:
    verwaltung = next(v for v in VERWALTUNGEN if v.id == person.mandant_id)
    return NeuePerson(
        name=person.name,
        benutzername=person.benutzername,
        rollen=tuple(
            Rollenzuweisung(rolle, einheiten[person.mandant_id, einheit] if einheit else None, leistung)
            for rolle, einheit, leistung in person.rollen
        ),
        zeichen=person.zeichen,
        telefon=f"{verwaltung.telefon.partition('-')[0]}-{person.durchwahl}",
        email=f"{person.benutzername}@{verwaltung.kurz}.example",
        zimmer=person.zimmer,
    )


def seed_dienste() -> None:
    """The Datenschemata, and each Online-Dienst twice: for citizens and for practice."""
    known = set(Onlinedienst.objects.values_list("kennung", flat=True))
    house = system_actor(None, NAME)
    for dienst in DIENSTE:
        for kennung, uebung in ((dienst.kennung, False), (f"{UEBUNG}{dienst.kennung}", True)):
            if kennung not in known:
                schema = import_schema(house, roh=dienst.roh(), dateiname=dienst.datei)
                publish_onlinedienst(house, angaben=_angaben(dienst, kennung, schema.id, uebung=uebung))


def _angaben(dienst: Dienst, kennung: str, datenschema_id: UUID, *, uebung: bool) -> Angaben:
    return Angaben(
        kennung=kennung,
        leistung=dienst.leistung,
        datenschema_id=datenschema_id,
        titel=f"{dienst.titel} (Übung)" if uebung else dienst.titel,
        bescheid=dienst.bescheid,
        antragsteller_pfade=ANTRAGSTELLER_PFADE,
        uebung=uebung,
        anknuepfung_pfad=dienst.anknuepfung_pfad,
        ortsfrage=dienst.ortsfrage,
        ueberall=dienst.ueberall,
        parameter=dienst.parameter,
    )
