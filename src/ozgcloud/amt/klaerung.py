"""A Klärungsfall as its page shows it: which offices it can be given to, and what became of it."""

from typing import Any
from uuid import UUID

from ozgcloud.amt.fall import Fall
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel
from ozgcloud.zustaendigkeit.queries.stellen import Zielstelle, list_zielstellen

LABELS = {"stelle": "Zuständige Stelle", "begruendung": "Begründung"}


@in_mandant
def list_ziele(actor: Actor, fall: Fall) -> list[tuple[str, str]]:
    """Offices of the Land as options, those that nearly were competent first."""
    mandant = get_mandant(actor.mandant_id or 0)
    stellen = [stelle for stelle in list_zielstellen(mandant.land_id) if stelle.mandant_id != mandant.id]
    near = _near(fall.zuordnung, stellen)
    return [(stelle.schluessel, stelle.name) for stelle in [*near, *(s for s in stellen if s not in near)]]


def _near(zuordnung: dict[str, Any], stellen: list[Zielstelle]) -> list[Zielstelle]:
    """What the stored explanation rejected, closest first."""
    known = {stelle.schluessel: stelle for stelle in stellen}
    keys = [f"{one.get('mandant')}:{one.get('organisationseinheit') or ''}" for one in zuordnung.get("verworfen", [])]
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def read_ziel(text: str) -> Abgabeziel:
    """The office chosen in the form; raises InvalidInput when there is none."""
    mandant, _, einheit = text.partition(":")
    try:
        return Abgabeziel(int(mandant), UUID(einheit) if einheit else None)
    except ValueError:
        raise InvalidInput("Die Stelle fehlt.", {"stelle": "Bitte wählen Sie eine Stelle aus der Liste."}) from None
