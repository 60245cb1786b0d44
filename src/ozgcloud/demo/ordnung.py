"""What people typed into the three forms of the Ordnungsamt: Fundtier, Bewohnerparkausweis, Gewerbeanmeldung."""

from dataclasses import dataclass
from datetime import date, timedelta

from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.musterdateien import Musterdatei, musterdatei, pdf
from ozgcloud.demo.eingaben import RICHTIG

TIER, FUNDORT, VERBLEIB, FOTO = "G99000000060", "G99000000061", "G99000000062", "G99000000067"
BEI_MIR, TIERHEIM = "G99000000063", "G99000000064"
WOHNUNG, FAHRZEUG, AUSWEIS, BELEGE = "G99000000070", "G99000000071", "G99000000072", "G99000000073"
INHABER, BETRIEB, TAETIGKEIT, ANLASS = "G99000000080", "G99000000081", "G99000000083", "G99000000084"
BETRIEBSANSCHRIFT, NEUGRUENDUNG, UEBERNAHME = "G99000000082", "G99000000085", "G99000000086"
NACHWEISE = "G99000000088"
STRASSE, HAUSNUMMER, PLZ, ORT = "F99000000014", "F99000000015", "F99000000017", "F99000000018"


def _tag(tag: date, vor: int) -> str:
    return f"{tag - timedelta(days=vor):%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Fundtier:
    """A found animal. `art` and `wunsch` are codes of the schema; without `tierheim` it stays with its finder."""

    art: str
    aussehen: str
    stelle: str
    plz: str
    ort: str
    tierheim: str = ""
    wunsch: str = "offen"

    def eingaben(self, tag: date) -> dict[str, str]:
        """The pages after the first; found the day before."""
        verbleib = (
            {adressen.wahl(VERBLEIB): TIERHEIM, f"{VERBLEIB}/{TIERHEIM}/F99000000221": self.tierheim}
            if self.tierheim
            else {adressen.wahl(VERBLEIB): BEI_MIR, f"{VERBLEIB}/{BEI_MIR}/F99000000220": "true"}
        )
        return {
            f"{TIER}/F99000000200": self.art,
            f"{TIER}/F99000000202": self.aussehen,
            f"{TIER}/F99000000206": "false",
            f"{FUNDORT}/F99000000210": self.stelle,
            f"{FUNDORT}/{PLZ}": self.plz,
            f"{FUNDORT}/{ORT}": self.ort,
            f"{FUNDORT}/F99000000211": _tag(tag, 1),
            **verbleib,
            f"{FOTO}/F99000000231": self.wunsch,
            f"{FOTO}/{RICHTIG}": "true",
        }

    def dateien(self) -> dict[str, Musterdatei]:
        """A photo: a grey square."""
        bild = musterdatei("image/png", len(self.aussehen))
        return {f"{FOTO}/F99000000230[0]": Musterdatei("tier.png", "image/png", bild.inhalt if bild else b"")}


@dataclass(frozen=True, slots=True)
class Parkausweis:
    """A permit for one car. `fahrzeug` and `anlass` are codes of the schema."""

    kennzeichen: str
    gebiet: str
    seit_tagen: int
    fahrzeug: str = "pkw"
    anlass: str = "neu"
    bisher: str = ""

    def eingaben(self, tag: date) -> dict[str, str]:
        """The pages after the first; wanted from two weeks later on."""
        return {
            f"{WOHNUNG}/F99000000240": "haupt",
            f"{WOHNUNG}/F99000000241": _tag(tag, self.seit_tagen),
            f"{WOHNUNG}/F99000000242": self.gebiet,
            f"{WOHNUNG}/F99000000243": "false",
            f"{FAHRZEUG}/F99000000250": self.kennzeichen,
            f"{FAHRZEUG}/F99000000251": self.fahrzeug,
            f"{FAHRZEUG}/F99000000252": "true",
            f"{AUSWEIS}/F99000000256": self.anlass,
            **({f"{AUSWEIS}/F99000000257": self.bisher} if self.bisher else {}),
            f"{AUSWEIS}/F99000000258": _tag(tag, -14),
            f"{AUSWEIS}/F99000000259": "12",
            f"{BELEGE}/{RICHTIG}": "true",
        }

    def dateien(self) -> dict[str, Musterdatei]:
        """The registration certificate: a page that says it is a sample."""
        schein = Musterdatei("fahrzeugschein.pdf", "application/pdf", pdf("Fahrzeugschein (Muster)"))
        return {f"{BELEGE}/F99000000260": schein}


@dataclass(frozen=True, slots=True)
class Gewerbe:
    """A business. `bereich` is a code of the schema; with `von` it is taken over from somebody."""

    name: str
    taetigkeit: str
    bereich: str
    strasse: str
    hausnummer: str
    plz: str
    ort: str
    geburtsort: str
    von: str = ""
    beschaeftigte: int = 0

    def eingaben(self, tag: date) -> dict[str, str]:
        """The pages after the first; begins a week later."""
        anschrift = f"{BETRIEB}/{BETRIEBSANSCHRIFT}"
        anlass = (
            {
                adressen.wahl(ANLASS): UEBERNAHME,
                f"{ANLASS}/{UEBERNAHME}/F99000000311": self.von,
                f"{ANLASS}/{UEBERNAHME}/F99000000312": "kauf",
            }
            if self.von
            else {adressen.wahl(ANLASS): NEUGRUENDUNG, f"{ANLASS}/{NEUGRUENDUNG}/F99000000315": "neu"}
        )
        return {
            f"{INHABER}/F99000000270": "einzel",
            f"{INHABER}/F99000000274": self.geburtsort,
            f"{INHABER}/F99000000275": "deutsch",
            f"{BETRIEB}/F99000000280": self.name,
            f"{BETRIEB}/F99000000281": "haupt",
            f"{anschrift}/{STRASSE}": self.strasse,
            f"{anschrift}/{HAUSNUMMER}": self.hausnummer,
            f"{anschrift}/{PLZ}": self.plz,
            f"{anschrift}/{ORT}": self.ort,
            f"{TAETIGKEIT}/F99000000290": self.taetigkeit,
            f"{TAETIGKEIT}/F99000000291": self.bereich,
            f"{TAETIGKEIT}/F99000000292": _tag(tag, -7),
            f"{TAETIGKEIT}/F99000000293": "false",
            f"{TAETIGKEIT}/F99000000294": str(self.beschaeftigte),
            f"{TAETIGKEIT}/F99000000295": "0",
            **anlass,
            f"{NACHWEISE}/F99000000300": "false",
            f"{NACHWEISE}/{RICHTIG}": "true",
        }

    def dateien(self) -> dict[str, Musterdatei]:
        """None is required of somebody who begins alone."""
        return {}
