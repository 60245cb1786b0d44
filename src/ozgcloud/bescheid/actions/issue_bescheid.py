"""Issue a Bescheid."""

from uuid import UUID

from ozgcloud.bescheid.events import BescheidIssued
from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.bescheid.rules import BescheidStatus, hold_until, require_current, require_draft
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.vorgang.queries import get_vorgang, latest_entscheidung
from ozgcloud.vorgang.rules import Status


@in_mandant
def issue_bescheid(actor: Actor, *, bescheid_id: UUID) -> BescheidIssued:
    """Issue (§ 37 VwVfG); delivery begins when the hold ends. Raises NotFound, Forbidden, Conflict."""
    bescheid = get_bescheid(bescheid_id, lock=True)
    vorgang = get_vorgang(actor, bescheid.vorgang_id, rolle=Rolle.USER, lock=True)
    require_draft(BescheidStatus(bescheid.status))
    newest = latest_entscheidung(actor, vorgang.id)
    require_current(Status(vorgang.status), is_newest=newest is not None and newest.id == bescheid.entscheidung_id)
    minutes = dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel).haltezeit_minuten
    jetzt = clock.now()
    bescheid.status = BescheidStatus.ERLASSEN.value
    bescheid.erlass += 1
    bescheid.erlassen_am = jetzt
    bescheid.erlassen_von = actor.person_id
    bescheid.bereitstellung_ab = hold_until(jetzt, minutes)
    bescheid.save(update_fields=("status", "erlass", "erlassen_am", "erlassen_von", "bereitstellung_ab"))
    return emit(
        actor,
        BescheidIssued(vorgang_id=vorgang.id, bescheid_id=bescheid.id, erlass=bescheid.erlass, halten_minuten=minutes),
    )
