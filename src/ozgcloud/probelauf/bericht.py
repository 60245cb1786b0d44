"""What a Probelauf tells: each step with milliseconds, the artefacts, and the verdict."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any


class ProbelaufFehler(Exception):
    """The walk cannot go on; the German sentence says where it ended and what was seen."""


@dataclass(frozen=True, slots=True)
class Zeile:
    """One step: what was done, how long it took in milliseconds, and whether it held."""

    schritt: str
    millisekunden: int
    gut: bool
    befund: str = ""


@dataclass(slots=True)
class Bericht:
    """The whole run; `artefakte` maps a name to a path or address an operator can look at."""

    schema: str = ""
    zeilen: list[Zeile] = field(default_factory=list)
    artefakte: dict[str, str] = field(default_factory=dict)
    knoten: int = 0
    felder: int = 0
    offene_punkte: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def schritt(self, name: str) -> Iterator[None]:
        """Time a step; a ProbelaufFehler is written down and ends the walk."""
        begin = time.perf_counter()
        try:
            yield
        except ProbelaufFehler as fehler:
            self.zeilen.append(Zeile(name, _milliseconds(begin), gut=False, befund=str(fehler)))
            raise
        self.zeilen.append(Zeile(name, _milliseconds(begin), gut=True))

    def pruefung(self, name: str, befunde: list[str]) -> None:
        """Write down what a verification found; an empty list is good."""
        self.zeilen.append(Zeile(name, 0, gut=not befunde, befund=" ".join(befunde[:5])))

    @property
    def gut(self) -> bool:
        """Whether every step and every artefact held."""
        return bool(self.zeilen) and all(zeile.gut for zeile in self.zeilen)

    @property
    def dauer(self) -> int:
        """Milliseconds of all steps together."""
        return sum(zeile.millisekunden for zeile in self.zeilen)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {"gut": self.gut, "dauer": self.dauer, **asdict(self)}

    def as_text(self) -> str:
        """The report for a terminal."""
        lines = [f"Probelauf: {self.schema}"]
        for zeile in self.zeilen:
            mark = "✓" if zeile.gut else "✗"
            lines.append(f"  {mark} {zeile.schritt:<44} {zeile.millisekunden:>7} ms  {zeile.befund}".rstrip())
        if self.knoten:
            lines.append(f"  {self.felder} Felder, {self.knoten} Knoten. Offene Punkte: {self.punkte_satz}")
        lines += [f"  → {name}: {ort}" for name, ort in self.artefakte.items()]
        lines.append("Alles in Ordnung." if self.gut else "Der Probelauf ist fehlgeschlagen.")
        return "\n".join(lines)

    @property
    def punkte_satz(self) -> str:
        """What a person must still look at before release, by kind."""
        return ", ".join(f"{anzahl} {art}" for art, anzahl in self.offene_punkte.items()) or "keine"


def overview(berichte: Sequence[Bericht]) -> str:
    """One line per schema and the sum, for runs over a whole folder."""
    lines = [
        f"  {'✓' if b.gut else '✗'} {b.schema:<40} {b.knoten:>5} Knoten {b.dauer:>7} ms  offen: {b.punkte_satz}"
        for b in berichte
    ]
    return "\n".join([*lines, f"{sum(b.gut for b in berichte)} von {len(berichte)} Datenschemata in Ordnung."])


def _milliseconds(begin: float) -> int:
    return round((time.perf_counter() - begin) * 1000)
