"""Every page of one case under axe: light and dark, wide and 320 px."""

import pytest

from journeys.amt_blicke import SEITEN_DES_FALLS, fuelle, looker, sieh_an
from journeys.amt_gang import melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten
from welt import Welt, make_welt
from weltbank import SCHEMA


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_a_case(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}")
    haus = fuelle(welt)
    melde_an(page, haus.fall.user)
    sieh_an(page, SEITEN_DES_FALLS, haus.fall, look)
