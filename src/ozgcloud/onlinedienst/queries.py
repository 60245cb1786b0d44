"""Reading Online-Dienste."""

from uuid import UUID

from ozgcloud.core.errors import NotFound
from ozgcloud.onlinedienst.models import Onlinedienst, Phase


def get_onlinedienst(onlinedienst_id: UUID) -> Onlinedienst:
    """Any Online-Dienst by id, whatever its phase (old cases keep theirs); raises NotFound."""
    return _one(id=onlinedienst_id)


def get_startable(kennung: str) -> Onlinedienst:
    """An Online-Dienst somebody may start now: released, or in test (a practice one). Raises NotFound."""
    dienst = _one(kennung=kennung)
    if dienst.phase not in (Phase.FREIGEGEBEN, Phase.TEST):
        raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
    return dienst


def released_for(leistung: str) -> Onlinedienst | None:
    """The released Online-Dienst of a Leistung, newest version first; None means: not yet online."""
    return (
        Onlinedienst.objects.filter(leistung_id=leistung, phase=Phase.FREIGEGEBEN)
        .select_related("leistung")
        .order_by("-version")
        .first()
    )


def list_onlinedienste() -> list[Onlinedienst]:
    """All of them with Leistung and schema name, newest first; for the operators of the Land."""
    return list(Onlinedienst.objects.select_related("leistung").order_by("-erstellt_am")[:200])


def _one(**key: object) -> Onlinedienst:
    dienst = Onlinedienst.objects.select_related("leistung").filter(**key).first()
    if dienst is None:
        raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
    return dienst
