"""Take in the question of another office."""

from collections.abc import Sequence
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.models import Organisationseinheit
from ozgcloud.zuarbeit.ablage import NeueDatei, store_files
from ozgcloud.zuarbeit.events import ZuarbeitReceived
from ozgcloud.zuarbeit.models import Zuarbeit
from ozgcloud.zuarbeit.rules import Anfrage, Seite


@in_mandant
def accept_anfrage(actor: Actor, *, anfrage: Anfrage, dateien: Sequence[NeueDatei]) -> ZuarbeitReceived:
    """Keep the copy of question, excerpt and files in the asked Mandant; a repetition has no second effect.

    An Organisationseinheit that is gone or closed by now leaves it to the Verwaltung as a whole.
    """
    event = ZuarbeitReceived(zuarbeit_id=anfrage.id, von_mandant=anfrage.von_mandant, frist=anfrage.frist)
    if Zuarbeit.objects.filter(id=anfrage.id).exists():
        return event
    Zuarbeit.objects.create(
        id=anfrage.id,
        mandant_id=anfrage.mandant_id,
        seite=Seite.GEFRAGT.value,
        einheit_id=_known(anfrage.einheit_id),
        gegen_mandant_id=anfrage.von_mandant,
        gegen_id=anfrage.gegen_id,
        gegen_name=anfrage.von_name,
        frage=anfrage.frage,
        frist=anfrage.frist,
        auszug=anfrage.auszug.as_row(),
        gestellt_am=anfrage.gestellt_am,
        zugestellt_am=clock.now(),
    )
    store_files(anfrage.id, None, dateien)
    return emit(actor, event)


def _known(einheit_id: UUID | None) -> UUID | None:
    if einheit_id is None:
        return None
    rows = Organisationseinheit.objects.filter(id=einheit_id, geschlossen_am=None)
    return rows.values_list("id", flat=True).first()
