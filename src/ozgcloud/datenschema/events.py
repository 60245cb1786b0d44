"""What can happen to FIM material."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DatenschemaImported(Event):
    """A Datenschema was stored. It is not yet part of any Online-Dienst."""

    datenschema_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CodelisteImported(Event):
    """A version of a code list was stored; forms that refer to it use it from now on."""

    codeliste_id: UUID
