"""Where a foreign Antrag goes: by Leistung and place as the rules say, else where its sender says, else the clearing.

The rules outrank the sender, whose forms carry ids that nobody checks: a named office counts where the rules do not
decide, and among several it decides. Every Antrag has a place; none is turned away for want of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from ozgcloud.antrag.fremdantrag import Ortsangaben
from ozgcloud.core import clock
from ozgcloud.core.eingabe import ARS
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.eingang.rules import OHNE_LEISTUNG, Zustellung
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.gebietsangaben import LAENDER, land_of
from ozgcloud.mandant.models import Gebiet, GebietArt
from ozgcloud.mandant.ortssuche import Fund, current_gebiete, find_gebiete, served_laender
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.zustaendigkeit.queries.stelle import NO_PRACTICE, Stelle, find_stelle
from ozgcloud.zustaendigkeit.queries.stellen import Zielstelle, find_uebungsplatz, find_zielstelle
from ozgcloud.zustaendigkeit.rules.ort import AM_START, Anknuepfung, Herkunft, ars_of_ags

GENANNT = "genannt"
NO_PLACE = "Der Antrag nennt keinen Ort, den das Verzeichnis kennt."
SEVERAL = "Der Antrag nennt mehrere Orte oder Leistungen, für die verschiedene Stellen zuständig sind."
ELSEWHERE = "Der Ort, den der Antrag nennt, liegt in einem anderen Land."
CLEAR = frozenset({Fund.PLZ, Fund.NAME, Fund.NACHFOLGER})
BESIDE = {"verworfen": [], "weitere_verworfen": 0}


@dataclass(frozen=True, slots=True)
class Wunsch:
    """What is known before anybody is asked: `laender` are those the sender may reach, in order."""

    leistungen: tuple[str, ...]
    stelle: str
    orte: Ortsangaben
    laender: tuple[int, ...]
    uebung: bool


@dataclass(frozen=True, slots=True)
class Ziel:
    """The Leistung and the place that counted, and where the Antrag goes."""

    leistung: str
    ars: str
    land_id: int
    zustellung: Zustellung


def find_ziel(wunsch: Wunsch) -> Ziel:
    """Decide. Raises Conflict only for a test client where nobody practises."""
    tag, served = clock.today(), served_laender()
    orte = list(dict.fromkeys(_places(wunsch.orte, tag)))
    near = [ars for ars in orte if land_of(ars) in served]
    leistungen = _known_first(wunsch.leistungen)
    named = find_zielstelle(wunsch.stelle, uebung=wunsch.uebung) if wunsch.stelle else None
    land_id = _land(near, named, wunsch.laender, served)
    start = near or [land_ars(land_id)]
    found = _by_rules(leistungen, start, tag, uebung=wunsch.uebung)
    chosen = _choose(found, named)
    if chosen is not None:
        leistung, ars, stelle = chosen
        return Ziel(leistung, ars, land_of(ars), _explained(stelle, wunsch.stelle, named))
    base = (leistungen[0], start[0], land_id)
    grund = SEVERAL if found else ELSEWHERE if orte and not near else "" if near else NO_PLACE
    if named is not None and not found:
        return Ziel(*base, _at_named(named, wunsch.stelle, *base[:2]))
    return Ziel(*base, _unclear(base, tag, grund, uebung=wunsch.uebung))


def land_ars(land_id: int) -> str:
    """The Regionalschlüssel of a whole Land."""
    return f"{land_id:02d}".ljust(12, "0")


def _known_first(leistungen: tuple[str, ...]) -> list[str]:
    """Keys the catalogue knows before the others; the placeholder when there are none."""
    if len(leistungen) < 2:
        return list(leistungen) or [OHNE_LEISTUNG]
    known = names_of(leistungen)
    return sorted(leistungen, key=lambda key: key not in known)


def _places(orte: Ortsangaben, tag: date) -> Iterable[str]:
    """Regionalschlüssel of the named places: official keys, and only without any the names people write."""
    found = [ars for key in orte.schluessel for ars in _by_key(key, tag)]
    if found:
        return found
    return [ars for name in orte.namen for ars in _by_name(name, tag)]


def _by_key(key: str, tag: date) -> list[str]:
    keys = [key]
    if not ARS.fullmatch(key):
        begin, end = ars_of_ags(key)
        rows = Gebiet.objects.filter(ars__startswith=begin, ars__endswith=end, art=GebietArt.GEMEINDE)
        keys = list(rows.values_list("ars", flat=True))
    return [gebiet.ars for ars in keys for gebiet in current_gebiete(ars, tag) if land_of(gebiet.ars) in LAENDER]


def _by_name(name: str, tag: date) -> list[str]:
    try:
        suche = find_gebiete(name, tag)
    except InvalidInput:
        return []
    return [treffer.ars for treffer in suche.treffer] if suche.fund in CLEAR and suche.eindeutig else []


def _land(near: list[str], named: Zielstelle | None, laender: tuple[int, ...], served: frozenset[int]) -> int:
    if near:
        return land_of(near[0])
    if named is not None:
        return int(get_mandant(named.mandant_id).land_id)
    return next((land for land in laender if land in served), min(served, default=1))


def _by_rules(leistungen: list[str], orte: list[str], tag: date, *, uebung: bool) -> list[tuple[str, str, Stelle]]:
    """Every Stelle the rules name without doubt for one of the Leistungen at one of the places, each once."""
    found: dict[tuple[int, object], tuple[str, str, Stelle]] = {}
    for leistung, ars in product(leistungen, orte):
        try:
            stelle = find_stelle(leistung=leistung, ars=ars, tag=tag, land_id=land_of(ars), uebung=uebung)
        except Conflict:
            continue
        if not stelle.in_clearing:
            found.setdefault((stelle.mandant_id, stelle.organisationseinheit_id), (leistung, ars, stelle))
    return list(found.values())


def _choose(found: list[tuple[str, str, Stelle]], named: Zielstelle | None) -> tuple[str, str, Stelle] | None:
    """The only one; of several the one the sender names. Its Verwaltung decides, its Organisationseinheit counts."""
    if named is not None:
        same = [one for one in found if one[2].mandant_id == named.mandant_id]
        exact = [one for one in same if one[2].organisationseinheit_id == named.organisationseinheit_id]
        if exact or len(same) == 1:
            leistung, ars, stelle = (exact or same)[0]
            einheit = named.organisationseinheit_id or stelle.organisationseinheit_id
            return leistung, ars, Stelle(stelle.mandant_id, einheit, stelle.name, False, stelle.erklaerung)
    return found[0] if len(found) == 1 else None


def _explained(stelle: Stelle, genannt: str, named: Zielstelle | None) -> Zustellung:
    erklaerung = dict(stelle.erklaerung)
    if genannt and (named is None or named.mandant_id != stelle.mandant_id):
        other = f"„{named.name}“ genannt" if named else "eine Stelle genannt, die wir nicht kennen"
        erklaerung["satz"] = f"{erklaerung['satz']} Der Absender hatte {other}."
    if genannt:
        erklaerung[GENANNT] = genannt
    return Zustellung(stelle.mandant_id, stelle.organisationseinheit_id, False, erklaerung)


def _at_named(named: Zielstelle, genannt: str, leistung: str, ars: str) -> Zustellung:
    erklaerung: dict[str, Any] = {
        **BESIDE,
        "ausgang": GENANNT,
        "regel": None,
        "tatsachen": {"leistung": leistung, "ort": ars, "tag": clock.today().isoformat()},
        GENANNT: genannt,
        "satz": f"Der Absender hat „{named.name}“ als zuständig genannt; aus Leistung und Ort ergibt sich nichts "
        "anderes.",
    }
    return Zustellung(named.mandant_id, named.organisationseinheit_id, False, erklaerung)


def _unclear(base: tuple[str, str, int], tag: date, grund: str, *, uebung: bool) -> Zustellung:
    """The Land's clearing; for a test client a practice Verwaltung. Raises Conflict where there is none."""
    leistung, ars, land_id = base
    anknuepfung = Anknuepfung(Herkunft.FELD, "", grund) if grund else AM_START
    stelle = find_stelle(leistung=leistung, ars=ars, tag=tag, land_id=land_id, anknuepfung=anknuepfung)
    if not uebung:
        return Zustellung(stelle.mandant_id, stelle.organisationseinheit_id, stelle.in_clearing, stelle.erklaerung)
    platz = find_uebungsplatz(None if stelle.in_clearing else stelle.mandant_id, land_id)
    if platz is None:
        raise Conflict(NO_PRACTICE)
    return _at_named(platz, platz.name, leistung, ars)
