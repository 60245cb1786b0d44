"""Finding the competent Stelle, with the explanation that is stored beside every Eingang."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from ozgcloud.core.errors import Conflict, OzgError
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.mandant.queries import clearing_of, twin_of
from ozgcloud.zustaendigkeit.rules.aufloesung import (
    MAX_REJECTED,
    SAETZE,
    Ausgang,
    Befund,
    Regel,
    Vollzug,
    prefixes,
    require_ars,
    resolve,
)
from ozgcloud.zustaendigkeit.rules.ort import AM_START, Anknuepfung

NO_PRACTICE = "Für diesen Ort ist kein Übungsplatz eingerichtet. Bitte wählen Sie einen Ort des Übungsbetriebs."

# The hot path of an intake: one round trip, index conditions only. The pattern the other way round
# (`key LIKE prefix || '%'`) would read all rules.
CANDIDATES: LiteralString = """
SELECT 'regel', id, version, leistung_praefix, ars_praefix, mandant_id, organisationseinheit_id, stelle, gueltig_von,
    gueltig_bis, ebene
FROM zustaendigkeitsregel
WHERE ersetzt_am IS NULL AND uebung = %(uebung)s
  AND leistung_praefix = ANY (string_to_array(%(leistungen)s, ','))
  AND ars_praefix = ANY (string_to_array(%(orte)s, ','))
UNION ALL
SELECT 'vollzug', id, 0, leistung_praefix, ars_praefix, NULL, NULL, NULL, gueltig_von, gueltig_bis, ebene
FROM vollzugsebene
WHERE ersetzt_am IS NULL
  AND leistung_praefix = ANY (string_to_array(%(leistungen)s, ','))
  AND ars_praefix = ANY (string_to_array(%(orte)s, ','))
UNION ALL
SELECT 'stand', NULL, 0, NULL, NULL, NULL, NULL, (SELECT string_agg(stand::text, ',' ORDER BY id) FROM regelstand),
    NULL, NULL, NULL
"""
MOST_REMEMBERED = 1_024
"""Pairs of Leistung and place a process remembers, a few KB each; then it begins anew."""


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where an Antrag goes. `erklaerung` is JSON: rule id and version, matched facts, rejected alternatives.

    `stand` is the mark of the rules it was remembered under, to be compared before it counts; empty: it was just read.
    """

    mandant_id: int
    organisationseinheit_id: UUID | None
    name: str
    in_clearing: bool
    erklaerung: dict[str, Any]
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Frage:
    """Who is competent for a Leistung at a place on a day? As `find_stelle` takes it."""

    leistung: str
    ars: str
    tag: date
    land_id: int
    uebung: bool = False
    anknuepfung: Anknuepfung = AM_START


@dataclass(frozen=True, slots=True)
class _Auskunft:
    """Rules and Vollzugsebenen that may count, and the mark they were read under."""

    regeln: list[Regel]
    vollzug: list[Vollzug]
    stand: str


_erinnerung: dict[tuple[str, str, bool], _Auskunft] = {}


def find_stelle(
    *,
    leistung: str,
    ars: str,
    tag: date,
    land_id: int,
    uebung: bool = False,
    anknuepfung: Anknuepfung = AM_START,
) -> Stelle:
    """The one competent Stelle for a Leistung at a place on a day, else the Land's clearing: never nothing.

    `anknuepfung` says how the place was found; with a reason why it could not be, the clearing decides. Practice never
    reaches a real office: without a practice rule the twin of the competent one gets it, without a twin it raises
    Conflict. Raises InvalidInput for a malformed ARS.
    """
    return read_stelle(Frage(leistung, ars, tag, land_id, uebung, anknuepfung))


def read_stelle(frage: Frage) -> Stelle:
    """`find_stelle` for a question that stands by itself."""
    auskunft = _ask([frage.leistung], [require_ars(frage.ars)], frage.uebung)
    if len(_erinnerung) >= MOST_REMEMBERED:
        _erinnerung.clear()
    _erinnerung[frage.leistung, frage.ars, frage.uebung] = auskunft
    return _decide(frage, auskunft)


def recall_stelle(frage: Frage) -> Stelle:
    """As `read_stelle`, by the rules this process has read for them before, if it has; a refusal is asked for anew.

    Only for those who compare its `stand` with the mark of that moment, in the statement by which it counts.
    """
    known = _erinnerung.get((frage.leistung, frage.ars, frage.uebung))
    if known is not None:
        with suppress(OzgError):
            return replace(_decide(frage, known), stand=known.stand)
    return read_stelle(frage)


