"""Folding, stems, compounds and typing errors: example tables, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.leistung.anfrage import Form, closest, read_anfrage
from ozgcloud.leistung.synonyme import read_synonyms, synonyms
from ozgcloud.leistung.worte import MAX_PART, fold, root, split, stem, tolerated

KNOWN = {root(word) for word in ("Hund", "Steuer", "Anmeldung", "Bewohner", "Park", "Ausweis", "Kind", "Tag", "Stätte")}


@pytest.mark.parametrize(
    ("getippt", "gleich"),
    [
        ("Fällen", "faellen"),
        ("Fällen", "fallen"),
        ("Straße", "STRASSE"),
        ("Führerschein", "Fuehrerschein"),
        ("Café", "cafe"),
    ],
)
def test_people_type_umlauts_in_many_ways(getippt, gleich):
    assert fold(getippt) == fold(gleich)


@pytest.mark.parametrize(
    "worte",
    [
        ("Hund", "Hunde", "Hundes", "Hunden"),
        ("Baum", "Bäume", "Bäumen", "Baumes"),
        ("Anmeldung", "anmelden", "Anmeldungen", "Anmelde"),
        ("Verlängerung", "verlängern"),
        ("Genehmigung", "genehmigen"),
        ("Ausweis", "Ausweise", "Ausweises"),
        ("Straße", "Straßen"),
        ("Zeugnis", "Zeugnisse", "Zeugnissen"),
        ("Umtausch", "umtauschen"),
    ],
)
def test_inflections_have_one_stem(worte):
    assert len({root(wort) for wort in worte}) == 1


@pytest.mark.parametrize(("eins", "anderes"), [("Perso", "Personen"), ("Pass", "Paste"), ("Bau", "Baum")])
def test_different_words_keep_different_stems(eins, anderes):
    assert root(eins) != root(anderes)


@pytest.mark.parametrize(
    ("wort", "teile"),
    [
        ("Hundesteuer", ["hund", "steur"]),
        ("Hundesteueranmeldung", ["hund", "steur", "anmeld"]),
        ("Bewohnerparkausweis", [root("Bewohner"), "park", root("Ausweis")]),
        ("Kindertagesstätte", ["kind", "tag", "statt"]),
        ("Hundert", []),
        ("Hund", []),
        ("Zirkus", []),
    ],
)
def test_compounds_are_taken_apart_without_remainder(wort, teile):
    assert [stem(piece) for piece in split(fold(wort), KNOWN.__contains__)] == teile


@given(form=st.text("abcdehnrstu", max_size=MAX_PART + 10))
def test_pieces_make_the_word_again(form):
    assert "".join(split(form, lambda _: True)) in ("", form)


def test_the_nearest_word_is_meant_and_a_far_one_is_not():
    candidates = [Form(form, (form,), form) for form in ("hundesteur", "grundsteur", "kaninchen")]
    assert [form.form for form in closest("hundestur", candidates)] == ["hundesteur"]
    assert closest("xyzxyzxyz", candidates) == []
    assert tolerated("amt") == 0


@given(text=st.text(max_size=300))
def test_any_text_is_a_question_of_few_words(text):
    worte = read_anfrage(text)
    assert len(worte) <= 8
    assert all(len(wort.form) <= 40 for wort in worte)


def test_fillers_alone_are_still_a_question():
    assert [wort.getippt for wort in read_anfrage("was ist das")] == ["was", "ist", "das"]
    assert [wort.getippt for wort in read_anfrage("Ich möchte meinen Hund anmelden")] == ["Hund", "anmelden"]


def test_synonyms_are_read_with_remarks_and_alternatives():
    found = list(read_synonyms(["# Bemerkung", "", "Perso, Ausweis;Personalausweis | Pass"]))
    assert [(s.wort, s.bedeutung) for s in found] == [
        ("Perso", "Personalausweis"), ("Ausweis", "Personalausweis"), ("Perso", "Pass"), ("Ausweis", "Pass"),
    ]  # fmt: skip
    assert len(synonyms()) > 300
