"""Marks of a case: stored when they differ, counted as a change when they are one, never of another Mandant."""

from datetime import date

import pytest
from django.db import IntegrityError

from gang import reiche_ein
from ozgcloud.core.actor import system_actor
from ozgcloud.core.errors import NotFound
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang

SYSTEM = system_actor(1)


def test_only_what_differs_is_stored_and_counts(welt):
    fall = reiche_ein(welt)
    version = fall.vorgang().version
    frist = date(2027, 1, 31)
    for _ in range(2):
        mark_vorgang(SYSTEM, vorgang_id=fall.vorgang_id, prioritaet=2, frist_am=frist, schlagworte=["Härtefall"])
    after = fall.vorgang()
    assert (after.prioritaet, after.frist_am, after.schlagworte) == (2, frist, ["Härtefall"])
    assert after.version == version + 1
    mark_vorgang(SYSTEM, vorgang_id=fall.vorgang_id, ungelesen=True)
    seen = fall.vorgang()
    assert (seen.ungelesen, seen.version) == (True, version + 1), "looking is no change"


def test_marks_stay_inside_their_mandant_and_their_words(welt):
    fall = reiche_ein(welt)
    with pytest.raises(NotFound):
        mark_vorgang(welt.zwei.sachbearbeitung, vorgang_id=fall.vorgang_id, prioritaet=1)
    with pytest.raises(IntegrityError):
        mark_vorgang(SYSTEM, vorgang_id=fall.vorgang_id, gruppe_id=welt.zwei.einheit)
    for marken in ({"prioritaet": 3}, {"wartet_auf": "Regen"}):
        with pytest.raises(IntegrityError):
            mark_vorgang(SYSTEM, vorgang_id=fall.vorgang_id, **marken)
