"""What can happen to an Online-Dienst."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OnlinedienstPublished(Event):
    """An Online-Dienst was opened to citizens or, in practice Mandanten, to tests."""

    onlinedienst_id: UUID
    uebung: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OnlinedienstWithdrawn(Event):
    """An Online-Dienst takes no new Anträge from this day on, anywhere; old cases go on."""

    onlinedienst_id: UUID
    am: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DienstbetriebChanged(Event):
    """An Online-Dienst was opened or closed at a Mandant, or its values there changed; `werte` is how many it has."""

    onlinedienst_id: UUID
    aktiv_von: date | None
    aktiv_bis: date | None
    werte: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbbildungSaved(Event):
    """Somebody said how the fields of a foreign form are called here."""

    abbildung_id: UUID
    onlinedienst_id: UUID
    version: int
    felder: int
