"""Cleaned values ↔ nested FIM-ID JSON, the shape FIT-Connect payloads use: `{"G06001617": {"F60000227": "…"}}`.

Keys are path segments (FIM-ID, with `~2` where siblings share it), repeated nodes are arrays, the chosen branch of an
Auswahlgruppe stands under `_wahl`. Lossless for what `pruefung` cleans: `from_fim(schema, to_fim(schema, w)) == w`.
"""

from collections.abc import Mapping
from typing import Any

from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Knoten, Schema
from ozgcloud.datenschema.werte import Klarwert
from ozgcloud.datenschema.zusammenfassung import instanzen


def to_fim(schema: Schema, werte: Mapping[str, Klarwert]) -> dict[str, Any]:
    """Values by address → nested JSON."""
    return _gruppe(schema.wurzel, "", werte, instanzen(werte))


def _gruppe(
    kinder: tuple[Knoten, ...], ort: str, werte: Mapping[str, Klarwert], zahl: Mapping[str, int]
) -> dict[str, Any]:
    ergebnis: dict[str, Any] = {}
    if (wahl := adressen.wahl(ort)) in werte:
        ergebnis[adressen.WAHL] = werte[wahl]
    for knoten in kinder:
        eigener = adressen.kind(ort, knoten.segment)
        if knoten.wiederholt:
            liste = [_eines(knoten, adressen.instanz(eigener, n), werte, zahl) for n in range(zahl.get(eigener, 0))]
            if liste:
                ergebnis[knoten.segment] = liste
        elif (wert := _eines(knoten, eigener, werte, zahl)) not in (None, {}):
            ergebnis[knoten.segment] = wert
    return ergebnis


def _eines(knoten: Knoten, ort: str, werte: Mapping[str, Klarwert], zahl: Mapping[str, int]) -> Any:
    return _gruppe(knoten.kinder, ort, werte, zahl) if knoten.ist_gruppe else werte.get(ort)


def from_fim(schema: Schema, daten: Mapping[str, Any]) -> dict[str, Klarwert]:
    """Nested JSON → values by address. Raises InvalidInput `fim-json` for what does not fit the schema."""
    werte: dict[str, Klarwert] = {}
    _lies(schema.wurzel, "", daten, werte)
    return werte


def _lies(kinder: tuple[Knoten, ...], ort: str, daten: Any, werte: dict[str, Klarwert]) -> None:
    if not isinstance(daten, Mapping):
        raise _passt_nicht(ort)
    nach_segment = {knoten.segment: knoten for knoten in kinder}
    for segment, inhalt in daten.items():
        if segment == adressen.WAHL:
            werte[adressen.wahl(ort)] = inhalt
            continue
        knoten = nach_segment.get(segment)
        eigener = adressen.kind(ort, str(segment))
        if knoten is None or knoten.wiederholt != isinstance(inhalt, list):
            raise _passt_nicht(eigener)
        if not knoten.wiederholt:
            _lies_eines(knoten, eigener, inhalt, werte)
            continue
        for nummer, teil in enumerate(inhalt):
            _lies_eines(knoten, adressen.instanz(eigener, nummer), teil, werte)


def _lies_eines(knoten: Knoten, ort: str, inhalt: Any, werte: dict[str, Klarwert]) -> None:
    if knoten.ist_gruppe:
        _lies(knoten.kinder, ort, inhalt, werte)
    elif inhalt is not None:
        werte[ort] = inhalt


def _passt_nicht(ort: str) -> InvalidInput:
    return InvalidInput(
        f"Die Daten passen an der Stelle „{ort[:200]}“ nicht zum Datenschema. Bitte prüfen Sie Schema und Version.",
        code="fim-json",
    )
