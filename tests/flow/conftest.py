"""The small world with doubles at its ports."""

import pytest

from flow.doubles import Dms, Letters
from ozgcloud.flow import wiring


@pytest.fixture(autouse=True)
def dms(monkeypatch: pytest.MonkeyPatch) -> Dms:
    """The e-Akte of every Mandant; a test may put its own one in by `anschliessen`."""
    return anschliessen(monkeypatch, Dms())


def anschliessen(monkeypatch: pytest.MonkeyPatch, dms: Dms) -> Dms:
    monkeypatch.setitem(wiring.DMS, "ablage", lambda _optionen, _mandant_id: dms)
    return dms


@pytest.fixture(autouse=True)
def briefe(monkeypatch: pytest.MonkeyPatch) -> Letters:
    letters = Letters()
    monkeypatch.setitem(wiring.BESCHEID, "typst", lambda: letters)
    return letters
