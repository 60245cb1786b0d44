"""A small world for tests: two Mandanten, people, a Leistung, a schema, an Online-Dienst, made by actions where they
exist.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.antrag.actions.start_entwurf import start_entwurf
from ozgcloud.antrag.actions.submit_antrag import Empfang, submit_antrag
from ozgcloud.antrag.queries import get_entwurf
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, citizen_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import (
    Anschluss,
    Gebiet,
    GebietPlz,
    Land,
    Mandant,
    MandantArt,
    Organisationseinheit,
    Person,
)
from ozgcloud.mandant.orte import search_keys
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel

LEISTUNG = "99000000000001"
ARS = {1: "010000000001", 2: "010000000002"}
NIEMANDSORT = "010000000099"
FREMDORT = "020000000000"
CLEARING = 9


@dataclass(frozen=True)
class Verwaltung:
    """One Mandant of the small world with somebody for each Rolle."""

    id: int
    einheit: UUID
    andere_einheit: UUID
    sachbearbeitung: Actor
    poststelle: Actor
    fremde_einheit: Actor


@dataclass(frozen=True)
class Welt:
    """What most tests need."""

    eins: Verwaltung
    zwei: Verwaltung
    leitstand: Actor
    onlinedienst_id: UUID


def make_welt(schema: bytes, *, haltezeit_minuten: int = 0) -> Welt:
    """Build the small world around a FIM schema."""
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=CLEARING, land_id=1, kurz="clearing", name="Clearingstelle", art=MandantArt.CLEARING)
    Leistung.objects.create(schluessel=LEISTUNG, name="Prüfleistung", kurztext="Nur zum Prüfen.")
    _gemeinde(NIEMANDSORT, "Niemandsort", "24999")
    _gemeinde(FREMDORT, "Fremdort", "20095")
    eins, zwei = _verwaltung(1), _verwaltung(2)
    leitstand = Actor(ActorKind.OPERATOR, str(new_id()), None, frozenset({Rollenzuweisung(Rolle.LEITSTAND)}))
    imported = import_schema(leitstand, roh=schema, dateiname="pruefung.xml")
    published = publish_onlinedienst(
        leitstand,
        angaben=Angaben(
            kennung="pruefdienst",
            leistung=LEISTUNG,
            datenschema_id=imported.id,
            titel="Prüfdienst",
            bescheid={"betreff": "Ihr Antrag", "tenor_bewilligt": "Ihrem Antrag wird entsprochen."},
            haltezeit_minuten=haltezeit_minuten,
        ),
    )
    return Welt(eins, zwei, leitstand, published.onlinedienst_id)


def _gemeinde(ars: str, name: str, plz: str) -> None:
    Gebiet.objects.create(ars=ars, name=name, art="gemeinde", **search_keys(name))
    GebietPlz.objects.create(plz=plz, gebiet_id=ars)


def _verwaltung(nummer: int) -> Verwaltung:
    Mandant.objects.create(
        id=nummer,
        land_id=1,
        kurz=f"stadt-{nummer}",
        name=f"Stadt {nummer}",
        art=MandantArt.STADT,
        strasse="Markt 1",
        plz="24000",
        ort=f"Stadt {nummer}",
    )
    _gemeinde(ARS[nummer], f"Stadt {nummer}", f"2400{nummer}")
    with mandant_scope(nummer):
        einheit = Organisationseinheit.objects.create(mandant_id=nummer, name="Amt A").id
        andere = Organisationseinheit.objects.create(mandant_id=nummer, name="Amt B").id
        Anschluss.objects.create(mandant_id=nummer, port="dms", adapter="ablage")
        personen = [Person.objects.create(mandant_id=nummer, name=f"Person {n} {nummer}").id for n in "ABC"]
    Zustaendigkeitsregel.objects.create(
        leistung_praefix=LEISTUNG,
        ars_praefix=ARS[nummer],
        mandant_id=nummer,
        organisationseinheit_id=einheit,
        stelle="Amt A",
        gueltig_von=date(2020, 1, 1),
    )
    return Verwaltung(
        nummer,
        einheit,
        andere,
        _person(nummer, personen[0], Rolle.USER, einheit),
        _person(nummer, personen[1], Rolle.POSTSTELLE, einheit),
        _person(nummer, personen[2], Rolle.USER, andere),
    )


def _person(mandant_id: int, person_id: UUID, rolle: Rolle, einheit: UUID) -> Actor:
    return Actor(ActorKind.PERSON, str(person_id), mandant_id, frozenset({Rollenzuweisung(rolle, einheit)}))


def fill_entwurf(welt: Welt, *, ars: str = ARS[1], seed: int = 1) -> str:
    """A complete draft; returns its secret."""
    citizen = citizen_actor()
    geheimnis = start_entwurf(citizen, onlinedienst_id=welt.onlinedienst_id, gebiet_ars=ars)
    stand = get_entwurf(geheimnis)
    muster = erzeuge(stand.schema, seed=seed)
    for adresse, datei in muster.dateien.items():
        ablage = file_store().put(iter([datei.inhalt]), medientyp=datei.media_type)
        attach_datei(citizen, geheimnis=geheimnis, adresse=adresse, name=datei.name, ablage=ablage)
    save_eingaben(citizen, geheimnis=geheimnis, eingaben=dict(muster.roh), schritt="alles")
    return geheimnis


def submit(welt: Welt, *, ars: str = ARS[1], seed: int = 1) -> Empfang:
    """A submitted Antrag."""
    return submit_antrag(citizen_actor(), geheimnis=fill_entwurf(welt, ars=ars, seed=seed))
