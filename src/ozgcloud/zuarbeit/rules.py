"""What can be said in a Zuarbeit, by whom and when, and how long the asked side keeps its copy. Plain Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.eingabe import example_day
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.files import Dateiverweis
from ozgcloud.vorgang.rules import require_text

MAX_FRIST_TAGE = 366
MAX_DATEIEN = 10
LOESCHFRIST = timedelta(days=30)
"""How long the asked side keeps its copy after the end, for questions about the answer."""
ERINNERN_VOR = timedelta(days=2)
"""How long before the day it is wanted for the other office is reminded."""


class Seite(StrEnum):
    """Which side of a Zuarbeit a row is."""

    FRAGT = "fragt"
    GEFRAGT = "gefragt"

    @property
    def gegenseite(self) -> "Seite":
        """The other one."""
        return Seite.GEFRAGT if self is Seite.FRAGT else Seite.FRAGT


class Stand(StrEnum):
    """Where a Zuarbeit stands, on either side."""

    OFFEN = "offen"
    RUECKFRAGE = "rueckfrage"
    BEANTWORTET = "beantwortet"
    ABGELEHNT = "abgelehnt"
    ZURUECKGEZOGEN = "zurueckgezogen"


class Art(StrEnum):
    """What a Beitrag is."""

    RUECKFRAGE = "rueckfrage"
    ERGAENZUNG = "ergaenzung"
    ANTWORT = "antwort"
    ABLEHNUNG = "ablehnung"
    RUECKNAHME = "ruecknahme"
    ERINNERUNG = "erinnerung"


STAND_TEXT = {
    Stand.OFFEN: "offen",
    Stand.RUECKFRAGE: "Rückfrage",
    Stand.BEANTWORTET: "beantwortet",
    Stand.ABGELEHNT: "abgelehnt",
    Stand.ZURUECKGEZOGEN: "zurückgezogen",
}
ART_TEXT = {
    Art.RUECKFRAGE: "Rückfrage",
    Art.ERGAENZUNG: "Ergänzung",
    Art.ANTWORT: "Antwort",
    Art.ABLEHNUNG: "Ablehnung",
    Art.RUECKNAHME: "Rücknahme",
    Art.ERINNERUNG: "Erinnerung",
}
VERFASSER = {
    Art.RUECKFRAGE: Seite.GEFRAGT,
    Art.ANTWORT: Seite.GEFRAGT,
    Art.ABLEHNUNG: Seite.GEFRAGT,
    Art.ERGAENZUNG: Seite.FRAGT,
    Art.RUECKNAHME: Seite.FRAGT,
    Art.ERINNERUNG: Seite.FRAGT,
}
LAUFEND = frozenset({Stand.OFFEN, Stand.RUECKFRAGE})
FOLGEN: Mapping[tuple[Stand, Art], Stand] = {
    (Stand.OFFEN, Art.RUECKFRAGE): Stand.RUECKFRAGE,
    (Stand.OFFEN, Art.ERGAENZUNG): Stand.OFFEN,
    (Stand.OFFEN, Art.ERINNERUNG): Stand.OFFEN,
    (Stand.OFFEN, Art.ANTWORT): Stand.BEANTWORTET,
    (Stand.OFFEN, Art.ABLEHNUNG): Stand.ABGELEHNT,
    (Stand.OFFEN, Art.RUECKNAHME): Stand.ZURUECKGEZOGEN,
    (Stand.RUECKFRAGE, Art.ERGAENZUNG): Stand.OFFEN,
    (Stand.RUECKFRAGE, Art.ANTWORT): Stand.BEANTWORTET,
    (Stand.RUECKFRAGE, Art.ABLEHNUNG): Stand.ABGELEHNT,
    (Stand.RUECKFRAGE, Art.RUECKNAHME): Stand.ZURUECKGEZOGEN,
}
"""Stand × Beitrag → Stand afterwards: the whole table."""


def may_write(stand: Stand, art: Art, seite: Seite) -> bool:
    """Whether this side may say this now; the screen offers nothing else."""
    return VERFASSER[art] is seite and (stand, art) in FOLGEN


def next_stand(stand: Stand, art: Art, seite: Seite) -> Stand:
    """Where a Beitrag of this side leads. Raises Conflict with what to do when it is not possible from here."""
    if not may_write(stand, art, seite):
        raise Conflict(
            f"Die Zuarbeit ist inzwischen {STAND_TEXT[stand]}; dieser Schritt ist nicht mehr möglich. "
            "Laden Sie die Seite neu, um zu sehen, was die andere Stelle geschrieben hat."
        )
    return FOLGEN[stand, art]


def stand_after_receipt(stand: Stand, art: Art) -> Stand:
    """Where a Beitrag from the other side leads. What crossed on the way is kept as text and changes nothing."""
    return FOLGEN.get((stand, art), stand)


def may_answer(actor: Actor, einheit_id: UUID | None) -> bool:
    """Whether somebody works for the asked Organisationseinheit.

    The Leistung of his Rolle does not matter: an office is asked for what it knows, not for what it decides.
    """
    if actor.kind is ActorKind.SYSTEM:
        return True
    return any(
        z.rolle in (Rolle.USER, Rolle.POSTSTELLE) and z.organisationseinheit_id in (None, einheit_id)
        for z in actor.rollen
    )


def require_answerer(actor: Actor, einheit_id: UUID | None) -> None:
    """Raises NotFound for everybody else: for them this Zuarbeit does not exist."""
    if not may_answer(actor, einheit_id):
        raise NotFound


def require_frist(frist: date | None, today: date) -> date:
    """The day an answer is wanted by: after today, within a year. Raises InvalidInput."""
    if frist is None or not today < frist <= today + timedelta(days=MAX_FRIST_TAGE):
        beispiel = example_day(today)
        raise InvalidInput(
            "Die Frist fehlt oder ist ungültig.",
            {"frist": f"Bitte geben Sie einen Tag nach heute und innerhalb eines Jahres an, zum Beispiel {beispiel}."},
        )
    return frist


def require_frage(text: str) -> str:
    """The question, cleaned; raises InvalidInput."""
    return require_text(text, "frage")


def erasable_before(jetzt: datetime) -> datetime:
    """Copies that ended before this moment are erased."""
    return jetzt - LOESCHFRIST


def is_due_for_reminder(frist: date, erinnert_am: datetime | None, today: date) -> bool:
    """Whether the other office should be reminded today; once."""
    return erinnert_am is None and today >= frist - ERINNERN_VOR


@dataclass(frozen=True, slots=True)
class Zeile:
    """A chosen answer of the form as the asked office reads it: where it stands in the form, label and value."""

    gruppe: str
    label: str
    wert: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Merksatz:
    """A chosen note: when it was written, and its text."""

    am: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Auszug:
    """Everything the asked office sees of a case besides the question and the chosen files."""

    vorgangsnummer: str
    leistung: str
    angaben: tuple[Zeile, ...] = ()
    notizen: tuple[Merksatz, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """As both sides keep it."""
        return {
            "vorgangsnummer": self.vorgangsnummer,
            "leistung": self.leistung,
            "angaben": [[zeile.gruppe, zeile.label, zeile.wert] for zeile in self.angaben],
            "notizen": [[notiz.am.isoformat(), notiz.text] for notiz in self.notizen],
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Auszug":
        """As `as_row` wrote it; an erased one is empty."""
        return cls(
            str(row.get("vorgangsnummer", "")),
            str(row.get("leistung", "")),
            tuple(Zeile(*entry) for entry in row.get("angaben", ())),
            tuple(Merksatz(datetime.fromisoformat(am), text) for am, text in row.get("notizen", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateikopie:
    """A file on its way to the other side. `id` is the one its copy gets there; sizes are bytes."""

    id: UUID
    name: str
    medientyp: str
    scan: str
    verweis: Dateiverweis = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anfrage:
    """A Zuarbeit as it is handed to the asked office; `id` is the id of the asked side's row."""

    id: UUID
    gegen_id: UUID
    von_mandant: int
    von_name: str
    mandant_id: int
    einheit_id: UUID | None
    frage: str = field(repr=False)
    frist: date
    auszug: Auszug = field(repr=False)
    gestellt_am: datetime
    dateien: tuple[Dateikopie, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitteilung:
    """A Beitrag as it is handed to the other side; `zuarbeit_id` is the row it is for."""

    id: UUID
    zuarbeit_id: UUID
    mandant_id: int
    art: Art
    text: str = field(repr=False)
    geschrieben_am: datetime
    dateien: tuple[Dateikopie, ...] = field(default=(), repr=False)


def id_of_copy(zuarbeit_id: UUID) -> UUID:
    """The id of the asked side's row: the same for every try of the hand-over."""
    return uuid5(zuarbeit_id, "auftrag")


def copied_id(there: UUID, here: UUID) -> UUID:
    """The id a Beitrag or file gets on the other side, the same for every try."""
    return uuid5(there, str(here))


def require_known(chosen: Collection[str], known: Collection[str], feld: str) -> None:
    """Raises InvalidInput for a choice the form did not offer."""
    if not set(chosen) <= set(known):
        raise InvalidInput(
            "Diese Auswahl gibt es nicht (mehr).", {feld: "Bitte wählen Sie aus dem, was die Seite anbietet."}
        )
