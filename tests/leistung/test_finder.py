"""The Leistungsfinder on the real catalogue: fifty questions written beforehand, what it says about its hits."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from ozgcloud.leistung.models import Leistung
from ozgcloud.leistung.queries import Treffer, search_leistungen

HIER = Path(__file__).parent
FIRST = 3


@pytest.fixture
def katalog(db_ozg: str, shared: Path) -> Iterator[None]:
    call_command("importiere_leistungen", str(shared / "data" / "leistungen.csv"), verbosity=0)
    return


def misses(datei: str) -> list[str]:
    """Questions whose right Leistung is not among the first three."""
    with (HIER / datei).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = {row["anfrage"]: {t.schluessel for t in search_leistungen(row["anfrage"]).treffer[:FIRST]} for row in rows}
    return [row["anfrage"] for row in rows if not found[row["anfrage"]] & set(row["schluessel"].split())]


def first(text: str) -> Treffer:
    return search_leistungen(text).treffer[0]


def test_everyday_questions_find_the_right_leistung(katalog):
    """At least 45 of the 50 written before the search existed; of 20 written afterwards 17 were right at first try."""
    assert len(misses("anfragen.csv")) <= 5
    assert len(misses("anfragen_nachher.csv")) <= 5

    # Every spelling leads to the same.
    for getippt in ("Fuehrungszeugnis", "FÜHRUNGSZEUGNIS", "führungszeugnisse", "führungs-zeugnis"):
        assert "Führungszeugnis" in first(getippt).name, getippt

    # The corrected word is said, a word taken as typed is not.
    assert search_leistungen("Gewrbeanmeldung").gemeint == "Gewerbeanmeldung"
    assert search_leistungen("Hundesteuer").gemeint == ""
    assert search_leistungen("qqqqqq zzzzzz").treffer == ()

    # Why it was found, unless anyone can read it.
    assert first("Portemonnaie").ueber == ("Fundsachen",)
    assert first("Hund anmelden").ueber == ()

    # A key no longer valid is not found.
    Leistung.objects.filter(schluessel=first("Gewerbe anmelden").schluessel).update(gueltig_bis="2020-01-01")
    assert first("Gewerbe anmelden").schluessel != "99050012104000"


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "'", "\\", "()|&!:*", "a" * 500, "😀", "ﬃ", "٣", "der die das", "-"]
)
def test_strange_questions_have_an_answer(db_ozg, text):
    assert search_leistungen(text).treffer == ()


def test_texts_are_searched_when_names_say_nothing(db_ozg):
    Leistung.objects.create(
        schluessel="99000000000001", name="Abc", volltext="Wer Bienenstöcke aufstellt, zeigt es an."
    )
    assert [t.schluessel for t in search_leistungen("Bienenstock").treffer] == ["99000000000001"]
