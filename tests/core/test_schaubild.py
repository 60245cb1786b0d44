"""Charts: round axes, everything inside the frame, and a table that says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core import schaubild
from ozgcloud.core.schaubild import HEIGHT, WIDTH, Reihe

VALUES = st.lists(st.integers(0, 10**7), min_size=1, max_size=60)


@pytest.mark.parametrize(("most", "top"), [(0, 5), (1, 1), (7, 8), (73, 80), (820, 1000), (170, 200), (63_000, 80_000)])
def test_the_axis_ends_at_a_round_number(most, top):
    assert schaubild.scale(most) == top


@given(VALUES)
def test_every_point_lies_inside(values):
    orte = [str(n) for n in range(len(values))]
    bild = schaubild.lines("a", "A", orte, [Reihe("a", tuple(values), "eins")])
    for point in bild.linien[0].punkte.split():
        x, y = (float(part) for part in point.split(","))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert 2 <= len(bild.y) <= 6
    assert len(bild.x) <= 5
    assert [werte for _, werte in bild.zeilen] == [(value,) for value in values]


@given(VALUES)
def test_bars_stand_on_the_ground(values):
    bild = schaubild.bars("a", "A", [str(n) for n in range(len(values))], Reihe("a", tuple(values), "eins"))
    for balken in bild.balken:
        assert balken.y + balken.hoehe == pytest.approx(bild.unten, abs=0.11)
        assert balken.hoehe >= 0


def test_no_values_draw_nothing():
    bild = schaubild.lines("a", "A", [], [Reihe("a", (), "eins")])
    assert bild.ist_leer
    assert bild.linien == ()
    assert schaubild.bars("a", "A", [], Reihe("a", (), "eins")).ist_leer


def test_the_description_says_where_it_goes():
    bild = schaubild.lines("a", "A", ["Apr 2023", "Apr 2024"], [Reihe("Dienste", (24, 1820), "eins")])
    assert bild.beschreibung == "Apr 2023 bis Apr 2024: Dienste von 24 auf 1.820."
