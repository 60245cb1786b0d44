"""Numbers over the quarantine of a Land, by role `leitstand`: which Verwaltung, which kind, how many, since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.tenancy import land_scope
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.mandant.models import Mandant
from ozgcloud.mandant.ortssuche import served_laender


@dataclass(frozen=True, slots=True)
class Offen:
    """Open entries of one kind at one Verwaltung; `alt` of them wait for longer than asked."""

    verwaltung: str
    art: str
    anzahl: int
    alt: int
    seit: datetime


def count_open(actor: Actor, *, aelter_als: datetime) -> list[Offen]:
    """By Verwaltung and kind, the longest waiting first; practice does not count. Raises Forbidden, Conflict."""
    require_operator(actor)
    names = dict(Mandant.objects.filter(uebung_von=None).values_list("id", "name"))
    found: list[Offen] = []
    for land_id in sorted(served_laender()):
        with land_scope(land_id):
            rows = (
                Quarantaene.im_land.filter(erledigt_am=None)
                .values("mandant_id", "art")
                .annotate(anzahl=Count("art"), alt=Count("art", filter=Q(seit__lt=aelter_als)), beginn=Min("seit"))
            )
            found += [
                Offen(names[row["mandant_id"]], row["art"], row["anzahl"], row["alt"], row["beginn"])
                for row in rows.order_by()
                if row["mandant_id"] in names
            ]
    return sorted(found, key=lambda one: (one.seit, one.verwaltung, one.art))
