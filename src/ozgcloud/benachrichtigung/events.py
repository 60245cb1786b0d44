"""What can happen to somebody's wish to hear."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.benachrichtigung.rules import Takt, Umfang
from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WunschSaved(Event):
    """Somebody hears of news in another way from now on."""

    person_id: UUID
    takt: Takt
    umfang: Umfang
