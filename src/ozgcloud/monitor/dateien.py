"""The downloads: semicolon, UTF-8 with byte order mark, so that spreadsheets of offices read umlauts.

With `antraege`, `verwaltungen` and `dienste` anybody can work out every number of the monitor for every day.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ozgcloud.core.tabellen import write_table
from ozgcloud.monitor import seiten
from ozgcloud.monitor.stichtag import Stichtag
from ozgcloud.rollout import bilanz, zahlen

Rows = Iterable[tuple[Any, ...]]
Table = tuple[tuple[str, ...], Rows]
UNDER = "unter 5"


def build(name: str, stichtag: Stichtag) -> bytes:
    """One file by its name; raises KeyError for a name that is none."""
    head, rows = FILES[name](stichtag)
    return write_table(head, ([_cell(value) for value in row] for row in rows))


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return UNDER if value is None else str(value)


def _kennzahlen(stichtag: Stichtag) -> Table:
    tag = stichtag.tag
    karten = seiten.cards(bilanz.weigh(zahlen.load_facts(tag)), zahlen.load_tage(tag), tag, zahlen.load_verwaltungen())
    head = ("kennzahl", "wert", "stichtag", "definition", "bezug")
    return head, [(k.definition.name, k.wert, tag, k.definition.satz, k.definition.nenner) for k in karten]


def _verwaltungen(stichtag: Stichtag) -> Table:
    names = zahlen.load_verwaltungen()
    facts = [f for f in zahlen.load_facts(stichtag.tag) if f.onlinedienst_id is None and f.mandant_id in names]
    head = ("verwaltung", "art", "stand", "am")
    return head, [(names[f.mandant_id].name, names[f.mandant_id].art, f.stand, f.am) for f in facts if f.mandant_id]


def _dienste(stichtag: Stichtag) -> Table:
    names, titel = zahlen.load_verwaltungen(), zahlen.load_titel()
    facts = [f for f in zahlen.load_facts(stichtag.tag) if f.onlinedienst_id is not None]
    head = ("verwaltung", "online_dienst", "onlinedienst_id", "stand", "am")
    return head, [
        (
            names[f.mandant_id].name if f.mandant_id in names else "alle",
            titel.get(f.onlinedienst_id, ""),
            f.onlinedienst_id,
            f.stand,
            f.am,
        )
        for f in facts
        if f.onlinedienst_id
    ]


def _antraege(stichtag: Stichtag) -> Table:
    return ("tag", "antraege"), list(zahlen.load_tage(stichtag.tag).items())


def _je_verwaltung(stichtag: Stichtag) -> Table:
    von, bis = bilanz.window(stichtag.tag)
    names, je = zahlen.load_verwaltungen(), zahlen.load_je_mandant(von, bis)
    rows = [(von, bis, names[m].name, bilanz.publishable(je.get(m, 0))) for m in names]
    return ("von", "bis", "verwaltung", "antraege"), rows


def _je_dienst(stichtag: Stichtag) -> Table:
    von, bis = bilanz.window(stichtag.tag)
    titel, je = zahlen.load_titel(), zahlen.load_je_dienst(von, bis)
    rows = [(von, bis, name, d, bilanz.publishable(je.get(d, 0))) for d, name in titel.items()]
    return ("von", "bis", "online_dienst", "onlinedienst_id", "antraege"), rows


def _champions(stichtag: Stichtag) -> Table:
    head = ("rang", "verwaltung", "art", "ausgerollt", "in_nutzung", "antraege_vier_wochen")
    plaetze = seiten.champions(stichtag)["plaetze"]
    return head, [(p.rang, p.verwaltung.name, p.verwaltung.art, p.anzahl, p.genutzt, p.antraege) for p in plaetze]


FILES: dict[str, Callable[[Stichtag], Table]] = {
    "kennzahlen": _kennzahlen,
    "verwaltungen": _verwaltungen,
    "dienste": _dienste,
    "antraege": _antraege,
    "antraege-verwaltungen": _je_verwaltung,
    "antraege-dienste": _je_dienst,
    "champions": _champions,
}
