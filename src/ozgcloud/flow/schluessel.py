"""Keys of the files of a whole installation: show, renew, destroy, keep a copy that erases what was erased.

A master key of the ring is renewed by putting a new one in front and wrapping anew what the former ones wrap; a
Mandant's key likewise. Everything may be cut off and begun again: it goes on with what is left.
"""

import base64
import json
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.antrag import umschluesseln as drafts
from ozgcloud.core import datakeys, rotation
from ozgcloud.core.actor import system_actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.keyring import key_ring, write_ring
from ozgcloud.mandant.actions.destroy_schluessel import destroy_schluessel
from ozgcloud.mandant.actions.renew_schluessel import renew_schluessel
from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.nachforderung import umschluesseln as answers
from ozgcloud.schnittstelle import umschluesseln as uploads

NAME = "schluessel"
STILL_USED = "{} Schlüssel hängen noch an alten Hauptschlüsseln. Bitte führen Sie zuerst ozg schluessel rotiere aus."


@dataclass(frozen=True, slots=True)
class Lage:
    """Ids of the ring's keys (the first is active), how much still needs a former one, and Mandant → living keys."""

    ring: tuple[UUID, ...]
    alt: int
    mandanten: dict[int, list[int]]


def read_lage() -> Lage:
    """What there is. Raises Retry without a key ring."""
    mandanten = list_mandant_ids()
    keys = {mandant_id: [nummer for nummer, _ in rotation.living_keys(mandant_id)] for mandant_id in mandanten}
    return Lage(tuple(name for name, _ in key_ring().keys), _left(mandanten), keys)


def rotate_ring(*, new_key: bool = True) -> int:
    """Put a new master key in front, unless an earlier rotation is unfinished or none is wanted; wrap all by it.

    Returns how many keys were wrapped anew.
    """
    mandanten = list_mandant_ids()
    if new_key and not _left(mandanten):
        write_ring(key_ring().with_new_key())
    return (
        sum(rotation.to_active_ring(mandant_id) + answers.rewrap_answers(mandant_id) for mandant_id in mandanten)
        + drafts.rewrap_drafts()
        + uploads.rewrap_uploads()
    )


def drop_former_keys() -> int:
    """Take the former master keys out of the ring: older backups of the database open no file any more.

    Returns how many. Raises Conflict while something is still wrapped by one of them.
    """
    left = _left(list_mandant_ids())
    if left:
        raise Conflict(STILL_USED.format(left))
    ring = key_ring()
    write_ring(ring.only_active())
    return len(ring.keys) - 1


def rotate_mandant(mandant_id: int) -> int:
    """A new key for one Mandant (or the end of an unfinished rotation), its files by it, the former keys destroyed.

    Returns how many files were moved.
    """
    actor, living = system_actor(mandant_id, NAME), rotation.living_keys(mandant_id)
    if len(living) < 2:
        renew_schluessel(actor)
    moved = rotation.to_newest_key(mandant_id)
    newest = rotation.living_keys(mandant_id)[0][0]
    if newest > 1:
        destroy_schluessel(actor, before=newest)
    return moved


def destroy_mandant(mandant_id: int) -> int:
    """Destroy all keys of one Mandant, and renew the master key, so that backups can be made to forget them too.

    Returns how many keys were destroyed.
    """
    destroyed = destroy_schluessel(system_actor(mandant_id, NAME)).anzahl
    rotate_ring()
    return destroyed


def export_keys() -> str:
    """The living keys of all Mandanten as the table keeps them (wrapped by the ring), as JSON.

    Put back into an older backup of the database they make its files readable again, except those of Mandanten
    whose keys were destroyed in the meantime.
    """
    rows = [row for mandant_id in list_mandant_ids() for row in datakeys.list_keys(mandant_id)]
    return json.dumps(
        [
            {"mandant": mandant, "id": str(key_id), "geheimnis": base64.b64encode(secret).decode()}
            for mandant, key_id, secret in rows
        ]
    )


def import_keys(text: str) -> int:
    """Put exported keys into the rows of the same id, and destroy all others; returns how many were taken.

    Raises InvalidInput for anything that is no such export.
    """
    kept: dict[int, dict[UUID, bytes]] = {mandant_id: {} for mandant_id in list_mandant_ids()}
    try:
        for row in json.loads(text):
            kept.setdefault(row["mandant"], {})[UUID(row["id"])] = base64.b64decode(row["geheimnis"])
    except (ValueError, KeyError, TypeError):
        raise InvalidInput("Diese Datei ist keine Schlüsselsicherung.") from None
    taken = sum(datakeys.restore_keys(mandant_id, keys) for mandant_id, keys in kept.items())
    datakeys.forget_keys()
    return taken


def _left(mandanten: list[int]) -> int:
    on_the_way = drafts.count_former() + uploads.count_former()
    return on_the_way + sum(
        rotation.left_on_old_ring(mandant_id) + answers.count_former(mandant_id) for mandant_id in mandanten
    )
