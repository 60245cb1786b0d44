"""Patterns: XSD meaning, linear time, honest refusal."""

import contextlib
import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.datenschema.muster import MusterFehler, parse
from ozgcloud.datenschema.muster_lauf import beispiel, passt, unpruefbar

PLZ = "([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}"
MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{1,63}$"
NUMMER = "[1-9][0-9]{12}"


@pytest.mark.parametrize(
    ("muster", "ja", "nein"),
    [
        (PLZ, ["24103", "01067"], ["00123", "2410", "241030", "2410a", ""]),
        (MAIL, ["a@b.de", "a.b+c@d-e.example"], ["a@b", "@b.de", "a b@c.de", "a@b.de "]),
        (NUMMER, ["1234567890123"], ["0234567890123", "123"]),
        ("a|bc", ["a", "bc"], ["abc", "b", ""]),
        ("(ab)*c?", ["", "ab", "ababc", "c"], ["a", "ca"]),
        ("a{2}b{1,}c{0,2}", ["aab", "aabbcc"], ["ab", "aabccc"]),
        (r"\d\w\s\S\D\W", ["1a x-."], ["1a"]),
        ("[^0-9-]", ["a", "ä"], ["5", "-", "ab"]),
        ("[a-z-[aeiou]]+", ["xyz"], ["xaz"]),
        ("[a\\-z]", ["a", "-", "z"], ["b"]),
        ("[-a]|[a-]", ["-", "a"], ["b"]),
        (r"\p{Lu}\p{Ll}*\P{L}", ["Äöü1"], ["äö1", "Äö"]),
        (".", ["x", "€", "😀"], ["\n", ""]),
        ("^abc$", ["abc"], ["^abc$", "xabc"]),
        (r"a\$", ["a$"], ["a"]),
        ("(?:x|y)+?", ["xyx"], ["z"]),
        ("a||b", ["", "a", "b"], ["ab"]),
    ],
)
def test_meaning(muster, ja, nein):
    assert [t for t in ja if not passt(muster, t)] == []
    assert [t for t in nein if passt(muster, t)] == []


@pytest.mark.parametrize(
    "muster",
    [
        "(?=a)b", "(?<!x)y", r"(a)\1", "a**", "*a", "a{2,1}", "a{x}", "(a", "a)", "[a", "[]", "[z-a]", "a$b",
        "\\", r"\q", r"\p{IsLatin}", "((a{1,99}){1,99}){1,99}", "a" * 1001, "(" * 60 + ")" * 60, "a{99999}",
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_said(muster):
    assert unpruefbar(muster)
    with pytest.raises(MusterFehler):
        passt(muster, "a")


@pytest.mark.parametrize("muster", ["(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "(.*)*.*x", "(a?){500}a{500}"])
def test_no_pattern_hangs(muster):
    beginn = time.process_time()
    with contextlib.suppress(MusterFehler):
        assert not passt(muster, "a" * 10_000 + "!")
    assert time.process_time() - beginn < 3


@pytest.mark.parametrize("muster", [PLZ, MAIL, NUMMER, "[äöü]{3}", "(ab|c)*", r"\p{L}{2,4}", "[^a-z]{2}", "x{5,9}"])
def test_example_matches(muster):
    for samen in range(20):
        assert passt(muster, beispiel(muster, random.Random(samen)))


def test_example_keeps_length():
    assert len(beispiel("[0-9]*", random.Random(1), 17, 17)) == 17
    assert len(beispiel(MAIL, random.Random(1), 60, 254)) >= 60
    with pytest.raises(MusterFehler):
        beispiel("[0-9]{3}", random.Random(1), 5, 9)


_TEIL = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", "."]),
    lambda t: st.one_of(
        st.tuples(t, t).map("".join),
        st.tuples(t, t).map(lambda p: f"({p[0]}|{p[1]})"),
        st.tuples(t, st.sampled_from(["?", "*", "+", "{2}", "{0,2}"])).map(lambda p: f"({p[0]}){p[1]}"),
    ),
    max_leaves=6,
)


@given(_TEIL, st.text("abc", max_size=6))
def test_agrees_with_python(muster, text):
    assert passt(muster, text) == bool(re.fullmatch(muster, text))


@given(st.text("ab()[]{}|*+?^$.\\-,0123dpL", max_size=20))
def test_any_pattern_text_is_judged(muster):
    with contextlib.suppress(MusterFehler):
        parse(muster)
        passt(muster, "ab1")
