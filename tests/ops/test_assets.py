"""What set-up took from the locked packages, and when it does so again."""

import os
import re

import pytest
from fontTools.ttLib import TTFont

from ops.conftest import CLONE
from ozgcloud.ops.fingerprint import fingerprint

KERN = CLONE / ".ozg" / "assets" / "kern"
FONTS = CLONE / ".ozg" / "fonts"
pytestmark = pytest.mark.skipif(not KERN.is_dir(), reason="assets are made by ./ozg test")


def test_every_font_the_sheet_names_is_there_and_no_other():
    named = set(re.findall(r"fira-sans/([\w-]+\.woff2)", (KERN / "fonts" / "fira-sans.css").read_text()))
    assert len(named) == 10
    assert {path.name for path in KERN.rglob("*.woff2")} == named


def test_licences_lie_beside_the_copies():
    assert "EUPL" in (KERN / "LICENSE.md").read_text()
    assert (CLONE / ".ozg" / "assets-dev" / "axe" / "LICENSE").is_file()


@pytest.mark.parametrize("style", ["Regular", "Italic", "Bold", "BoldItalic"])
def test_fonts_for_pdf_are_outlines_with_the_letters_we_need(style):
    font = TTFont(FONTS / f"FiraSans-{style}.ttf")
    assert font.flavor is None
    assert "glyf" in font
    assert not set("äöüßẞ€§–„“łăşğ") - {chr(code) for code in font.getBestCmap()}


def test_locks_name_no_address():
    for path in [*(CLONE / "requirements").iterdir(), CLONE / "package-lock.json"]:
        assert "://" not in path.read_text(), path.name


def test_fingerprint_sees_changes_but_not_our_own_package(tmp_path):
    (tmp_path / "ops").mkdir()
    (tmp_path / "slice" / "static").mkdir(parents=True)
    source = tmp_path / "slice" / "models.py"
    source.write_text("a")
    before, static = fingerprint((tmp_path,)), fingerprint((tmp_path,), "static")
    (tmp_path / "ops" / "x.py").touch()
    assert fingerprint((tmp_path,)) == before
    os.utime(source, (1, 1))
    assert fingerprint((tmp_path,)) != before
    assert fingerprint((tmp_path,), "static") == static
    (tmp_path / "slice" / "static" / "a.css").touch()
    assert fingerprint((tmp_path,), "static") != static
