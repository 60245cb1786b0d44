"""The work list as it stands in the address bar, and as rows of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.amt.texte import ARTEN
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import OHNE_NAMEN
from ozgcloud.eingang.queries import reasons_of
from ozgcloud.eingang.rules import OHNE_LEISTUNG
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.queries import get_mandant, list_personen
from ozgcloud.vorgang.quarantaene import arten_of
from ozgcloud.vorgang.queries import Cursor, Filter, ListenZeile, cursor_of, list_vorgaenge
from ozgcloud.vorgang.rules import Status

ANSICHTEN = (("alle", "Alle"), ("meine", "Meine"), ("nicht-zugewiesene", "Nicht zugewiesene"))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_SUCHE = 200
NAMENLOS = {OHNE_LEISTUNG: OHNE_NAMEN}


@dataclass(frozen=True, slots=True)
class Zeile:
    """A row of the page: the stored row with the names it only has keys of."""

    vorgang: ListenZeile
    leistung: str
    zugewiesen: str
    grund: str = ""
    marken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seite:
    """A page of the list. `mehr` is the query string of the next one, empty at the end."""

    auswahl: Filter
    zeilen: tuple[Zeile, ...]
    mehr: str
    reiter: tuple[tuple[str, str, bool], ...]
    ist_clearing: bool = False

    @property
    def ist_gefiltert(self) -> bool:
        """Whether somebody narrowed the list by status or search."""
        return bool(self.auswahl.suche or self.auswahl.status)


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter an address asks for; what is unknown there is left out, as an old bookmark should still open."""
    ansicht = query.get("ansicht", "")
    status = query.get("status", "")
    return Filter(
        ansicht=ansicht if ansicht in dict(ANSICHTEN) else "alle",
        status=Status(status) if status in set(Status) else None,
        suche=query.get("suche", "").replace("\x00", "").strip()[:MAX_SUCHE],
    )


def write_filter(auswahl: Filter, after: Cursor | None = None) -> str:
    """The query string of a filter, with the cursor when there is one; empty for the plain list."""
    parts = {
        "ansicht": auswahl.ansicht if auswahl.ansicht != "alle" else "",
        "status": auswahl.status.value if auswahl.status else "",
        "suche": auswahl.suche,
        "nach": write_cursor(after) if after else "",
    }
    return urlencode({name: wert for name, wert in parts.items() if wert})


def write_cursor(cursor: Cursor) -> str:
    """Microseconds since 1970 and the id, so nothing is lost on the way through the address bar."""
    return f"{(cursor.created_at - EPOCH) // timedelta(microseconds=1)}.{cursor.id}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor of an address; None (the beginning) when it is none."""
    micros, _, key = text.partition(".")
    try:
        return Cursor(EPOCH + timedelta(microseconds=int(micros)), UUID(key))
    except (ValueError, OverflowError):
        return None


@in_mandant
def load_seite(actor: Actor, auswahl: Filter, after: Cursor | None) -> Seite:
    """A page of the list with names, in one transaction."""
    page, following = list_vorgaenge(actor, auswahl, after=after)
    leistungen = names_of({zeile.leistung_schluessel for zeile in page})
    personen = list_personen(actor)
    is_clearing = get_mandant(actor.mandant_id or 0).art == "clearing"
    reasons = reasons_of(actor, [zeile.id for zeile in page]) if is_clearing else {}
    arten = arten_of(actor, [zeile.id for zeile in page])
    return Seite(
        auswahl=auswahl,
        zeilen=tuple(
            Zeile(
                zeile,
                leistungen.get(
                    zeile.leistung_schluessel, NAMENLOS.get(zeile.leistung_schluessel, zeile.leistung_schluessel)
                ),
                personen[zeile.zugewiesen_an].name if zeile.zugewiesen_an in personen else "",
                reasons.get(zeile.id, ""),
                tuple(ARTEN[art] for art in dict.fromkeys(arten.get(zeile.id, ()))),
            )
            for zeile in page
        ),
        mehr=write_filter(auswahl, following) if following else "",
        reiter=tuple(
            (name, f"?{write_filter(replace(auswahl, ansicht=code))}", code == auswahl.ansicht)
            for code, name in ANSICHTEN
        ),
        ist_clearing=is_clearing,
    )


def next_in_list(actor: Actor, auswahl: Filter, vorgang_id: UUID) -> UUID | None:
    """The case that follows this one in the list; None at its end. Raises NotFound."""
    page, _ = list_vorgaenge(actor, auswahl, after=cursor_of(actor, vorgang_id), limit=1)
    return page[0].id if page else None
