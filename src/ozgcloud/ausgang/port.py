"""What the slice asks of the outside world: send signed events to a consumer and say what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sendung:
    """One event as it is sent; `kennung` is the same for every try, so a consumer recognises a repetition."""

    nummer: int
    kennung: str
    koerper: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ziel:
    """Where to, and the secrets that sign, the newest first."""

    url: str
    geheimnisse: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Antwort:
    """What became of one try: HTTP status (None: no answer), a German sentence for an error, a wait asked for."""

    status: int | None
    fehler: str = ""
    dauer_ms: int = 0
    warte: timedelta | None = None

    @property
    def angenommen(self) -> bool:
        """Every 2xx is an acceptance."""
        return self.status is not None and 200 <= self.status < 300


class Zusteller(Protocol):
    """Sends events to one consumer."""

    def send(self, ziel: Ziel, bahnen: Sequence[Sequence[Sendung]]) -> dict[int, Antwort]:
        """Send each Bahn in its order and stop it at the first refusal; Bahnen go side by side.

        Answers by number; an event without one was not tried. Raises nothing: a failure is an answer.
        """
        ...
