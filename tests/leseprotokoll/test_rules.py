"""How the numbers of reading sound to a citizen."""

import pytest

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Forbidden
from ozgcloud.leseprotokoll import rules

PERSON, MASCHINE = ActorKind.PERSON.value, ActorKind.MASCHINE.value
USER, POST = Rolle.USER.value, Rolle.POSTSTELLE.value


@pytest.mark.parametrize(
    ("zaehler", "satz"),
    [
        ([], ""),
        ([(PERSON, USER, 1)], "Ihr Antrag wurde einmal von 1 Sachbearbeitung angesehen."),
        ([(PERSON, USER, 3), (PERSON, USER, 1)], "Ihr Antrag wurde 4-mal von 2 Sachbearbeitungen angesehen."),
        (
            [(PERSON, USER, 2), (PERSON, USER, 2), (PERSON, POST, 1), (MASCHINE, USER, 5)],
            "Ihr Antrag wurde 10-mal von 2 Sachbearbeitungen, 1 Fachverfahren und 1 Poststelle angesehen.",
        ),
        ([(PERSON, "", 2)], "Ihr Antrag wurde 2-mal von 1 weiteren Stelle angesehen."),
    ],
)
def test_numbers_become_a_sentence(zaehler, satz):
    assert rules.balance(zaehler).satz == satz


@pytest.mark.parametrize("rolle", Rolle, ids=lambda rolle: rolle.name)
def test_only_the_data_protection_officer_sees_the_log(rolle):
    actor = Actor(ActorKind.PERSON, "x", 1, frozenset({Rollenzuweisung(rolle)}))
    if rolle is Rolle.DATENSCHUTZ:
        rules.require_may_see(actor)
        return
    with pytest.raises(Forbidden):
        rules.require_may_see(actor)
