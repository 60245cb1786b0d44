"""Take an Online-Dienst a phase further at a Mandant."""

from datetime import date, timedelta
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.onlinedienst.actions.switch_dienstbetrieb import switch_dienstbetrieb
from ozgcloud.onlinedienst.queries import get_onlinedienst
from ozgcloud.rollout import rules
from ozgcloud.rollout.events import PhaseReached
from ozgcloud.rollout.models import Anbindung, Ausrollung, Ausrollungsschritt
from ozgcloud.rollout.rules import Anbindungsstand, Phase


def set_phase(
    actor: Actor, *, mandant_id: int, onlinedienst_id: UUID, phase: Phase, am: date, nachweis: str = ""
) -> PhaseReached:
    """Record that a phase was reached on a day, with its proof. Go-live opens the service, ausgesetzt closes it.

    Raises Forbidden, NotFound, Conflict (may not follow, Verwaltung not connected), InvalidInput (date, open values).
    """
    beleg = rules.require_note("nachweis", nachweis)
    with operator_scope(actor, mandant_id) as operator:
        dienst = get_onlinedienst(onlinedienst_id)
        ausrollung = Ausrollung.objects.select_for_update().filter(onlinedienst_id=dienst.id).first()
        von = Phase(ausrollung.phase) if ausrollung else None
        seit = ausrollung.seit if ausrollung else None
        rules.require_step(von, phase, seit=seit, am=am, today=clock.today())
        if phase is Phase.GOLIVE:
            _require_connected(am)
        ausrollung = ausrollung or Ausrollung(mandant_id=mandant_id, onlinedienst_id=dienst.id)
        _write(ausrollung, phase, am, beleg)
        if phase is Phase.GOLIVE:
            switch_dienstbetrieb(operator, onlinedienst_id=dienst.id, aktiv_von=am)
        elif phase is Phase.AUSGESETZT:
            _close(operator, dienst.id, am)
        return emit(operator, PhaseReached(onlinedienst_id=dienst.id, von=von, phase=phase, am=am))


def _require_connected(am: date) -> None:
    anbindung = Anbindung.objects.first()
    stand = Anbindungsstand(anbindung.stand) if anbindung else None
    rules.require_connected(stand, anbindung.angeschlossen_seit if anbindung else None, am)


def _write(ausrollung: Ausrollung, phase: Phase, am: date, beleg: str) -> None:
    ausrollung.phase, ausrollung.seit, ausrollung.geaendert_am = phase.value, am, clock.now()
    if phase in rules.LIVE:
        ausrollung.blocker = ""
    ausrollung.save()
    Ausrollungsschritt.objects.update_or_create(
        mandant_id=ausrollung.mandant_id,
        ausrollung_id=ausrollung.id,
        phase=phase.value,
        defaults={"erreicht_am": am, "nachweis": beleg},
    )


def _close(operator: Actor, onlinedienst_id: UUID, am: date) -> None:
    """The last day of service is the day before; a service opened that very day was never open."""
    begin = Ausrollungsschritt.objects.get(ausrollung__onlinedienst_id=onlinedienst_id, phase=Phase.GOLIVE.value)
    last = am - timedelta(days=1)
    was_open = begin.erreicht_am is not None and begin.erreicht_am <= last
    switch_dienstbetrieb(
        operator,
        onlinedienst_id=onlinedienst_id,
        aktiv_von=begin.erreicht_am if was_open else None,
        aktiv_bis=last,
    )
