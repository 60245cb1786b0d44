"""Who is competent for what, and which Online-Dienst is switched on where, with what each Verwaltung filled in.

Bewohnerparken and hunting licences belong to the Kreise and kreisfreie Städte; the rest of the five to whoever runs the
town hall. Fees are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ozgcloud.demo import fakten
from ozgcloud.demo.dienste import (
    BAUM_FAELLEN,
    BEWOHNERPARKAUSWEIS,
    FUNDTIER_MELDEN,
    GEWERBE_ANMELDEN,
    HUND_ANMELDEN,
)
from ozgcloud.demo.fakten import BAU, ORDNUNG, STEUERN, VERWALTUNGEN, Verwaltung
from ozgcloud.demo.leistungen import (
    BAUMFAELLUNG,
    BEWOHNERPARKEN,
    FUNDTIER,
    GEWERBE,
    HANDWERKSROLLE,
    HUNDESTEUER,
    JAGDSCHEIN,
    SCHWERBEHINDERTENAUSWEIS,
)
from ozgcloud.rollout.rules import Anbindungsstand, Phase
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene

RATHAUS = ((HUNDESTEUER, STEUERN), (BAUMFAELLUNG, BAU), (FUNDTIER, ORDNUNG), (GEWERBE, ORDNUNG))
KREIS = ((BEWOHNERPARKEN, ORDNUNG), (JAGDSCHEIN, ORDNUNG))
AUFGABEN: dict[str, tuple[tuple[str, str], ...]] = {
    "gemeinde": RATHAUS,
    "amt": RATHAUS,
    "stadt": RATHAUS + KREIS,
    "kreis": KREIS,
    "land": ((SCHWERBEHINDERTENAUSWEIS, ORDNUNG),),
    "kammer": ((HANDWERKSROLLE, ORDNUNG),),
}
"""Kind of Verwaltung → (Leistung, Organisationseinheit) it decides in its places."""


EBENEN = {
    **{leistung: Ebene.GEMEINDE for leistung, _ in RATHAUS},
    **{leistung: Ebene.KREIS for leistung, _ in KREIS},
    SCHWERBEHINDERTENAUSWEIS: Ebene.LAND,
    HANDWERKSROLLE: Ebene.KAMMER,
}
"""Which kind of Verwaltung executes what."""


def aufgaben() -> Iterator[tuple[Verwaltung, str, str, str]]:
    """(Verwaltung, Leistung, Organisationseinheit, ARS prefix) of every rule; the practice twin takes all practice."""
    for verwaltung in VERWALTUNGEN:
        if verwaltung.uebung_von is not None:
            yield verwaltung, "", BAU, ""
            continue
        for leistung, einheit in AUFGABEN.get(verwaltung.art, ()):
            for ars in verwaltung.gebiet:
                yield verwaltung, leistung, einheit, ars


@dataclass(frozen=True, slots=True)
class Betrieb:
    """An Online-Dienst at one Verwaltung since a day, with its values of the declared parameters."""

    mandant_id: int
    dienst: str
    seit: date
    parameter: dict[str, str] = field(default_factory=dict)


def _betriebe(mandant_id: int, seit: date, *dienste: str, **werte: dict[str, str]) -> list[Betrieb]:
    return [Betrieb(mandant_id, dienst, seit, werte.get(dienst.replace("-", "_"), {})) for dienst in dienste]


def _park(betrag: str, satzung: str) -> dict[str, str]:
    return {"jahresgebuehr": betrag, "gebuehrensatzung": satzung}


ALLE = (HUND_ANMELDEN, BAUM_FAELLEN, FUNDTIER_MELDEN, BEWOHNERPARKAUSWEIS, GEWERBE_ANMELDEN)
BETRIEBE: tuple[Betrieb, ...] = (
    *_betriebe(
        fakten.KIEL,
        date(2022, 4, 4),
        *ALLE,
        bewohnerparkausweis=_park("120.00", "Gebührensatzung der Landeshauptstadt Kiel"),
        gewerbe_anmelden={"gebuehr": "26.00"},
    ),
    *_betriebe(
        fakten.FLENSBURG,
        date(2022, 4, 4),
        *ALLE,
        bewohnerparkausweis=_park("60.00", "Gebührenordnung der Stadt Flensburg"),
        gewerbe_anmelden={"gebuehr": "25.00"},
    ),
    *_betriebe(
        fakten.PREETZ,
        date(2022, 6, 13),
        HUND_ANMELDEN,
        BAUM_FAELLEN,
        FUNDTIER_MELDEN,
        GEWERBE_ANMELDEN,
        gewerbe_anmelden={"gebuehr": "20.00"},
    ),
    *_betriebe(fakten.AMT_PREETZ_LAND, date(2022, 9, 12), HUND_ANMELDEN, BAUM_FAELLEN, FUNDTIER_MELDEN),
    *_betriebe(
        fakten.LUEBECK,
        date(2023, 9, 11),
        *ALLE,
        bewohnerparkausweis=_park("90.00", "Gebührensatzung der Hansestadt Lübeck"),
        gewerbe_anmelden={"gebuehr": "28.50"},
    ),
    *_betriebe(
        fakten.NEUMUENSTER,
        date(2023, 2, 13),
        HUND_ANMELDEN,
        BAUM_FAELLEN,
        BEWOHNERPARKAUSWEIS,
        GEWERBE_ANMELDEN,
        bewohnerparkausweis=_park("45.00", "Gebührenordnung der Stadt Neumünster"),
        gewerbe_anmelden={"gebuehr": "22.00"},
    ),
    *_betriebe(fakten.AMT_BOKHORST_WANKENDORF, date(2023, 11, 6), HUND_ANMELDEN, FUNDTIER_MELDEN),
)
"""Not everywhere: Fundtiere in Neumünster, Gewerbe in the Ämter and parking in the Kreise are not yet online."""

ANBINDUNGEN: dict[int, tuple[Anbindungsstand, date]] = {
    fakten.KREIS_RZ: (Anbindungsstand.ANGESCHLOSSEN, date(2022, 10, 10)),
    fakten.KREIS_NF: (Anbindungsstand.ANGESCHLOSSEN, date(2022, 11, 14)),
    fakten.KREIS_PLOEN: (Anbindungsstand.EINARBEITUNG, date(2026, 3, 2)),
    fakten.LANDESAMT: (Anbindungsstand.EINARBEITUNG, date(2026, 5, 4)),
    fakten.HANDWERKSKAMMER: (Anbindungsstand.EINARBEITUNG, date(2026, 6, 1)),
}
"""How far those are where nothing is online yet."""


@dataclass(frozen=True, slots=True)
class Unterwegs:
    """An Online-Dienst on its way into a Verwaltung: the phase reached, and how far away Go-live is from today."""

    mandant_id: int
    dienst: str
    phase: Phase
    golive_in: timedelta


UNTERWEGS: tuple[Unterwegs, ...] = (
    Unterwegs(fakten.NEUMUENSTER, FUNDTIER_MELDEN, Phase.TEST, timedelta(days=5)),
    Unterwegs(fakten.KREIS_NF, BEWOHNERPARKAUSWEIS, Phase.EINRICHTUNG, timedelta(days=25)),
    Unterwegs(fakten.KREIS_RZ, BEWOHNERPARKAUSWEIS, Phase.SCHULUNG, timedelta(days=10)),
    Unterwegs(fakten.KREIS_PLOEN, BEWOHNERPARKAUSWEIS, Phase.VEREINBARUNG, timedelta(days=85)),
    Unterwegs(fakten.AMT_PREETZ_LAND, GEWERBE_ANMELDEN, Phase.VORAUSSETZUNGEN, timedelta(days=50)),
)
