"""Record how far a Verwaltung is."""

from datetime import date

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.rollout import rules
from ozgcloud.rollout.events import AnbindungSet
from ozgcloud.rollout.models import Anbindung
from ozgcloud.rollout.rules import Anbindungsstand


def set_anbindung(actor: Actor, *, mandant_id: int, stand: Anbindungsstand, am: date) -> AnbindungSet:
    """A Verwaltung begins to work itself in, is connected, or leaves, on a day.

    Raises Forbidden, NotFound, Conflict (may not follow), InvalidInput (date).
    """
    with operator_scope(actor, mandant_id) as operator:
        anbindung = Anbindung.objects.select_for_update().first()
        rules.require_stand(
            Anbindungsstand(anbindung.stand) if anbindung else None,
            stand,
            seit=anbindung.seit if anbindung else None,
            am=am,
            today=clock.today(),
        )
        anbindung = anbindung or Anbindung(mandant_id=mandant_id)
        anbindung.stand, anbindung.seit = stand.value, am
        if stand is Anbindungsstand.EINARBEITUNG:
            anbindung.einarbeitung_seit, anbindung.angeschlossen_seit = am, None
        elif stand is Anbindungsstand.ANGESCHLOSSEN:
            anbindung.angeschlossen_seit = am
        anbindung.save()
        return emit(operator, AnbindungSet(stand=stand, am=am))
