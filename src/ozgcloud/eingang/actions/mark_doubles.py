"""Mark deliveries of the same content that came in at the same moment, so that neither saw the other."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.models import Eingang, Quarantaene
from ozgcloud.eingang.rules import Quarantaeneart, Quarantaenegrund

MAX_AT_ONCE = 50


@in_mandant
def mark_doubles(actor: Actor, *, absender: str, inhalt_sha256: str, seit: datetime, grund: str) -> int:
    """Of the unmarked cases with this content since then the first counts, the others are marked; returns how many.

    To be called after the commit of the intake: whichever of two commits last sees both. Repeatable. Each points to a
    case that came in before it; where the first was committed last, the way to it may lead over another double.
    """
    mark = Quarantaene.objects.filter(vorgang_id=OuterRef("vorgang_id"), art=Quarantaeneart.DOPPELT.value)
    same = Eingang.objects.filter(inhalt_sha256=inhalt_sha256, absender=absender, eingegangen_am__gte=seit)
    unmarked = same.exclude(Exists(mark)).order_by("eingegangen_am", "id")
    cases = list(unmarked.values_list("vorgang_id", flat=True)[:MAX_AT_ONCE])
    if not cases:
        return 0
    reason = Quarantaenegrund(art=Quarantaeneart.DOPPELT, grund=grund, gegen_vorgang_id=cases[0])
    return sum(open_quarantaene(actor, vorgang_id=case, grund=reason) for case in cases[1:])
