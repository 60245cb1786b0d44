"""Where something was posted: addresses that fit the tree, prefixes with content, instances of repeated nodes."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Knoten, Schema

_SEGMENT = re.compile(r"([A-Za-z0-9~]{1,40})(?:\[([0-9]{1,6})\])?")


def as_text(roh: object) -> str:
    """One raw value as text: the last filled one of several, empty for nothing."""
    if isinstance(roh, str):
        return roh
    if isinstance(roh, list | tuple):
        gefuellt = [text for text in map(as_text, roh) if text.strip()]
        return gefuellt[-1] if gefuellt else ""
    if roh is None:
        return ""
    return str(roh).lower() if isinstance(roh, bool) else str(roh)


@dataclass(slots=True)
class Belegung:
    """Where something was filled in: prefixes of addresses with content, and instance numbers per repeated node."""

    schema: Schema
    belegt: set[str] = field(default_factory=set)
    instanzen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unbekannt: list[str] = field(default_factory=list)

    def nimm(self, adresse: str, *, gefuellt: bool) -> None:
        """Register one posted address."""
        if einfach := self.schema.einfache.get(adresse):
            if gefuellt:
                self.belegt.update(einfach)
            return
        if not isinstance(adresse, str) or not (stationen := self._stationen(adresse)):
            self.unbekannt.append(str(adresse)[:200])
            return
        if gefuellt:
            for station in stationen:
                self.belegt.add(station)
                basis, nummer = adressen.ohne_instanz(station)
                if nummer is not None:
                    self.instanzen[basis].add(nummer)

    def _stationen(self, adresse: str) -> list[str]:
        """Addresses from the top down to this one; empty when it does not fit the tree."""
        teile = adresse.split("/")
        ist_wahl = teile[-1] == adressen.WAHL
        stationen: list[str] = []
        pfad = ort = ""
        knoten: Knoten | None = None
        for teil in teile[: -1 if ist_wahl else None]:
            treffer = _SEGMENT.fullmatch(teil)
            pfad = adressen.kind(pfad, treffer[1]) if treffer else ""
            knoten = self.schema.index.get(pfad)
            if treffer is None or knoten is None or (treffer[2] is not None) != knoten.wiederholt:
                return []
            ort = adressen.kind(ort, teil)
            if treffer[2] is not None and str(int(treffer[2])) != treffer[2]:
                return []
            stationen.append(ort)
        if knoten is None or (ist_wahl and not knoten.auswahlgruppe):
            return []
        return stationen


def passt(schema: Schema, adresse: str) -> bool:
    """Whether an address names a place of this form (any instance number, also beyond the limit)."""
    stand = Belegung(schema)
    stand.nimm(adresse, gefuellt=False)
    return not stand.unbekannt


def belegung(schema: Schema, roh: Mapping[str, object], dateien: Mapping[str, object]) -> Belegung:
    """Index of what was filled in. Fields that carry no input of the citizen do not count as content."""
    ergebnis = Belegung(schema)
    for adresse, wert in roh.items():
        if einfach := schema.getippte.get(adresse):
            if as_text(wert).strip():
                ergebnis.belegt.update(einfach)
            continue
        knoten = schema.index.get(adressen.pfad_von(str(adresse)))
        zaehlt = knoten is not None and (
            str(adresse).endswith(f"/{adressen.WAHL}") or (knoten.fuellbar and not knoten.ist_datei)
        )
        ergebnis.nimm(adresse, gefuellt=zaehlt and bool(as_text(wert).strip()))
    for adresse in dateien:
        knoten = schema.index.get(adressen.pfad_von(str(adresse)))
        ergebnis.nimm(adresse, gefuellt=knoten is not None and knoten.ist_datei)
    return ergebnis


def vorhanden(schema: Schema, roh: Mapping[str, object], dateien: Mapping[str, object]) -> Belegung:
    """Index of everything posted, empty values and instance marks (`G1[2]`) too: what a page must show again."""
    ergebnis = Belegung(schema)
    for adresse in (*roh, *dateien):
        ergebnis.nimm(adresse, gefuellt=True)
    return ergebnis


def nummern(knoten: Knoten, ort: str, stand: Belegung, mindestens: int) -> list[int]:
    """Instance numbers of a repeated node: the given ones, and the first free ones up to the least number."""
    gegeben = sorted(stand.instanzen.get(ort, ()))[: knoten.grenze]
    freie = (nummer for nummer in range(mindestens) if nummer not in gegeben)
    fehlend = max(mindestens - len(gegeben), 0)
    return sorted(gegeben + [nummer for nummer, _ in zip(freie, range(fehlend), strict=False)])


def gewaehlter_zweig(knoten: Knoten, ort: str, roh: Mapping[str, object], stand: Belegung) -> Knoten | None:
    """The branch chosen by radio button, else the only one with content; None when that is not clear."""
    wahl = as_text(roh.get(adressen.wahl(ort))).strip()
    for kind in knoten.kinder:
        if wahl and kind.segment == wahl:
            return kind
    gefuellt = [
        kind
        for kind in knoten.kinder
        if (basis := adressen.kind(ort, kind.segment)) in stand.belegt or stand.instanzen.get(basis)
    ]
    return gefuellt[0] if len(gefuellt) == 1 and not wahl else None
