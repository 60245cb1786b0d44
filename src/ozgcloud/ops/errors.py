"""The one error of this package: a German sentence and a way out."""

from __future__ import annotations


class OpsError(Exception):
    """Something the operator can cure.

    `meldung` says what is wrong, `ausweg` what to do next; both are shown.
    """

    def __init__(self, meldung: str, ausweg: str) -> None:
        super().__init__(meldung)
        self.meldung = meldung
        self.ausweg = ausweg

    def __str__(self) -> str:
        return f"{self.meldung}\n  Ausweg: {self.ausweg}"
