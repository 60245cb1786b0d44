"""Empty the practice twin."""

from uuid import UUID

from django.db import connection

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.uebung.events import UebungEmptied
from ozgcloud.uebung.queries import locked_stand, require_practice


@in_mandant
def empty_uebung(actor: Actor) -> list[UUID]:
    """Delete every case with all that hangs on it, and set clock and seed back; people and offices stay.

    Role `app` may delete no case anywhere: a function of the owner does, which refuses any Mandant but a twin and sees
    by the policies no other Mandant's rows. Returns the store keys of the bytes, to be discarded after the commit.
    Raises Conflict outside of a twin.
    """
    require_practice(actor.mandant_id)
    stand = locked_stand()
    keys = list(Datei.objects.values_list("schluessel", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT uebung_leeren()")
        [(zeilen,)] = cursor.fetchall()
    stand.versatz_sekunden, stand.saat, stand.geaendert_am = 0, 1, clock.now()
    stand.save(update_fields=("versatz_sekunden", "saat", "geaendert_am"))
    emit(actor, UebungEmptied(zeilen=zeilen))
    return keys
