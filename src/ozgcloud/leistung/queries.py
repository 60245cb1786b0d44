"""Reading the catalogue."""

from collections.abc import Collection

from django.db.models import Q

from ozgcloud.core.errors import NotFound
from ozgcloud.leistung.models import Leistung

MAX_HITS = 50


def get_leistung(schluessel: str) -> Leistung:
    """A Leistung by its key; raises NotFound."""
    leistung = Leistung.objects.filter(schluessel=schluessel).first()
    if leistung is None:
        raise NotFound("Diese Leistung gibt es nicht oder nicht mehr.")
    return leistung


def find_leistungen(begriff: str = "") -> list[Leistung]:
    """Leistungen whose name, short text or keywords contain every word; all of them for an empty query; at most 50."""
    condition = Q()
    for wort in begriff.split():
        condition &= Q(name__icontains=wort) | Q(kurztext__icontains=wort) | Q(stichworte__icontains=wort)
    return list(Leistung.objects.filter(condition).order_by("name")[:MAX_HITS])


def names_of(schluessel: Collection[str]) -> dict[str, str]:
    """Names by key, for lists; an unknown key is left out."""
    return dict(Leistung.objects.filter(schluessel__in=schluessel).values_list("schluessel", "name"))
