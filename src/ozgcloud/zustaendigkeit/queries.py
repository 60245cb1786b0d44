"""Finding the competent Stelle, with the explanation that is stored beside every Eingang."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Length

from ozgcloud.core.errors import Conflict
from ozgcloud.mandant.queries import clearing_of
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.rules import Ausgang, Befund, Regel, require_ars, resolve

NO_PRACTICE = "Für diesen Ort ist kein Übungsplatz eingerichtet. Bitte wählen Sie einen Ort des Übungsbetriebs."


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where an Antrag goes. `erklaerung` is JSON: rule id and version, matched facts, rejected alternatives."""

    mandant_id: int
    organisationseinheit_id: UUID | None
    name: str
    in_clearing: bool
    erklaerung: dict[str, Any]


def find_stelle(*, leistung: str, ars: str, tag: date, land_id: int, uebung: bool = False) -> Stelle:
    """The one competent Stelle for a Leistung at a place on a day, else the Land's clearing: never nothing.

    Practice never reaches a real office: without a practice rule it raises Conflict. Raises InvalidInput for a
    malformed ARS.
    """
    befund = resolve(_candidates(leistung, require_ars(ars), uebung), leistung=leistung, ars=ars, tag=tag)
    erklaerung = _explain(befund, leistung, ars, tag)
    if befund.regel is None:
        if uebung:
            raise Conflict(NO_PRACTICE)
        clearing = clearing_of(land_id)
        return Stelle(clearing.id, None, clearing.name, in_clearing=True, erklaerung=erklaerung)
    regel = befund.regel
    return Stelle(
        regel.mandant_id, regel.organisationseinheit_id, regel.stelle, in_clearing=False, erklaerung=erklaerung
    )


def _candidates(leistung: str, ars: str, uebung: bool) -> list[Regel]:
    """Rules that could win or nearly did: their keys are prefixes of ours. Dates are judged by the rules."""
    rows = (
        Zustaendigkeitsregel.objects.filter(uebung=uebung)
        .annotate(gesucht=Value(leistung), ort=Value(ars), laenge=Length("leistung_praefix"))
        .filter(gesucht__startswith=F("leistung_praefix"), ort__startswith=F("ars_praefix"))
        .order_by("laenge", "id")
    )
    return [
        Regel(
            r.id,
            r.version,
            r.leistung_praefix,
            r.ars_praefix,
            r.mandant_id,
            r.organisationseinheit_id,
            r.stelle,
            r.gueltig_von,
            r.gueltig_bis,
        )
        for r in rows
    ]


def _explain(befund: Befund, leistung: str, ars: str, tag: date) -> dict[str, Any]:
    return {
        "ausgang": befund.ausgang.value,
        "regel": _name(befund.regel) if befund.regel else None,
        "tatsachen": {"leistung": leistung, "ort": ars, "tag": tag.isoformat()},
        "verworfen": [{**_name(regel), "grund": grund} for regel, grund in befund.verworfen],
        "satz": _sentence(befund),
    }


def _name(regel: Regel) -> dict[str, Any]:
    return {"id": str(regel.id), "version": regel.version, "stelle": regel.stelle, "ort": regel.ars_praefix}


def _sentence(befund: Befund) -> str:
    match befund.ausgang:
        case Ausgang.EINDEUTIG if befund.regel is not None:
            return f"Zuständig ist „{befund.regel.stelle}“, weil genau eine Regel auf Leistung und Ort passt."
        case Ausgang.MEHRERE:
            return "Mehrere Stellen kommen gleich gut in Frage. Die Clearingstelle entscheidet."
        case _:
            return "Für diese Leistung an diesem Ort ist keine Stelle eingetragen. Die Clearingstelle entscheidet."
