"""The table of what can be said when, and the limits of deadlines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.types import new_id
from ozgcloud.zuarbeit.rules import (
    FOLGEN,
    LAUFEND,
    Art,
    Auszug,
    Merksatz,
    Seite,
    Stand,
    Zeile,
    is_due_for_reminder,
    next_stand,
    require_answerer,
    require_frist,
    stand_after_receipt,
)

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("stand", "art", "seite", "nach"),
    [
        (Stand.OFFEN, Art.RUECKFRAGE, Seite.GEFRAGT, Stand.RUECKFRAGE),
        (Stand.RUECKFRAGE, Art.ERGAENZUNG, Seite.FRAGT, Stand.OFFEN),
        (Stand.OFFEN, Art.ANTWORT, Seite.GEFRAGT, Stand.BEANTWORTET),
        (Stand.RUECKFRAGE, Art.ABLEHNUNG, Seite.GEFRAGT, Stand.ABGELEHNT),
        (Stand.OFFEN, Art.RUECKNAHME, Seite.FRAGT, Stand.ZURUECKGEZOGEN),
        (Stand.OFFEN, Art.ERINNERUNG, Seite.FRAGT, Stand.OFFEN),
    ],
)
def test_what_leads_where(stand, art, seite, nach):
    assert next_stand(stand, art, seite) is nach


@pytest.mark.parametrize("art", list(Art))
@pytest.mark.parametrize("stand", [stand for stand in Stand if stand not in LAUFEND])
def test_after_the_end_nobody_says_anything_and_what_crossed_changes_nothing(stand, art):
    for seite in Seite:
        with pytest.raises(Conflict):
            next_stand(stand, art, seite)
    assert stand_after_receipt(stand, art) is stand


@pytest.mark.parametrize(("stand", "art"), list(FOLGEN))
def test_only_one_side_may_say_each_thing(stand, art):
    allowed = 0
    for seite in Seite:
        try:
            next_stand(stand, art, seite)
            allowed += 1
        except Conflict:
            pass
    assert allowed == 1


@pytest.mark.parametrize(
    ("frist", "gilt"),
    [(None, False), (HEUTE, False), (HEUTE + timedelta(days=1), True), (HEUTE + timedelta(days=367), False)],
)
def test_a_deadline_lies_after_today_and_within_a_year(frist, gilt):
    if gilt:
        assert require_frist(frist, HEUTE) == frist
        return
    with pytest.raises(InvalidInput) as error:
        require_frist(frist, HEUTE)
    assert "frist" in error.value.fehler


@pytest.mark.parametrize(
    ("in_tagen", "schon", "faellig"), [(3, False, False), (2, False, True), (-5, False, True), (2, True, False)]
)
def test_reminded_once_from_two_days_before(in_tagen, schon, faellig):
    erinnert = datetime(2026, 11, 20, tzinfo=UTC) if schon else None
    assert is_due_for_reminder(HEUTE + timedelta(days=in_tagen), erinnert, HEUTE) is faellig


@pytest.mark.parametrize(
    ("rolle", "wo", "darf"),
    [
        (Rolle.USER, "selbe", True),
        (Rolle.POSTSTELLE, "alle", True),
        (Rolle.USER, "andere", False),
        (Rolle.LOESCHEN, "alle", False),
        (Rolle.FACHADMIN, "alle", False),
    ],
)
def test_who_works_for_the_asked_office(rolle, wo, darf):
    einheit = new_id()
    stelle = {"selbe": einheit, "andere": new_id(), "alle": None}[wo]
    actor = Actor(ActorKind.PERSON, str(new_id()), 1, frozenset({Rollenzuweisung(rolle, stelle, "99")}))
    if darf:
        require_answerer(actor, einheit)
        return
    with pytest.raises(NotFound):
        require_answerer(actor, einheit)


@given(
    st.lists(st.tuples(st.text(), st.text(), st.text())),
    st.lists(st.tuples(st.datetimes(timezones=st.just(UTC)), st.text())),
)
def test_an_excerpt_is_kept_as_it_was_chosen(angaben, notizen):
    auszug = Auszug("OZG-1", "Leistung", tuple(Zeile(*a) for a in angaben), tuple(Merksatz(*n) for n in notizen))
    assert Auszug.from_row(auszug.as_row()) == auszug
