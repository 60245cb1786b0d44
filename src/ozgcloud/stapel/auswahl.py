"""A filter of the work list as stored values, and back: what cannot be read again is refused, never a wider list."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ozgcloud.vorgang.auswahl import Filter


def freeze(auswahl: Filter) -> dict[str, Any]:
    """The fields that differ from the plain list, as JSON values."""
    plain = Filter()
    return {
        field.name: _plain(getattr(auswahl, field.name))
        for field in dataclasses.fields(auswahl)
        if getattr(auswahl, field.name) != getattr(plain, field.name)
    }


def thaw(stored: Mapping[str, Any]) -> Filter:
    """The filter behind stored values. Raises ValueError for a value its field cannot hold: never a wider list."""
    hints = get_type_hints(Filter)
    known = {field.name for field in dataclasses.fields(Filter)}
    if set(stored) - known:
        raise ValueError("A stored filter names a field that the work list does not know.")
    return Filter(**{name: _typed(hints[name], value) for name, value in stored.items()})


def fingerprint(auswahl: Filter) -> str:
    """SHA-256 (hex) that names a filter without telling what it looks for; the order makes no other list of it."""
    named = {name: wert for name, wert in freeze(auswahl).items() if name != "sortierung"}
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case date():
            return value.isoformat()
        case tuple() | list() | frozenset() | set():
            return sorted((_plain(one) for one in value), key=str)
        case _:
            return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    origin = get_origin(hint)
    if origin in (tuple, frozenset):
        return origin(_typed(get_args(hint)[0], one) for one in value)
    if issubclass(hint, date | datetime):
        return hint.fromisoformat(value)
    return hint(value)
