"""Who may see the log, and how its numbers read. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.errors import Forbidden

LESEN = ("VorgangRead", "DateiRead", "ZuarbeitRead")
WAS = {
    ("VorgangRead", False): "Vorgang geöffnet",
    ("DateiRead", True): "Datei heruntergeladen",
    ("ZuarbeitRead", False): "Zuarbeit geöffnet",
    ("ZuarbeitRead", True): "Datei einer Zuarbeit heruntergeladen",
}
"""By event, and whether it names a file."""
MASCHINE = "Fachverfahren"
SONST = "weiteren Stelle"
GRUPPEN = {
    Rolle.USER: ("Sachbearbeitung", "Sachbearbeitungen"),
    Rolle.POSTSTELLE: ("Poststelle", "Personen der Poststelle"),
    Rolle.LOESCHEN: ("Person für Aufbewahrung und Löschung", "Personen für Aufbewahrung und Löschung"),
    Rolle.ANSPRECHPARTNER: ("Einheitlichen Ansprechpartner", "Einheitlichen Ansprechpartnern"),
}
"""How a citizen calls one and several of those who looked; after "von"."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """How many of one kind have looked."""

    name: str
    personen: int


@dataclass(frozen=True, slots=True)
class Lesebilanz:
    """How often a case was opened, and by whom."""

    anzahl: int = 0
    gruppen: tuple[Gruppe, ...] = ()

    @property
    def satz(self) -> str:
        """A sentence for the citizen; empty when nobody has looked yet."""
        if not self.anzahl:
            return ""
        parts = [f"{gruppe.personen} {gruppe.name}" for gruppe in self.gruppen]
        who = " und ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
        times = "einmal" if self.anzahl == 1 else f"{self.anzahl}-mal"
        return f"Ihr Antrag wurde {times} von {who} angesehen."


def balance(zaehler: Iterable[tuple[str, str, int]]) -> Lesebilanz:
    """Of (kind of actor, Rolle, how often) of each party that has looked."""
    anzahl, parties = 0, dict[tuple[str, str], int]()
    for art, rolle, number in zaehler:
        anzahl += number
        parties[_names(art, rolle)] = parties.get(_names(art, rolle), 0) + 1
    gruppen = [Gruppe(one if number == 1 else many, number) for (one, many), number in parties.items()]
    return Lesebilanz(anzahl, tuple(sorted(gruppen, key=lambda gruppe: (-gruppe.personen, gruppe.name))))


def _names(art: str, rolle: str) -> tuple[str, str]:
    if art == ActorKind.MASCHINE:
        return MASCHINE, MASCHINE
    return GRUPPEN.get(Rolle(rolle), (SONST, "weiteren Stellen")) if rolle else (SONST, "weiteren Stellen")


def require_may_see(actor: Actor) -> None:
    """Only the data protection officer; raises Forbidden."""
    if not actor.has(Rolle.DATENSCHUTZ):
        raise Forbidden
