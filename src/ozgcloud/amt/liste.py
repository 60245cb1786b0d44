"""The work list as a page: rows with the names they only have keys of, views with counts, and where one can go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from ozgcloud.amt.kopf import Angemeldet, describe
from ozgcloud.amt.listenadresse import PLAIN, write_filter
from ozgcloud.amt.listenfilter import chips_of, find_leistungen
from ozgcloud.amt.listenspalten import WARTET, Spalte, choose
from ozgcloud.amt.texte import ARTEN
from ozgcloud.ansicht.listenumfeld import Listenumfeld, load_listenumfeld
from ozgcloud.ansicht.queries import Gespeichert
from ozgcloud.bearbeitung.rules import PRIORITAETEN
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.templatetags.ozg import datum
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import reasons_of
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.vorgang.auswahl import FRIST_BALD, SORTIERUNGEN, Ansicht, Sortierung, cursor_at
from ozgcloud.vorgang.liste import PAGE, Listenblatt
from ozgcloud.vorgang.queries import Cursor, Filter, ListenZeile, list_vorgaenge, place_of, read_listenblatt
from ozgcloud.vorgang.zaehlung import VIELE

ANSICHTEN = {
    Ansicht.ALLE: "Alle",
    Ansicht.MEINE: "Meine",
    Ansicht.NICHT_ZUGEWIESENE: "Nicht zugewiesen",
    Ansicht.GRUPPE: "Gruppe",
    Ansicht.UNGELESEN: "Ungelesen",
    Ansicht.WIEDERVORLAGEN: "Wiedervorlagen",
    Ansicht.FRIST: "Frist läuft ab",
    Ansicht.KLAERUNG: "Klärungsfälle",
}
ADRESSEN = {ansicht: f"?{write_filter(Filter(ansicht=ansicht.value))}" for ansicht in ANSICHTEN}
GEZAEHLT = tuple(ansicht for ansicht in ANSICHTEN if ansicht is not Ansicht.ALLE)
SUCHLAUF, UNASKED = "suchlauf", 20
"""Field of the address, and how many looks are taken unasked before somebody has to say that it should go on."""
LOOKS = 15
"""How often one goes on looking for the next case of a rare kind."""
SORTIERT = {
    Sortierung.NEUESTE: "neueste zuerst",
    Sortierung.AELTESTE: "älteste zuerst",
    Sortierung.FRIST: "nächste Frist zuerst",
    Sortierung.WIEDERVORLAGE: "nächste Wiedervorlage zuerst",
}


class Marke(NamedTuple):
    """A short mark beside the status; `art` is the kind of its badge."""

    text: str
    art: str


IN_VERTRETUNG, UNGELESEN = Marke("in Vertretung", "info"), Marke("ungelesen", "info")
VERSTRICHEN, FAELLIG = Marke("Frist verstrichen", "danger"), Marke("Wiedervorlage fällig", "warning")


class Zeile(NamedTuple):
    """A row of the page beside the columns: its case, what is noted on it, and why it is in clearing."""

    vorgang: ListenZeile
    grund: str = ""
    marken: Sequence[Marke] = ()


@dataclass(frozen=True, slots=True)
class Seite:
    """A page of the list. `adresse` is its query string; `mehr` and `zurueck` are those of its neighbours, empty at the
    ends. `felder` are the texts of its columns, each from top to bottom.

    `bis` is how far a page was looked for that is not full and goes on all the same; `suchlauf` is added to the address
    by which it goes on unasked, empty when it has done so long enough.

    `ist_aehnlich`: nothing is written like what was searched for, the rows only look like it. `leistungen` (name,
    query string) are named like it: cases do not hold the name of their Leistung.
    """

    auswahl: Filter
    adresse: str
    zeilen: tuple[Zeile, ...]
    spalten: tuple[Spalte, ...]
    felder: tuple[list[str], ...]
    mehr: str
    zurueck: str
    bis: str
    suchlauf: str
    reiter: tuple[tuple[str, str, bool, str], ...]
    gespeicherte: Sequence[Gespeichert]
    chips: tuple[tuple[str, str], ...]
    ist_aehnlich: bool
    leistungen: tuple[tuple[str, str], ...]
    ist_clearing: bool
    wer: Angemeldet

    @property
    def ist_gefiltert(self) -> bool:
        """Whether somebody narrowed the list beyond its view."""
        return replace(self.auswahl, ansicht=PLAIN.ansicht, sortierung="") != PLAIN

    @property
    def aus(self) -> str:
        """What travels to a case, so that its neighbours can be found: never what was searched for."""
        return f"?{urlencode({'aus': self.adresse})}" if self.adresse and not self.auswahl.suche else ""

    @property
    def verborgen(self) -> list[tuple[str, str]]:
        """Fields of the filter that the small form above the list does not show, and must not lose."""
        return [pair for pair in parse_qsl(self.adresse) if pair[0] not in ("suche", "status", "sortierung")]

    @property
    def sortierungen(self) -> list[tuple[str, str]]:
        """The orders on offer, when there is a choice."""
        offered = SORTIERUNGEN[self.auswahl.sicht]
        return [(s.value, SORTIERT[s]) for s in offered] if len(offered) > 1 else []

    @property
    def folge(self) -> str:
        """The order in words."""
        return SORTIERT[self.auswahl.folge]


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where a page is read: behind a row, or before it (`rueckwaerts`). `ist_teil`: only its rows will be shown.
    `suchlauf`: how many looks more are taken unasked when it is not full.
    """

    cursor: Cursor | None = None
    rueckwaerts: bool = False
    ist_teil: bool = False
    suchlauf: int = 0


