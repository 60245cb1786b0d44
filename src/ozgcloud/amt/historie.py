"""The history of a case as people read it: who, when, what, in whole sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import list_personen
from ozgcloud.veraktung.rules import AKTEURE, satz_fuer
from ozgcloud.vorgang.queries import HistorieZeile, list_historie

LESEN = frozenset({"VorgangRead", "DateiRead"})


@dataclass(frozen=True, slots=True)
class Eintrag:
    """One line: when, who, and the sentence."""

    zeit: datetime
    akteur: str
    satz: str


@dataclass(frozen=True, slots=True)
class Historie:
    """The lines, newest first; `lesezugriffe` counts those left out because they only read."""

    eintraege: tuple[Eintrag, ...]
    lesezugriffe: int


@in_mandant
def load_historie(
    actor: Actor, vorgang_id: UUID, *, mit_lesen: bool, namen: Mapping[UUID, str] | None = None
) -> Historie:
    """The chain of a case the caller may see; reading is logged too, but shown only when asked for.

    `namen` are people and Organisationseinheiten by id, where the caller has them already.
    """
    known = _names(actor) if namen is None else namen
    zeilen = list_historie(actor, vorgang_id)
    shown = [zeile for zeile in zeilen if mit_lesen or zeile.typ not in LESEN]
    return Historie(
        tuple(_entry(zeile, known) for zeile in reversed(shown)),
        sum(1 for zeile in zeilen if zeile.typ in LESEN),
    )


@in_mandant
def entries_of(actor: Actor, zeilen: Sequence[HistorieZeile]) -> list[Eintrag]:
    """Some facts of a case as sentences, in their order."""
    known = _names(actor)
    return [_entry(zeile, known) for zeile in zeilen]


def _names(actor: Actor) -> dict[UUID, str]:
    return {person.id: person.name for person in list_personen(actor).values()}


def _entry(zeile: HistorieZeile, namen: Mapping[UUID, str]) -> Eintrag:
    return Eintrag(zeile.erstellt_am, _who(zeile, namen), _sentence(zeile, namen))


def _who(zeile: HistorieZeile, namen: Mapping[UUID, str]) -> str:
    if zeile.akteur_art is ActorKind.PERSON and UUID(zeile.akteur_id) in namen:
        return namen[UUID(zeile.akteur_id)]
    return AKTEURE[zeile.akteur_art]


def _sentence(zeile: HistorieZeile, namen: Mapping[UUID, str]) -> str:
    """With names where ids are known; without, the sentence that needs none."""
    name = _named(zeile, namen)
    if zeile.typ == "VorgangPassedOn" and name:
        return f"Der Vorgang wurde an „{name}“ weitergegeben."
    if zeile.typ != "VorgangAssigned":
        return satz_fuer(zeile.typ, zeile.daten)
    if zeile.daten["person_id"] is None and not zeile.daten.get("gruppe_id"):
        return "Die Zuweisung wurde aufgehoben."
    if zeile.daten.get("gruppe_id"):
        return f"Der Gruppe „{name}“ zugewiesen." if name else "Einer Gruppe zugewiesen."
    return f"Zugewiesen an {name}." if name else satz_fuer(zeile.typ, zeile.daten)


def _named(zeile: HistorieZeile, namen: Mapping[UUID, str]) -> str:
    id_ = zeile.daten.get("nach_einheit") or zeile.daten.get("gruppe_id") or zeile.daten.get("person_id")
    return namen.get(UUID(id_), "") if id_ else ""
