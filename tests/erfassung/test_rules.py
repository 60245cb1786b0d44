"""Ways, days and secrets as tables."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.antrag.rules import read_secret
from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Forbidden, InvalidInput
from ozgcloud.eingang.rules import KANALNAMEN, Kanal
from ozgcloud.erfassung import rules

HEUTE = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("tag", "geht"),
    [
        (HEUTE, True),
        (HEUTE - timedelta(days=1), True),
        (HEUTE - timedelta(days=700), True),
        (HEUTE + timedelta(days=1), False),
        (date(2002, 1, 1), False),
        (None, False),
    ],
)
def test_the_day_it_arrived(tag, geht):
    """§ 22 VwVfG, § 187 BGB: a day that has been."""
    if geht:
        assert rules.require_eingangsdatum(tag, HEUTE) == tag
    else:
        with pytest.raises(InvalidInput) as refused:
            rules.require_eingangsdatum(tag, HEUTE)
        assert list(refused.value.fehler) == ["eingangsdatum"]


@pytest.mark.parametrize("text", [kanal.value for kanal in Kanal] + ["", "fax", "PAPIER"])
def test_ways_the_office_types_in(text):
    if text in ("papier", "vorsprache", "telefon", "email"):
        assert rules.require_kanal(text) == text
    else:
        with pytest.raises(InvalidInput):
            rules.require_kanal(text)


def test_every_way_has_a_name():
    assert set(KANALNAMEN) == set(Kanal)


@pytest.mark.parametrize("rolle", list(Rolle))
def test_who_types_in(rolle):
    if rolle in (Rolle.USER, Rolle.POSTSTELLE):
        rules.require_capture([rolle])
    else:
        with pytest.raises(Forbidden):
            rules.require_capture([rolle])


@given(st.text(min_size=1), st.uuids())
def test_the_secret_is_one_a_draft_accepts_and_its_own(key, erfassung_id):
    secret = rules.secret_of(key, erfassung_id)
    assert read_secret(secret).replace("-", "") == secret
    assert secret == rules.secret_of(key, erfassung_id)
    assert secret != rules.secret_of(key, uuid4())
    assert secret != rules.secret_of(f"{key}x", erfassung_id)


@pytest.mark.parametrize(("fehler", "satz"), [(1, "blieb eine Angabe offen"), (3, "blieben 3 Angaben offen")])
def test_what_was_left_open_is_noted(fehler, satz):
    (grund,) = rules.note_of({f"Feld {n}": "Fehlt." for n in range(fehler)})
    assert satz in grund.grund
    assert len(grund.einzelheiten) == fehler
    assert rules.note_of({}) == ()
