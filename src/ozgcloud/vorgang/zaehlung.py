"""How many cases stand in each view of the work list: columns of a larger statement, put together once a day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.vorgang.auswahl import Ansicht, Filter, Leser, Reichweite, reach_of, reader_of
from ozgcloud.vorgang.frage import Frage, settle, stands_in_for
from ozgcloud.vorgang.listensql import Text, sql

VIELE = 100
"""A view with so many cases is not counted further."""
FENSTER = 200
"""Rows at each place of an index that a count takes in."""


@dataclass(frozen=True, slots=True)
class Zaehlung:
    """A column for each of `ansichten`, with the values of its parameters, which are numbered as the driver takes them
    (`$8`).
    """

    ansichten: tuple[Ansicht, ...] = ()
    spalten: str = ""
    werte: tuple[Any, ...] = ()


@reads_mandant
def counting_of(actor: Actor, ansichten: Sequence[Ansicht], *, ab: int) -> Zaehlung:
    """Columns that count up to `VIELE` cases in each view, as far as one look reaches; views that cannot hold any are
    left out. `ab` is the number of the first parameter.
    """
    heute, reach = clock.today(), reach_of(actor)
    leser = reader_of(actor, reach, stands_in_for(actor, heute))
    return _counting(current_mandant(), reach, leser, heute, tuple(ansichten), ab)


@lru_cache(maxsize=512)
def _counting(
    mandant_id: int, reach: tuple[Reichweite, ...], leser: Leser, heute: date, ansichten: tuple[Ansicht, ...], ab: int
) -> Zaehlung:
    """The same all day for everybody with these Rollen."""
    counted, parts = list[Ansicht](), Text()
    for ansicht in ansichten:
        frage = settle(mandant_id, reach, Filter(ansicht=ansicht.value), leser, heute)
        if frage is not None:
            counted.append(ansicht)
            _add_column(frage, parts)
    spalten, werte = _number(", ".join(parts.teile), parts.werte, ab)
    return Zaehlung(tuple(counted), spalten, werte)


def _add_column(frage: Frage, parts: Text) -> None:
    """Each place of the index by itself: to count, they need no common order."""
    windows = Text()
    for lauf in frage.grund.laeufe:
        alone = replace(frage, grund=replace(frage.grund, laeufe=(lauf,)))
        window = alone.window(None, frage.spalten, FENSTER)
        windows.add(window.und, *window.werte)
    rows = " UNION ALL ".join(windows.teile)
    few = sql("SELECT FROM (", rows, ") w WHERE", frage.weiter.und, "LIMIT", str(VIELE))
    parts.add(sql("(SELECT count(*) FROM (", few, ") x)"), *windows.werte, *frage.weiter.werte)


def _number(text: str, werte: Sequence[Any], ab: int) -> tuple[str, tuple[Any, ...]]:
    """The text with numbered parameters, where a key or a day that comes again is sent once. Texts and lists are not:
    the database takes their type from where they stand.
    """
    numbers, found, places = dict[object, int](), list[Any](), list[str]()
    for wert in werte:
        same = (type(wert), wert) if isinstance(wert, int | UUID | date) else object()
        if same not in numbers:
            numbers[same] = ab + len(found)
            found.append(wert)
        places.append(f"${numbers[same]}")
    rest = iter(places)
    return re.sub("%s", lambda _: next(rest), text), tuple(found)
