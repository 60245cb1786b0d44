"""Reading Online-Dienste."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.core.errors import NotFound
from ozgcloud.onlinedienst.models import Dienstbetrieb, Formularabbildung, Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import fill, read_declaration, shown_values
from ozgcloud.onlinedienst.rules import is_active

FIM_SCHEMA = re.compile(r"S[0-9]{8,12}")


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


@dataclass(frozen=True, slots=True)
class Fremdformular:
    """An Online-Dienst a foreign form stands for, and what somebody said of its fields; `version` 0: nothing."""

    dienst: Onlinedienst
    felder: Mapping[str, str]
    version: int = 0
    ist_benannt: bool = True


def find_fremdformular(form_id: str, leistungen: Collection[str]) -> Fremdformular | None:
    """The Online-Dienst behind a sender's form: named by a table, by its kennung, by its schema's FIM id, or else the
    released one of the first Leistung that has one (`ist_benannt` is False then).
    """
    if form_id:
        tabelle = Formularabbildung.objects.filter(form_id=form_id).order_by("-version").first()
        if tabelle is not None:
            return Fremdformular(get_onlinedienst(tabelle.onlinedienst_id), dict(tabelle.felder), tabelle.version)
        named = _named_by(form_id)
        if named is not None:
            return Fremdformular(named, {})
    for leistung in leistungen:
        dienst = released_for(leistung)
        if dienst is not None:
            return Fremdformular(dienst, {}, ist_benannt=False)
    return None


def _named_by(form_id: str) -> Onlinedienst | None:
    fim_id = FIM_SCHEMA.search(form_id.upper())
    rows = Onlinedienst.objects.filter(phase=Phase.FREIGEGEBEN).select_related("leistung")
    for key in ({"kennung": form_id.lower()}, {"datenschema__fim_id": fim_id[0] if fim_id else form_id}):
        dienst = rows.filter(**key).order_by("-version", "-erstellt_am").first()
        if dienst is not None:
            return dienst
    return None


def _released_among(leistungen: Collection[str]) -> dict[str, Onlinedienst]:
    """The released Online-Dienste of these Leistungen by key, the newest version of each."""
    rows = Onlinedienst.objects.filter(leistung_id__in=leistungen, phase=Phase.FREIGEGEBEN).order_by("version")
    rows = rows.only("id", "leistung_id", "ueberall")
    return {dienst.leistung_id: dienst for dienst in rows}


def released_leistungen(leistungen: Collection[str] | None = None) -> list[str]:
    """Keys of all Leistungen, or of these, with a released Online-Dienst, in order."""
    rows = Onlinedienst.objects.filter(phase=Phase.FREIGEGEBEN).order_by("leistung_id")
    if leistungen is not None:
        rows = rows.filter(leistung_id__in=leistungen)
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
    return _runs(onlinedienst, _betrieb(onlinedienst, mandant_id), tag)


def online_among(mandanten: Mapping[str, int], tag: date) -> set[str]:
    """For lists: of these Leistungen, each with the Mandant competent for it, those whose Online-Dienst may be started
    there on that day.
    """
    dienste = _released_among(mandanten)
    betriebe = {
        (betrieb.onlinedienst_id, betrieb.mandant_id): betrieb
        for betrieb in Dienstbetrieb.oeffentlich.filter(
            onlinedienst_id__in=[dienst.id for dienst in dienste.values()], mandant_id__in=set(mandanten.values())
        )
    }
    return {key for key, dienst in dienste.items() if _runs(dienst, betriebe.get((dienst.id, mandanten[key])), tag)}


def _runs(dienst: Onlinedienst, betrieb: Dienstbetrieb | None, tag: date) -> bool:
    if betrieb is None:
        return dienst.ueberall
    return is_active(betrieb.aktiv_von, betrieb.aktiv_bis, tag, ueberall=dienst.ueberall)


def parameters_of(onlinedienst: Onlinedienst, mandant_id: int) -> dict[str, str]:
    """Every declared parameter as it reads in a text (12,50 Euro; 1.3.2027): the Mandant's value, else the default."""
    parameter = read_declaration(onlinedienst.parameter)
    if not parameter:
        return {}
    betrieb = _betrieb(onlinedienst, mandant_id)
    return shown_values(parameter, betrieb.parameter if betrieb else {})


def texts_at(onlinedienst: Onlinedienst, mandant_id: int) -> dict[str, Any]:
    """The texts of the Bescheid (as described at the model) with the Mandant's values in place of `{name}`."""
    return fill_texts(onlinedienst, parameters_of(onlinedienst, mandant_id))


def fill_texts(onlinedienst: Onlinedienst, values: Mapping[str, str]) -> dict[str, Any]:
    """The texts of the Bescheid with these words in place of `{name}`."""
    return {
        name: [fill(line, values) for line in text] if isinstance(text, list) else fill(str(text), values)
        for name, text in onlinedienst.bescheid.items()
    }


def _betrieb(onlinedienst: Onlinedienst, mandant_id: int) -> Dienstbetrieb | None:
    return Dienstbetrieb.oeffentlich.filter(mandant_id=mandant_id, onlinedienst_id=onlinedienst.id).first()


def _one(**key: object) -> Onlinedienst:
    dienst = Onlinedienst.objects.select_related("leistung").filter(**key).first()
    if dienst is None:
        raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
    return dienst
