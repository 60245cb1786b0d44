"""What a machine hands in for somebody: read from its JSON, checked against the form, ready to be submitted.

The data come as our form tree: nested by segments, or flat by addresses (`G1[0]/F2`), or both. A list stands for a
repeated node, a value of a list may be given as its code or as `{"code": …}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ozgcloud.antrag.rules import MAX_ADDRESSES
from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.pruefung import GRENZE_SCHNITTSTELLE, DateiMeta, Pruefergebnis, pruefe
from ozgcloud.onlinedienst.models import Onlinedienst

CODED = frozenset({"code", "label", "liste"})
MAX_DEPTH = 40
UNKNOWN = "Diese Adresse gibt es im Formular nicht. Die Felder nennt GET /leistungen/{schluessel}."
NO_PLAIN_VALUE = "Hier ist ein einfacher Wert nötig: Text, Zahl, true, false oder ein Code."


@dataclass(frozen=True, slots=True)
class Formular:
    """An Online-Dienst with all that is needed to judge an Antrag for it."""

    dienst: Onlinedienst
    schema: Schema
    codelisten: Aufloesungen


@dataclass(frozen=True, slots=True, kw_only=True)
class FormularAntrag:
    """One Antrag of a machine, checked. `roh` are its bytes as received; `dateien` the uploads by address."""

    formular: Formular
    ergebnis: Pruefergebnis
    roh: bytes = field(repr=False)
    gebiet_ars: str
    uebung: bool


def flatten(daten: object) -> dict[str, Any]:
    """Addresses of nested data → plain values; raises InvalidInput with the odd addresses, TooLarge beyond 5,000."""
    if not isinstance(daten, Mapping):
        raise InvalidInput("„daten“ ist kein Objekt.", {"daten": "Bitte senden Sie ein Objekt mit Ihren Angaben."})
    if len(daten) <= MAX_ADDRESSES and all(type(wert) is str for wert in daten.values()):
        return dict(daten)  # flat already, as most senders send it
    found: dict[str, Any] = {}
    odd: dict[str, str] = {}
    stack: list[tuple[str, object, int]] = [("", daten, 0)]
    while stack:
        ort, wert, tiefe = stack.pop()
        if tiefe > MAX_DEPTH:
            odd[ort[:200]] = "Die Angaben sind zu tief verschachtelt."
        elif isinstance(wert, Mapping) and not (wert and wert.keys() <= CODED):
            stack.extend((f"{ort}/{name}" if ort else str(name), inner, tiefe + 1) for name, inner in wert.items())
        elif isinstance(wert, list):
            stack.extend((f"{ort}[{nummer}]", inner, tiefe + 1) for nummer, inner in enumerate(wert))
        elif isinstance(wert, Mapping):
            _take(found, odd, ort, wert.get("code"))
        elif wert is not None:
            _take(found, odd, ort, wert)
        if len(found) > MAX_ADDRESSES:
            raise TooLarge(f"Ein Antrag kann höchstens {MAX_ADDRESSES} Angaben enthalten.")
    if odd:
        raise InvalidInput("Einige Angaben haben nicht die erwartete Form.", odd)
    return found


def _take(found: dict[str, Any], odd: dict[str, str], ort: str, wert: object) -> None:
    if not isinstance(wert, str | int | float):
        odd[ort[:200]] = NO_PLAIN_VALUE
    elif ort in found:
        odd[ort[:200]] = "Diese Angabe kommt zweimal vor, verschachtelt und als Adresse."
    else:
        found[ort] = wert


def judge(formular: Formular, eingaben: Mapping[str, Any], dateien: Mapping[str, DateiMeta]) -> Pruefergebnis:
    """Check the whole Antrag; an address that is not in the form is an error here, because nobody would see it."""
    ergebnis = pruefe(formular.schema, eingaben, dateien, formular.codelisten, hoechstens=GRENZE_SCHNITTSTELLE)
    if not ergebnis.unbekannt:
        return ergebnis
    fehler = {**dict.fromkeys(ergebnis.unbekannt, UNKNOWN), **ergebnis.fehler}
    return Pruefergebnis(ergebnis.werte, fehler, ergebnis.gesperrt, ergebnis.unbekannt)


def require_complete(ergebnis: Pruefergebnis) -> None:
    """Raises InvalidInput with every error by address."""
    if not ergebnis.gueltig:
        raise InvalidInput(
            "Der Antrag ist nicht vollständig oder enthält ungültige Angaben. Nichts wurde angenommen.",
            ergebnis.fehler,
            code="antrag-ungueltig",
        )


def named_files(ergebnis: Pruefergebnis) -> dict[str, UUID]:
    """The uploads the cleaned values name: final address → id."""
    return {
        adresse: UUID(str(wert["datei"]))
        for adresse, wert in ergebnis.werte.items()
        if isinstance(wert, dict) and "datei" in wert
    }
