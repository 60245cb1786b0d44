"""Help texts of a form with the values of the Mandant it goes to: `{gebuehr}` becomes 12,50 Euro."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ozgcloud.antrag.queries import EntwurfStand
from ozgcloud.core import clock
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.onlinedienst.parameter import fill
from ozgcloud.onlinedienst.queries import parameters_of
from ozgcloud.zustaendigkeit.queries.stelle import find_stelle

T = TypeVar("T")
HELP = frozenset({"hinweis", "hilfe", "text"})


def values_for(stand: EntwurfStand) -> dict[str, str]:
    """What the competent Mandant of the draft's place has filled in; nothing for a service without parameters."""
    dienst, ars = stand.onlinedienst, stand.gebiet_ars
    if not dienst.parameter:
        return {}
    stelle = find_stelle(
        leistung=dienst.leistung_id, ars=ars, tag=clock.today(), land_id=land_of(ars), uebung=dienst.ist_uebung
    )
    return parameters_of(dienst, stelle.mandant_id)


def filled(view: T, values: Mapping[str, str]) -> T:
    """The same view of a form with values in its help texts; what people typed stays as it is."""
    return view if not values else _filled(view, values)


def _filled(view: Any, values: Mapping[str, str]) -> Any:
    if isinstance(view, tuple):
        return tuple(_filled(part, values) for part in view)
    if not is_dataclass(view) or isinstance(view, type):
        return view
    changes = {}
    for field in fields(view):
        old = getattr(view, field.name)
        new = fill(old, values) if field.name in HELP and isinstance(old, str) else _filled(old, values)
        if new is not old:
            changes[field.name] = new
    return replace(view, **changes) if changes else view
