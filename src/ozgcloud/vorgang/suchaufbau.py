"""Write what old cases are found by: those that came before the search did, or while the worker stood still."""

import time
from collections.abc import Iterator

from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.actions.collect_suchworte import collect_suchworte
from ozgcloud.vorgang.actions.index_vorgang import index_vorgang
from ozgcloud.vorgang.models import Vorgang, Vorgangssuche

BATCH = 500
PATIENCE_SECONDS = 60


def index_missing(mandant_id: int, *, alle: bool = False) -> Iterator[int]:
    """Index the cases of a Mandant that cannot be found yet (`alle`: every one), newest first, a transaction for each
    batch; yields how many each batch wrote. It can be stopped and begun again at any time.
    """
    system = system_actor(mandant_id, "suche")
    with mandant_scope(mandant_id):
        first = Vorgang.objects.order_by("-id").values_list("id", flat=True).first()
    before = first
    while before is not None:
        with mandant_scope(mandant_id):
            rows = Vorgang.objects.filter(id__lte=before).order_by("-id").values_list("id", flat=True)
            ids = list(rows[: BATCH + 1])
            page = ids[:BATCH]
            known = set() if alle else set(Vorgangssuche.objects.filter(pk__in=page).values_list("pk", flat=True))
            missing = [key for key in page if key not in known]
            yield index_vorgang(system, vorgang_ids=missing) if missing else 0
        before = ids[BATCH] if len(ids) > BATCH else None


def collect_words(mandant_id: int) -> int | None:
    """Collect the words of a Mandant when none of its cases is being indexed; None after a minute."""
    for _ in range(PATIENCE_SECONDS):
        found = collect_suchworte(system_actor(mandant_id, "suche"))
        if found is not None:
            return found
        time.sleep(1)
    return None
