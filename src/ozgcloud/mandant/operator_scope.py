"""Where an operator of the Land works: in one Mandant of a Land, as database role `leitstand`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.tenancy import land_scope, mandant_scope
from ozgcloud.mandant.queries import get_mandant


@contextmanager
def operator_scope(actor: Actor, mandant_id: int) -> Iterator[Actor]:
    """One transaction of role `leitstand` in that Mandant; yields the actor as he acts there, so events find its chain.

    Raises Forbidden for anybody but an operator or the house, NotFound for an unknown Mandant.
    """
    require_operator(actor)
    land_id = get_mandant(mandant_id).land_id
    with land_scope(land_id), mandant_scope(mandant_id):
        yield replace(actor, mandant_id=mandant_id)
