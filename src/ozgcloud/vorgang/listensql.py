"""The statements of the work list, put together from fixed pieces; every value is a parameter."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from ozgcloud.core.clock import BERLIN
from ozgcloud.vorgang.angebot import OHNE_ZUWEISUNG, TAGE, Grundlauf
from ozgcloud.vorgang.auswahl import FRIST_BALD, Ansicht, Cursor, Filter, Fristlage, Leser, Reichweite, Sortierung
from ozgcloud.vorgang.rules import Status

FRISTLAGEN = frozenset(Fristlage)
SPALTEN = (
    *("id", "created_at", "status", "leistung_schluessel", "organisationseinheit_id", "zugewiesen_an", "gruppe_id"),
    *("gebiet_ars", "kanal", "prioritaet", "frist_am", "wiedervorlage_am", "wartet_auf", "ungelesen", "schlagworte"),
    "geaendert_am",
)
"""Columns that a case is judged by, and those of the orders."""


OBEN = Cursor(datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1), date.max)
UNTEN = Cursor(datetime.min.replace(tzinfo=UTC), UUID(int=0), date.min)


def sql(*teile: str) -> str:
    """A statement of pieces that stand in this slice; values are never among them."""
    return " ".join(teile)


@dataclass(slots=True)
class Text:
    """A condition in the making: its text with placeholders, and their values."""

    teile: list[str] = field(default_factory=list)
    werte: list[Any] = field(default_factory=list)

    def add(self, text: str, *werte: Any) -> None:
        """One more condition."""
        self.teile.append(text)
        self.werte += werte

    @property
    def und(self) -> str:
        """All of them together."""
        return " AND ".join(self.teile) or "true"


@dataclass(frozen=True, slots=True)
class Ordnung:
    """An order by two columns in one direction, forwards or (to page back) backwards."""

    sortierung: Sortierung
    rueckwaerts: bool = False

    @property
    def spalte(self) -> str:
        """What is ordered by before the id."""
        return TAGE.get(self.sortierung, "created_at")

    @property
    def absteigend(self) -> bool:
        """Whether the rows run from high to low."""
        return (self.sortierung is Sortierung.NEUESTE) != self.rueckwaerts

    @property
    def sql(self) -> str:
        """ORDER BY."""
        return self.of("")

    def of(self, alias: str) -> str:
        """ORDER BY the columns of one of several tables (`p.`)."""
        richtung = "DESC" if self.absteigend else "ASC"
        return f"ORDER BY {alias}{self.spalte} {richtung}, {alias}id {richtung}"

    @property
    def beginn(self) -> Cursor:
        """Before every row: a first page is read like those behind it, and shares their plan."""
        return OBEN if self.absteigend else UNTEN

    def after(self, cursor: Cursor | None, text: Text) -> None:
        """Only what lies behind the cursor."""
        if cursor is None:
            return
        key = cursor.tag if self.sortierung in TAGE else cursor.created_at
        sign = "<" if self.absteigend else ">"
        text.add(f"({self.spalte}, id) {sign} (%s, %s)", key, cursor.id)


def scan(mandant_id: int, grund: Grundlauf, ordnung: Ordnung, grenzen: Text, limit: int, spalten: str) -> Text:
    """The window: the next rows of the base in the order of the list, whatever else they must be."""
    branches = Text()
    for lauf in grund.laeufe:
        one = Text()
        one.add("mandant_id = %s", mandant_id)
        for column, value in lauf.gleich:
            one.add(f"{column} IS NULL") if value is None else one.add(f"{column} = %s", value)
        if grund.bedingung and f"{ordnung.spalte} <=" not in grenzen.und:
            # A limit says already that there is a day; said twice, the database expects too few rows and sorts them.
            one.add(grund.bedingung)
        one.add(grenzen.und, *grenzen.werte)
        place = sql("SELECT", spalten, "FROM vorgang WHERE", one.und, ordnung.sql, "LIMIT", str(limit))
        branches.add(f"({place})", *one.werte)
    if len(branches.teile) == 1:
        return branches
    union = " UNION ALL ".join(branches.teile)
    return Text([sql("SELECT * FROM (", union, ") u", ordnung.sql, "LIMIT", str(limit))], branches.werte)


def bounds(auswahl: Filter, ordnung: Ordnung, after: Cursor | None, heute: date) -> Text:
    """What the index itself can begin and end with: the cursor, and days in the order of the list."""
    text = Text()
    ordnung.after(after, text)
    if ordnung.spalte == "created_at":
        _zeitraum(auswahl, text)
    elif ordnung.sortierung is Sortierung.FRIST:
        _frist(auswahl, heute, text)
    return text


def zeitraum(auswahl: Filter) -> tuple[datetime | None, datetime | None]:
    """From (including) and until (excluding) which moment cases came to this office."""
    return (
        midnight(auswahl.von) if auswahl.von else None,
        midnight(auswahl.bis + timedelta(days=1)) if auswahl.bis else None,
    )


def _zeitraum(auswahl: Filter, text: Text) -> None:
    von, bis = zeitraum(auswahl)
    if von:
        text.add("created_at >= %s", von)
    if bis:
        text.add("created_at < %s", bis)


def midnight(tag: date) -> datetime:
    """When a day begins in Berlin."""
    return datetime.combine(tag, time(), BERLIN).astimezone(UTC)


def _frist(auswahl: Filter, heute: date, text: Text) -> None:
    if auswahl.sicht is Ansicht.FRIST:
        text.add("frist_am <= %s", heute + timedelta(days=FRIST_BALD))
    if auswahl.frist == Fristlage.KEINE:
        text.add("frist_am IS NULL")
    elif auswahl.frist in FRISTLAGEN:
        text.add("frist_am <= %s", heute + timedelta(days=Fristlage(auswahl.frist).tage))


def conditions(auswahl: Filter, sichtbar: tuple[Reichweite, ...], leser: Leser, heute: date) -> Text:
    """Everything a row must be, also what the base has decided already: the Rollen are asked here for every row."""
    text = Text()
    _visible(sichtbar, text)
    _view(auswahl, leser, text)
    _zeitraum(auswahl, text)
    _frist(auswahl, heute, text)
    equal = {
        "status": auswahl.status.value if auswahl.status else None,
        "leistung_schluessel": auswahl.leistung or None,
        "zugewiesen_an": auswahl.zugewiesen_an,
        "organisationseinheit_id": auswahl.einheit,
        "kanal": auswahl.kanal or None,
        "prioritaet": auswahl.prioritaet,
        "wartet_auf": auswahl.wartet_auf or None,
    }
    for column, value in equal.items():
        if value is not None:
            text.add(f"{column} = %s", value)
    if auswahl.gebiet:
        text.add("starts_with(gebiet_ars, %s)", auswahl.gebiet)
    if auswahl.schlagwort:
        text.add("%s = ANY (schlagworte)", auswahl.schlagwort)
    if auswahl.geaendert_seit:
        text.add("geaendert_am >= %s", auswahl.geaendert_seit)
    return text


def _view(auswahl: Filter, leser: Leser, text: Text) -> None:
    match auswahl.sicht:
        case Ansicht.MEINE:
            text.add("zugewiesen_an = ANY (%s)", list(leser.personen))
        case Ansicht.NICHT_ZUGEWIESENE:
            text.add(OHNE_ZUWEISUNG)
        case Ansicht.GRUPPE:
            text.add("gruppe_id IS NOT NULL")
            if leser.gruppen is not None:
                text.add("gruppe_id = ANY (%s)", list(leser.gruppen))
        case Ansicht.WIEDERVORLAGEN:
            text.add("wiedervorlage_am IS NOT NULL")
        case Ansicht.UNGELESEN:
            text.add("ungelesen")
        case Ansicht.KLAERUNG:
            text.add("organisationseinheit_id IS NULL AND status IN ('Neu', 'Angenommen', 'In Bearbeitung')")
        case _:
            pass


def _visible(reach: tuple[Reichweite, ...], text: Text) -> None:
    alike: dict[tuple[frozenset[Status], str], list[UUID | None]] = {}
    for part in reach:
        alike.setdefault((part.stati, part.leistung), []).append(part.einheit)
    one_of = Text()
    for (stati, leistung), einheiten in alike.items():
        one = Text()
        if len(stati) < len(Status):
            one.add("status = ANY (%s)", sorted(status.value for status in stati))
        if None not in einheiten:
            one.add("organisationseinheit_id = ANY (%s)", einheiten)
        if leistung:
            one.add("starts_with(leistung_schluessel, %s)", leistung)
        one_of.add(f"({one.und})", *one.werte)
    text.add(f"({' OR '.join(one_of.teile) or 'false'})", *one_of.werte)
