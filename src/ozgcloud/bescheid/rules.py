"""The states of a Bescheid, its hold, and the sentences the law wants in it. Plain Python."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.rules import Schritt, Status

TEMPLATE = "bescheid/1"


class BescheidStatus(StrEnum):
    """`erlassen` may still be taken back until the hold ends; `wird bereitgestellt` may not."""

    ENTWURF = "Entwurf"
    ERLASSEN = "Erlassen"
    WIRD_BEREITGESTELLT = "Wird bereitgestellt"
    BEREITGESTELLT = "Bereitgestellt"


def require_draft(status: BescheidStatus) -> None:
    """Only a draft may be changed or issued; raises Conflict."""
    if status is not BescheidStatus.ENTWURF:
        raise Conflict(f"Der Bescheid hat schon den Status „{status.value}“ und kann nicht mehr geändert werden.")


def require_current(status: Status, *, is_newest: bool) -> None:
    """Only the Bescheid of the decision that counts may be issued; raises Conflict after a reopening."""
    if status is not Status.BESCHIEDEN or not is_newest:
        raise Conflict(
            "Dieser Entwurf gehört zu einer früheren Entscheidung. Der Vorgang wurde wieder geöffnet: "
            "Bescheiden Sie ihn neu, dann entsteht ein neuer Entwurf."
        )


def is_withdrawable(status: BescheidStatus, bereitstellung_ab: datetime | None, now: datetime) -> bool:
    """Whether an issued Bescheid may still be taken back: its hold has not ended."""
    return status is BescheidStatus.ERLASSEN and bereitstellung_ab is not None and now < bereitstellung_ab


def require_withdrawable(status: BescheidStatus, bereitstellung_ab: datetime | None, now: datetime) -> None:
    """An issued Bescheid may be taken back until its hold ends; raises Conflict with the time."""
    if status is BescheidStatus.ENTWURF:
        raise Conflict("Der Bescheid ist schon zurückgenommen und wieder ein Entwurf.")
    if not is_withdrawable(status, bereitstellung_ab, now):
        raise Conflict(
            "Die Frist zum Zurücknehmen ist abgelaufen, der Bescheid wird oder ist bereitgestellt. "
            "Eine Änderung ist nur noch durch einen neuen Bescheid möglich (§§ 48, 49 VwVfG)."
        )


def fingerprint(texte: Iterable[str]) -> str:
    """A short mark of the texts a form was made from, to notice that somebody else has saved meanwhile."""
    return hashlib.sha256("\x1f".join(texte).encode()).hexdigest()[:16]


def require_same(stand: str, gespeichert: Iterable[str]) -> None:
    """The texts are still those the form showed; raises Conflict. An empty mark asks for nothing."""
    if stand and stand != fingerprint(gespeichert):
        raise Conflict(
            "Jemand anderes hat den Entwurf inzwischen geändert. Ihre Texte stehen noch im Formular, sind aber nicht "
            "gespeichert. Öffnen Sie den Vorgang in einem zweiten Fenster, vergleichen Sie, und speichern Sie erneut.",
            code="veraltet",
        )


def hold_until(now: datetime, minutes: int) -> datetime:
    """When delivery may begin; `minutes` comes from the Online-Dienst (usually 10)."""
    return now + timedelta(minutes=minutes)


def blocked_steps(
    status: Status, letter: BescheidStatus | None, letters: Collection[BescheidStatus]
) -> frozenset[Schritt]:
    """Steps of the status table that the Bescheid forbids for now, so that screens do not offer them.

    `letter` is the state of the Bescheid of the decision that counts, `letters` those of all of the case.
    """
    is_open = status is Status.BESCHIEDEN and letter is not BescheidStatus.BEREITGESTELLT
    closing = {Schritt.ABSCHLIESSEN} if is_open else set()
    return frozenset(closing | ({Schritt.WIEDEREROEFFNEN} if _is_underway(letters) else set()))


def _is_underway(letters: Collection[BescheidStatus]) -> bool:
    return any(status in (BescheidStatus.ERLASSEN, BescheidStatus.WIRD_BEREITGESTELLT) for status in letters)


def require_closable(status: BescheidStatus | None) -> None:
    """A decided Vorgang closes only when the Bescheid of that decision has reached the citizen; raises Conflict.

    `status` is None in the moment before the flow has drafted it.
    """
    if status is not BescheidStatus.BEREITGESTELLT:
        raise Conflict(
            "Der Bescheid ist noch nicht bereitgestellt. Erlassen Sie ihn und warten Sie die Frist zum Zurücknehmen "
            "ab; danach können Sie den Vorgang abschließen."
        )


def require_tenor(tenor: str) -> str:
    """A Bescheid must say what is ordered or granted (§ 37 (1) VwVfG, § 108 LVwG SH); raises InvalidInput."""
    if not tenor.strip():
        raise InvalidInput("Der Entscheidungssatz fehlt.", {"tenor": "Sagen Sie in einem Satz, was entschieden ist."})
    return tenor.strip()


def rechtsbehelfsbelehrung(behoerde: str, strasse: str, plz: str, ort: str) -> str:
    """Instruction on the objection (§ 37 (6) VwVfG; §§ 58, 70 VwGO: one month, in writing or for the record)."""
    return (
        "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch erheben. "
        "Der Widerspruch ist schriftlich, in elektronischer Form nach § 3a Absatz 2 VwVfG oder zur Niederschrift bei "
        f"{behoerde}, {strasse}, {plz} {ort}, einzulegen."
    )


def require_no_bescheid_underway(statuses: list[BescheidStatus]) -> None:
    """A case is not reopened while its Bescheid is held or on its way; raises Conflict."""
    if _is_underway(statuses):
        raise Conflict(
            "Ein Bescheid ist erlassen und noch nicht bereitgestellt. Nehmen Sie ihn zuerst zurück "
            "oder warten Sie, bis er bereitgestellt ist."
        )
