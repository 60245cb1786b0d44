"""Mandanten, rules, Online-Dienste and roll-out of the model Land. Each step finds what an earlier run has left."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db import transaction

from ozgcloud.core.actor import Rolle, Rollenzuweisung, system_actor
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.demo import anlegen, fakten
from ozgcloud.demo.anlegen import GUELTIG_VON, public_hash, store_einheiten
from ozgcloud.demo.ausrollen import anbindung, has_rollout, unterwegs
from ozgcloud.demo.betrieb import BETRIEBE
from ozgcloud.demo.dienste import ANTRAGSTELLER_PFADE, BEWOHNERPARKAUSWEIS, GEWERBE_ANMELDEN
from ozgcloud.demo.fakten import BAU, ORDNUNG, POST, STEUERN
from ozgcloud.demo.land import namen
from ozgcloud.demo.land.katalog import GRUPPEN
from ozgcloud.demo.land.orte import Verwaltung
from ozgcloud.demo.land.plan import Katalogdienst, Rollout
from ozgcloud.demo.leistungen import BAUMFAELLUNG, HUNDESTEUER
from ozgcloud.mandant.actions.create_person import NeuePerson, create_person
from ozgcloud.mandant.models import Mandant
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.rollout.actions.load_verlauf import load_verlauf
from ozgcloud.rollout.rules import Anbindungsstand, usual_way
from ozgcloud.zustaendigkeit.models import Vollzugsebene, Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene

NAME = "modell-land"
QUELLE = "Modell-Land"
ERSTE_ID = 1000
SCHEMA = Path(__file__).parent / "allgemeiner-antrag.xdf3.xml"
EBENEN = {
    "kreis": (Ebene.KREIS,),
    "stadt": (Ebene.GEMEINDE, Ebene.KREIS),
    "amt": (Ebene.GEMEINDE,),
    "gemeinde": (Ebene.GEMEINDE,),
}
RATHAUS = {
    STEUERN: "Finanzen, Steuern",
    BAU: "Bauen und Umwelt",
    ORDNUNG: "Bürgerbüro und Ordnung",
    POST: "Zentrale Dienste, Poststelle",
}
KREISHAUS = {ORDNUNG: "Ordnung und Verkehr", POST: "Zentrale Dienste, Poststelle"}
BESCHEID = {
    "betreff": "Ihr Antrag",
    "tenor_bewilligt": "Ihrem Antrag wird entsprochen.",
    "tenor_abgelehnt": "Ihr Antrag wird abgelehnt.",
    "rechtsgrundlagen": [],
    "gebuehr": "Über die Gebühr ergeht ein gesonderter Bescheid.",
    "nebenbestimmungen": "",
}


def mandanten(verwaltungen: Sequence[Verwaltung]) -> dict[str, fakten.Verwaltung]:
    """Each of the 140 as a Mandant, by ARS: those of the small demo as they are, the others with new ids."""
    bekannt = {v.gebiet[0]: v for v in fakten.VERWALTUNGEN if v.art in EBENEN and v.uebung_von is None}
    return {v.ars: bekannt.get(v.praefix) or _mandant(v, ERSTE_ID + nummer) for nummer, v in enumerate(verwaltungen)}


def _mandant(v: Verwaltung, mandant_id: int) -> fakten.Verwaltung:
    return fakten.Verwaltung(
        id=mandant_id,
        kurz=v.kurz,
        name=v.name,
        art=v.art,
        anschrift=("Rathausplatz 1", v.sitz.plz, v.sitz.name),
        telefon=f"0{4300 + mandant_id % 500} 0000-0",
        gebiet=(v.praefix,),
        einheiten=KREISHAUS if v.art == "kreis" else RATHAUS,
    )


def store_mandanten(alle: Mapping[str, fakten.Verwaltung]) -> anlegen.Einheiten:
    """Mandanten with their Organisationseinheiten, and one login each; ids of the Organisationseinheiten."""
    Mandant.objects.bulk_create(
        (anlegen.mandant(v, fakten.LAND[0]) for v in alle.values() if v.id >= ERSTE_ID), ignore_conflicts=True
    )
    einheiten = dict(pair for v in alle.values() for pair in store_einheiten(v).items())
    neue = {f"{v.kurz[:36].strip('-')}.sb": v for v in alle.values() if v.id >= ERSTE_ID}
    known = set(User.objects.filter(username__in=neue).values_list("username", flat=True))
    for login, verwaltung in neue.items():
        if login not in known:
            name = " ".join(namen.name(Random(login)))  # noqa: S311  (a model, no secret)
            person = NeuePerson(name=name, benutzername=login, rollen=(Rollenzuweisung(Rolle.USER),), zeichen="SB")
            create_person(system_actor(verwaltung.id, NAME), person=person)
    User.objects.filter(username__in=neue, password__startswith=UNUSABLE_PASSWORD_PREFIX).update(password=public_hash())
    return einheiten


@transaction.atomic(durable=True)
def store_regeln(alle: Mapping[str, fakten.Verwaltung], einheiten: anlegen.Einheiten) -> None:
    """One rule per Verwaltung and kind, two more where a town hall has its own office; and who executes what."""
    if Zustaendigkeitsregel.objects.filter(quelle=QUELLE).exists():
        return
    Zustaendigkeitsregel.objects.bulk_create(
        [_regel(v, "", ORDNUNG, einheiten, ebene.value) for v in alle.values() for ebene in EBENEN[v.art]]
        + [
            _regel(v, leistung, einheit, einheiten)
            for v in alle.values()
            for leistung, einheit in ((HUNDESTEUER, STEUERN), (BAUMFAELLUNG, BAU))
            if v.id >= ERSTE_ID and einheit in v.einheiten
        ]
    )
    Vollzugsebene.objects.bulk_create(
        Vollzugsebene(leistung_praefix=anfang, ebene=ebene, gueltig_von=GUELTIG_VON, quelle=QUELLE)
        for ebene, anfaenge in GRUPPEN.items()
        for anfang in anfaenge
    )


def _regel(
    v: fakten.Verwaltung, leistung: str, einheit: str, einheiten: anlegen.Einheiten, ebene: str = ""
) -> Zustaendigkeitsregel:
    return Zustaendigkeitsregel(
        leistung_praefix=leistung,
        ars_praefix=v.gebiet[0],
        ebene=ebene,
        mandant_id=v.id,
        organisationseinheit_id=einheiten[v.id, einheit],
        stelle=f"{v.name}, {v.einheiten[einheit]}",
        gueltig_von=GUELTIG_VON,
        quelle=QUELLE,
    )


def store_dienste(katalog: Sequence[Katalogdienst]) -> dict[str, UUID]:
    """Publish what is not there yet, all with the general form; ids by Kennung."""
    known = set(Onlinedienst.objects.values_list("kennung", flat=True))
    house = system_actor(None, NAME)
    schema = import_schema(house, roh=SCHEMA.read_bytes(), dateiname=SCHEMA.name)
    for dienst in katalog:
        if dienst.kennung not in known:
            angaben = Angaben(
                kennung=dienst.kennung,
                leistung=dienst.leistung,
                datenschema_id=schema.id,
                titel=dienst.titel[:120],
                bescheid=BESCHEID,
                antragsteller_pfade=ANTRAGSTELLER_PFADE,
                ueberall=False,
            )
            publish_onlinedienst(house, angaben=angaben)
    return dict(Onlinedienst.objects.values_list("kennung", "id"))


def feste(alle: Mapping[str, fakten.Verwaltung]) -> dict[str, dict[str, date]]:
    """What the small demo says already: ARS → Online-Dienst → day of Go-live."""
    ars_of = {v.id: ars for ars, v in alle.items()}
    found: dict[str, dict[str, date]] = {}
    for betrieb in BETRIEBE:
        found.setdefault(ars_of[betrieb.mandant_id], {})[betrieb.dienst] = betrieb.seit
    return found


def store_rollout(
    alle: Mapping[str, fakten.Verwaltung], rollouts: Mapping[str, Rollout], ids: Mapping[str, UUID]
) -> None:
    """One history per Verwaltung that takes part."""
    for ars, rollout in rollouts.items():
        mandant_id = alle[ars].id
        if has_rollout(mandant_id):
            continue
        stand, seit = (
            (Anbindungsstand.ANGESCHLOSSEN, rollout.angeschlossen)
            if rollout.angeschlossen
            else (Anbindungsstand.EINARBEITUNG, rollout.einarbeitung)
        )
        wege = {ids[kennung]: usual_way(golive) for kennung, golive in rollout.dienste.items()}
        load_verlauf(
            system_actor(None, NAME),
            mandant_id=mandant_id,
            anbindung=anbindung(stand, seit),
            dienste=unterwegs(mandant_id, ids) | wege,
            parameter={ids[kennung]: werte for kennung, werte in _parameter(mandant_id, rollout).items()},
        )


def _parameter(mandant_id: int, rollout: Rollout) -> dict[str, dict[str, str]]:
    """What a Verwaltung filled in: as in the small demo, else an invented fee."""
    bekannt = {b.dienst: b.parameter for b in BETRIEBE if b.mandant_id == mandant_id}
    erfunden = {
        BEWOHNERPARKAUSWEIS: {"jahresgebuehr": f"{30 + mandant_id % 40}.00"},
        GEWERBE_ANMELDEN: {"gebuehr": f"{18 + mandant_id % 10}.00"},
    }
    return {dienst: bekannt.get(dienst) or erfunden.get(dienst, {}) for dienst in rollout.dienste}
