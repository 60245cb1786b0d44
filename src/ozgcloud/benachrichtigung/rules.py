"""Who hears of what and when, and what the e-mail says. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.actor import Rolle, Rollenzuweisung
from ozgcloud.core.clock import BERLIN
from ozgcloud.core.errors import InvalidInput


class Takt(StrEnum):
    """How often somebody hears."""

    SOFORT = "sofort"
    TAEGLICH = "taeglich"
    AUS = "aus"


class Umfang(StrEnum):
    """Of what: cases assigned to him, or all his Rollen let him work on."""

    EIGENE = "eigene"
    ALLE = "alle"


class Neuigkeit(StrEnum):
    """What is new."""

    VORGANG = "vorgang"
    ZUWEISUNG = "zuweisung"
    NACHRICHT = "nachricht"
    ZUARBEIT = "zuarbeit"


HEARS = {
    Neuigkeit.VORGANG: frozenset({Rolle.USER, Rolle.POSTSTELLE}),
    Neuigkeit.NACHRICHT: frozenset({Rolle.USER}),
    Neuigkeit.ZUWEISUNG: frozenset[Rolle](),
    Neuigkeit.ZUARBEIT: frozenset({Rolle.USER, Rolle.POSTSTELLE}),
}
"""Who wants to know beyond his own cases; who only reads has nothing to do."""
PAUSE = timedelta(minutes=5)
"""Between two e-mails to one Person: a hundred new cases in a minute are one e-mail."""
DIGEST_AT = time(6, 0)
LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Betroffen:
    """What something is new in; `person_id` has it. Without a Leistung (a Zuarbeit) the office alone decides."""

    organisationseinheit_id: UUID | None
    leistung: str | None
    person_id: UUID | None

    def concerns(self, zuweisung: Rollenzuweisung) -> bool:
        """Whether that assignment reaches it."""
        if self.leistung is None:
            return zuweisung.organisationseinheit_id in (None, self.organisationseinheit_id)
        return zuweisung.covers(self.organisationseinheit_id, self.leistung)


def wants(umfang: Umfang, person_id: UUID, rollen: Iterable[Rollenzuweisung], art: Neuigkeit, fall: Betroffen) -> bool:
    """Whether somebody with these Rollen wants to hear of it."""
    if art is not Neuigkeit.VORGANG and fall.person_id == person_id:
        return True
    return umfang is Umfang.ALLE and any(z.rolle in HEARS[art] and fall.concerns(z) for z in rollen)


def due(takt: Takt, jetzt: datetime) -> datetime:
    """When news of this moment are to be sent: now, or at the next six o'clock in the morning (Europe/Berlin)."""
    if takt is not Takt.TAEGLICH:
        return jetzt
    here = jetzt.astimezone(BERLIN)
    day = here.date() if here.time() < DIGEST_AT else here.date() + timedelta(days=1)
    return datetime.combine(day, DIGEST_AT, BERLIN)


def next_try(versuche: int) -> timedelta | None:
    """The wait after so many tries that failed; None: given up."""
    return WAITS[versuche - 1] if versuche <= len(WAITS) else None


def read_wunsch(takt: str, umfang: str) -> tuple[Takt, Umfang]:
    """What somebody chose; raises InvalidInput naming the field."""
    if takt not in set(Takt):
        raise InvalidInput("Diese Auswahl gibt es nicht.", {"takt": "Bitte wählen Sie, wie oft Sie hören wollen."})
    if umfang not in set(Umfang):
        raise InvalidInput("Diese Auswahl gibt es nicht.", {"umfang": "Bitte wählen Sie, wovon Sie hören wollen."})
    return Takt(takt), Umfang(umfang)


BETREFF = "Es gibt Neues in Ihrer Verwaltung"
EINS = {
    Neuigkeit.VORGANG: "1 neuer Vorgang",
    Neuigkeit.ZUWEISUNG: "1 Vorgang, der Ihnen zugewiesen wurde",
    Neuigkeit.NACHRICHT: "1 neue Nachricht oder Antwort",
    Neuigkeit.ZUARBEIT: "1 Bitte einer anderen Stelle um Zuarbeit",
}
MEHRERE = {
    Neuigkeit.VORGANG: "{} neue Vorgänge",
    Neuigkeit.ZUWEISUNG: "{} Vorgänge, die Ihnen zugewiesen wurden",
    Neuigkeit.NACHRICHT: "{} neue Nachrichten oder Antworten",
    Neuigkeit.ZUARBEIT: "{} Bitten anderer Stellen um Zuarbeit",
}


def brief_text(anzahl: dict[Neuigkeit, int], adresse: str) -> str:
    """The e-mail: plain numbers, where to log in, and how to hear less. `adresse` is that of the installation."""
    lines = [
        EINS[art] if number == 1 else MEHRERE[art].format(f"{number:,}".replace(",", "."))
        for art in Neuigkeit
        if (number := anzahl.get(art, 0))
    ]
    return (
        "Guten Tag,\n\nes gibt Neues in Ihrer Verwaltung:\n\n"
        + "".join(f"  - {line}\n" for line in lines)
        + f"\nBitte melden Sie sich an:\n{adresse}/amt/\n\n"
        + "Aus Gründen des Datenschutzes steht hier nicht mehr. Wie oft Sie diese E-Mail bekommen, stellen Sie hier "
        + "ein:\n"
        + f"{adresse}/amt/einstellungen/\n"
    )


def digest_day(jetzt: datetime) -> date:
    """The day a daily e-mail counts for (Europe/Berlin)."""
    return jetzt.astimezone(BERLIN).date()
