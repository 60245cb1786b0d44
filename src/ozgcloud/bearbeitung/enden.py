"""What every ending without a Bescheid writes, whoever ends the case."""

from datetime import timedelta

from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.bearbeitung.rules import Abschlussgrund
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Status


def write_ending(actor: Actor, vorgang: Vorgang, abschluss: Abschluss, *, nach: Status, minuten: int) -> VorgangEnded:
    """Store the ending of a locked case; `minuten` is how long it can be undone.

    The caller has asked Rollen and rules, filled in who ends it and why, and tells of it. Inside the Mandant's scope.
    """
    abschluss.mandant_id, abschluss.vorgang_id, abschluss.von_status = vorgang.mandant_id, vorgang.id, vorgang.status
    abschluss.save(force_insert=True)
    vorgang.status, vorgang.frist_am, vorgang.wiedervorlage_am = nach.value, None, None
    vorgang.rueckholbar_bis = clock.now() + timedelta(minutes=minuten) if minuten else None
    vorgang.store("status", "frist_am", "wiedervorlage_am", "rueckholbar_bis", "ungelesen")
    settle_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.ABGESCHLOSSEN)
    return VorgangEnded(
        vorgang_id=vorgang.id,
        abschluss_id=abschluss.id,
        grund=Abschlussgrund(abschluss.grund),
        halten_minuten=minuten,
    )
