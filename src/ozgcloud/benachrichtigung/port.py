"""What the slice asks of the outside world: take one e-mail."""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Brief:
    """A plain e-mail. `kennung` is the same for every try, so a mail server recognises a repetition."""

    kennung: UUID
    an: str = field(repr=False)
    betreff: str
    text: str


class Postausgang(Protocol):
    """Hands e-mails to a mail server."""

    def send(self, brief: Brief) -> None:
        """Returns when the server has taken it.

        Raises Retry when it cannot be reached or asks to come back, Reject when it will not take this one.
        """
        ...
