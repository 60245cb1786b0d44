"""JSON form of a compiled Schema, for storing: lossless, compact (defaults are left out), versioned."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from ozgcloud.datenschema.baum import (
    Art,
    Bezug,
    CodelisteRef,
    Knoten,
    Praezisierung,
    Regel,
    Schema,
    Wert,
)

FORMAT = 1
_STANDARD_KNOTEN = Knoten(pfad="", fim_id="", version="", art=Art.FELD, name="")


def _flach(objekt: Any) -> dict[str, Any]:
    """Plain dataclass (only str, int, None) → dict without empty members."""
    return {feld.name: wert for feld in fields(objekt) if (wert := getattr(objekt, feld.name)) not in ("", None)}


def _knoten(knoten: Knoten) -> dict[str, Any]:
    daten: dict[str, Any] = {}
    for feld in fields(Knoten):
        wert = getattr(knoten, feld.name)
        if wert == getattr(_STANDARD_KNOTEN, feld.name) and feld.name != "art":
            continue
        if feld.name in ("bezug", "regeln", "werte"):
            wert = [_flach(eintrag) for eintrag in wert]
        elif feld.name in ("praezisierung", "codeliste"):
            wert = _flach(wert)
        elif feld.name == "kinder":
            wert = [_knoten(kind) for kind in wert]
        elif feld.name == "media_types":
            wert = list(wert)
        daten[feld.name] = wert
    return daten


def to_json(schema: Schema) -> dict[str, Any]:
    """Schema → JSON-able dict; `from_json` gives the equal Schema back."""
    return {
        "format": FORMAT,
        "fim_id": schema.fim_id,
        "version": schema.version,
        "name": schema.name,
        "bezeichnung": schema.bezeichnung,
        "hilfetext": schema.hilfetext,
        "freigabestatus": schema.freigabestatus,
        "dokumentsteckbrief": schema.dokumentsteckbrief,
        "bezug": [_flach(bezug) for bezug in schema.bezug],
        "regeln": [_flach(regel) for regel in schema.regeln],
        "wurzel": [_knoten(knoten) for knoten in schema.wurzel],
    }


def _bezuege(daten: Mapping[str, Any]) -> tuple[Bezug, ...]:
    return tuple(Bezug(text=b.get("text", ""), link=b.get("link", "")) for b in daten.get("bezug", ()))


def _regeln(daten: Mapping[str, Any]) -> tuple[Regel, ...]:
    leer = dict.fromkeys((feld.name for feld in fields(Regel)), "")
    return tuple(Regel(**{**leer, **regel}) for regel in daten.get("regeln", ()))


def _knoten_aus(daten: Mapping[str, Any]) -> Knoten:
    werte: dict[str, Any] = {"pfad": "", "fim_id": "", "version": "", "name": "", **daten}
    werte["art"] = Art(daten["art"])
    werte["bezug"] = _bezuege(daten)
    werte["regeln"] = _regeln(daten)
    werte["werte"] = tuple(Wert(**wert) for wert in daten.get("werte", ()))
    werte["kinder"] = tuple(_knoten_aus(kind) for kind in daten.get("kinder", ()))
    werte["media_types"] = tuple(daten.get("media_types", ()))
    werte["praezisierung"] = Praezisierung(**daten.get("praezisierung", {}))
    if daten.get("codeliste"):
        werte["codeliste"] = CodelisteRef(**{"canonical_uri": "", **daten["codeliste"]})
    return Knoten(**werte)


def from_json(daten: Mapping[str, Any]) -> Schema:
    """The inverse of `to_json`; raises ValueError for a format this program does not know."""
    if daten.get("format") != FORMAT:
        raise ValueError(f"unknown format of compiled schema: {daten.get('format')!r}")
    return Schema(
        fim_id=daten["fim_id"],
        version=daten["version"],
        name=daten["name"],
        bezeichnung=daten["bezeichnung"],
        hilfetext=daten["hilfetext"],
        freigabestatus=cast(int, daten["freigabestatus"]),
        dokumentsteckbrief=daten["dokumentsteckbrief"],
        bezug=_bezuege(daten),
        regeln=_regeln(daten),
        wurzel=tuple(_knoten_aus(knoten) for knoten in daten["wurzel"]),
    )