@in_mandant
def load_seite(actor: Actor, auswahl: Filter, stelle: Stelle) -> Seite:
    """A page of the list with names, views and counts, in one transaction."""
    blatt = _read(actor, auswahl, stelle)
    rows, following = blatt.zeilen, blatt.weiter
    umfeld = load_listenumfeld(actor, rows, () if stelle.ist_teil else GEZAEHLT)
    spalten = choose(umfeld.spalten)
    vor, nach = _neighbours(auswahl, stelle, rows, following)
    goes_on = following is not None and (not rows or (len(rows) < PAGE and not stelle.rueckwaerts))
    return Seite(
        auswahl=auswahl,
        adresse=write_filter(auswahl),
        zeilen=_lines(actor, rows, auswahl.sicht, umfeld),
        spalten=spalten,
        felder=tuple([spalte.inhalt(row, umfeld.namen) for row in rows] for spalte in spalten),
        mehr=nach,
        zurueck=vor,
        bis=datum(following.tag or following.created_at) if following and goes_on else "",
        suchlauf=f"&{SUCHLAUF}={stelle.suchlauf}" if goes_on and stelle.suchlauf else "",
        reiter=() if stelle.ist_teil else _tabs(auswahl, umfeld.zahlen),
        gespeicherte=() if stelle.ist_teil else umfeld.gespeicherte,
        chips=chips_of(actor, auswahl, umfeld.namen),
        ist_aehnlich=blatt.ist_aehnlich and bool(rows),
        leistungen=find_leistungen(actor, auswahl) if stelle.cursor is None else (),
        ist_clearing=umfeld.ist_clearing,
        wer=describe(actor, umfeld.haus, umfeld.name),
    )


def _read(actor: Actor, auswahl: Filter, stelle: Stelle) -> Listenblatt:
    """Towards the end one look, which says how far it came; back to what was there, on until something is found."""
    blatt = read_listenblatt(actor, auswahl, after=stelle.cursor, rueckwaerts=stelle.rueckwaerts)
    for _ in range(LOOKS - 1 if stelle.rueckwaerts else 0):
        if blatt.zeilen or blatt.weiter is None:
            break
        blatt = read_listenblatt(actor, auswahl, after=blatt.weiter, rueckwaerts=True)
    return blatt


def _neighbours(
    auswahl: Filter, stelle: Stelle, rows: Sequence[ListenZeile], following: Cursor | None
) -> tuple[str, str]:
    first = cursor_at(rows[0], auswahl) if rows else None
    last = cursor_at(rows[-1], auswahl) if rows else None
    if stelle.rueckwaerts:
        vor = write_filter(auswahl, following, rueckwaerts=True) if following and rows else ""
        return vor, write_filter(auswahl, last) if last or following else ""
    vor = write_filter(auswahl, first, rueckwaerts=True) if stelle.cursor and first else ""
    return vor, write_filter(auswahl, following) if following else ""


def _tabs(auswahl: Filter, counts: Mapping[Ansicht, int]) -> tuple[tuple[str, str, bool, str], ...]:
    found = []
    for ansicht, name in ANSICHTEN.items():
        count = counts.get(ansicht, 0)
        is_here = ansicht is auswahl.sicht
        if ansicht in (Ansicht.GRUPPE, Ansicht.KLAERUNG) and not count and not is_here:
            continue
        text = f"{VIELE - 1}+" if count >= VIELE else str(count or "")
        found.append((name, ADRESSEN[ansicht], is_here, text))
    return tuple(found)


def _lines(actor: Actor, rows: Sequence[ListenZeile], sicht: Ansicht, umfeld: Listenumfeld) -> tuple[Zeile, ...]:
    reasons = reasons_of(actor, [row.id for row in rows]) if umfeld.ist_clearing else {}
    heute, own = clock.today(), actor.person_id if sicht is Ansicht.MEINE else None
    return tuple(
        Zeile(row, reasons.get(row.id, ""), _marks(row, heute, own) + _open_entries(umfeld.arten.get(row.id, ())))
        for row in rows
    )


def _open_entries(arten: Sequence[Quarantaeneart]) -> list[Marke]:
    return [Marke(ARTEN[art], "warning") for art in arten]


def _marks(row: ListenZeile, heute: date, own: UUID | None) -> list[Marke]:
    """`own` is whose view of his own cases it is: what stands there beside them is done for somebody away."""
    found = []
    if own is not None and row.zugewiesen_an != own:
        found.append(IN_VERTRETUNG)
    if row.prioritaet:
        found.append(Marke(PRIORITAETEN[row.prioritaet], "danger" if row.prioritaet > 1 else "warning"))
    if row.ungelesen:
        found.append(UNGELESEN)
    if row.frist_am and (row.frist_am - heute).days <= FRIST_BALD:
        found.append(VERSTRICHEN if row.frist_am < heute else Marke(f"Frist {datum(row.frist_am)}", "warning"))
    if row.wiedervorlage_am and row.wiedervorlage_am <= heute:
        found.append(FAELLIG)
    if row.wartet_auf:
        found.append(Marke(WARTET[row.wartet_auf], "neutral"))
    return found


def neighbour_in_list(actor: Actor, auswahl: Filter, vorgang_id: UUID, *, rueckwaerts: bool = False) -> UUID | None:
    """The case beside this one in the list; None at its end. Raises NotFound."""
    after: Cursor | None = place_of(actor, vorgang_id, auswahl)
    for _ in range(LOOKS):
        page, after = list_vorgaenge(actor, auswahl, after=after, limit=1, rueckwaerts=rueckwaerts)
        if page:
            return page[0].id
        if after is None:
            return None
    return None
