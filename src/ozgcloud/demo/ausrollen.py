"""Tell the roll-out of the small demo as it happened: through the action that takes over histories."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.demo.betrieb import ANBINDUNGEN, BETRIEBE, UNTERWEGS
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.rollout.actions.load_verlauf import load_verlauf
from ozgcloud.rollout.models import Anbindung
from ozgcloud.rollout.rules import Anbindungsstand, Phase, usual_way

EINARBEITUNG = timedelta(days=90)


def seed_rollout() -> None:
    """One history per Verwaltung; those that have one already keep it."""
    ids = dict(Onlinedienst.objects.values_list("kennung", "id"))
    for mandant_id in sorted({betrieb.mandant_id for betrieb in BETRIEBE} | ANBINDUNGEN.keys()):
        if not has_rollout(mandant_id):
            _load(mandant_id, ids)


def has_rollout(mandant_id: int) -> bool:
    """Whether something is known about the roll-out there."""
    with mandant_scope(mandant_id):
        return Anbindung.objects.exists()


def anbindung(stand: Anbindungsstand, seit: date) -> list[tuple[Anbindungsstand, date]]:
    """A Verwaltung works itself in for three months before it is connected."""
    if stand is Anbindungsstand.ANGESCHLOSSEN:
        return [(Anbindungsstand.EINARBEITUNG, seit - EINARBEITUNG), (stand, seit)]
    return [(stand, seit)]


def _load(mandant_id: int, ids: Mapping[str, UUID]) -> None:
    hier = [betrieb for betrieb in BETRIEBE if betrieb.mandant_id == mandant_id]
    stand, seit = ANBINDUNGEN.get(
        mandant_id, (Anbindungsstand.ANGESCHLOSSEN, min((betrieb.seit for betrieb in hier), default=date.min))
    )
    wege = {ids[betrieb.dienst]: usual_way(betrieb.seit) for betrieb in hier}
    load_verlauf(
        system_actor(None, "demo"),
        mandant_id=mandant_id,
        anbindung=anbindung(stand, seit),
        dienste=wege | unterwegs(mandant_id, ids),
        parameter={ids[betrieb.dienst]: betrieb.parameter for betrieb in hier},
    )


def unterwegs(mandant_id: int, ids: Mapping[str, UUID]) -> dict[UUID, list[tuple[Phase, date]]]:
    """What is on its way there today, by Online-Dienst."""
    return {
        ids[weg.dienst]: usual_way(clock.today() + weg.golive_in, weg.phase)
        for weg in UNTERWEGS
        if weg.mandant_id == mandant_id
    }
