"""What can happen to the catalogue."""

from dataclasses import dataclass

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeistungenImported(Event):
    """Rows of a catalogue were taken over."""

    neu: int
    geaendert: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeistungenIndexed(Event):
    """The index of the Leistungsfinder was made anew; `formen` words lead to `leistungen` Leistungen."""

    leistungen: int
    formen: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeistungenWritten(Event):
    """Leistungen got texts of our own."""

    anzahl: int
