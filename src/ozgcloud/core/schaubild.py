"""Charts as plain geometry: a template draws them as SVG without a line of script or style.

The drawing is 400 × 220 units and scales with its frame; colours come from classes, so dark mode and forced colours
hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 12, 30
STEPS = (1, 2, 5)
MAX_LABELS = 5
MAX_PLACES = 4
ZEIT = "Zeit"


@dataclass(frozen=True, slots=True)
class Reihe:
    """One series: its name, its values, and a class that gives it colour and dash."""

    name: str
    werte: tuple[int, ...]
    art: str


@dataclass(frozen=True, slots=True)
class Marke:
    """A tick: where it lies, and what stands there."""

    ort: float
    text: str


@dataclass(frozen=True, slots=True)
class Linie:
    """A drawn series: points of the polyline, and the end of it."""

    name: str
    art: str
    punkte: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Balken:
    """One bar."""

    x: float
    y: float
    breite: float
    hoehe: float


@dataclass(frozen=True, slots=True)
class Schaubild:
    """Everything the template needs; `zeilen` is the data table beside it: (label, values …), `ort` the head
    of its labels.
    """

    kennung: str
    titel: str
    beschreibung: str
    spalten: tuple[str, ...]
    zeilen: tuple[tuple[str, tuple[int, ...]], ...]
    y: tuple[Marke, ...]
    x: tuple[Marke, ...]
    linien: tuple[Linie, ...] = ()
    balken: tuple[Balken, ...] = ()
    einheit: str = ""
    ort: str = ZEIT
    breite: int = WIDTH
    hoehe: int = HEIGHT
    links: int = LEFT
    rechts: int = WIDTH - RIGHT
    unten: int = HEIGHT - BOTTOM

    @property
    def ist_leer(self) -> bool:
        """Nothing has happened yet."""
        return not any(wert for _, werte in self.zeilen for wert in werte)


def lines(kennung: str, titel: str, orte: Sequence[str], reihen: Sequence[Reihe]) -> Schaubild:
    """A line for each series over the same labelled places."""
    top = scale(max((wert for reihe in reihen for wert in reihe.werte), default=0))
    return Schaubild(
        kennung=kennung,
        titel=titel,
        beschreibung=_describe(orte, reihen),
        spalten=tuple(reihe.name for reihe in reihen),
        zeilen=_rows(orte, reihen),
        y=_y_marks(top),
        x=_x_marks(orte, _places(len(orte))),
        linien=tuple(_line(reihe, top) for reihe in reihen if reihe.werte),
    )


def bars(kennung: str, titel: str, orte: Sequence[str], reihe: Reihe, ort: str = ZEIT) -> Schaubild:
    """A bar for each labelled place; `ort` is what the labels are. Of times every few are named, of kinds every one."""
    top = scale(max(reihe.werte, default=0))
    width = _inner() / max(len(orte), 1)
    balken = tuple(
        Balken(_r(LEFT + n * width + width * 0.1), _y(wert, top), _r(width * 0.8), _r(HEIGHT - BOTTOM - _y(wert, top)))
        for n, wert in enumerate(reihe.werte)
    )
    return Schaubild(
        kennung=kennung,
        titel=titel,
        beschreibung=_describe(orte, [reihe]),
        spalten=(reihe.name,),
        zeilen=_rows(orte, [reihe]),
        y=_y_marks(top),
        x=_x_marks(
            orte, [LEFT + (n + 0.5) * width for n in range(len(orte))], MAX_PLACES if ort == ZEIT else len(orte)
        ),
        balken=balken,
        ort=ort,
    )


def scale(most: int) -> int:
    """The smallest round number that is a good top of the axis: 1, 2 or 5 times a power of ten, times up to five."""
    if most <= 0:
        return 5
    power = 1
    while True:
        for step in STEPS:
            if step * power * MAX_LABELS >= most:
                return step * power * -(-most // (step * power))
        power *= 10


def _step(top: int) -> int:
    power = 1
    while True:
        for step in STEPS:
            if top % (step * power) == 0 and top // (step * power) <= MAX_LABELS:
                return step * power
        power *= 10


def _y_marks(top: int) -> tuple[Marke, ...]:
    return tuple(Marke(_y(wert, top), german(wert)) for wert in range(0, top + 1, _step(top)))


def _x_marks(orte: Sequence[str], places: Sequence[float], most: int = MAX_PLACES) -> tuple[Marke, ...]:
    every = max(1, -(-len(orte) // max(most, 1)))
    shown = range(len(orte) - 1, -1, -every)
    return tuple(Marke(_r(places[n]), orte[n]) for n in sorted(shown))


def _places(many: int) -> list[float]:
    return [LEFT + _inner() * n / max(many - 1, 1) for n in range(many)]


def _line(reihe: Reihe, top: int) -> Linie:
    points = [(_r(x), _y(wert, top)) for x, wert in zip(_places(len(reihe.werte)), reihe.werte, strict=True)]
    return Linie(reihe.name, reihe.art, " ".join(f"{x},{y}" for x, y in points), *points[-1])


def _inner() -> int:
    return WIDTH - LEFT - RIGHT


def _y(wert: int, top: int) -> float:
    return _r(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * wert / top)


def _r(value: float) -> float:
    return round(value, 1)


def _rows(orte: Sequence[str], reihen: Sequence[Reihe]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((ort, tuple(reihe.werte[n] for reihe in reihen)) for n, ort in enumerate(orte))


def _describe(orte: Sequence[str], reihen: Sequence[Reihe]) -> str:
    if not orte:
        return "Es gibt noch keine Werte."
    said = [f"{reihe.name} von {german(reihe.werte[0])} auf {german(reihe.werte[-1])}" for reihe in reihen]
    return f"{orte[0]} bis {orte[-1]}: {', '.join(said)}."


def german(zahl: int) -> str:
    """1234567 → 1.234.567."""
    return f"{zahl:,}".replace(",", ".")
