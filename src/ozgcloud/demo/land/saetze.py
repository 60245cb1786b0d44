"""From an Antrag of the plan to the rows it leaves: case, Eingang, files, events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import ActorKind
from ozgcloud.core.clock import berlin_date
from ozgcloud.core.journal import Event
from ozgcloud.datenschema.baum import Schema
from ozgcloud.demo.land.antraege import Antrag
from ozgcloud.demo.land.inhalt import Formulare, antragsteller
from ozgcloud.eingang.rules import Kanal, sha256_hex
from ozgcloud.vorgang.events import VorgangClosed, VorgangMoved, VorgangOpened
from ozgcloud.vorgang.rules import ALPHABET, Schritt, Status, check_character, next_status, read_vorgangsnummer

ABSENDER = "modell-land"
Satz = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dienst:
    """An Online-Dienst as it is stored."""

    id: UUID
    kennung: str
    leistung: str
    datenschema_id: UUID
    schema: Schema


@dataclass(frozen=True, slots=True)
class Ziel:
    """Where an Antrag went: the explanation as stored, the Organisationseinheit, and who works on it there."""

    organisationseinheit_id: UUID | None
    erklaerung: dict[str, Any]
    person_id: UUID


class Satzbau:
    """Makes rows for one Mandant; `dateien` are the ids of its sample files by name."""

    def __init__(self, formulare: Formulare, dateien: Mapping[str, UUID], *, seed: int) -> None:
        self._formulare = formulare
        self._dateien = {name: str(datei_id) for name, datei_id in dateien.items()}
        self._seed = seed
        self.faelle: list[Satz] = []
        self.anlagen: list[Satz] = []
        self.ereignisse: list[Satz] = []

    def add(self, antrag: Antrag, dienst: Dienst, ziel: Ziel) -> None:
        """All rows of one Antrag; the same every time."""
        zufall = Random(f"{self._seed} {antrag.nummer}")  # noqa: S311  (a model, no secret)
        ids = [new_id(antrag.eingang, zufall) for _ in range(3)]
        fuellung = self._formulare.fuellung(antrag.dienst, zufall.randrange(99), berlin_date(antrag.eingang))
        person = antragsteller(antrag.ort, zufall)
        eingaben, werte = fuellung.fuer(person, self._dateien)
        fall = self._fall(antrag, dienst, ziel, ids)
        nummer, name = vorgangsnummer(zufall), f"{person.vorname} {person.familienname}"
        roh = json.dumps(eingaben, ensure_ascii=False, sort_keys=True)
        digest = sha256_hex(roh.encode())
        self.faelle.append(
            fall
            | {
                "vorgangsnummer": nummer,
                "antragsteller": name,
                "anschrift": [f"{person.strasse} {person.hausnummer}", f"{person.plz} {person.ort}"],
                "suchtext": f"{nummer} {name}".lower(),
                "roh": roh,
                "sha256": digest,
                "anfrage_sha256": digest,
                "werte": werte,
            }
        )
        for adresse, datei in fuellung.dateien.items():
            self.anlagen.append(
                {
                    "id": str(new_id(antrag.eingang, zufall)),
                    "eingang_id": fall["eingang_id"],
                    "datei_id": self._dateien[datei.name],
                    "adresse": adresse,
                }
            )
        self._events(antrag, dienst, ziel, (ids[1], ids[2]), zufall)

    def _fall(self, antrag: Antrag, dienst: Dienst, ziel: Ziel, ids: list[UUID]) -> Satz:
        tag = berlin_date(antrag.eingang).isoformat()
        bearbeitet = any(schritt is Schritt.BEARBEITEN for schritt, _ in antrag.schritte)
        zuletzt = antrag.schritte[-1][1] if antrag.schritte else antrag.eingang
        erklaerung = {**ziel.erklaerung, "tatsachen": {**ziel.erklaerung["tatsachen"], "tag": tag}}
        return {
            "register_id": str(ids[0]),
            "absender": ABSENDER,
            "schluessel": schluessel(antrag),
            "vorgang_id": str(ids[1]),
            "eingang_id": str(ids[2]),
            "leistung": dienst.leistung,
            "onlinedienst_id": str(dienst.id),
            "datenschema_id": str(dienst.datenschema_id),
            "organisationseinheit_id": str(ziel.organisationseinheit_id) if ziel.organisationseinheit_id else None,
            "status": antrag.status.value,
            "zugewiesen_an": str(ziel.person_id) if bearbeitet else None,
            "gebiet_ars": antrag.ort.ars,
            "tag": tag,
            "am": antrag.eingang.isoformat(),
            "geaendert_am": zuletzt.isoformat(),
            "version": 1 + len(antrag.schritte),
            "fassungen": {
                "datenschema": f"{dienst.schema.fim_id}@{dienst.schema.version}",
                "onlinedienst": f"{dienst.kennung}@1",
                "zustaendigkeit": ziel.erklaerung["regel"],
            },
            "zuordnung": erklaerung,
        }

    def _events(self, antrag: Antrag, dienst: Dienst, ziel: Ziel, ids: tuple[UUID, UUID], zufall: Random) -> None:
        vorgang_id, eingang_id = ids
        opened = VorgangOpened(
            vorgang_id=vorgang_id,
            eingang_id=eingang_id,
            onlinedienst_id=dienst.id,
            leistung=int(dienst.leistung),
            gebiet=int(antrag.ort.ars),
            uebung=False,
            in_clearing=False,
            kanal=Kanal.PORTAL,
        )
        self._event(opened, vorgang_id, antrag.eingang, (ActorKind.BUERGER, "portal"), zufall)
        status = Status.NEU
        for schritt, am in antrag.schritte:
            nach = next_status(status, schritt)
            event: Event = (
                VorgangClosed(vorgang_id=vorgang_id)
                if schritt is Schritt.ABSCHLIESSEN
                else VorgangMoved(vorgang_id=vorgang_id, schritt=schritt, von=status, nach=nach)
            )
            self._event(event, vorgang_id, am, (ActorKind.PERSON, str(ziel.person_id)), zufall)
            status = nach

    def _event(
        self, event: Event, vorgang_id: UUID, am: datetime, akteur: tuple[ActorKind, str], zufall: Random
    ) -> None:
        self.ereignisse.append(
            {
                "id": str(new_id(am, zufall)),
                "kette": str(vorgang_id),
                "typ": event.typ,
                "akteur_art": akteur[0].value,
                "akteur_id": akteur[1],
                "daten": event.payload(),
                "erstellt_am": am.isoformat(),
            }
        )


def schluessel(antrag: Antrag) -> str:
    """Its key in the receipt register: a second run finds it there."""
    return f"antrag-{antrag.nummer}"


def new_id(am: datetime, zufall: Random) -> UUID:
    """A UUIDv7 of that moment, the same for the same seed."""
    value = (int(am.timestamp() * 1000) << 80) | zufall.getrandbits(80)
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=value | (0x7 << 76) | (0x2 << 62))


def vorgangsnummer(zufall: Random) -> str:
    """A number as `new_vorgangsnummer` draws it, the same for the same seed."""
    body = "".join(zufall.choice(ALPHABET) for _ in range(11))
    return read_vorgangsnummer(f"OZG{body}{check_character(body)}")
