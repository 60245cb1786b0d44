"""A Mandant on its way, and the numbers of the journal."""

from datetime import date, timedelta

import pytest

from ozgcloud.core import clock
from ozgcloud.rollout.actions.set_anbindung import set_anbindung
from ozgcloud.rollout.actions.set_phase import set_phase
from ozgcloud.rollout.rules import Anbindungsstand, Phase, usual_way
from welt import Welt


@pytest.fixture
def heute() -> date:
    return clock.today()


@pytest.fixture
def angeschlossen(welt: Welt, heute: date) -> Welt:
    """Mandant 1 is connected for 200 days."""
    set_anbindung(welt.leitstand, mandant_id=1, stand=Anbindungsstand.ANGESCHLOSSEN, am=heute - timedelta(days=200))
    return welt


def gehe(welt: Welt, bis: Phase, golive: date, mandant_id: int = 1) -> None:
    """Take the Online-Dienst of the small world the usual way."""
    for phase, am in usual_way(golive, bis):
        set_phase(welt.leitstand, mandant_id=mandant_id, onlinedienst_id=welt.onlinedienst_id, phase=phase, am=am)
