"""Give many cases to somebody in one transaction, each by the rules and with the event of a single one."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db.models import F

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import NotFound, OzgError
from ozgcloud.core.journal import emit_all
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import rollen_of
from ozgcloud.vorgang.events import VorgangAssigned
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import require_allowed
from ozgcloud.vorgang.zuweisung import FELDER, give, require_reader, require_target

Ziel = tuple[UUID | None, UUID | None]


@in_mandant
def assign_vorgaenge(actor: Actor, *, ziele: Mapping[UUID, Ziel]) -> dict[UUID, OzgError | None]:
    """`ziele` names (person, group) for each case; the answer is what stood against it, None for what is done.

    The same as `assign_vorgang` case by case, with one statement per portion instead of several per case.
    """
    found: dict[UUID, OzgError | None] = dict.fromkeys(ziele, NotFound())
    refused = {ziel: _refusal(ziel) for ziel in set(ziele.values())}
    rollen = rollen_of({person for person, _ in ziele.values() if person is not None})
    groups: dict[tuple[UUID | None, ...], list[UUID]] = defaultdict(list)
    events: list[VorgangAssigned] = []
    for vorgang in Vorgang.objects.select_for_update().filter(id__in=list(ziele)).order_by("id"):
        ziel = ziele[vorgang.id]
        try:
            require_allowed(actor, vorgang, rolle=Rolle.USER, lock=True)
            if refusal := refused[ziel]:
                raise refusal
            if ziel[0] != actor.person_id:
                require_reader(vorgang, ziel[0], rollen)
        except OzgError as error:
            found[vorgang.id] = error
            continue
        found[vorgang.id] = None
        events.append(give(vorgang, *ziel))
        groups[tuple(getattr(vorgang, name) for name in FELDER)].append(vorgang.id)
    for werte, ids in groups.items():
        # What `Vorgang.store` does, for all of them.
        Vorgang.objects.filter(id__in=ids).update(
            **dict(zip(FELDER, werte, strict=True)), version=F("version") + 1, geaendert_am=clock.now()
        )
    emit_all(actor, events)
    return found


def _refusal(ziel: Ziel) -> OzgError | None:
    try:
        require_target(*ziel)
    except OzgError as error:
        return error
    return None
