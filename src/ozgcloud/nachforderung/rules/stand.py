"""The states of a Nachforderung and of its items, and what is allowed in each. Plain Python."""

import hashlib
from collections.abc import Collection, Iterable
from enum import StrEnum

from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.rules import Status, require_text

MAX_POSTEN = 40
MAX_TITEL = 200
MAX_DATEIEN = 10
"""Files of one item."""
MAX_ANTWORT = 4_000
"""Characters of an answer; what is longer is sent as a file."""


class Zustand(StrEnum):
    """Where a request stands; only from `offen` on does the citizen know of it."""

    VORGESCHLAGEN = "vorgeschlagen"
    ENTWURF = "entwurf"
    OFFEN = "offen"
    ERLEDIGT = "erledigt"
    ZURUECKGEZOGEN = "zurueckgezogen"
    VERWORFEN = "verworfen"


class Postenzustand(StrEnum):
    """Where an item stands. `offen` covers an answer that the citizen has saved and not sent."""

    OFFEN = "offen"
    BEANTWORTET = "beantwortet"
    ANGENOMMEN = "angenommen"
    ZURUECKGEGEBEN = "zurueckgegeben"


class Postenart(StrEnum):
    """What an item asks for: a document, or something to be said."""

    UNTERLAGE = "unterlage"
    ANGABE = "angabe"


NAMEN: dict[Zustand, str] = {
    Zustand.VORGESCHLAGEN: "Vorschlag",
    Zustand.ENTWURF: "Entwurf",
    Zustand.OFFEN: "Gesendet",
    Zustand.ERLEDIGT: "Erledigt",
    Zustand.ZURUECKGEZOGEN: "Zurückgezogen",
    Zustand.VERWORFEN: "Nicht gesendet",
}
POSTENNAMEN: dict[Postenzustand, str] = {
    Postenzustand.OFFEN: "Fehlt noch",
    Postenzustand.BEANTWORTET: "Beantwortet",
    Postenzustand.ANGENOMMEN: "Angenommen",
    Postenzustand.ZURUECKGEGEBEN: "Zurückgegeben",
}
"""The words on the screen, the same for both sides."""

VOR_DEM_SENDEN = frozenset({Zustand.VORGESCHLAGEN, Zustand.ENTWURF})
BEI_ANTRAGSTELLER = frozenset({Postenzustand.OFFEN, Postenzustand.ZURUECKGEGEBEN})
"""Items the citizen has to do something about."""
OFFENE_FAELLE = frozenset({Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG})
"""Only an undecided case can still be completed."""

CLOSED = "Dieser Vorgang ist entschieden oder geschlossen. Öffnen Sie ihn wieder, bevor Sie etwas nachfordern."
MOVED_ON = "Diese Nachforderung hat inzwischen den Stand „{name}“. Laden Sie die Seite neu und prüfen Sie, was neu ist."
OTHER_OPEN = (
    "Zu diesem Vorgang läuft schon eine Nachforderung. Schließen Sie sie ab, oder ziehen Sie sie zurück, bevor Sie die "
    "nächste senden."
)
NOT_ANSWERED = "Dieser Posten ist nicht oder nicht mehr zu prüfen. Laden Sie die Seite neu."
NOT_ASKED = (
    "Diese Nachforderung ist nicht mehr offen. Wenn Sie der Behörde noch etwas mitteilen wollen, schreiben Sie eine "
    "Nachricht."
)
IS_SENT = "Diese Antwort haben Sie schon gesendet. Die Behörde prüft sie."


def require_open_case(status: Status) -> None:
    """Raises Conflict for a case in which nothing can be asked any more."""
    if status not in OFFENE_FAELLE:
        raise Conflict(CLOSED)


def require_unsent(zustand: Zustand) -> None:
    """Only what the citizen does not know yet may be rewritten; raises Conflict."""
    if zustand not in VOR_DEM_SENDEN:
        raise Conflict(MOVED_ON.format(name=NAMEN[zustand]))


