"""What can happen to the rules of who is competent. They belong to the installation: written outside any Mandant."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.zustaendigkeit.rules.angaben import Vorschlagsart


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RegelProposed(Event):
    """An operator proposed a new, changed or ended rule; nothing has changed yet."""

    vorschlag_id: UUID
    art: Vorschlagsart
    regel_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RegelApplied(Event):
    """A proposal was taken over: from now on the rule stands in this version."""

    vorschlag_id: UUID
    regel_id: UUID
    version: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorschlagDiscarded(Event):
    """A proposal was dropped; no rule has changed."""

    vorschlag_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZustaendigkeitImported(Event):
    """A batch of a file was taken: so many rules or Vollzugsebenen are new, so many have a new version."""

    neu: int
    geaendert: int
