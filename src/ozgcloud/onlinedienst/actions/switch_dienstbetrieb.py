"""Open or close an Online-Dienst at one Mandant."""

from datetime import date
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.onlinedienst.events import DienstbetriebChanged
from ozgcloud.onlinedienst.models import Dienstbetrieb
from ozgcloud.onlinedienst.parameter import missing, read_declaration
from ozgcloud.onlinedienst.queries import get_onlinedienst


@in_mandant
def switch_dienstbetrieb(
    actor: Actor, *, onlinedienst_id: UUID, aktiv_von: date | None, aktiv_bis: date | None = None
) -> DienstbetriebChanged:
    """Set from when to when (days included) citizens may begin; drafts begun before may still be handed in.

    For operators, inside `operator_scope`. Raises Forbidden, NotFound, or InvalidInput while a required value is open.
    """
    require_operator(actor)
    dienst = get_onlinedienst(onlinedienst_id)
    betrieb, _ = Dienstbetrieb.objects.select_for_update().get_or_create(
        mandant_id=current_mandant(), onlinedienst_id=dienst.id
    )
    offen = missing(read_declaration(dienst.parameter), betrieb.parameter)
    if aktiv_von is not None and offen:
        namen = ", ".join(f"„{p.label}“" for p in offen)
        raise InvalidInput(f"Vor dem Go-live fehlen noch Angaben der Verwaltung: {namen}.")
    betrieb.aktiv_von, betrieb.aktiv_bis = aktiv_von, aktiv_bis
    betrieb.geaendert_am = clock.now()
    betrieb.save(update_fields=("aktiv_von", "aktiv_bis", "geaendert_am"))
    return emit(
        actor,
        DienstbetriebChanged(
            onlinedienst_id=dienst.id, aktiv_von=aktiv_von, aktiv_bis=aktiv_bis, werte=len(betrieb.parameter)
        ),
    )
