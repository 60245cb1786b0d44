"""Take part of a list of postcodes."""

from collections.abc import Sequence

from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, Zeile, reason
from ozgcloud.core.journal import emit
from ozgcloud.mandant.events import PostleitzahlenImported
from ozgcloud.mandant.gebietsangaben import require_key, require_plz
from ozgcloud.mandant.models import Gebiet, GebietArt, GebietPlz


@transaction.atomic(durable=True)
def import_plz(actor: Actor, *, zeilen: Sequence[Zeile]) -> Bericht:
    """Add pairs of PLZ and Gemeinde; a pair of a place nobody knows, or that has ended, is refused."""
    bericht = Bericht()
    places = Gebiet.objects.in_bulk([zeile.get("ars") for zeile in zeilen])
    known = set(GebietPlz.objects.filter(gebiet__in=list(places)).values_list("plz", "gebiet_id"))
    new: list[GebietPlz] = []
    for zeile in zeilen:
        try:
            pair = require_plz(zeile.get("plz")), _place(zeile.get("ars"), places)
        except InvalidInput as error:
            bericht.refuse(zeile, reason(error))
            continue
        bericht.count(Ausgang.UNVERAENDERT if pair in known else Ausgang.NEU)
        if pair not in known:
            new.append(GebietPlz(plz=pair[0], gebiet_id=pair[1]))
    GebietPlz.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        emit(actor, PostleitzahlenImported(neu=len(new), entfernt=0))
    return bericht


def _place(ars: str, places: dict[str, Gebiet]) -> str:
    gebiet = places.get(require_key(ars))
    if gebiet is None:
        raise InvalidInput(f"Das Gebiet {ars} ist nicht bekannt. Bitte importieren Sie zuerst die Gebiete.")
    if gebiet.art not in (GebietArt.GEMEINDE, GebietArt.GEMEINDEFREI):
        raise InvalidInput(f"{gebiet.name} ({ars}) ist keine Gemeinde; Postleitzahlen gehören zu Gemeinden.")
    if gebiet.gueltig_bis is not None and gebiet.gueltig_bis < clock.today():
        raise InvalidInput(
            f"{gebiet.name} ({ars}) gibt es seit dem {gebiet.gueltig_bis:%d.%m.%Y} nicht mehr. "
            "Bitte nennen Sie den Regionalschlüssel des Nachfolgers."
        )
    return ars