def _decide(frage: Frage, auskunft: _Auskunft) -> Stelle:
    leistung, ars, tag, anknuepfung = frage.leistung, frage.ars, frage.tag, frage.anknuepfung
    befund = resolve(auskunft.regeln, leistung=leistung, ars=ars, tag=tag, vollzug=auskunft.vollzug)
    if anknuepfung.grund and not frage.uebung:
        befund = replace(befund, ausgang=Ausgang.ORT_UNKLAR, regel=None)
    erklaerung = explain(befund, leistung=leistung, ars=ars, tag=tag, anknuepfung=anknuepfung)
    if befund.regel is None:
        if frage.uebung:
            return _twin(leistung, ars, tag)
        clearing = clearing_of(frage.land_id)
        return Stelle(clearing.id, None, clearing.name, in_clearing=True, erklaerung=erklaerung)
    regel = befund.regel
    return Stelle(
        regel.mandant_id, regel.organisationseinheit_id, regel.stelle, in_clearing=False, erklaerung=erklaerung
    )


def _twin(leistung: str, ars: str, tag: date) -> Stelle:
    """Where no practice rule fits: the practice twin of the real office. Raises Conflict when it has none."""
    regeln, vollzug = candidates([leistung], [ars])
    befund = resolve(regeln, leistung=leistung, ars=ars, tag=tag, vollzug=vollzug)
    twin = twin_of(befund.regel.mandant_id) if befund.regel else None
    if twin is None:
        raise Conflict(NO_PRACTICE)
    erklaerung = explain(befund, leistung=leistung, ars=ars, tag=tag, anknuepfung=AM_START)
    return Stelle(twin.id, None, twin.name, in_clearing=False, erklaerung=erklaerung)


def find_mandanten(*, leistungen: Iterable[str], ars: str, tag: date, land_id: int) -> dict[str, int]:
    """For lists: the Mandant competent for each of these Leistungen at one place, the clearing where none is."""
    keys = list(leistungen)
    regeln, vollzug = candidates(keys, [require_ars(ars)])
    found = {key: resolve(regeln, leistung=key, ars=ars, tag=tag, vollzug=vollzug).regel for key in keys}
    clearing = 0 if all(found.values()) else clearing_of(land_id).id
    return {key: regel.mandant_id if regel else clearing for key, regel in found.items()}


def candidates(
    leistungen: Iterable[str], orte: Iterable[str], *, uebung: bool = False
) -> tuple[list[Regel], list[Vollzug]]:
    """Rules and Vollzugsebenen whose keys are beginnings of one of these. Dates are judged by the rules."""
    found = _ask(leistungen, orte, uebung)
    return found.regeln, found.vollzug


def _ask(leistungen: Iterable[str], orte: Iterable[str], uebung: bool) -> _Auskunft:
    # Digits joined by commas: an array would cost more to write than the whole search.
    keys: dict[str, Any] = {
        "uebung": uebung,
        "leistungen": ",".join(sorted({prefix for key in leistungen for prefix in prefixes(key)})),
        "orte": ",".join(sorted({prefix for key in orte for prefix in prefixes(key)})),
    }
    rows = fetch_prepared(CANDIDATES, keys)
    regeln = [Regel(*row[1:]) for row in rows if row[0] == "regel"]
    vollzug = [Vollzug(row[1], row[3], row[4], row[10], row[8], row[9]) for row in rows if row[0] == "vollzug"]
    [stand] = [row[7] for row in rows if row[0] == "stand"]
    return _Auskunft(regeln, vollzug, stand)


def explain(befund: Befund, *, leistung: str, ars: str, tag: date, anknuepfung: Anknuepfung) -> dict[str, Any]:
    """The stored explanation, as JSON. At most 20 rejected alternatives; how many more there were is said."""
    return {
        "ausgang": befund.ausgang.value,
        "regel": _name(befund.regel) if befund.regel else None,
        "tatsachen": {
            "leistung": leistung,
            "ort": ars,
            "tag": tag.isoformat(),
            "ebene": befund.vollzug.ebene if befund.vollzug else "",
            "vollzugsebene": str(befund.vollzug.id) if befund.vollzug else None,
            "anknuepfung": anknuepfung.as_json(),
        },
        "verworfen": [{**_name(regel), "grund": grund} for regel, grund in befund.verworfen[:MAX_REJECTED]],
        "weitere_verworfen": max(len(befund.verworfen) - MAX_REJECTED, 0),
        "satz": _sentence(befund, anknuepfung),
    }


def _name(regel: Regel) -> dict[str, Any]:
    return {
        "id": str(regel.id),
        "version": regel.version,
        "stelle": regel.stelle,
        "leistung": regel.leistung_praefix,
        "ort": regel.ars_praefix,
        "ebene": regel.ebene,
        "mandant": regel.mandant_id,
        "organisationseinheit": str(regel.organisationseinheit_id) if regel.organisationseinheit_id else None,
    }


def _sentence(befund: Befund, anknuepfung: Anknuepfung) -> str:
    if befund.regel is not None:
        return f"Zuständig ist „{befund.regel.stelle}“, weil genau eine Regel auf Leistung und Ort passt."
    satz = SAETZE[befund.ausgang]
    return f"{anknuepfung.grund} {satz}" if befund.ausgang is Ausgang.ORT_UNKLAR else satz
