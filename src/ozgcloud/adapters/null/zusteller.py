"""A consumer that accepts everything and remembers it, for unit tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ozgcloud.ausgang.port import Antwort, Sendung, Ziel


@dataclass(slots=True)
class NullZusteller:
    """`Zusteller` that goes nowhere; `kennungen` in the order they were sent."""

    kennungen: list[str] = field(default_factory=list)

    def send(self, ziel: Ziel, bahnen: Sequence[Sequence[Sendung]]) -> dict[int, Antwort]:
        """Everything is accepted."""
        self.kennungen += [sendung.kennung for bahn in bahnen for sendung in bahn]
        return {sendung.nummer: Antwort(204) for bahn in bahnen for sendung in bahn}
