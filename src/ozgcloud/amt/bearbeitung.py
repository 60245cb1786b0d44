"""The work on a case as its page shows it: days with their lights, the Checkliste, who could have it, and its forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.amt.fall import GRUPPE, Fall
from ozgcloud.bearbeitung.actions.set_prioritaet import set_prioritaet
from ozgcloud.bearbeitung.actions.set_schlagworte import set_schlagworte
from ozgcloud.bearbeitung.queries import Arbeit, Frist, Punkt, Wiedervorlage
from ozgcloud.bearbeitung.rules import (
    FRISTREGELN,
    GRUENDE,
    NOTIZARTEN,
    PRIORITAETEN,
    WIEDERHOLUNGEN,
    Abschlussgrund,
    Fristart,
    Notizart,
    Wiederholung,
    progress,
)
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang

BALD_TAGE = 7
LABELS = {
    "betreff": "Betreff",
    "faellig": "Fällig am",
    "grund": "Wofür",
    "ende": "Ende der Frist",
    "punkt": "Neuer Punkt",
    "schlagworte": "Schlagworte",
    "prioritaet": "Priorität",
    "begruendung": "Begründung",
    "einheit": "Organisationseinheit",
    "fuehrend": "Vorgangsnummer des anderen Vorgangs",
    "bis": "Bis wann",
}
BEENDEN: dict[Abschlussgrund, tuple[str, str]] = {
    Abschlussgrund.OHNE_BESCHEID: (
        "Ohne Bescheid abschließen",
        "Der Vorgang endet, ohne dass Sie über den Antrag entscheiden, zum Beispiel weil er sich erledigt hat.",
    ),
    Abschlussgrund.ZURUECKGEZOGEN: (
        "Als zurückgezogen abschließen",
        "Die antragstellende Person will den Antrag nicht mehr. Der Vorgang wird abgeschlossen.",
    ),
    Abschlussgrund.DUBLETTE: (
        "Mit einem anderen Vorgang zusammenführen",
        "Dieser Vorgang wird als Dublette geschlossen. Dateien und Nachrichten bleiben hier lesbar, beide Vorgänge "
        "verweisen aufeinander.",
    ),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry with a day: the light it shows, and the words."""

    eintrag: Wiedervorlage | Frist
    stufe: str
    worte: str
    von: str = ""


@dataclass(frozen=True, slots=True)
class Arbeitsblatt:
    """What stands beside a case: open entries first, then how many are done."""

    wiedervorlagen: tuple[Tag, ...]
    fristen: tuple[Tag, ...]
    erledigt: int
    punkte: tuple[tuple[Punkt, str], ...]
    fortschritt: str


def light(tag: date, today: date) -> tuple[str, str]:
    """Which light a day shows (component `kern.frist`), and how people say it."""
    rest = (tag - today).days
    if rest < 0:
        return "ueberfaellig", "seit gestern" if rest == -1 else f"seit {-rest} Tagen"
    if rest == 0:
        return "faellig", "heute"
    return "bald" if rest <= BALD_TAGE else "ok", "morgen" if rest == 1 else f"in {rest} Tagen"


def work_sheet(arbeit: Arbeit, namen: Mapping[UUID, str]) -> Arbeitsblatt:
    """The lists as the page shows them."""
    today = clock.today()
    wieder = [one for one in arbeit.wiedervorlagen if one.erledigt_am is None]
    fristen = [one for one in arbeit.fristen if one.beendet_am is None]
    done = len(arbeit.wiedervorlagen) - len(wieder) + len(arbeit.fristen) - len(fristen)
    return Arbeitsblatt(
        tuple(Tag(one, *light(one.faellig_am, today), _name(namen, one.person_id)) for one in wieder),
        tuple(Tag(one, *light(one.ende, today), _name(namen, one.person_id)) for one in fristen),
        done,
        tuple((punkt, _name(namen, punkt.erledigt_von)) for punkt in arbeit.punkte),
        progress([punkt.erledigt_am is not None for punkt in arbeit.punkte]) if arbeit.punkte else "",
    )


def _name(namen: Mapping[UUID, str], person_id: UUID | None) -> str:
    return namen.get(person_id, "") if person_id else ""


def form_choices(fall: Fall) -> dict[str, Any]:
    """What the small forms beside a case offer."""
    return {
        "prioritaeten": tuple(PRIORITAETEN.items()),
        "wiederholungen": tuple((w.value, text) for w, text in WIEDERHOLUNGEN.items()),
        "fristarten": tuple((art.value, regel.name) for art, regel in FRISTREGELN.items()),
        "notizarten": tuple((art.value, text) for art, text in NOTIZARTEN.items()),
        "prioritaet_wort": PRIORITAETEN[fall.prioritaet],
    }


def ending_words(arbeit: Arbeit) -> str:
    """How the case ended, in words; empty while it is open or was decided."""
    return GRUENDE[arbeit.ende.grund] if arbeit.ende else ""


def read_wahl(text: str) -> tuple[UUID | None, UUID | None]:
    """Person and group somebody chose in the list of assignees; empty means nobody. Raises InvalidInput."""
    try:
        if text.startswith(GRUPPE):
            return None, UUID(text.removeprefix(GRUPPE))
        return (UUID(text) if text else None), None
    except ValueError:
        raise InvalidInput("Diese Person gibt es nicht. Bitte wählen Sie jemanden aus der Liste.") from None


@in_mandant
def assignment_of(actor: Actor, vorgang_id: UUID) -> str:
    """Who has the case now, as an option of the list of assignees. Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id)
    group = f"{GRUPPE}{vorgang.gruppe_id}" if vorgang.gruppe_id else ""
    return str(vorgang.zugewiesen_an) if vorgang.zugewiesen_an else group


@in_mandant
def save_merkmale(actor: Actor, vorgang_id: UUID, post: Mapping[str, str], version: int | None) -> None:
    """Words and urgency of one form, both or neither. Raises NotFound, Forbidden, InvalidInput, Conflict."""
    set_schlagworte(actor, vorgang_id=vorgang_id, schlagworte=post.get("schlagworte", ""), version=version)
    set_prioritaet(actor, vorgang_id=vorgang_id, prioritaet=read_zahl(post.get("prioritaet", "0")))


def read_grund(text: str) -> Abschlussgrund:
    """The kind of ending an address names; raises NotFound."""
    if text not in set(Abschlussgrund):
        raise NotFound
    return Abschlussgrund(text)


def read_fristart(text: str) -> Fristart:
    """The kind of deadline chosen; an own one for anything unknown."""
    return Fristart(text) if text in set(Fristart) else Fristart.EIGEN


def read_wiederholung(text: str) -> Wiederholung:
    """How often; once for anything unknown."""
    return Wiederholung(text) if text in set(Wiederholung) else Wiederholung.KEINE


def read_notizart(text: str) -> Notizart:
    """What kind of note; a plain one for anything unknown."""
    return Notizart(text) if text in set(Notizart) else Notizart.VERMERK


def read_zahl(text: str) -> int:
    """A small number; -1 for anything else, which the action refuses."""
    return int(text) if text.isdecimal() and len(text) == 1 else -1
