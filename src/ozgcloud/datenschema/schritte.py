"""Layout of a form: which steps there are and what belongs to each, generated from the tree.

Top-level groups become steps; neighbouring top-level fields share one. A group with more than 25 visible fields is
split along its sub-groups, unless it is repeated or an Auswahlgruppe (its parts must stay together).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ozgcloud.datenschema import adressen, sichtbau
from ozgcloud.datenschema.baum import Feldart, Knoten, Schema
from ozgcloud.datenschema.belegung import nummern, vorhanden
from ozgcloud.datenschema.sichtbau import HINZUFUEGEN, Eingaben
from ozgcloud.datenschema.sichten import FehlerLink, Seite

GRENZE_FELDER = 25
KLEINE_GRUPPE = 6
"""Sub-groups up to this size share a step with their neighbours when a large group is split."""


@dataclass(frozen=True, slots=True)
class Schritt:
    """One step: `pfade` are the nodes shown; `schluessel` is safe in URLs and stable for one schema version."""

    nummer: int
    von: int
    schluessel: str
    titel: str
    pfade: tuple[str, ...]
    uebertitel: str = ""
    hinweis: str = ""


def sichtbare_felder(knoten: Knoten) -> int:
    """How many fields of a node the citizen sees (repeated ones counted once)."""
    return sum(1 for k in knoten.alle() if not k.ist_gruppe and k.feldart != Feldart.HIDDEN)


def schritte(schema: Schema) -> tuple[Schritt, ...]:
    """All steps of the form in order."""
    roh: list[Schritt] = []
    lose: list[Knoten] = []
    for knoten in schema.wurzel:
        if not knoten.ist_gruppe:
            lose.append(knoten)
            continue
        roh.extend(_sammelschritt(lose, "Allgemeine Angaben"))
        lose = []
        roh.extend(_gruppe(knoten))
    roh.extend(_sammelschritt(lose, "Weitere Angaben" if roh else "Angaben"))
    return tuple(replace(schritt, nummer=n, von=len(roh)) for n, schritt in enumerate(roh, start=1))


def _schritt(titel: str, knoten: Sequence[Knoten], uebertitel: str = "", hinweis: str = "") -> Schritt:
    schluessel = adressen.html_id(knoten[0].pfad).removeprefix("f-")
    return Schritt(0, 0, schluessel, titel, tuple(k.pfad for k in knoten), uebertitel, hinweis)


def _sammelschritt(knoten: Sequence[Knoten], titel: str, uebertitel: str = "") -> Iterable[Schritt]:
    if any(sichtbare_felder(k) for k in knoten):
        yield _schritt(titel, knoten, uebertitel)


def _teilbar(knoten: Knoten) -> bool:
    gruppen = sum(1 for kind in knoten.kinder if kind.ist_gruppe)
    return not knoten.wiederholt and not knoten.auswahlgruppe and gruppen > 0


def _gruppe(knoten: Knoten, uebertitel: str = "") -> Iterable[Schritt]:
    """The step of a group, or several when it is too large for one page."""
    if not sichtbare_felder(knoten):
        return
    if sichtbare_felder(knoten) <= GRENZE_FELDER or not _teilbar(knoten):
        freiwillig = "" if knoten.pflicht or knoten.wiederholt else sichtbau.FREIWILLIG
        hinweis = "" if knoten.wiederholt else " ".join(filter(None, (knoten.hilfetext_eingabe, freiwillig)))
        yield _schritt(knoten.label, (knoten,), uebertitel, hinweis)
        return
    lose: list[Knoten] = []
    for kind in knoten.kinder:
        klein = not kind.ist_gruppe or sichtbare_felder(kind) <= KLEINE_GRUPPE
        voll = sum(map(sichtbare_felder, lose)) + sichtbare_felder(kind) > GRENZE_FELDER
        if lose and (voll or not klein):
            yield from _sammelschritt(lose, _titel(lose, knoten), _ueber(lose, knoten, uebertitel))
            lose = []
        if klein:
            lose.append(kind)
        else:
            yield from _gruppe(kind, knoten.label)
    yield from _sammelschritt(lose, _titel(lose, knoten), _ueber(lose, knoten, uebertitel))


def _titel(lose: Sequence[Knoten], knoten: Knoten) -> str:
    return lose[0].label if len(lose) == 1 and lose[0].ist_gruppe else knoten.label


def _ueber(lose: Sequence[Knoten], knoten: Knoten, uebertitel: str) -> str:
    return knoten.label if _titel(lose, knoten) != knoten.label else uebertitel


def gehoert_zum_schritt(schritt: Schritt, adresse: str) -> bool:
    """Whether an address (of a value, a branch or a repeated node) is on that step's page."""
    pfad = adressen.pfad_von(adresse)
    return any(pfad == eigener or pfad.startswith(f"{eigener}/") for eigener in schritt.pfade)


