"""The filters of the work list as people choose them, and as marks that can be taken off again."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ozgcloud.amt.listenadresse import PLAIN, write_filter
from ozgcloud.amt.listenspalten import NAMENLOS, WARTET
from ozgcloud.ansicht.listenumfeld import Namen
from ozgcloud.bearbeitung.rules import PRIORITAETEN
from ozgcloud.core.actor import Actor
from ozgcloud.core.templatetags.ozg import datum
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.rules import KANALNAMEN
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.queries import (
    get_mandant,
    list_personen,
    names_of_einheiten,
    names_of_gebiete,
    names_of_personen,
)
from ozgcloud.vorgang.auswahl import Filter, Fristlage, reach_of
from ozgcloud.vorgang.rules import Status
from ozgcloud.vorgang.vorkommen import leistungen_in_use

FRISTEN = {
    Fristlage.VERSTRICHEN: "verstrichen",
    Fristlage.SIEBEN: "endet in 7 Tagen",
    Fristlage.VIERZEHN: "endet in 14 Tagen",
    Fristlage.DREISSIG: "endet in 30 Tagen",
    Fristlage.KEINE: "keine Frist",
}
NAMEN = {
    "suche": "Suche",
    "status": "Status",
    "leistung": "Leistung",
    "von": "hier angelegt ab",
    "bis": "hier angelegt bis",
    "frist": "Frist",
    "gebiet": "Ort",
    "zugewiesen_an": "zugewiesen an",
    "einheit": "Organisationseinheit",
    "kanal": "Herkunft",
    "schlagwort": "Schlagwort",
    "prioritaet": "Priorität",
    "wartet_auf": "Stand",
}
MIN_NAME, MAX_NAMEN = 3, 5
"""Characters from which the name of a Leistung is looked for, and how many of them are named."""
Wahl = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filterblatt:
    """The form with all filters: what is chosen, and what there is to choose from."""

    auswahl: Filter
    stati: Wahl
    leistungen: Wahl
    fristen: Wahl
    orte: Wahl
    personen: Wahl
    einheiten: Wahl
    kanaele: Wahl
    prioritaeten: Wahl
    wartet: Wahl


@in_mandant
def load_filterblatt(actor: Actor, auswahl: Filter) -> Filterblatt:
    """The form for a filter."""
    keys = leistungen_in_use(actor)
    namen = names_of(keys)
    own = {part.einheit for part in reach_of(actor)}
    einheiten = names_of_einheiten(actor)
    return Filterblatt(
        auswahl=auswahl,
        stati=[(s.value, s.value) for s in Status],
        leistungen=sorted(((k, namen.get(k) or NAMENLOS.get(k, k)) for k in keys), key=lambda pair: pair[1]),
        fristen=[(lage.value, text) for lage, text in FRISTEN.items()],
        orte=sorted(names_of_gebiete(get_mandant(actor.mandant_id or 0).gebiete).items(), key=lambda pair: pair[1]),
        personen=[(str(person.id), person.name) for person in list_personen(actor).values()],
        einheiten=[(str(key), name) for key, name in einheiten.items() if None in own or key in own],
        kanaele=[(kanal.value, name) for kanal, name in KANALNAMEN.items()],
        prioritaeten=[(str(value), name) for value, name in PRIORITAETEN.items()],
        wartet=list(WARTET.items()),
    )


def find_leistungen(actor: Actor, auswahl: Filter) -> tuple[tuple[str, str], ...]:
    """Leistungen of the Mandant's cases that are named like what is searched for: (name, query string that narrows the
    same list to it instead); inside the Mandant's scope.
    """
    words = auswahl.suche.casefold().split()
    if auswahl.leistung or not words or max(map(len, words)) < MIN_NAME:
        return ()
    found = sorted(
        (name, key)
        for key, name in names_of(leistungen_in_use(actor)).items()
        if all(word in name.casefold() for word in words)
    )
    narrowed = replace(auswahl, suche="")
    return tuple((name, write_filter(replace(narrowed, leistung=key))) for name, key in found[:MAX_NAMEN])


def chips_of(actor: Actor, auswahl: Filter, namen: Namen) -> tuple[tuple[str, str], ...]:
    """What narrows the list now: (text, query string without it); inside the Mandant's scope. `namen` are known from
    the rows; the others are asked for.
    """
    found = []
    for name, label in NAMEN.items():
        value = getattr(auswahl, name)
        if value != getattr(PLAIN, name):
            without = write_filter(replace(auswahl, **{name: getattr(PLAIN, name)}))
            found.append((f"{label}: {_text(actor, name, value, namen)}", without))
    return tuple(found)


def _text(actor: Actor, name: str, value: Any, namen: Namen) -> str:
    match name:
        case "leistung":
            name_of = namen.leistungen.get(value) or names_of({value}).get(value)
            return name_of or NAMENLOS.get(value, str(value))
        case "gebiet":
            return namen.orte.get(value) or names_of_gebiete({value}).get(value, str(value))
        case "zugewiesen_an":
            return namen.personen.get(value) or names_of_personen(actor, {_uuid(value)}).get(value, "unbekannt")
        case "einheit":
            return namen.einheiten.get(value) or names_of_einheiten(actor, {_uuid(value)}).get(value, "unbekannt")
        case "von" | "bis":
            return datum(value)
        case _:
            known: dict[str, dict[Any, str]] = {
                "frist": {lage.value: text for lage, text in FRISTEN.items()},
                "kanal": {kanal.value: text for kanal, text in KANALNAMEN.items()},
                "prioritaet": PRIORITAETEN,
                "wartet_auf": WARTET,
            }
            return str(known.get(name, {}).get(value, value))


def _uuid(value: Any) -> UUID:
    return UUID(str(value))
