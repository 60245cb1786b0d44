"""Erase the copy at the asked office when its time is over."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.zuarbeit.events import ZuarbeitErased
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit, Zuarbeitdatei
from ozgcloud.zuarbeit.rules import Seite, erasable_before


@in_mandant
def erase_zuarbeit(actor: Actor, *, zuarbeit_id: UUID) -> list[UUID]:
    """Take question, excerpt, texts and files out of the copy; who asked, when and how it ended stays as proof.

    Returns the store keys of its bytes, which the caller discards after the commit; their data keys are gone already,
    so that bytes left behind by a crash are unreadable. Repeatable; nothing for what is not due.
    """
    rows = Zuarbeit.objects.select_for_update().filter(id=zuarbeit_id, seite=Seite.GEFRAGT.value, geloescht_am=None)
    zuarbeit = rows.filter(beendet_am__lt=erasable_before(clock.now())).first()
    if zuarbeit is None:
        return []
    dateien = Datei.objects.filter(
        id__in=list(Zuarbeitdatei.objects.filter(zuarbeit_id=zuarbeit.id).values_list("datei_id", flat=True))
    )
    keys = list(dateien.values_list("schluessel", flat=True))
    dateien.update(datenschluessel=None)
    Zuarbeitdatei.objects.filter(zuarbeit_id=zuarbeit.id).delete()
    Beitrag.objects.filter(zuarbeit_id=zuarbeit.id).update(text="")
    zuarbeit.frage, zuarbeit.auszug, zuarbeit.geloescht_am = "", {}, clock.now()
    zuarbeit.store("frage", "auszug", "geloescht_am")
    emit(actor, ZuarbeitErased(zuarbeit_id=zuarbeit.id, dateien=len(keys)))
    return keys
