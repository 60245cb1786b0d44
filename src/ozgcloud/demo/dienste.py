"""The Online-Dienste: schema, title, and what their Bescheide say. Each also exists for practice.

Texts of a Bescheid are proposals; the Sachbearbeitung edits them before it is issued.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ozgcloud.demo.leistungen import BAUMFAELLUNG, HUNDESTEUER

SCHEMATA = Path(__file__).parent / "schemata"
HUND_ANMELDEN, BAUM_FAELLEN = "hund-anmelden", "baum-faellen"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dienst:
    """An Online-Dienst to publish. `einheit` says which Organisationseinheit decides; `bescheid` as at the model."""

    kennung: str
    titel: str
    leistung: str
    datei: str
    einheit: str
    bescheid: dict[str, Any]

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
        bescheid={
            "betreff": "Anmeldung zur Hundesteuer",
            "tenor_bewilligt": (
                "Ihre Anmeldung zur Hundesteuer ist angenommen. Die im Antrag genannten Hunde sind angemeldet.\n\n"
                "Über die Höhe der Steuer erhalten Sie einen Steuerbescheid mit den Zahlungsterminen."
            ),
            "tenor_abgelehnt": "Ihre Anmeldung zur Hundesteuer wird abgelehnt.",
            "rechtsgrundlagen": [
                "Satzung der Gemeinde über die Erhebung einer Hundesteuer",
                "§§ 2, 3 Kommunalabgabengesetz des Landes Schleswig-Holstein (KAG)",
            ],
            "gebuehr": "Für diesen Bescheid wird keine Gebühr erhoben.",
            "nebenbestimmungen": (
                "Bitte melden Sie den Hund ab, wenn Sie ihn abgeben, wenn Sie mit ihm wegziehen oder wenn er stirbt."
            ),
        },
    ),
    Dienst(
        kennung=BAUM_FAELLEN,
        titel="Baumfällgenehmigung beantragen",
        leistung=BAUMFAELLUNG,
        datei="baumfaellgenehmigung.xdf3.xml",
        einheit="bau",
        bescheid={
            "betreff": "Ausnahme vom Baumschutz",
            "tenor_bewilligt": (
                "Die beantragte Maßnahme an den im Antrag genannten Bäumen wird genehmigt.\n\n"
                "Die Genehmigung gilt zwei Jahre ab Bekanntgabe dieses Bescheides."
            ),
            "tenor_abgelehnt": (
                "Ihr Antrag auf Genehmigung der Maßnahme an den im Antrag genannten Bäumen wird abgelehnt."
            ),
            "rechtsgrundlagen": [
                "Satzung der Gemeinde zum Schutz des Baumbestandes",
                "§ 29 Bundesnaturschutzgesetz (BNatSchG)",
                "§ 18 Landesnaturschutzgesetz Schleswig-Holstein (LNatSchG)",
            ],
            "gebuehr": "Über die Gebühr ergeht ein gesonderter Bescheid nach der Gebührensatzung.",
            "nebenbestimmungen": (
                "Für jeden gefällten Baum ist bis zum Ende der folgenden Pflanzperiode ein heimischer Laubbaum mit "
                "einem Stammumfang von mindestens 12 Zentimetern zu pflanzen und dauerhaft zu erhalten.\n\n"
                "Vom 1. März bis zum 30. September darf nicht gefällt werden. Vor Beginn der Arbeiten ist zu prüfen, "
                "ob geschützte Tiere in dem Baum leben."
            ),
        },
    ),
)
