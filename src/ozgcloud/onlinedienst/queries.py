"""Reading Online-Dienste."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from ozgcloud.core.errors import NotFound
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import read_declaration, shown_values
from ozgcloud.onlinedienst.rules import is_active


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


def released_among(leistungen: Collection[str]) -> dict[str, Onlinedienst]:
    """The released Online-Dienste of these Leistungen by key, the newest version of each."""
    rows = Onlinedienst.objects.filter(leistung_id__in=leistungen, phase=Phase.FREIGEGEBEN).order_by("version")
    return {dienst.leistung_id: dienst for dienst in rows}


def released_leistungen() -> list[str]:
    """Keys of all Leistungen with a released Online-Dienst, in order."""
    rows = Onlinedienst.objects.filter(phase=Phase.FREIGEGEBEN).order_by("leistung_id")
    return list(rows.values_list("leistung_id", flat=True).distinct())


def list_onlinedienste() -> list[Onlinedienst]:
    """All of them with Leistung and schema name, newest first; for the operators of the Land."""
    return list(Onlinedienst.objects.select_related("leistung").order_by("-erstellt_am")[:200])


def is_online_at(onlinedienst: Onlinedienst, mandant_id: int, tag: date) -> bool:
    """Whether somebody may start an Antrag at this Mandant on that day; drafts begun before may still be handed in.

    Practice Online-Dienste (phase test) are not switched per Mandant: their routing keeps them in practice Mandanten.
    """
    if onlinedienst.phase != Phase.FREIGEGEBEN:
        return onlinedienst.ist_uebung
    betrieb = _betrieb(onlinedienst, mandant_id)
    if betrieb is None:
        return onlinedienst.ueberall
    return is_active(betrieb.aktiv_von, betrieb.aktiv_bis, tag, ueberall=onlinedienst.ueberall)


def parameters_of(onlinedienst: Onlinedienst, mandant_id: int) -> dict[str, str]:
    """Every declared parameter as it reads in a text (12,50 Euro; 1.3.2027): the Mandant's value, else the default."""
    parameter = read_declaration(onlinedienst.parameter)
    if not parameter:
        return {}
    betrieb = _betrieb(onlinedienst, mandant_id)
    return shown_values(parameter, betrieb.parameter if betrieb else {})


def _betrieb(onlinedienst: Onlinedienst, mandant_id: int) -> Dienstbetrieb | None:
    return Dienstbetrieb.oeffentlich.filter(mandant_id=mandant_id, onlinedienst_id=onlinedienst.id).first()


def _one(**key: object) -> Onlinedienst:
    dienst = Onlinedienst.objects.select_related("leistung").filter(**key).first()
    if dienst is None:
        raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
    return dienst
