"""Say how an Auszug ended, and remember how far it reaches."""

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.stapel.auswahl import fingerprint
from ozgcloud.stapel.auszug import NACHLAUF, Bestellung, Lauf
from ozgcloud.stapel.events import AuszugEnded
from ozgcloud.stapel.models import Auszugsstand


@in_mandant
def end_auszug(actor: Actor, *, bestellung: Bestellung, lauf: Lauf) -> AuszugEnded:
    """One that was broken off moves no mark: what was in it comes again."""
    if lauf.ist_am_ende:
        bis = lauf.bis if bestellung.nur_neue else lauf.bis - NACHLAUF
        Auszugsstand.objects.update_or_create(
            mandant_id=current_mandant(),
            person_id=actor.require_person(),
            auswahl=fingerprint(bestellung.auswahl),
            defaults={"bis": bis, "anzahl": lauf.anzahl},
        )
    return emit(actor, AuszugEnded(auszug_id=lauf.auszug_id, anzahl=lauf.anzahl, vollstaendig=lauf.ist_am_ende))
