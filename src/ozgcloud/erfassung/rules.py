"""Which ways can be typed in, since when, and by whom; and the secret of the draft. Plain Python."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput
from ozgcloud.eingang.rules import CODE_ALPHABET, Kanal, Quarantaeneart, Quarantaenegrund

KANAELE = (Kanal.PAPIER, Kanal.VORSPRACHE, Kanal.TELEFON, Kanal.EMAIL)
ROLLEN = frozenset({Rolle.USER, Rolle.POSTSTELLE})
OLDEST = timedelta(days=3 * 365)
"""What lies about longer was not received today: a typing error is more likely."""
LIFETIME = timedelta(days=30)
"""As long as a draft lives."""
SECRET_LETTERS = 25
MAX_NOTED = 200
DONE = "Dieser Antrag ist schon angelegt. Laden Sie die Seite neu, um die Vorgangsnummer zu sehen."


def require_kanal(text: str) -> Kanal:
    """The way it came; raises InvalidInput for what the office does not type in."""
    if text not in {kanal.value for kanal in KANAELE}:
        raise InvalidInput("Der Eingangsweg fehlt.", {"kanal": "Wählen Sie, wie der Antrag gekommen ist."})
    return Kanal(text)


def require_eingangsdatum(tag: date | None, today: date) -> date:
    """The day it arrived (§ 22 VwVfG): never in the future, and not years ago. Raises InvalidInput."""
    if tag is None:
        raise InvalidInput("Das Eingangsdatum fehlt.", {"eingangsdatum": "Nennen Sie den Tag des Eingangs."})
    if tag > today:
        raise InvalidInput("Das Eingangsdatum liegt in der Zukunft.", {"eingangsdatum": "Dieser Tag kommt erst noch."})
    if tag < today - OLDEST:
        raise InvalidInput("Das Eingangsdatum liegt zu lange zurück.", {"eingangsdatum": "Prüfen Sie bitte das Jahr."})
    return tag


def require_capture(rollen: Collection[Rolle]) -> None:
    """Raises Forbidden for who neither works on cases nor distributes them."""
    if not ROLLEN.intersection(rollen):
        raise Forbidden


def require_open(vorgangsnummer: str) -> None:
    """Raises Conflict once it has become a case."""
    if vorgangsnummer:
        raise Conflict(DONE, code="angelegt")


def secret_of(secret_key: str, erfassung_id: UUID) -> str:
    """The secret of the draft behind an Erfassung, the same every time, so that nobody has to keep it."""
    digest = hmac.new(secret_key.encode(), f"erfassung|{erfassung_id}".encode(), hashlib.sha512).digest()
    number, letters = int.from_bytes(digest, "big"), ""
    for _ in range(SECRET_LETTERS):
        number, rest = divmod(number, len(CODE_ALPHABET))
        letters += CODE_ALPHABET[rest]
    return letters


def note_of(fehler: Mapping[str, str]) -> tuple[Quarantaenegrund, ...]:
    """What was left open, as a note at the case: label → sentence."""
    if not fehler:
        return ()
    anzahl = "blieb eine Angabe" if len(fehler) == 1 else f"blieben {len(fehler)} Angaben"
    grund = f"Bei der Erfassung {anzahl} offen."
    einzelheiten = dict(list(fehler.items())[:MAX_NOTED])
    return (Quarantaenegrund(art=Quarantaeneart.UNGUELTIG, grund=grund, einzelheiten=einzelheiten),)
