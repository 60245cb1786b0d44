"""Note that something is new for those who want to hear of it."""

from uuid import UUID

from django.db.models import Q

from ozgcloud.benachrichtigung.models import Hinweis, Wunsch
from ozgcloud.benachrichtigung.rules import Betroffen, Neuigkeit, Takt, Umfang, due, wants
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant.queries import get_mandant, rollen_of


@in_mandant
def note_neuigkeit(
    actor: Actor, *, anlass_id: UUID, art: Neuigkeit, fall: Betroffen, ausser: UUID | None = None
) -> int:
    """One Hinweis per Person; repeatable. `ausser` did it himself. Returns for how many; none in practice.

    No event of its own: the fact stands already.
    """
    jetzt = clock.now()
    wuensche = list(
        Wunsch.objects.exclude(takt=Takt.AUS.value)
        .exclude(person__email="")
        .filter(Q(person__aktiv_bis=None) | Q(person__aktiv_bis__gt=jetzt))
    )
    if not wuensche or get_mandant(current_mandant()).uebung_von_id is not None:
        return 0
    rollen = rollen_of([wunsch.person_id for wunsch in wuensche])
    hinweise = [
        Hinweis(
            mandant_id=current_mandant(),
            person_id=wunsch.person_id,
            art=art.value,
            anlass_id=anlass_id,
            faellig_am=due(Takt(wunsch.takt), jetzt),
        )
        for wunsch in wuensche
        if wunsch.person_id != ausser
        and wants(Umfang(wunsch.umfang), wunsch.person_id, rollen.get(wunsch.person_id, ()), art, fall)
    ]
    return len(Hinweis.objects.bulk_create(hinweise, ignore_conflicts=True))
