"""What can be done online at a place: the hits of the Leistungsfinder, marked and put in order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ozgcloud.core import clock
from ozgcloud.leistung.queries import Treffer
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.onlinedienst.queries import online_among, released_leistungen
from ozgcloud.portal.orte import Ort
from ozgcloud.zustaendigkeit.queries import find_mandanten

ONLINE_BONUS = 0.06


class Lage(StrEnum):
    """Whether a Leistung can be applied for: here, at some places, or nowhere yet."""

    HIER = "hier"
    MANCHERORTS = "mancherorts"
    NOCH_NICHT = "noch_nicht"


@dataclass(frozen=True, slots=True)
class Zeile:
    """A Leistung in a list, with what a citizen can do about it."""

    treffer: Treffer
    lage: Lage


def in_order(treffer: Sequence[Treffer], ort: Ort | None) -> list[Zeile]:
    """Hits with their mark; what is online here comes a bit higher than an equal one that is not."""
    lagen = online_at([t.schluessel for t in treffer], ort)
    zeilen = [Zeile(t, lagen.get(t.schluessel, Lage.NOCH_NICHT)) for t in treffer]
    return sorted(zeilen, key=lambda z: -z.treffer.punkte - ONLINE_BONUS * (z.lage is Lage.HIER))


def online_at(schluessel: Collection[str], ort: Ort | None) -> dict[str, Lage]:
    """For those Leistungen that have a released Online-Dienst: whether somebody from the place may start it today."""
    keys = released_leistungen(schluessel)
    if ort is None or not keys:
        return dict.fromkeys(keys, Lage.MANCHERORTS)
    tag = clock.today()
    here = online_among(find_mandanten(leistungen=keys, ars=ort.ars, tag=tag, land_id=land_of(ort.ars)), tag)
    return {key: Lage.HIER if key in here else Lage.NOCH_NICHT for key in keys}
