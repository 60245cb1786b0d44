"""Merge a duplicate into the case that was there first."""

from uuid import UUID

from ozgcloud.bearbeitung.actions.end_vorgang import end_vorgang
from ozgcloud.bearbeitung.events import VorgangEnded, VorgangJoined
from ozgcloud.bearbeitung.rules import Abschlussgrund, require_later, require_leading
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import find_vorgang, get_vorgang
from ozgcloud.vorgang.rules import Status, require_text


@in_mandant
def merge_vorgang(
    actor: Actor, *, vorgang_id: UUID, fuehrend_nummer: str, begruendung: str, version: int | None = None
) -> VorgangEnded:
    """Close the later of two cases as a duplicate of the earlier one, which the actor may work on too.

    Files and messages stay where they came in; both cases name each other. The applicant is told once, after the
    hold. Raises NotFound, Forbidden, Conflict, InvalidInput for a number that is not here, or is that of a case which
    is the later one or no longer open.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER)
    require_all(lambda: _leading(actor, fuehrend_nummer), lambda: require_text(begruendung, "begruendung"))
    leading_id = _leading(actor, fuehrend_nummer).id
    if leading_id == vorgang_id:
        raise InvalidInput("Das ist derselbe Vorgang.", {"fuehrend": "Bitte nennen Sie einen anderen Vorgang."})
    _lock(vorgang_id, leading_id)
    own = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    leading = get_vorgang(actor, leading_id, rolle=Rolle.USER)
    require_later(own.created_at, leading.created_at)
    require_leading(Status(leading.status))
    ended = end_vorgang(
        actor,
        vorgang_id=vorgang_id,
        grund=Abschlussgrund.DUBLETTE,
        begruendung=begruendung,
        fuehrend_id=leading.id,
        version=version,
    )
    emit(actor, VorgangJoined(vorgang_id=leading.id, dublette_id=own.id))
    return ended


def _lock(*vorgang_ids: UUID) -> None:
    """Both in one order for all: nobody ends the leading one meanwhile, and no two merges wait for each other."""
    list(Vorgang.objects.select_for_update().filter(id__in=vorgang_ids).order_by("id").values_list("id"))


def _leading(actor: Actor, nummer: str) -> Vorgang:
    """What cannot be seen does not exist, and the form says so."""
    try:
        return find_vorgang(actor, nummer, rolle=Rolle.USER)
    except (NotFound, InvalidInput):
        raise InvalidInput(
            "Diesen Vorgang gibt es hier nicht.", {"fuehrend": "Bitte prüfen Sie die Vorgangsnummer."}
        ) from None