def fehler_im_schritt(schritt: Schritt, fehler: Mapping[str, str]) -> dict[str, str]:
    """The errors that belong to one step."""
    return {adresse: text for adresse, text in fehler.items() if gehoert_zum_schritt(schritt, adresse)}


def schritt_von(alle: Iterable[Schritt], adresse: str) -> Schritt | None:
    """The step that shows an address; None when no step does (hidden fields)."""
    return next((schritt for schritt in alle if gehoert_zum_schritt(schritt, adresse)), None)


def seite(schema: Schema, schritt: Schritt, eingaben: Eingaben) -> Seite:
    """The page of a step with the posted values, errors of this step only, options and controls."""
    eigene = replace(eingaben, fehler=fehler_im_schritt(schritt, eingaben.fehler))
    bau = sichtbau.Bau(schema, eigene)
    inhalt = tuple(sicht for pfad in schritt.pfade for sicht in bau.oben(schema.index[pfad], len(schritt.pfade) == 1))
    knoten = [k for pfad in schritt.pfade for k in schema.index[pfad].alle()]
    return Seite(
        schluessel=schritt.schluessel,
        nummer=schritt.nummer,
        von=schritt.von,
        titel=schritt.titel,
        inhalt=inhalt,
        fehlerliste=fehlerliste(schema, eigene.fehler),
        uebertitel=schritt.uebertitel,
        hinweis=schritt.hinweis,
        hat_dateien=any(k.ist_datei for k in knoten),
    )


def fehlerliste(schema: Schema, fehler: Mapping[str, str]) -> tuple[FehlerLink, ...]:
    """Error summary in the order of the check, each line with the id to jump to."""
    links = []
    for adresse, text in fehler.items():
        knoten = schema.index.get(adressen.pfad_von(adresse))
        links.append(FehlerLink(adressen.html_id(adresse), knoten.label if knoten else "", text))
    return tuple(links)


def aendere_wiederholung(
    schema: Schema, roh: Mapping[str, object], dateien: Mapping[str, object], name: str, wert: str
) -> dict[str, object]:
    """Answer to the buttons „hinzufügen“ and „entfernen“: the raw values afterwards.

    Adding marks the new instance (and those shown) by an empty value at the instance's own address; removing drops
    every address of the instance. Uploads below a removed instance are the caller's to delete (`adressen.gehoert_zu`).
    Anything that is not a repeated node of this form changes nothing.
    """
    basis, nummer = adressen.ohne_instanz(wert)
    knoten = schema.index.get(adressen.pfad_von(basis))
    if knoten is None or not knoten.wiederholt:
        return dict(roh)
    stand = vorhanden(schema, roh, dateien)
    if name != HINZUFUEGEN:
        if nummer is None:
            return dict(roh)
        return {adresse: text for adresse, text in roh.items() if not adressen.gehoert_zu(adresse, wert)}
    gezeigt = nummern(knoten, wert, stand, sichtbau.mindestens_gezeigt(knoten))
    if len(gezeigt) >= knoten.grenze:
        return dict(roh)
    neu = [*gezeigt, max(gezeigt, default=-1) + 1]
    return {**{adressen.instanz(wert, n): "" for n in neu}, **roh}
