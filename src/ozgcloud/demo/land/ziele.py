"""The published figures, and the days they are true on. Plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta

BEGINN = date(2022, 4, 11)
STICHTAG = date(2024, 4, 10)
"""First and last day of the history: two years. The real clock goes on; look at the Land with this day."""
VIER_WOCHEN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Anbindungsziel:
    """How many Verwaltungen are connected on a day; nobody joins in that month, so any day of it gives the figure."""

    tag: date
    angeschlossen: int


ANBINDUNGEN = (
    Anbindungsziel(date(2023, 4, 10), 24),
    Anbindungsziel(date(2023, 7, 3), 30),
    Anbindungsziel(STICHTAG, 73),
)
IN_EINARBEITUNG = 12
DIENSTE_GESAMT = 820
CHAMPIONS_TAG = date(2023, 7, 3)
CHAMPIONS = {"010010000000": 58, "010530000000": 42, "010570062062": 40}
"""Flensburg, Kreis Herzogtum Lauenburg, Preetz: services in use in July 2023."""
GROSSE = {"010010000000": 62, "010530000000": 46, "010570062062": 43, "010020000000": 38, "010540000000": 34}
"""Services in April 2024 of those who have many: invented."""
KIEL, NORDFRIESLAND = "010020000000", "010540000000"


@dataclass(frozen=True, slots=True)
class Antragsziele:
    """How many Anträge: in both years, in the last four weeks, and of these in Kiel.

    63,000 is published as the number of a year, next to 170 a day. Both cannot hold of a roll-out that grew from 24 to
    73 Verwaltungen in that year, so 170 a day is met exactly in the last four weeks, 63,000 by both years together.
    """

    gesamt: int = 63_000
    vier_wochen: int = 170 * VIER_WOCHEN.days
    kiel_vier_wochen: int = 2_800

    def mal(self, anteil: float) -> "Antragsziele":
        """A share of them, rounded down: small worlds for tests."""
        return Antragsziele(
            int(self.gesamt * anteil), int(self.vier_wochen * anteil), int(self.kiel_vier_wochen * anteil)
        )
