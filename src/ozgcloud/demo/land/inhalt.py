"""What stands in the forms of the model Land: a few fillings of each, with another applicant every time.

A filling is checked like a real one, once per month; only the applicant's own fields are put in afterwards, which are
plain texts and need no cleaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from ozgcloud.datenschema import pruefung
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.musterdateien import Musterdatei
from ozgcloud.demo import dienste
from ozgcloud.demo.eingaben import GEFAHR, KRANK, RICHTIG, VORHABEN, Antragsteller, Baum, Hund
from ozgcloud.demo.faelle import KENNUNGEN, Gegenstand
from ozgcloud.demo.land import namen, ziele
from ozgcloud.demo.land.orte import Ort
from ozgcloud.demo.ordnung import Fundtier, Gewerbe, Parkausweis

VARIANTEN = 6
MIT_EIGENEM_FORMULAR = frozenset(KENNUNGEN.values())
IRGENDWANN = ziele.BEGINN
RUFNAMEN = ("Balu", "Emma", "Frieda", "Rocky", "Luna", "Bruno", "Coco", "Wilma")
BETRIEBE = (
    ("Hofladen", "Verkauf von Obst, Gemüse und Eiern aus eigener Herstellung", "handel"),
    ("", "Hausmeisterdienste und Gartenpflege ohne zulassungspflichtiges Handwerk", "sonst"),
    ("Kaffeewagen", "Verkauf von Kaffee und Kuchen auf Wochenmärkten", "gast"),
    ("", "Programmierung und Pflege von Internetseiten", "sonst"),
)


@dataclass(frozen=True, slots=True)
class Allgemein:
    """The general form, for services without one of their own."""

    titel: str

    def eingaben(self, _tag: date) -> dict[str, str]:
        """The pages after the first."""
        return {
            "G99000000090/F99000000320": f"Ich bitte um Bearbeitung: {self.titel}. Nachweise reiche ich nach.",
            f"G99000000091/{RICHTIG}": "true",
        }

    def dateien(self) -> dict[str, Musterdatei]:
        """None."""
        return {}


@dataclass(frozen=True, slots=True)
class Fuellung:
    """A filled form: raw and cleaned values by address, and the files it came with."""

    eingaben: Mapping[str, str]
    werte: Mapping[str, Any]
    dateien: Mapping[str, Musterdatei]

    def fuer(self, person: Antragsteller, datei_ids: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
        """(raw, cleaned) with this applicant and with the files of that Mandant (id by name)."""
        eigene = person.eingaben()
        werte = {**self.werte, **eigene}
        for adresse, datei in self.dateien.items():
            werte[adresse] = {**self.werte[adresse], "datei": datei_ids[datei.name]}
        return {**self.eingaben, **eigene}, werte


class Formulare:
    """Fillings by Online-Dienst, made when first asked for."""

    def __init__(self, schemata: Mapping[str, Schema], titel: Mapping[str, str]) -> None:
        self._schemata = schemata
        self._titel = titel
        self._known: dict[tuple[str, int, date], Fuellung] = {}
        self.muster = {d.name: d for dienst in schemata for d in _inhalt(dienst, titel[dienst], 0).dateien().values()}

    def fuellung(self, dienst: str, variante: int, tag: date) -> Fuellung:
        """One of a few fillings of a form, with dates around the beginning of that month; the general form has none."""
        key = (dienst, 0, IRGENDWANN)
        if dienst in MIT_EIGENEM_FORMULAR:
            key = (dienst, variante % VARIANTEN, tag.replace(day=1))
        if key not in self._known:
            self._known[key] = self._make(*key)
        return self._known[key]

    def _make(self, dienst: str, variante: int, tag: date) -> Fuellung:
        inhalt = _inhalt(dienst, self._titel[dienst], variante)
        eingaben = platzhalter().eingaben() | inhalt.eingaben(tag)
        dateien = inhalt.dateien()
        meta = {
            adresse: pruefung.DateiMeta(datei.name, datei.name, len(datei.inhalt), datei.media_type)
            for adresse, datei in dateien.items()
        }
        ergebnis = pruefung.pruefe(self._schemata[dienst], eingaben, meta)
        if ergebnis.fehler:
            raise ValueError(f"{dienst}: {ergebnis.fehler}")
        return Fuellung(eingaben, ergebnis.werte, dateien)


def _inhalt(dienst: str, titel: str, variante: int) -> Gegenstand | Allgemein:
    return gegenstand(dienst, titel, Random(f"{dienst} {variante}"))  # noqa: S311  (a model, no secret)


def platzhalter() -> Antragsteller:
    """Somebody who is replaced by the applicant."""
    return Antragsteller("Vorname", "Name", "Straße", "1", "24103", "Ort")


def antragsteller(ort: Ort, zufall: Random) -> Antragsteller:
    """Somebody who does not exist, in a place that does."""
    return Antragsteller(*namen.name(zufall), *namen.anschrift(zufall), ort.plz, ort.name)


def gegenstand(dienst: str, titel: str, zufall: Random) -> Gegenstand | Allgemein:
    """What is applied for, of a few kinds."""
    match dienst:
        case dienste.HUND_ANMELDEN:
            return Hund(zufall.choice(RUFNAMEN), f"0{zufall.randint(10, 18)}", zufall.choice("mw"), 20, "zucht")
        case dienste.BAUM_FAELLEN:
            grund = zufall.choice((KRANK, GEFAHR, VORHABEN))
            return Baum("007", zufall.randint(80, 300), "15", "Garten, hinter dem Haus", grund, "Siehe Fotos.")
        case dienste.FUNDTIER_MELDEN:
            art, aussehen = zufall.choice((("katze", "getigert, zutraulich"), ("hund", "braun, mittelgroß")))
            return Fundtier(art, aussehen, "Am Wanderparkplatz", "24103", "Fundort")
        case dienste.BEWOHNERPARKAUSWEIS:
            return Parkausweis(f"XX-{zufall.choice('ABCDE')}X {zufall.randint(100, 999)}", "A", 30)
        case dienste.GEWERBE_ANMELDEN:
            name, was, bereich = zufall.choice(BETRIEBE)
            return Gewerbe(name, was, bereich, "Marktstraße", "1", "24103", "Betriebsort", "Kiel")
    return Allgemein(titel)
