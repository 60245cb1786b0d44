"""The few ways to fail. Every error carries a German sentence for the person in front of the screen.

`meldung` says what happened and what to do next; it never contains personal data. Doors translate each class
once: NotFound 404, Forbidden 403, InvalidInput 422, Conflict 409, TooLarge 413, Retry 503. `Retry` and `Reject` are
the only errors an adapter raises.
"""

from collections.abc import Mapping
from datetime import timedelta


class OzgError(Exception):
    """Base of all expected errors; `code` is stable and machine readable."""

    code = "fehler"

    def __init__(self, meldung: str, *, code: str | None = None) -> None:
        super().__init__(meldung)
        self.meldung = meldung
        if code is not None:
            self.code = code


class NotFound(OzgError):
    """The object does not exist, or it belongs to somebody else: the answer is the same."""

    code = "nicht-gefunden"

    def __init__(self, meldung: str = "Das Gesuchte gibt es hier nicht oder nicht mehr.") -> None:
        super().__init__(meldung)


class Forbidden(OzgError):
    """The actor is known and the object is his Mandant's, but the Rolle does not allow the step."""

    code = "nicht-erlaubt"

    def __init__(
        self,
        meldung: str = "Ihre Rolle erlaubt diesen Schritt nicht. Wenden Sie sich an Ihre Fachadministration.",
    ) -> None:
        super().__init__(meldung)


class InvalidInput(OzgError):
    """What was sent cannot be used; `fehler` maps a field (or address) to its own German sentence."""

    code = "eingabe-ungueltig"

    def __init__(self, meldung: str, fehler: Mapping[str, str] | None = None, *, code: str | None = None) -> None:
        super().__init__(meldung, code=code)
        self.fehler: dict[str, str] = dict(fehler or {})


class TooLarge(InvalidInput):
    """More bytes than the limit allows."""

    code = "zu-gross"


class Conflict(OzgError):
    """The object has moved on since the actor looked at it, or the step is not possible in this state."""

    code = "konflikt"


class ScopeError(RuntimeError):
    """A programming error: tenant data touched outside a Mandant's scope, or across two of them."""


class Retry(OzgError):
    """An adapter could not deliver now; try again after `after`."""

    code = "spaeter-erneut"

    def __init__(self, meldung: str, after: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(meldung)
        self.after = after


class Reject(OzgError):
    """An adapter was refused for good; a person must look at it."""

    code = "abgewiesen"
