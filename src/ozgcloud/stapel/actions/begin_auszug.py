"""Begin to take a list out of the house, and say so before the first row leaves."""

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.stapel.auswahl import fingerprint, freeze
from ozgcloud.stapel.auszug import NACHLAUF, Bestellung, Lauf
from ozgcloud.stapel.events import AuszugBegun
from ozgcloud.stapel.queries import last_auszug


@in_mandant
def begin_auszug(actor: Actor, *, bestellung: Bestellung) -> Lauf:
    """What `write_auszug` goes on with. Its end is told by `end_auszug`."""
    last = last_auszug(actor, fingerprint(bestellung.auswahl)) if bestellung.nur_neue else None
    jetzt = clock.now()
    lauf = Lauf(new_id(), seit=last.bis if last else None, bis=jetzt - NACHLAUF if bestellung.nur_neue else jetzt)
    narrowed = set(freeze(bestellung.auswahl))
    emit(
        actor,
        AuszugBegun(
            auszug_id=lauf.auszug_id,
            format=bestellung.format,
            ist_gefiltert=bool(narrowed - {"suche", "sortierung"}),
            ist_gesucht="suche" in narrowed,
            nur_neue=bestellung.nur_neue,
            mit_namen=bestellung.mit_namen,
        ),
    )
    return lauf
