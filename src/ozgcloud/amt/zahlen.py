"""The numbers of the office as its page and its files show them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.amt.listenadresse import read_digits
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import read_key
from ozgcloud.core.errors import NotFound
from ozgcloud.core.schaubild import Reihe, Schaubild, bars, german, lines
from ozgcloud.core.tabellen import write_table
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.kennzahlen.queries import MOST, Gegenstand, Platzzahlen, Zaehlung, count, count_fristen
from ozgcloud.kennzahlen.rules import (
    VORGABE,
    ZEITRAEUME,
    Art,
    Platz,
    ages,
    backlog_over,
    durations,
    in_days,
    percentile,
    weeks,
)
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.personal import names_of_einheiten

OHNE = "ohne Organisationseinheit"


@dataclass(frozen=True, slots=True)
class Wahl:
    """What an address asks for."""

    wochen: int
    einheit: UUID | None
    leistung: str

    @property
    def adresse(self) -> str:
        """The query string that asks for it again."""
        parts = {"zeitraum": self.wochen, "einheit": self.einheit or "", "leistung": self.leistung}
        return urlencode({name: wert for name, wert in parts.items() if wert})

    def gegenstand(self, today: date) -> Gegenstand:
        """The weeks up to today, and what of it."""
        return Gegenstand(tuple(weeks(today, self.wochen)), self.einheit, self.leistung)


@dataclass(frozen=True, slots=True)
class Zeile:
    """A line of a table: an Organisationseinheit or a Leistung, and where its own numbers are."""

    schluessel: str
    name: str
    eingang: int
    erledigt: int
    offen: int
    p50: str
    p90: str

    @property
    def zellen(self) -> tuple[str, ...]:
        """As text, for a file."""
        return self.name, str(self.eingang), str(self.erledigt), str(self.offen), self.p50, self.p90


@dataclass(frozen=True, slots=True)
class Seite:
    """Everything of the page."""

    wahl: Wahl
    von: date
    karten: tuple[tuple[str, str, str], ...]
    bilder: tuple[tuple[str, Schaubild], ...]
    leistungen: tuple[Zeile, ...]
    einheiten: tuple[Zeile, ...]


def read_wahl(query: Mapping[str, str]) -> Wahl:
    """What is unknown in an address counts as not asked."""
    known = {str(wochen): wochen for wochen in ZEITRAEUME}
    return Wahl(
        known.get(query.get("zeitraum", ""), VORGABE),
        read_key(query.get("einheit", "")),
        read_digits(query.get("leistung", "")),
    )


@in_mandant
def load_seite(actor: Actor, wahl: Wahl) -> Seite:
    """The numbers with their charts and tables. Raises NotFound for somebody who reads no cases."""
    today = clock.today()
    gegenstand = wahl.gegenstand(today)
    zaehlung = count(actor, gegenstand)
    fristen = count_fristen(actor, gegenstand, today)
    leistungen, einheiten = _tables(zaehlung)
    return Seite(
        wahl=wahl,
        von=gegenstand.wochen[0],
        karten=_cards(gegenstand, zaehlung, fristen),
        bilder=_charts(gegenstand, zaehlung, fristen, today),
        leistungen=leistungen,
        einheiten=einheiten,
    )


def _sum(zaehlung: Zaehlung, art: Art) -> int:
    return sum(anzahl for (_, one), anzahl in zaehlung.flow.items() if one is art)


def _classes(zaehlung: Zaehlung) -> Counter[int]:
    found: Counter[int] = Counter()
    for (_, klasse), anzahl in zaehlung.dauer.items():
        found[klasse] += anzahl
    return found


def _cards(
    gegenstand: Gegenstand, zaehlung: Zaehlung, fristen: tuple[int, int, int, int]
) -> tuple[tuple[str, str, str], ...]:
    klassen, more = _classes(zaehlung), "mehr als " if sum(fristen) > MOST else ""
    erledigt = _sum(zaehlung, Art.ERLEDIGT)
    aside = _sum(zaehlung, Art.VERWORFEN) + _sum(zaehlung, Art.ABGEGEBEN)
    return (
        ("Eingegangen", german(_sum(zaehlung, Art.EINGANG)), f"in {len(gegenstand.wochen)} Wochen"),
        ("Abgeschlossen", german(erledigt), f"dazu {german(aside)} verworfen oder abgegeben"),
        ("Offen", german(zaehlung.bestand), "heute"),
        ("Die Hälfte war fertig nach", in_days(percentile(klassen, 0.5)), "vom Eingang bis zum Abschluss"),
        ("Neun von zehn nach", in_days(percentile(klassen, 0.9)), "vom Eingang bis zum Abschluss"),
        ("Frist verstrichen", more + german(fristen[0]), f"in sieben Tagen weitere {german(fristen[1])}"),
    )


def _charts(
    gegenstand: Gegenstand, zaehlung: Zaehlung, fristen: tuple[int, int, int, int], today: date
) -> tuple[tuple[str, Schaubild], ...]:
    wochen = gegenstand.wochen
    orte = [woche.strftime("%d.%m.%y") for woche in wochen]
    eingang = tuple(zaehlung.flow.get((woche, Art.EINGANG), 0) for woche in wochen)
    erledigt = tuple(zaehlung.flow.get((woche, Art.ERLEDIGT), 0) for woche in wochen)
    bestand = tuple(backlog_over(wochen, zaehlung.bestand, zaehlung.flow))
    reihen = [Reihe("Eingegangen", eingang, "eins"), Reihe("Abgeschlossen", erledigt, "zwei")]
    dauer, alter = durations(_classes(zaehlung)), ages(zaehlung.offen, today)
    lagen = list(zip(("verstrichen", "7 Tage", "14 Tage", "30 Tage"), fristen, strict=True))
    return (
        ("wochen", lines("wochen", "Eingang und Abschluss je Woche", orte, reihen)),
        ("bestand", lines("bestand", "Offen am Ende der Woche", orte, [Reihe("Offen", bestand, "eins")])),
        ("dauer", _kinds("dauer", "Dauer bis zum Abschluss, höchstens …", "Dauer", dauer)),
        ("alter", _kinds("alter", "Alter der offenen Vorgänge, höchstens …", "Alter", alter)),
        ("fristen", _kinds("fristen", "Laufende Fristen, Ende in höchstens …", "Frist", lagen)),
    )


def _kinds(kennung: str, titel: str, ort: str, werte: list[tuple[str, int]]) -> Schaubild:
    reihe = Reihe("Vorgänge", tuple(anzahl for _, anzahl in werte), "eins")
    return bars(kennung, titel, [name for name, _ in werte], reihe, ort)


def _tables(zaehlung: Zaehlung) -> tuple[tuple[Zeile, ...], tuple[Zeile, ...]]:
    places = zaehlung.plaetze
    titel = names_of({platz.leistung for platz in places})
    namen = names_of_einheiten({platz.einheit for platz in places})
    return (
        _lines(places, lambda platz: (platz.leistung, titel.get(platz.leistung, platz.leistung))),
        _lines(places, lambda platz: (str(platz.einheit or ""), namen.get(platz.einheit, OHNE))),
    )


def _lines(places: Mapping[Platz, Platzzahlen], key: Callable[[Platz], tuple[str, str]]) -> tuple[Zeile, ...]:
    grouped: dict[tuple[str, str], Platzzahlen] = {}
    for platz, zahlen in places.items():
        total = grouped.setdefault(key(platz), Platzzahlen())
        total.arten.update(zahlen.arten)
        total.klassen.update(zahlen.klassen)
        total.offen += zahlen.offen
    found = [
        Zeile(
            schluessel,
            name,
            zahlen.arten[Art.EINGANG],
            zahlen.arten[Art.ERLEDIGT],
            zahlen.offen,
            in_days(percentile(zahlen.klassen, 0.5)),
            in_days(percentile(zahlen.klassen, 0.9)),
        )
        for (schluessel, name), zahlen in grouped.items()
    ]
    return tuple(sorted(found, key=lambda zeile: (-zeile.eingang, -zeile.offen, zeile.name)))


KOPF = ("eingegangen", "abgeschlossen", "offen", "haelfte_fertig_nach", "neun_von_zehn_nach")


def build_file(seite: Seite, tabelle: str) -> bytes:
    """One table as CSV; raises NotFound for a name that is none."""
    if tabelle in ("leistungen", "einheiten"):
        zeilen = seite.leistungen if tabelle == "leistungen" else seite.einheiten
        return write_table(("name", *KOPF), [zeile.zellen for zeile in zeilen])
    bild = dict(seite.bilder).get(tabelle)
    if bild is None:
        raise NotFound
    return write_table(
        (bild.ort.lower(), *(spalte.lower() for spalte in bild.spalten)),
        [(ort, *map(str, werte)) for ort, werte in bild.zeilen],
    )
