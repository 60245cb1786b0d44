"""The journal is the outbox: one append-only row per fact, typed, ids only, hash-chained.

`emit` writes a row into `ereignis` in the transaction of the action. A trigger numbers it inside its chain
(one per Vorgang, one per Mandant for what has no case, one for the installation) and links it to its predecessor by
SHA-256, so an altered row is found. `flow.relay` reads committed rows and makes consequences of them.
Event classes live in each slice's `events.py`; their fields are ids, enums, small numbers and dates, never texts
about people: `event` refuses other types.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import ScopeError
from ozgcloud.core.models import Ereignis
from ozgcloud.core.types import new_id

ALLOWED_TYPES = (UUID, int, bool, date, Enum)
INSTALLATION = "installation"
BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. A field named `vorgang_id` puts the row into that Vorgang's chain."""

    typ: ClassVar[str]

    def payload(self) -> dict[str, Any]:
        """The fields as JSON values; shape as stored in `ereignis.daten`."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}


E = TypeVar("E", bound=type[Event])
REGISTRY: dict[str, type[Event]] = {}


def event(cls: E) -> E:
    """Register an event class under its own name and check that it can hold no personal text."""
    for name, hint in get_type_hints(cls).items():
        if name != "typ" and not _is_allowed(hint):
            raise TypeError(f"{cls.__name__}.{name}: events carry ids, enums, numbers and dates only.")
    cls.typ = cls.__name__
    REGISTRY[cls.typ] = cls
    return cls


def _is_allowed(hint: Any) -> bool:
    options = _options(hint)
    return all(isinstance(option, type) and issubclass(option, ALLOWED_TYPES) for option in options)


def _options(hint: Any) -> list[Any]:
    """The types a field may have besides None, new types as what they stand for;
    a list is no union and stays itself.
    """
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [getattr(member, "__supertype__", member) for member in members if member is not type(None)]


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def chain_of(event: Event, mandant_id: int | None) -> str:
    """Name of the hash chain the event belongs to: the Vorgang's, else the Mandant's, else the installation's."""
    vorgang_id = getattr(event, "vorgang_id", None)
    if vorgang_id is not None:
        return str(vorgang_id)
    return INSTALLATION if mandant_id is None else f"mandant:{mandant_id}"


EV = TypeVar("EV", bound=Event)


def emit(actor: Actor, event: EV) -> EV:
    """Write what happened, in the running transaction, and return it. Raises ScopeError for an unregistered event."""
    _row(actor, event).save(force_insert=True)
    return event


def emit_all(actor: Actor, events: Sequence[Event]) -> int:
    """Write many facts of one actor at once, in this order; returns how many. Raises as `emit`."""
    return len(Ereignis.objects.bulk_create([_row(actor, event) for event in events], batch_size=BATCH))


def _row(actor: Actor, event: Event) -> Ereignis:
    if event.typ not in REGISTRY:
        raise ScopeError(f"{type(event).__name__} ist kein registriertes Ereignis.")
    return Ereignis(
        id=new_id(),
        kette=chain_of(event, actor.mandant_id),
        mandant_id=actor.mandant_id,
        typ=event.typ,
        akteur_art=actor.kind,
        akteur_id=actor.id,
        daten=event.payload(),
        erstellt_am=clock.now(),
    )


def restore(typ: str, daten: Mapping[str, Any]) -> Event:
    """The typed event behind a stored row; raises KeyError when this program version does not know the type."""
    cls = REGISTRY[typ]
    hints = get_type_hints(cls)
    known = {field.name for field in dataclasses.fields(cls)}
    return cls(**{name: _typed(hints[name], value) for name, value in daten.items() if name in known})


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    target = _options(hint)[0]
    if issubclass(target, date):
        return target.fromisoformat(value)
    return target(value) if issubclass(target, UUID | Enum) else value
