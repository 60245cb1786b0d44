"""What can happen while an Antrag is typed in."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.eingang.rules import Kanal


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AntragCaptured(Event):
    """An Antrag that came on paper, at the counter, by telephone or e-mail was typed in and accepted."""

    erfassung_id: UUID
    kanal: Kanal
    offene: int