def require_sent(zustand: Zustand) -> None:
    """Raises Conflict unless the request is with the citizen."""
    if zustand is not Zustand.OFFEN:
        raise Conflict(MOVED_ON.format(name=NAMEN[zustand]))


def require_only_one(zustaende: Collection[Zustand]) -> None:
    """The citizen has one list to work through at a time; raises Conflict."""
    if Zustand.OFFEN in zustaende:
        raise Conflict(OTHER_OPEN)


def require_answerable(zustand: Zustand, posten: Postenzustand) -> None:
    """Raises Conflict for a request that has ended, or an item that was answered or accepted."""
    if zustand is not Zustand.OFFEN:
        raise Conflict(NOT_ASKED)
    if posten not in BEI_ANTRAGSTELLER:
        raise Conflict(IS_SENT)


def require_judgeable(zustand: Zustand, posten: Postenzustand) -> None:
    """Raises Conflict unless there is an answer to be judged."""
    require_sent(zustand)
    if posten is not Postenzustand.BEANTWORTET:
        raise Conflict(NOT_ANSWERED)


def is_waiting(posten: Iterable[Postenzustand]) -> bool:
    """Whether the citizen has something to do."""
    return any(one in BEI_ANTRAGSTELLER for one in posten)


def is_done(posten: Iterable[Postenzustand]) -> bool:
    """Whether everything was accepted."""
    return all(one is Postenzustand.ANGENOMMEN for one in posten)


def require_titel(titel: str) -> str:
    """What is missing, in one line; raises InvalidInput."""
    cleaned = " ".join(require_text(titel, "posten").split())
    if len(cleaned) > MAX_TITEL:
        raise InvalidInput("Ein Posten ist zu lang.", {"posten": f"Höchstens {MAX_TITEL} Zeichen je Posten."})
    return cleaned


def require_count(anzahl: int) -> None:
    """A request names something, and not more than anybody can work through; raises InvalidInput."""
    if anzahl == 0:
        raise InvalidInput("Es fehlt kein Posten.", {"posten": "Nennen Sie mindestens eine Unterlage oder Angabe."})
    if anzahl > MAX_POSTEN:
        raise InvalidInput("Das sind zu viele Posten.", {"posten": f"Höchstens {MAX_POSTEN} Posten auf einmal."})


def require_room(dateien: int) -> None:
    """Raises InvalidInput before one file more than an item holds."""
    if dateien >= MAX_DATEIEN:
        raise InvalidInput(
            f"Zu einem Posten können Sie höchstens {MAX_DATEIEN} Dateien senden. Bitte fassen Sie mehrere Seiten in "
            "einer PDF zusammen.",
            code="zu-viele-dateien",
        )


def require_antwort(text: str, feld: str) -> str:
    """A text of the citizen, cleaned; raises InvalidInput naming its field when it is too long."""
    cleaned = require_text(text, feld, optional=True)
    if len(cleaned) > MAX_ANTWORT:
        satz = f"Höchstens {MAX_ANTWORT} Zeichen. Längere Texte laden Sie bitte als Datei hoch."
        raise InvalidInput("Eine Antwort ist zu lang.", {feld: satz})
    return cleaned


def fassung_of(antwort: str, fehlt_weil: str) -> str:
    """What tells one saved answer from another; says nothing of its words."""
    return hashlib.sha256(f"{antwort}\0{fehlt_weil}".encode()).hexdigest()[:16]


def require_fassung(gesehen: str, jetzt: str, feld: str) -> None:
    """Whoever saves has seen what is saved now; raises InvalidInput naming the field."""
    if gesehen != jetzt:
        satz = "Sie haben diese Antwort inzwischen in einem anderen Fenster geändert. Hier steht, was Sie zuletzt "
        satz += "getippt haben. Wenn das gelten soll, speichern Sie noch einmal."
        raise InvalidInput("Eine Antwort wurde inzwischen geändert.", {feld: satz})


def is_answer(text: str, dateien: int, *, fehlt_weil: str) -> bool:
    """Whether something was said at all: words, a file, or why there is none."""
    return bool(text.strip() or dateien or fehlt_weil.strip())
