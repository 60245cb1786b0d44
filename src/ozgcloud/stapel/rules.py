"""What can be done with many cases, what comes of it, and how long it can be taken back. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ozgcloud.core.errors import Conflict, InvalidInput

RUECKNAHME = timedelta(minutes=10)
"""How long after its end a Stapel can be taken back."""
AUFBEWAHRUNG = timedelta(days=90)
"""How long a Stapel and its results are kept."""
MAX_GEWAEHLT = 1_000
"""Cases one may tick; more go by the filter."""


class Aktion(StrEnum):
    """What is done with each case; the value stands in addresses and in the journal."""

    ZUWEISEN = "zuweisen"
    UEBERNEHMEN = "uebernehmen"
    ANNEHMEN = "annehmen"
    BEARBEITEN = "bearbeiten"
    ZURUECKSTELLEN = "zurueckstellen"
    WIEDERVORLAGE = "wiedervorlage"
    PRIORITAET = "prioritaet"
    SCHLAGWORT = "schlagwort"


class Stand(StrEnum):
    """Where a Stapel is."""

    SAMMELT = "sammelt"
    LAEUFT = "laeuft"
    FERTIG = "fertig"
    ANGEHALTEN = "angehalten"


class Befund(StrEnum):
    """What became of one case."""

    OFFEN = "offen"
    ERLEDIGT = "erledigt"
    UNVERAENDERT = "unveraendert"
    MISSLUNGEN = "misslungen"


class Format(StrEnum):
    """How an Auszug is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


UMKEHRBAR = frozenset(Aktion) - {Aktion.ANNEHMEN, Aktion.WIEDERVORLAGE}
"""Actions that have an inverse: what was there before can be put back by an action of its own."""

SEITHER = "Der Vorgang wurde seitdem geändert und bleibt, wie er jetzt ist."
SCHON_SO = "War schon so."
UNERWARTET = "Unerwarteter Fehler im Programm. Bitte versuchen Sie es am Vorgang selbst oder melden Sie es."
NICHT_MEHR_DA = "Diesen Vorgang gibt es für Sie nicht mehr; jemand hat ihn abgegeben oder Ihre Rolle hat sich geändert."
PERSON_FEHLT = "Die Person, die das begonnen hat, arbeitet nicht mehr in dieser Verwaltung."


@dataclass(frozen=True, slots=True)
class Lage:
    """What the rules ask about a Stapel."""

    aktion: Aktion
    stand: Stand
    ist_ruecknahme: bool
    ist_zurueckgenommen: bool
    erledigt: int
    fertig_am: datetime | None


def takes_back_until(lage: Lage) -> datetime | None:
    """Until when it can be taken back; None when not (its action has no inverse, nothing was done, already taken)."""
    is_over = lage.stand in (Stand.FERTIG, Stand.ANGEHALTEN) and lage.fertig_am is not None
    if not is_over or lage.ist_ruecknahme or lage.ist_zurueckgenommen or not lage.erledigt:
        return None
    if lage.aktion not in UMKEHRBAR or lage.fertig_am is None:
        return None
    return lage.fertig_am + RUECKNAHME


def require_undoable(lage: Lage, jetzt: datetime) -> None:
    """Raises Conflict with what to do instead."""
    until = takes_back_until(lage)
    if until is None:
        raise Conflict(
            "Dieser Stapel lässt sich nicht zurücknehmen. Ändern Sie die Vorgänge einzeln oder als neuen Stapel."
        )
    if jetzt >= until:
        raise Conflict(
            "Die zehn Minuten für die Rücknahme sind vorbei. Ändern Sie die Vorgänge einzeln oder als neuen Stapel."
        )


def is_running(stand: Stand) -> bool:
    """Whether it is not over yet."""
    return stand in (Stand.SAMMELT, Stand.LAEUFT)


def require_running(stand: Stand) -> None:
    """Only what runs can be stopped; raises Conflict."""
    if not is_running(stand):
        raise Conflict("Dieser Stapel läuft nicht mehr. Es gibt nichts anzuhalten.")


def read_aktion(text: str) -> Aktion:
    """The action somebody chose; raises InvalidInput when it is none."""
    if text not in set(Aktion):
        raise InvalidInput("Bitte wählen Sie, was mit den Vorgängen geschehen soll.", {"aktion": "Die Auswahl fehlt."})
    return Aktion(text)


def require_chosen(anzahl: int) -> None:
    """At least one case and not more than can be ticked; raises InvalidInput."""
    if not anzahl:
        raise InvalidInput("Bitte wählen Sie mindestens einen Vorgang in der Liste.", {"vorgang": "Nichts gewählt."})
    if anzahl > MAX_GEWAEHLT:
        raise InvalidInput(
            f"Höchstens {MAX_GEWAEHLT} Vorgänge lassen sich einzeln wählen. Für mehr nehmen Sie alle Treffer.",
            {"vorgang": "Zu viele gewählt."},
        )
