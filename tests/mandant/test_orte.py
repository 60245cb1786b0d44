"""Names of places: keys people's spellings meet in, German order, distance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.mandant.orte import far, read_begriff, search_keys, sort_key, suchkern, suchname, without_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sankt Michaelisdonn", "st.michaelisdonn"),
        ("Sankt Michaelisdonn", "ST MICHAELISDONN"),
        ("Schülp b. Rendsburg", "Schuelp bei Rendsburg"),
        ("Groß Vollstedt", "gr. vollstedt"),
        ("Klein Barkau", "Kleinbarkau"),
        ("Wenningstedt-Braderup (Sylt)", "wenningstedt braderup sylt"),
        ("Lauenburg/ Elbe", "Lauenburg / Elbe"),
        ("Bönebüttel", "Bo\u0308nebu\u0308ttel"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert suchkern(one) == suchkern(other)


def test_keys_keep_words_or_run_them_together():
    assert search_keys("Schülp b. Rendsburg") == {
        "suchname": "schuelp bei rendsburg",
        "suchkern": "schuelpbeirendsburg",
    }


@given(st.text(max_size=300))
def test_any_text_has_keys_of_letters_and_digits(text):
    name = suchname(text)
    assert len(name) <= 80
    assert not name or all(word.isalnum() for word in name.split(" "))
    assert name == name.casefold()
    read_begriff(text)


@pytest.mark.parametrize(
    ("typed", "left"),
    [("Hansestadt Lübeck", "luebeck"), ("Kiel, Landeshauptstadt", "kiel"), ("Stadt", "stadt"), ("Amt X", "amt x")],
)
def test_titles_around_a_name_do_not_count(typed, left):
    assert without_title(typed) == left


@pytest.mark.parametrize(
    ("typed", "key", "plz", "name", "number"),
    [
        ("24211", "", "24211", "", False),
        ("24211 Preetz", "", "24211", "preetz", False),
        ("D-24211 Preetz", "", "24211", "preetz", False),
        ("Preetz", "", "", "preetz", False),
        ("010575785008", "010575785008", "", "", False),
        ("2421", "", "", "2421", True),
        ("242111", "", "", "242111", True),
        ("²³", "", "", "23", True),
        ("", "", "", "", False),
    ],
)
def test_what_was_typed_is_taken_apart(typed, key, plz, name, number):
    anfrage = read_begriff(typed)
    assert (anfrage.schluessel, anfrage.plz, anfrage.name, anfrage.zahl) == (key, plz, name, number)


def test_german_order_puts_umlauts_beside_their_letter():
    names = ["Zarpen", "Ölixdorf", "Oldenburg", "Owschlag", "Äpfel", "Apfel", "Azur", "Straße", "Strasse"]
    assert sorted(names, key=sort_key) == [
        "Apfel",
        "Äpfel",
        "Azur",
        "Oldenburg",
        "Ölixdorf",
        "Owschlag",
        "Strasse",
        "Straße",
        "Zarpen",
    ]


def test_brackets_and_words_inside_do_not_make_a_name_far():
    assert far("shoenberg", "Schönberg (Holstein)", 2) == 1
    assert far("michaelisdonn", "Sankt Michaelisdonn", 2) == 0
