"""What becomes of files that caseworkers put to notes: released, and checked like everything that comes in."""

from typing import Any
from uuid import UUID

from ozgcloud.bearbeitung.actions.release_notizdateien import release_notizdateien as record_files
from ozgcloud.bearbeitung.queries import unscanned_notizdateien, waiting_notizdateien
from ozgcloud.core.actor import Actor
from ozgcloud.eingang.queries import AnlageZeile
from ozgcloud.flow.kinds import Anlass


def release_notizdateien(actor: Actor, anlass: Anlass) -> list[UUID]:
    """Those whose bytes still wait; none for a note without files."""
    return waiting_notizdateien(actor, anlass.event.vorgang_id) if anlass.event.dateien else []


def record_notizdateien(actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Their rows say so, and their keys are wrapped by the Mandant's."""
    return {"dateien": record_files(actor, vorgang_id=anlass.event.vorgang_id)}


def scan_notizdateien(actor: Actor, anlass: Anlass) -> list[AnlageZeile] | None:
    """Those nobody has checked yet; None when there are none."""
    return unscanned_notizdateien(actor, anlass.event.vorgang_id) or None
