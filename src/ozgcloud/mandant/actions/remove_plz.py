"""Remove postcodes a newer list no longer names for its Gemeinden."""

from collections.abc import Collection, Sequence

from django.db import transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.imports import Bericht, Zeile
from ozgcloud.core.journal import emit
from ozgcloud.mandant.events import PostleitzahlenImported
from ozgcloud.mandant.models import GebietPlz


@transaction.atomic(durable=True)
def remove_plz(actor: Actor, *, zeilen: Sequence[Zeile], abgelehnt: Collection[int]) -> Bericht:
    """Let the file speak for every Gemeinde it names: other pairs of theirs go.

    A Gemeinde with a refused row (`abgelehnt`: line numbers) keeps all of its pairs: its list is not complete.
    """
    named = {zeile.get("ars") for zeile in zeilen} - {z.get("ars") for z in zeilen if z.nummer in abgelehnt}
    pairs = {(zeile.get("plz"), zeile.get("ars")) for zeile in zeilen}
    stored = GebietPlz.objects.filter(gebiet__in=named).values_list("id", "plz", "gebiet_id")
    gone = [id_ for id_, plz, ars in stored if (plz, ars) not in pairs]
    GebietPlz.objects.filter(id__in=gone).delete()
    if gone:
        emit(actor, PostleitzahlenImported(neu=0, entfernt=len(gone)))
    return Bericht(beendet=len(gone))
