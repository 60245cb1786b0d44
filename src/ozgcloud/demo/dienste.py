"""The central Online-Dienste: schema, title, and what each Verwaltung fills in itself. Each also exists for practice.

Fees are invented for the demo; the real ones stand in the Satzungen.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ozgcloud.demo import bescheide
from ozgcloud.demo.leistungen import BAUMFAELLUNG, BEWOHNERPARKEN, FUNDTIER, GEWERBE, HUNDESTEUER
from ozgcloud.onlinedienst.parameter import Art, Parameter

SCHEMATA = Path(__file__).parent / "schemata"
HUND_ANMELDEN, BAUM_FAELLEN = "hund-anmelden", "baum-faellen"
FUNDTIER_MELDEN, BEWOHNERPARKAUSWEIS, GEWERBE_ANMELDEN = "fundtier-melden", "bewohnerparkausweis", "gewerbe-anmelden"
UEBUNG = "uebung-"
PERSON = "G99000000010"
ANSCHRIFT = f"{PERSON}/G99000000011"
ANTRAGSTELLER_PFADE = (
    f"{PERSON}/F99000000010",
    f"{PERSON}/F99000000011",
    f"{ANSCHRIFT}/F99000000014",
    f"{ANSCHRIFT}/F99000000015",
    f"{ANSCHRIFT}/F99000000017",
    f"{ANSCHRIFT}/F99000000018",
)
FUNDORT, BETRIEBSSTAETTE = "G99000000061", "G99000000081/G99000000082"
POSTLEITZAHL = "F99000000017"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dienst:
    """An Online-Dienst to publish. `einheit` says which Organisationseinheit decides; the rest as at the model."""

    kennung: str
    titel: str
    leistung: str
    datei: str
    einheit: str
    bescheid: dict[str, Any]
    anknuepfung_pfad: str = ""
    ortsfrage: str = ""
    ueberall: bool = False
    parameter: tuple[Parameter, ...] = ()

    def roh(self) -> bytes:
        """The XDatenfelder file."""
        return (SCHEMATA / self.datei).read_bytes()


DIENSTE: tuple[Dienst, ...] = (
    Dienst(
        kennung=HUND_ANMELDEN,
        titel="Hund zur Hundesteuer anmelden",
        leistung=HUNDESTEUER,
        datei="hundesteuer-anmeldung.xdf3.xml",
        einheit="steuern",
        bescheid=bescheide.HUND,
        ueberall=True,
    ),
    Dienst(
        kennung=BAUM_FAELLEN,
        titel="Baumfällgenehmigung beantragen",
        leistung=BAUMFAELLUNG,
        datei="baumfaellgenehmigung.xdf3.xml",
        einheit="bau",
        bescheid=bescheide.BAUM,
        ueberall=True,
    ),
    Dienst(
        kennung=FUNDTIER_MELDEN,
        titel="Fundtier melden",
        leistung=FUNDTIER,
        datei="fundtier-melden.xdf3.xml",
        einheit="ordnung",
        bescheid=bescheide.FUNDTIER,
        anknuepfung_pfad=f"{FUNDORT}/{POSTLEITZAHL}",
        ortsfrage="Wo haben Sie das Tier gefunden?",
    ),
    Dienst(
        kennung=BEWOHNERPARKAUSWEIS,
        titel="Bewohnerparkausweis beantragen",
        leistung=BEWOHNERPARKEN,
        datei="bewohnerparkausweis.xdf3.xml",
        einheit="ordnung",
        bescheid=bescheide.PARKAUSWEIS,
        ortsfrage="Wo wohnen Sie?",
        parameter=(
            Parameter("jahresgebuehr", "Gebühr für ein Jahr", Art.BETRAG, pflicht=True),
            Parameter("gebuehrensatzung", "Name der Gebührensatzung", vorgabe="Gebührensatzung"),
        ),
    ),
    Dienst(
        kennung=GEWERBE_ANMELDEN,
        titel="Gewerbe anmelden",
        leistung=GEWERBE,
        datei="gewerbeanmeldung.xdf3.xml",
        einheit="ordnung",
        bescheid=bescheide.GEWERBE,
        anknuepfung_pfad=f"{BETRIEBSSTAETTE}/{POSTLEITZAHL}",
        ortsfrage="Wo liegt die Betriebsstätte?",
        parameter=(Parameter("gebuehr", "Gebühr der Anmeldung", Art.BETRAG, pflicht=True),),
    ),
)
