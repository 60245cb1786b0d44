"""Foreign forms of any shape: read without loss, addressed without doubles, shown at any depth."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgcloud.core.errors import InvalidInput
from ozgcloud.eingang.fremd import file_names, flat, read_formular, read_json, show, without

SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
NAMES = st.sampled_from(
    ["name", "label", "stringValue", "numberValue", "formItems", "control", "formData", "x", "a/b[2]"]
)
TREE = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=5),
    max_leaves=30,
)
ITEM = st.recursive(
    st.fixed_dictionaries({"name": st.text(max_size=6)}, optional={"label": SCALAR, "stringValue": SCALAR}),
    lambda inner: st.fixed_dictionaries({"name": st.text(max_size=6), "formItems": st.lists(inner, max_size=4)}),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(TREE)
def test_every_document_is_read(document):
    formular = read_formular(read_json(json.dumps(document).encode()))
    adressen = [angabe.adresse for angabe in formular.alle()]
    assert len(adressen) == len(set(adressen))
    show(formular.angaben, {})
    stored = json.dumps(flat(formular), ensure_ascii=False)
    assert "\x00" not in stored
    stored.encode()


@settings(max_examples=200, deadline=None)
@given(st.lists(ITEM, max_size=4))
def test_the_order_stays_and_nothing_given_is_left_out(items):
    formular = read_formular({"formData": items})

    def names(one):
        return [n for item in one for n in [item["name"], *names(item.get("formItems", []))]]

    assert len(list(formular.alle())) == len(names(items))
    given_ = {angabe.adresse for angabe in formular.alle() if angabe.text}
    assert {a.adresse for a in formular.alle() if a.text} - {
        a.adresse for one in without(formular.angaben, frozenset()) for a in one.alle() if a.text
    } == set()
    assert not [a for one in without(formular.angaben, frozenset(given_)) for a in one.alle() if a.text]


@pytest.mark.parametrize("roh", [b"", b"{", b"\x00", b"[" * 2000, b'{"a":', b"nix"])
def test_what_is_no_json_is_refused(roh):
    with pytest.raises(InvalidInput):
        read_json(roh)


def test_more_than_anybody_can_look_at_is_refused():
    tree: object = "x"
    for _ in range(100):
        tree = {"name": "g", "formItems": [tree]}
    with pytest.raises(InvalidInput, match="verschachtelt"):
        read_formular(tree)
    with pytest.raises(InvalidInput, match="mehr als"):
        read_formular([{"name": "f"}] * 20_001)


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        ("Keine Angabe", ""),
        (" keine angabe ", ""),
        ("12", "12"),
        ("", ""),
        ("Keine Angabe gemacht", "Keine Angabe gemacht"),
    ],
)
def test_no_answer_is_no_value(wert, text):
    [angabe] = read_formular([{"name": "f", "numberValue": wert}]).angaben
    assert angabe.text == text


def test_numbers_keep_their_digits():
    document = read_json(b'[{"name":"n","numberValue":12345678901234567890.10}]')
    assert read_formular(document).angaben[0].text == "12345678901234567890.10"


@pytest.mark.parametrize(
    ("text", "namen"),
    [("a.pdf", ["a.pdf"]), ("a.pdf, b.pdf", ["a.pdf, b.pdf", "a.pdf", "b.pdf"]), ("a;b\nc", ["a;b\nc", "a", "b", "c"])],
)
def test_a_value_may_list_files(text, namen):
    assert file_names(text) == namen
