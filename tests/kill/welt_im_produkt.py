"""Makes our Land and Online-Dienst inside the running product: run by `Produkt.starte` with a Kennung, prints JSON."""

import json
import sys
from datetime import date

from kill.dienst import ARS, CLEARING, LAND, LEISTUNG, MANDANTEN, schema
from kill.produkt import say
from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.datenschema.actions.import_schema import import_schema
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
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel


def make_world(kennung: str) -> dict[str, object]:
    """Land, Clearing, two Mandanten with one Person each, a Leistung, its rules, and a published Online-Dienst."""
    Land.objects.create(id=LAND, kuerzel="PL", name="Prüfland")
    Mandant.objects.create(
        id=CLEARING, land_id=LAND, kurz="pruef-clearing", name="Prüf-Clearing", art=MandantArt.CLEARING
    )
    Leistung.objects.create(schluessel=LEISTUNG, name="Prüfleistung", kurztext="Nur zum Prüfen.")
    personen = {nummer: _mandant(nummer) for nummer in MANDANTEN}
    haus = system_actor(None, "pruefung")
    imported = import_schema(haus, roh=schema(), dateiname="pruefung.xml")
    publish_onlinedienst(
        haus,
        angaben=Angaben(
            kennung=kennung,
            leistung=LEISTUNG,
            datenschema_id=imported.id,
            titel="Prüfdienst",
            bescheid={"betreff": "Ihr Antrag", "tenor_bewilligt": "Ihrem Antrag wird entsprochen."},
            haltezeit_minuten=0,
        ),
    )
    return {"personen": personen, "schluessel": _absender()}


def _absender() -> str:
    """The key of a machine that may submit."""
    haus = system_actor(None, "pruefung")
    client = create_client(haus, angaben=NeuerClient(name="Prüfabsender", land_id=LAND, anfragen=100_000)).client_id
    set_freigaben(haus, client_id=client, freigaben=[Angabe(Befugnis.EINREICHEN)])
    return add_schluessel(haus, client_id=client).text


def _mandant(nummer: int) -> str:
    name = f"Prüfstadt {nummer}"
    Mandant.objects.create(
        id=nummer,
        land_id=LAND,
        kurz=f"pruefstadt-{nummer}",
        name=name,
        art=MandantArt.STADT,
        strasse="Markt 1",
        plz="24000",
        ort=name,
    )
    Gebiet.objects.create(ars=ARS[nummer], name=name, art="gemeinde", **search_keys(name))
    GebietPlz.objects.create(gebiet_id=ARS[nummer], plz="24000")
    with mandant_scope(nummer):
        einheit = Organisationseinheit.objects.create(mandant_id=nummer, name="Prüfamt").id
        Anschluss.objects.create(mandant_id=nummer, port="dms", adapter="ablage")
        person = Person.objects.create(mandant_id=nummer, name=f"Person {nummer}").id
    Zustaendigkeitsregel.objects.create(
        leistung_praefix=LEISTUNG,
        ars_praefix=ARS[nummer],
        mandant_id=nummer,
        organisationseinheit_id=einheit,
        stelle="Prüfamt",
        gueltig_von=date(2020, 1, 1),
    )
    return str(person)


if __name__ == "__main__":
    say(json.dumps(make_world(sys.argv[1])))
