"""Rename an Organisationseinheit, or move it with everything below it."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Forbidden
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.actions.create_einheit import require_open, save_named
from ozgcloud.mandant.events import EinheitSaved
from ozgcloud.mandant.personal import fetch_einheit
from ozgcloud.mandant.queries import list_eltern


@dataclass(frozen=True, slots=True, kw_only=True)
class Einheitsangaben:
    """What an Organisationseinheit is called, and what it lies below (None: at the top)."""

    name: str
    kurz: str
    eltern_id: UUID | None


@in_mandant
def change_einheit(
    actor: Actor, *, organisationseinheit_id: UUID, angaben: Einheitsangaben, version: int | None = None
) -> EinheitSaved:
    """Who has a Rolle for something above sees what is moved below it, from the next click on.

    Raises NotFound, Forbidden for a place beyond reach, InvalidInput (name, circle), Conflict for a taken name, or
    when it is not the `version` somebody has looked at.
    """
    # The whole tree is held, or two moves at once could make a circle.
    eltern = list_eltern(lock=True)
    einheit = fetch_einheit(actor, organisationseinheit_id)
    rules.require_version(einheit.version, version)
    einheit.version += 1
    einheit.name, einheit.kurz = rules.require_name(angaben.name), rules.require_line("kurz", angaben.kurz)
    eltern_id = angaben.eltern_id
    if eltern_id != einheit.eltern_id:
        rules.require_no_circle(eltern, einheit.id, eltern_id)
        if not rules.reaches_einheit(actor, eltern_id) or not rules.reaches_einheit(actor, einheit.eltern_id):
            raise Forbidden
        einheit.eltern_id = require_open(eltern_id)
    save_named(einheit)
    return emit(
        actor,
        EinheitSaved(
            organisationseinheit_id=einheit.id,
            eltern_id=einheit.eltern_id,
            neu=False,
            geschlossen=einheit.geschlossen_am is not None,
        ),
    )
