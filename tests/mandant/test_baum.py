"""The tree of Organisationseinheiten, how far Rollen reach, who stands in for whom: tables and properties."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound
from ozgcloud.mandant import rules

IDS = [UUID(int=n) for n in range(1, 9)]
A, B, C, D, E, F, G, H = IDS
#  A ── B ── D
#    └─ C      E ── F (another tree)
BAUM = {A: None, B: A, C: A, D: B, E: None, F: E}


def trees() -> st.SearchStrategy[dict[UUID, UUID | None]]:
    """Any forest: everybody lies below somebody who comes before him, or at the top."""
    places = st.tuples(*(st.one_of(st.none(), st.sampled_from(IDS[:n])) if n else st.none() for n in range(len(IDS))))
    return places.map(lambda oben: dict(zip(IDS, oben, strict=True)))


@pytest.mark.parametrize(
    ("wurzel", "darunter"), [(A, {B, C, D}), (B, {D}), (D, set()), (E, {F}), (G, set())], ids=lambda v: str(v)[-2:]
)
def test_what_lies_below(wurzel, darunter):
    assert set(rules.below(BAUM, wurzel)) == darunter


@given(trees(), st.sampled_from(IDS))
def test_below_is_found_from_above_as_from_below(eltern, wurzel):
    def leads_up(einheit: UUID | None) -> bool:
        while einheit is not None:
            einheit = eltern[einheit]
            if einheit == wurzel:
                return True
        return False

    found = rules.below(eltern, wurzel)
    assert len(found) == len(set(found))
    assert set(found) == {einheit for einheit in IDS if leads_up(einheit)}


@given(trees(), st.sampled_from(IDS), st.one_of(st.none(), st.sampled_from(IDS)))
def test_a_move_that_is_allowed_makes_no_circle(eltern, einheit, oben):
    if oben == einheit or oben in rules.below(eltern, einheit):
        with pytest.raises(InvalidInput):
            rules.require_no_circle(eltern, einheit, oben)
        return
    rules.require_no_circle(eltern, einheit, oben)
    moved = {**eltern, einheit: oben}
    assert einheit not in rules.below(moved, einheit)


@given(trees(), st.sampled_from(IDS))
def test_a_rolle_reaches_down_only_when_it_says_so(eltern, wurzel):
    flat = Rollenzuweisung(Rolle.USER, wurzel, "99")
    deep = Rollenzuweisung(Rolle.USER, wurzel, "99", True)
    assert rules.expand([flat], eltern) == {flat}
    assert {z.organisationseinheit_id for z in rules.expand([deep], eltern)} == {wurzel, *rules.below(eltern, wurzel)}
    assert {(z.rolle, z.leistung_schluessel) for z in rules.expand([deep], eltern)} == {(Rolle.USER, "99")}


def admin(*reach: Rollenzuweisung) -> Actor:
    return Actor(ActorKind.PERSON, str(IDS[7]), 1, rules.expand(reach, BAUM))


GANZ = Rollenzuweisung(Rolle.FACHADMIN)
NUR_B = Rollenzuweisung(Rolle.FACHADMIN, B)
B_TIEF = Rollenzuweisung(Rolle.FACHADMIN, B, None, True)
NUR_HUND = Rollenzuweisung(Rolle.FACHADMIN, None, "99102")


@pytest.mark.parametrize(
    ("reach", "given_", "ok"),
    [
        (GANZ, Rollenzuweisung(Rolle.USER), True),
        (GANZ, Rollenzuweisung(Rolle.DATENSCHUTZ), True),
        (GANZ, Rollenzuweisung(Rolle.USER, D, None, True), True),
        (NUR_B, Rollenzuweisung(Rolle.USER), False),
        (NUR_B, Rollenzuweisung(Rolle.USER, B), True),
        (NUR_B, Rollenzuweisung(Rolle.USER, B, None, True), False),
        (NUR_B, Rollenzuweisung(Rolle.USER, D), False),
        (B_TIEF, Rollenzuweisung(Rolle.USER, D), True),
        (B_TIEF, Rollenzuweisung(Rolle.USER, D, None, True), True),
        (B_TIEF, Rollenzuweisung(Rolle.USER, A), False),
        (B_TIEF, Rollenzuweisung(Rolle.USER, C), False),
        (NUR_HUND, Rollenzuweisung(Rolle.USER, None, "99102013104000"), True),
        (NUR_HUND, Rollenzuweisung(Rolle.USER, None, "99102"), True),
        (NUR_HUND, Rollenzuweisung(Rolle.USER, None, "991"), False),
        (NUR_HUND, Rollenzuweisung(Rolle.USER), False),
        (NUR_HUND, Rollenzuweisung(Rolle.DATENSCHUTZ), False),
    ],
)
def test_nobody_gives_further_than_he_reaches(reach, given_, ok):
    actor = admin(reach)
    assert rules.reaches(actor, [given_]) is ok
    if ok:
        rules.require_may_create_person(actor, [given_])
        rules.require_reach(actor, [given_])
        return
    with pytest.raises(Forbidden):
        rules.require_may_create_person(actor, [given_])
    with pytest.raises(NotFound):
        rules.require_reach(actor, [given_])


@pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle is not Rolle.FACHADMIN])
def test_no_other_rolle_administers_anybody(rolle):
    actor = Actor(ActorKind.PERSON, str(H), 1, frozenset({Rollenzuweisung(rolle)}))
    assert not rules.reaches(actor, [])
    assert not rules.reaches(actor, [Rollenzuweisung(Rolle.USER, D)])
    assert rules.reaches(system_actor(1), [Rollenzuweisung(Rolle.USER, D)])


@pytest.mark.parametrize(
    "narrow",
    [
        Rollenzuweisung(rolle, *where)
        for rolle in (Rolle.DATENSCHUTZ, Rolle.DATENBEAUFTRAGUNG)
        for where in ((A,), (None, "99"))
    ],
)
def test_figures_and_the_log_are_about_the_whole_mandant(narrow):
    with pytest.raises(InvalidInput):
        rules.require_may_create_person(admin(GANZ), [narrow])


@pytest.mark.parametrize(
    ("abwesend", "wer", "vertritt"),
    [
        ({}, A, None),
        ({B: C}, A, None),
        ({A: B}, A, B),
        ({A: None}, A, None),
        ({A: B, B: C}, A, C),
        ({A: B, B: None}, A, None),
        ({A: B, B: A}, A, None),
        ({A: B, B: C, C: B}, A, None),
    ],
)
def test_who_stands_in(abwesend, wer, vertritt):
    assert rules.stand_in(abwesend, wer) == vertritt


@given(st.dictionaries(st.sampled_from(IDS), st.one_of(st.none(), st.sampled_from(IDS))), st.sampled_from(IDS))
def test_who_stands_in_is_there(abwesend, wer):
    vertretung = rules.stand_in(abwesend, wer)
    assert vertretung is None or vertretung not in abwesend


@pytest.mark.parametrize(
    ("von", "bis", "feld"),
    [
        (None, date(2027, 1, 2), "von"),
        (date(2027, 1, 2), None, "bis"),
        (date(2027, 1, 2), date(2027, 1, 1), "bis"),
        (date(2027, 1, 2), date(2029, 2, 1), "bis"),
        (date(2020, 1, 1), date(2020, 1, 2), "bis"),
    ],
)
def test_an_absence_has_two_days_in_order(von, bis, feld):
    with pytest.raises(InvalidInput) as error:
        rules.require_zeitraum(von, bis, date(2026, 11, 21))
    assert set(error.value.fehler) == {feld}


@pytest.mark.parametrize(
    ("adresse", "ok"),
    [
        ("", True), (" a@b.de ", True), ("o'neill+x@amt-1.example.org", True), ("a@b", False), ("a b@c.de", False),
        ("a@b.de\nBcc: c@d.de", False), ("jörg@amt.de", False), ("a" * 121 + "@b.de", False), ("@b.de", False),
    ],
)  # fmt: skip
def test_addresses_that_every_mail_server_takes(adresse, ok):
    if ok:
        assert rules.require_email(adresse) == adresse.strip()
        return
    with pytest.raises(InvalidInput) as error:
        rules.require_email(adresse)
    assert set(error.value.fehler) == {"email"}
