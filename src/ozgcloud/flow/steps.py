"""Consequences inside the house: each calls actions and returns."""

from ozgcloud.bescheid.actions.draft_bescheid import draft_bescheid as draft
from ozgcloud.bescheid.actions.release_bescheid import release_bescheid as release_letter
from ozgcloud.core.actor import Actor
from ozgcloud.core.store import file_store
from ozgcloud.eingang.actions.release_dateien import release_dateien as release
from ozgcloud.flow.kinds import Anlass
from ozgcloud.postfach.actions.publish_dokument import publish_dokument
from ozgcloud.postfach.actions.publish_stand import publish_stand as publish


def release_dateien(actor: Actor, anlass: Anlass) -> None:
    """The files of the Eingang are committed: move them to their final place."""
    release(actor, vorgang_id=anlass.event.vorgang_id, store=file_store())


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


def release_bescheid(actor: Actor, anlass: Anlass) -> None:
    """The document is committed: move its bytes to their final place."""
    release_letter(actor, bescheid_id=anlass.event.bescheid_id, store=file_store())
