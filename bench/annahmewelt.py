"""A Land to hand Anträge in to: 150 Verwaltungen, their rules, one Online-Dienst of 40 fields, a sender with a key.

For measuring only; every name is invented.
"""

import random
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.actor import system_actor
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import Gebiet, GebietPlz, Land, Mandant, MandantArt
from ozgcloud.mandant.orte import search_keys
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel

LAND, CLEARING, FIRST, VERWALTUNGEN, GEMEINDEN = 1, 9_999, 10_000, 150, 8
LEISTUNG, SCHEMA, GROUPS, FIELDS = "99770000000001", "S77000000001", 5, 8
FELDER = [f"G7700000000{g}/F77000000{g}{n}" for g in range(1, GROUPS + 1) for n in range(1, FIELDS + 1)]
DATEI = "F77000000099"
TEXT_LENGTH = 130
XML = """<?xml version="1.0" encoding="UTF-8"?>
<x:xdatenfelder.stammdatenschema.0102 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.0.0"><x:header/>
<x:stammdatenschema>{kopf}<x:bezeichnung>Messung</x:bezeichnung>{inhalt}</x:stammdatenschema>
</x:xdatenfelder.stammdatenschema.0102>"""
KOPF = """<x:identifikation><x:id>{kennung}</x:id><x:version>1.0.0</x:version></x:identifikation><x:name>{name}</x:name>
<x:freigabestatus><code>6</code></x:freigabestatus>"""
TEIL = "<x:struktur><x:anzahl>{anzahl}</x:anzahl><x:enthaelt>{inhalt}</x:enthaelt></x:struktur>"


@dataclass(frozen=True)
class Welt:
    """What the load generator needs: the Online-Dienst, a place, the sender's key."""

    onlinedienst_id: UUID
    ars: str
    schluessel: str


def make_world(*, seed: int = 7) -> Welt:
    """Fill an empty migrated database as role `app`."""
    dice = random.Random(seed)  # noqa: S311  (a model, no secret)
    haus = system_actor(None, "bench")
    Land.objects.create(id=LAND, kuerzel="ML", name="Messland")
    Mandant.objects.create(id=CLEARING, land_id=LAND, kurz="mess-clearing", name="Clearing", art=MandantArt.CLEARING)
    Leistung.objects.create(schluessel=LEISTUNG, name="Messleistung", kurztext="Nur zum Messen.")
    keys = _verwaltungen()
    datei = import_schema(haus, roh=_schema(), dateiname="messung.xml")
    dienst = publish_onlinedienst(
        haus,
        angaben=Angaben(
            kennung="messdienst",
            leistung=LEISTUNG,
            datenschema_id=datei.id,
            titel="Messdienst",
            bescheid={"betreff": "Messung", "tenor_bewilligt": "Ihrem Antrag wird entsprochen."},
        ),
    )
    return Welt(dienst.onlinedienst_id, dice.choice(keys), _sender())


def _sender() -> str:
    haus = system_actor(None, "bench")
    client = create_client(haus, angaben=NeuerClient(name="Messabsender", land_id=LAND, anfragen=60_000)).client_id
    set_freigaben(haus, client_id=client, freigaben=[Angabe(Befugnis.EINREICHEN)])
    return add_schluessel(haus, client_id=client).text


def _verwaltungen() -> list[str]:
    keys = [f"01{n:03}{1000 + n}{g:03}" for n in range(VERWALTUNGEN) for g in range(1, GEMEINDEN + 1)]
    Mandant.objects.bulk_create(
        Mandant(id=FIRST + n, land_id=LAND, kurz=f"mess-{n}", name=f"Amt Messung {n}", art=MandantArt.AMT)
        for n in range(VERWALTUNGEN)
    )
    Gebiet.objects.bulk_create(
        Gebiet(ars=ars, name=f"Messort {n}", art="gemeinde", **search_keys(f"Messort {n}"))
        for n, ars in enumerate(keys)
    )
    GebietPlz.objects.bulk_create(GebietPlz(gebiet_id=ars, plz=f"{20_000 + n // 4}") for n, ars in enumerate(keys))
    Zustaendigkeitsregel.objects.bulk_create(
        Zustaendigkeitsregel(
            leistung_praefix=leistung,
            ars_praefix=f"01{n:03}{1000 + n}",
            mandant_id=FIRST + n,
            stelle=f"Amt Messung {n}",
            gueltig_von=date(2020, 1, 1),
        )
        for n in range(VERWALTUNGEN)
        for leistung in ("", "99", LEISTUNG)
    )
    return keys


def _schema() -> bytes:
    groups = "".join(_group(number) for number in range(1, GROUPS + 1))
    inhalt = groups + TEIL.format(anzahl="0:*", inhalt=_field(DATEI, "file"))
    return XML.format(kopf=KOPF.format(kennung=SCHEMA, name="Messung"), inhalt=inhalt).encode()


def _group(number: int) -> str:
    fields = "".join(
        TEIL.format(anzahl="1:1", inhalt=_field(f"F77000000{number}{n}", "text")) for n in range(1, FIELDS + 1)
    )
    kopf = KOPF.format(kennung=f"G7700000000{number}", name=f"Gruppe {number}")
    return TEIL.format(anzahl="1:1", inhalt=f"<x:datenfeldgruppe>{kopf}{fields}</x:datenfeldgruppe>")


def _field(kennung: str, datentyp: str) -> str:
    kopf = KOPF.format(kennung=kennung, name=f"Feld {kennung}")
    return (
        f"<x:datenfeld>{kopf}<x:feldart><code>input</code></x:feldart>"
        f"<x:datentyp><code>{datentyp}</code></x:datentyp></x:datenfeld>"
    )


def antworten() -> dict[str, str]:
    """40 fields, 6 KB in all."""
    return {adresse: (f"Antwort {number} äöü ".ljust(TEXT_LENGTH, "x")) for number, adresse in enumerate(FELDER)}
