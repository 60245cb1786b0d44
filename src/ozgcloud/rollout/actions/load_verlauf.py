"""Load the history of a Mandant's roll-out."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import Event, emit_all
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.onlinedienst.events import DienstbetriebChanged
from ozgcloud.onlinedienst.models import Dienstbetrieb
from ozgcloud.rollout import rules
from ozgcloud.rollout.events import AnbindungSet, PhaseReached
from ozgcloud.rollout.models import Anbindung, Ausrollung, Ausrollungsschritt
from ozgcloud.rollout.rules import Anbindungsstand, Phase

Way = Sequence[tuple[Phase, date]]


def load_verlauf(
    actor: Actor,
    *,
    mandant_id: int,
    anbindung: Sequence[tuple[Anbindungsstand, date]],
    dienste: Mapping[UUID, Way],
    parameter: Mapping[UUID, Mapping[str, str]] | None = None,
) -> int:
    """Take over what happened before this program was there, for one Mandant at once; returns the events written.

    `anbindung` and each way of `dienste` (Online-Dienst → phases with days, oldest first; `rules.usual_way` makes one)
    go through the same rules as single steps. `parameter` are canonical values by Online-Dienst. The journal tells the
    days in its events and says itself that it was told today. One transaction, refused as a whole: Forbidden, NotFound,
    Conflict (a step that may not follow, or something is there already), InvalidInput (dates).
    """
    with operator_scope(actor, mandant_id) as operator:
        if Anbindung.objects.exists() or Ausrollung.objects.exists():
            raise Conflict("Für diese Verwaltung ist schon ein Roll-out eingetragen. Bitte führen Sie ihn dort fort.")
        events = _load_anbindung(mandant_id, anbindung)
        for onlinedienst_id, way in dienste.items():
            events += _load_way(mandant_id, onlinedienst_id, way, anbindung)
        events += _load_betrieb(mandant_id, dienste, parameter or {})
        return emit_all(operator, events)


def _load_anbindung(mandant_id: int, anbindung: Sequence[tuple[Anbindungsstand, date]]) -> list[Event]:
    stand: Anbindungsstand | None = None
    seit: date | None = None
    for nach, am in anbindung:
        rules.require_stand(stand, nach, seit=seit, am=am, today=clock.today())
        stand, seit = nach, am
    if stand is None or seit is None:
        return []
    days = dict(anbindung)
    Anbindung.objects.create(
        mandant_id=mandant_id,
        stand=stand.value,
        seit=seit,
        einarbeitung_seit=days.get(Anbindungsstand.EINARBEITUNG),
        angeschlossen_seit=days.get(Anbindungsstand.ANGESCHLOSSEN),
    )
    return [AnbindungSet(stand=nach, am=am) for nach, am in anbindung]


def _load_way(
    mandant_id: int, onlinedienst_id: UUID, way: Way, anbindung: Sequence[tuple[Anbindungsstand, date]]
) -> list[Event]:
    phase, seit = rules.require_way(way, clock.today())
    if phase is None or seit is None:
        raise InvalidInput("Ein Online-Dienst ist ohne Phasen angegeben. Bitte nennen Sie mindestens eine.")
    for nach, am in way:
        if nach is Phase.GOLIVE:
            stand, angeschlossen = _stand_on(anbindung, am)
            rules.require_connected(stand, angeschlossen, am)
    ausrollung = Ausrollung.objects.create(
        mandant_id=mandant_id, onlinedienst_id=onlinedienst_id, phase=phase.value, seit=seit
    )
    Ausrollungsschritt.objects.bulk_create(
        Ausrollungsschritt(mandant_id=mandant_id, ausrollung_id=ausrollung.id, phase=nach.value, erreicht_am=am)
        for nach, am in dict(way).items()
    )
    before: list[Phase | None] = [None, *(nach for nach, _ in way)]
    return [
        PhaseReached(onlinedienst_id=onlinedienst_id, von=von, phase=nach, am=am)
        for von, (nach, am) in zip(before, way, strict=False)
    ]


def _stand_on(
    anbindung: Sequence[tuple[Anbindungsstand, date]], tag: date
) -> tuple[Anbindungsstand | None, date | None]:
    reached = [(stand, am) for stand, am in anbindung if am <= tag]
    return reached[-1] if reached else (None, None)


def _load_betrieb(
    mandant_id: int, dienste: Mapping[UUID, Way], parameter: Mapping[UUID, Mapping[str, str]]
) -> list[Event]:
    rows = []
    for onlinedienst_id, way in dienste.items():
        von, bis = rules.service_days(way)
        werte = dict(parameter.get(onlinedienst_id, {}))
        if von is not None or werte:
            rows.append(
                Dienstbetrieb(
                    mandant_id=mandant_id,
                    onlinedienst_id=onlinedienst_id,
                    parameter=werte,
                    aktiv_von=von,
                    aktiv_bis=bis,
                )
            )
    Dienstbetrieb.objects.bulk_create(rows)
    return [
        DienstbetriebChanged(
            onlinedienst_id=row.onlinedienst_id,
            aktiv_von=row.aktiv_von,
            aktiv_bis=row.aktiv_bis,
            werte=len(row.parameter),
        )
        for row in rows
    ]
