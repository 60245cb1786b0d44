"""The citizen sends what he has: as many items as are answered, the others stay open."""

from uuid import UUID, uuid5

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.nachforderung.bestand import locked_for_citizen, mark_waiting, missing_titles
from ozgcloud.nachforderung.events import NachforderungAnswered
from ozgcloud.nachforderung.models import Antwortdatei, Posten
from ozgcloud.nachforderung.queries import posten_of
from ozgcloud.nachforderung.rules.anschreiben import answer_block, answer_messages
from ozgcloud.nachforderung.rules.stand import BEI_ANTRAGSTELLER, Postenzustand, is_answer
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht

NOTHING = (
    "Sie haben noch nichts beantwortet. Laden Sie eine Datei hoch, schreiben Sie etwas, oder sagen Sie, warum Sie "
    "etwas nicht haben."
)


@in_mandant
def send_antworten(actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID) -> NachforderungAnswered:
    """Hand in every saved answer; texts and names of files go into the correspondence for good.

    Raises NotFound, Conflict when the request has ended, InvalidInput when nothing was answered.
    """
    nachforderung = locked_for_citizen(vorgang_id, nachforderung_id)
    posten = [one for one in posten_of(nachforderung_id) if Postenzustand(one.zustand) in BEI_ANTRAGSTELLER]
    blocks = [block for block in (_send(one) for one in posten) if block]
    if not blocks:
        raise InvalidInput(NOTHING, {"antworten": NOTHING})
    nachforderung.store()
    for nummer, text in enumerate(answer_messages(nachforderung.nummer, blocks)):
        key = uuid5(nachforderung_id, f"antwort-{nachforderung.version}-{nummer}")
        answer_nachricht(actor, vorgang_id=vorgang_id, text=text, nachricht_id=key)
    mark_waiting(actor, nachforderung, neues=True)
    event = NachforderungAnswered(
        vorgang_id=vorgang_id,
        nachforderung_id=nachforderung_id,
        anzahl=len(blocks),
        offen=len(missing_titles(nachforderung_id)),
    )
    return emit(actor, event)


def _send(posten: Posten) -> str:
    """Hand in one item; what it says, or nothing when it is not answered."""
    dateien = list(Antwortdatei.objects.filter(posten_id=posten.id, datei_id__isnull=True).order_by("erstellt_am"))
    if not is_answer(posten.antwort, len(dateien), fehlt_weil=posten.fehlt_weil):
        return ""
    for datei in dateien:
        _keep(datei)
    posten.zustand, posten.beantwortet_am, posten.grund = Postenzustand.BEANTWORTET.value, clock.now(), ""
    posten.save(update_fields=("zustand", "beantwortet_am", "grund"))
    return answer_block(posten.titel, posten.antwort, posten.fehlt_weil, [datei.name for datei in dateien])


def _keep(row: Antwortdatei) -> None:
    """The upload becomes a file of the case; its data key moves along."""
    row.datei = Datei.objects.create(
        id=new_id(),
        mandant_id=row.mandant_id,
        schluessel=row.schluessel,
        name=row.name,
        medientyp=row.medientyp,
        groesse=row.groesse,
        sha256=row.sha256,
        datenschluessel=bytes(row.datenschluessel) or None,
    )
    row.datenschluessel = b""
    row.save(update_fields=("datei", "datenschluessel"))
