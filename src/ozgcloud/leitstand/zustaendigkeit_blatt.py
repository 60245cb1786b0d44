"""What the pages of Zuständigkeit show: names beside keys, sentences beside codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgcloud.core.tabellen import write_table
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.zustaendigkeit.queries.klaerung import Luecke, list_luecken
from ozgcloud.zustaendigkeit.queries.nachspiel import Nachspiel, Ziel, replay
from ozgcloud.zustaendigkeit.queries.regeln import Vorschlag, rule_state
from ozgcloud.zustaendigkeit.queries.stellen import list_verwaltungen, place_names
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, Vorschlagsart, VorschlagStatus
from ozgcloud.zustaendigkeit.rules.aufloesung import EBENEN, SAETZE, Ebene

SHOWN = 100
TITEL = {
    Vorschlagsart.NEU: "Neue Regel",
    Vorschlagsart.AENDERN: "Regel ändern",
    Vorschlagsart.BEENDEN: "Regel beenden",
}
EBENE_OPTIONEN = [(ebene.value, name) for ebene, name in EBENEN.items()]
KOPF = ("Tag", "Leistung", "Regionalschlüssel", "Ort", "damals", "bisher", "künftig", "Ereignis")


def verwaltung_optionen() -> list[tuple[str, str]]:
    """All Verwaltungen for a choice."""
    return [(str(mandant.id), mandant.name) for mandant in list_verwaltungen(mit_uebung=True)]


@dataclass(frozen=True, slots=True)
class Zeile:
    """One fact of a rule before and after; equal facts are not marked."""

    name: str
    vorher: str
    nachher: str

    @property
    def ist_anders(self) -> bool:
        """Whether the proposal changes this fact."""
        return self.vorher != self.nachher


def facts_of(angaben: Regelangaben) -> list[tuple[str, str]]:
    """A rule as name and value."""
    return [
        ("Leistung", angaben.leistung_praefix or "jede Leistung"),
        ("Ort", angaben.ars_praefix or "überall"),
        ("Ebene", EBENEN[Ebene(angaben.ebene)] if angaben.ebene else "jede"),
        ("Zuständige Stelle", angaben.stelle),
        ("Gilt ab", f"{angaben.gueltig_von:%d.%m.%Y}"),
        ("Gilt bis", f"{angaben.gueltig_bis:%d.%m.%Y}" if angaben.gueltig_bis else "ohne Ende"),
        ("Quelle", angaben.quelle or "nicht angegeben"),
    ]


def compare(vorschlag: Vorschlag) -> list[Zeile]:
    """The rule as it is beside the rule as proposed; a new one has nothing before."""
    before = dict(facts_of(vorschlag.basis.angaben)) if vorschlag.basis else {}
    return [Zeile(name, before.get(name, ""), wert) for name, wert in facts_of(vorschlag.angaben)]


def load_vorschlag(vorschlag: Vorschlag) -> dict[str, Any]:
    """The template context of a proposal; an open one is replayed over past intake."""
    is_open = vorschlag.status is VorschlagStatus.OFFEN
    context: dict[str, Any] = {
        "vorschlag": vorschlag,
        "titel": TITEL[vorschlag.art],
        "zeilen": compare(vorschlag),
        "ist_offen": is_open,
        "nav": "zustaendigkeit",
    }
    if not is_open:
        return context
    stand, nachspiel = rule_state(), replay(vorschlag)
    return {
        **context,
        "stand": stand,
        "nachspiel": nachspiel,
        "gruppen": nachspiel.gruppen(),
        "unterschiede": list(_rows(nachspiel, SHOWN)),
        "weitere": max(len(nachspiel.unterschiede) - SHOWN, 0),
    }


@dataclass(frozen=True, slots=True)
class Unterschiedzeile:
    """A past Antrag that would go elsewhere, with names."""

    tag: date
    leistung: str
    ars: str
    ort: str
    damals: str
    vorher: str
    nachher: str
    ereignis: str


def _rows(nachspiel: Nachspiel, limit: int | None = None) -> Iterator[Unterschiedzeile]:
    shown = nachspiel.unterschiede[:limit]
    leistungen = names_of({one.leistung for one in shown})
    orte = place_names({one.gebiet for one in shown})
    mandanten = {mandant_id: get_mandant(mandant_id).name for mandant_id in {one.damals for one in shown}}
    for one in shown:
        yield Unterschiedzeile(
            one.tag,
            leistungen.get(one.leistung, one.leistung),
            one.gebiet,
            orte.get(one.gebiet, one.gebiet),
            mandanten[one.damals],
            _target(one.vorher),
            _target(one.nachher),
            str(one.ereignis_id),
        )


def _target(ziel: Ziel) -> str:
    return ziel.name if ziel.mandant_id is not None else f"Klärungsfall: {ziel.name}"


def as_csv(nachspiel: Nachspiel) -> bytes:
    """Every difference as a table."""
    return write_table(
        KOPF,
        (
            (f"{r.tag:%d.%m.%Y}", r.leistung, r.ars, r.ort, r.damals, r.vorher, r.nachher, r.ereignis)
            for r in _rows(nachspiel)
        ),
    )


@dataclass(frozen=True, slots=True)
class Lueckenzeile:
    """A Klärungsfall without a rule, with names and the address of a rule that is prepared for it."""

    luecke: Luecke
    leistung: str
    ort: str
    grund: str
    abgegeben: tuple[tuple[str, int, int], ...]


def load_luecken() -> list[Lueckenzeile]:
    """All of them with names; `abgegeben`: Verwaltung, how often, id."""
    luecken = list_luecken()
    leistungen = names_of({luecke.leistung for luecke in luecken})
    orte = place_names({luecke.gebiet for luecke in luecken})
    return [
        Lueckenzeile(
            luecke,
            leistungen.get(luecke.leistung, luecke.leistung),
            orte.get(luecke.gebiet, luecke.gebiet),
            SAETZE[luecke.ausgang],
            tuple((get_mandant(mandant_id).name, anzahl, mandant_id) for mandant_id, anzahl in luecke.abgegeben),
        )
        for luecke in luecken
    ]
