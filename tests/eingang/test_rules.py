"""What makes two submissions the same, and the codes that open a case again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.types import new_id
from ozgcloud.eingang import rules
from ozgcloud.eingang.rules import Anlage, Einreichung

ANLAGE = Anlage(
    id=new_id(),
    adresse="F7",
    schluessel=new_id(),
    name="a.pdf",
    medientyp="application/pdf",
    groesse=1,
    sha256="a" * 64,
)
EINE = Einreichung(
    vorgangsnummer="OZG-1", absender="portal", transaktion="1", kanal="portal", onlinedienst_id=new_id(),
    datenschema_id=new_id(), leistung="99", gebiet_ars="01", land_id=1, uebung=False, roh=b"{}", werte={},
    fassungen={}, anlagen=(ANLAGE,),
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"roh": b"{ }"},
        {"gebiet_ars": "02"},
        {"onlinedienst_id": new_id()},
        {"anlagen": ()},
        {"anlagen": (replace(ANLAGE, sha256="b" * 64),)},
        {"anlagen": (replace(ANLAGE, adresse="F8"),)},
        {"anlagen": (ANLAGE, ANLAGE)},
    ],
)
def test_other_content_is_another_request(change):
    assert replace(EINE, **change).sha256() != EINE.sha256()


def test_what_the_sender_cannot_know_does_not_matter():
    again = replace(
        EINE, vorgangsnummer="OZG-2", zugang_hash="x", anlagen=(replace(ANLAGE, schluessel=new_id(), id=new_id()),)
    )
    assert again.sha256() == EINE.sha256()


@given(st.text(min_size=1), st.text(min_size=1))
def test_codes_are_stable_readable_and_of_their_secret(key, secret):
    code = rules.access_code(key, secret)
    assert code == rules.access_code(key, secret)
    assert len(code) == 11
    assert rules.require_code(code) == code.replace("-", "")
    assert rules.access_code(key, secret + "x") != code
    assert rules.access_code(key + "x", secret) != code


def test_codes_use_the_whole_alphabet():
    letters = {letter for n in range(300) for letter in rules.access_code("k", str(n))} - {"-"}
    assert letters == set(rules.CODE_ALPHABET)


@given(st.sampled_from(["{}", " {} ", "{} "]))
def test_a_code_is_found_however_it_is_typed(shape):
    code = rules.access_code("k", "geheim")
    stored = rules.access_hash("k", "OZG-1", rules.require_code(code))
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ")):
        assert rules.access_hash("k", "OZG-1", rules.require_code(shape.format(typed))) == stored
    assert rules.access_hash("k", "OZG-2", rules.require_code(code)) != stored
    assert rules.access_hash("andere", "OZG-1", rules.require_code(code)) != stored


@pytest.mark.parametrize("code", ["", "AAAAA", "AAAAA-AAAAAA", "0OIL1-UUUUU", "ÄÄÄÄÄ-ÄÄÄÄÄ", "x" * 1000])
def test_what_is_no_code_gets_a_sentence(code):
    with pytest.raises(InvalidInput) as error:
        rules.require_code(code)
    assert set(error.value.fehler) == {"zugangscode"}
