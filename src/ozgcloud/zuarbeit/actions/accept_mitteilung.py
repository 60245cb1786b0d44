"""Take in what the other side of a Zuarbeit wrote."""

from collections.abc import Sequence
from datetime import timedelta

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Retry
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.zuarbeit.ablage import NeueDatei, store_files
from ozgcloud.zuarbeit.actions.write_beitrag import advance
from ozgcloud.zuarbeit.events import BeitragReceived, NachtragReceived
from ozgcloud.zuarbeit.marke import update_mark
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit
from ozgcloud.zuarbeit.rules import Mitteilung, Seite, Stand, stand_after_receipt

NOT_YET = "Die Anfrage selbst ist bei der anderen Stelle noch nicht angekommen."


@in_mandant
def accept_mitteilung(
    actor: Actor, *, mitteilung: Mitteilung, dateien: Sequence[NeueDatei]
) -> BeitragReceived | NachtragReceived:
    """Keep it beside what was said before; a repetition has no second effect. What crossed an end changes no state.

    Raises Retry while the question itself is still on its way.
    """
    zuarbeit = Zuarbeit.objects.select_for_update().filter(id=mitteilung.zuarbeit_id).first()
    if zuarbeit is None:
        raise Retry(NOT_YET, timedelta(seconds=5))
    event = _event(zuarbeit, mitteilung)
    if Beitrag.objects.filter(id=mitteilung.id).exists():
        return event
    Beitrag.objects.create(
        id=mitteilung.id,
        mandant_id=zuarbeit.mandant_id,
        zuarbeit_id=zuarbeit.id,
        seite=Seite(zuarbeit.seite).gegenseite.value,
        art=mitteilung.art.value,
        text=mitteilung.text,
        erstellt_am=mitteilung.geschrieben_am,
    )
    store_files(zuarbeit.id, mitteilung.id, dateien)
    advance(zuarbeit, stand_after_receipt(Stand(zuarbeit.stand), mitteilung.art), mitteilung.art)
    if zuarbeit.vorgang_id is not None:
        update_mark(actor, zuarbeit.vorgang_id, ist_neues=True)
    return emit(actor, event)


def _event(zuarbeit: Zuarbeit, mitteilung: Mitteilung) -> BeitragReceived | NachtragReceived:
    if zuarbeit.vorgang_id is None:
        return NachtragReceived(zuarbeit_id=zuarbeit.id, beitrag_id=mitteilung.id, art=mitteilung.art)
    return BeitragReceived(
        vorgang_id=zuarbeit.vorgang_id, zuarbeit_id=zuarbeit.id, beitrag_id=mitteilung.id, art=mitteilung.art
    )
