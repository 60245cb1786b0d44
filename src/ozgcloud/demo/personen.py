"""Who works where: invented people, one login each. Everybody has the same public password."""

from dataclasses import dataclass

from ozgcloud.core.actor import Rolle
from ozgcloud.demo.fakten import AMT_PREETZ_LAND, BAU, CLEARING, KIEL, PREETZ, STEUERN, UEBUNG_PREETZ
from ozgcloud.demo.leistungen import BAUMFAELLUNG, HUNDESTEUER

PASSWORT = "demo-nur-zum-probieren"
"""Public on purpose: these logins exist only where OZG_DEMO=1 allows it."""
OPERATOR = "leitstand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitarbeitende:
    """A Person. `rollen` are (Rolle, key of the Organisationseinheit, Leistung); None means all of them."""

    mandant_id: int
    benutzername: str
    name: str
    aufgabe: str
    rollen: tuple[tuple[Rolle, str | None, str | None], ...]
    zeichen: str = ""
    zimmer: str = ""
    durchwahl: str = ""


STELLEN = (
    ("steuern", "Sachbearbeitung Steuern", (Rolle.USER, STEUERN, HUNDESTEUER), "St", "1.12", "12"),
    ("bau", "Sachbearbeitung Bauen und Umwelt", (Rolle.USER, BAU, BAUMFAELLUNG), "BU", "2.07", "27"),
    ("post", "Poststelle", (Rolle.POSTSTELLE, None, None), "Po", "0.01", "10"),
    ("admin", "Fachadministration", (Rolle.FACHADMIN, None, None), "Or", "1.01", "11"),
)
"""The four people every Verwaltung has: end of the login, task, Rolle, sign, room, extension."""


def _verwaltung(mandant_id: int, kurz: str, namen: tuple[str, str, str, str]) -> tuple[Mitarbeitende, ...]:
    """Give the four places names, in their order."""
    return tuple(
        Mitarbeitende(
            mandant_id=mandant_id,
            benutzername=f"{kurz}.{ende}",
            name=name,
            aufgabe=aufgabe,
            rollen=(rolle,),
            zeichen=zeichen,
            zimmer=zimmer,
            durchwahl=durchwahl,
        )
        for name, (ende, aufgabe, rolle, zeichen, zimmer, durchwahl) in zip(namen, STELLEN, strict=True)
    )


PERSONEN: tuple[Mitarbeitende, ...] = (
    *_verwaltung(KIEL, "kiel", ("Merle Johannsen", "Tarek Yıldız", "Hauke Petersen", "Swantje Behrens")),
    *_verwaltung(PREETZ, "preetz", ("Inken Clausen", "Jonas Radtke", "Gesa Thomsen", "Olga Neumann")),
    *_verwaltung(AMT_PREETZ_LAND, "amt", ("Wiebke Stoltenberg", "Malte Hinrichs", "Fatma Kaya", "Birger Lüth")),
    Mitarbeitende(
        mandant_id=CLEARING,
        benutzername="clearing",
        name="Ylva Brandt",
        aufgabe="Clearing des Landes",
        rollen=((Rolle.USER, None, None), (Rolle.POSTSTELLE, None, None)),
        zeichen="Cl",
        zimmer="3.20",
        durchwahl="20",
    ),
    Mitarbeitende(
        mandant_id=UEBUNG_PREETZ,
        benutzername="uebung.preetz",
        name="Uli Übung",
        aufgabe="Übungsplatz Preetz",
        rollen=((Rolle.USER, None, None), (Rolle.POSTSTELLE, None, None), (Rolle.FACHADMIN, None, None)),
        zeichen="Üb",
        zimmer="0.99",
        durchwahl="99",
    ),
)
