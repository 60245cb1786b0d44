"""The counts beside the views of the work list: as many as somebody would count who opens each view."""

from datetime import date
from uuid import UUID

import pytest

from ozgcloud.ansicht.listenumfeld import load_listenumfeld
from ozgcloud.vorgang.auswahl import Ansicht, Filter
from ozgcloud.vorgang.zaehlung import VIELE, _number
from vorgang.faelle import fill_both
from vorgang.test_liste import ROLLEN, rollen, whole


@pytest.mark.parametrize("parts", ROLLEN)
def test_a_view_counts_what_it_shows(welt, parts):
    fill_both(welt)
    actor = rollen(welt, *parts)
    zahlen = load_listenumfeld(actor, [], tuple(Ansicht)).zahlen
    shown = {ansicht: len(whole(actor, Filter(ansicht=ansicht.value), 500)) for ansicht in Ansicht}
    assert {ansicht: zahlen.get(ansicht, 0) for ansicht in Ansicht} == {
        ansicht: min(anzahl, VIELE) for ansicht, anzahl in shown.items()
    }


def test_a_key_or_a_day_is_sent_once_and_texts_each_by_themselves():
    key, tag = UUID(int=7), date(2026, 3, 3)
    werte = [3, key, "a", key, [key], tag, "a", 3, True, tag]
    text, sent = _number(", ".join("%s" for _ in werte), werte, 8)
    assert text == "$8, $9, $10, $9, $11, $12, $13, $8, $14, $12"
    assert sent == (3, key, "a", [key], tag, "a", True)
