"""Consequences inside the house: each calls actions and returns."""

from ozgcloud.bescheid.actions.draft_bescheid import draft_bescheid as draft
from ozgcloud.core.actor import Actor
from ozgcloud.flow.kinds import Anlass
from ozgcloud.postfach.actions.publish_dokument import publish_dokument
from ozgcloud.postfach.actions.publish_stand import publish_stand as publish


def publish_eingang(actor: Actor, anlass: Anlass) -> None:
    """The citizen's status page begins."""
    publish(actor, vorgang_id=anlass.event.vorgang_id, ereignis_id=anlass.ereignis_id, am=anlass.am, erster=True)


def publish_stand(actor: Actor, anlass: Anlass) -> None:
    """The citizen sees where his case stands now."""
    publish(actor, vorgang_id=anlass.event.vorgang_id, ereignis_id=anlass.ereignis_id, am=anlass.am)


def draft_bescheid(actor: Actor, anlass: Anlass) -> None:
    """A decision becomes the draft of a Bescheid."""
    draft(actor, vorgang_id=anlass.event.vorgang_id, entscheidung_id=anlass.event.entscheidung_id)


def publish_bescheid(actor: Actor, anlass: Anlass) -> None:
    """The finished Bescheid appears on the citizen's status page."""
    publish_dokument(
        actor,
        vorgang_id=anlass.event.vorgang_id,
        datei_id=anlass.event.datei_id,
        titel="Bescheid",
        ereignis_id=anlass.ereignis_id,
        am=anlass.am,
    )
