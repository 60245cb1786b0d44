"""The history of a case as people read it: who, when, what, in whole sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import Kollege, list_personen
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
def load_historie(actor: Actor, vorgang_id: UUID, *, mit_lesen: bool) -> Historie:
    """The chain of a case the caller may see; reading is logged too, but shown only when asked for."""
    personen = list_personen(actor)
    zeilen = list_historie(actor, vorgang_id)
    shown = [zeile for zeile in zeilen if mit_lesen or zeile.typ not in LESEN]
    return Historie(
        tuple(_entry(zeile, personen) for zeile in reversed(shown)),
        sum(1 for zeile in zeilen if zeile.typ in LESEN),
    )


def _entry(zeile: HistorieZeile, personen: Mapping[UUID, Kollege]) -> Eintrag:
    return Eintrag(zeile.erstellt_am, _who(zeile, personen), _sentence(zeile, personen))


def _who(zeile: HistorieZeile, personen: Mapping[UUID, Kollege]) -> str:
    if zeile.akteur_art is ActorKind.PERSON and UUID(zeile.akteur_id) in personen:
        return personen[UUID(zeile.akteur_id)].name
    return AKTEURE[zeile.akteur_art]


def _sentence(zeile: HistorieZeile, personen: Mapping[UUID, Kollege]) -> str:
    if zeile.typ != "VorgangAssigned":
        return satz_fuer(zeile.typ, zeile.daten)
    if zeile.daten.get("gruppe_id"):
        return "Der Vorgang wurde einer Gruppe zugewiesen."
    if zeile.daten["person_id"] is None:
        return "Die Zuweisung wurde aufgehoben."
    kollege = personen.get(UUID(zeile.daten["person_id"]))
    return f"Zugewiesen an {kollege.name}." if kollege else satz_fuer(zeile.typ, zeile.daten)
