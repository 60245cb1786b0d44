"""Rules about people as tables: who may give which Rollen, what logins look like, how long practice lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung, citizen_actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, OzgError
from ozgcloud.core.types import new_id
from ozgcloud.mandant import rules

AMT_A, AMT_B, HUND, BAUM = new_id(), new_id(), "99102013104000", "99090023276000"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def person(*rollen: Rollenzuweisung) -> Actor:
    return Actor(ActorKind.PERSON, str(new_id()), 1, frozenset(rollen))


def user(*where: object) -> Rollenzuweisung:
    return Rollenzuweisung(Rolle.USER, *where)


def admin(*where: object) -> Rollenzuweisung:
    return Rollenzuweisung(Rolle.FACHADMIN, *where)


HAUS = system_actor(1, "test")
FACHADMIN = person(admin())
ADMIN_A = person(admin(AMT_A))
ADMIN_A_HUND = person(admin(AMT_A, HUND))
LEITSTAND = Actor(ActorKind.OPERATOR, str(new_id()), None, frozenset({Rollenzuweisung(Rolle.LEITSTAND)}))
FREMD = Actor(ActorKind.MASCHINE, "api", 1, frozenset({admin()}))
OK, NEIN, FALSCH = None, Forbidden, InvalidInput


@pytest.mark.parametrize(
    ("actor", "rollen", "error"),
    [
        (HAUS, (user(),), OK),
        (HAUS, (admin(), user(AMT_A, HUND)), OK),
        (FACHADMIN, (user(),), OK),
        (FACHADMIN, (admin(),), OK),
        (FACHADMIN, (user(AMT_A), user(AMT_B, BAUM)), OK),
        (FACHADMIN, (Rollenzuweisung(Rolle.POSTSTELLE), Rollenzuweisung(Rolle.LOESCHEN)), OK),
        (ADMIN_A, (user(AMT_A),), OK),
        (ADMIN_A, (user(AMT_A, HUND), admin(AMT_A)), OK),
        (ADMIN_A, (user(AMT_B),), NEIN),
        (ADMIN_A, (user(),), NEIN),
        (ADMIN_A, (user(AMT_A), user()), NEIN),
        (ADMIN_A, (user(None, HUND),), NEIN),
        (ADMIN_A_HUND, (user(AMT_A, HUND),), OK),
        (ADMIN_A_HUND, (user(AMT_A),), NEIN),
        (ADMIN_A_HUND, (user(AMT_A, BAUM),), NEIN),
        (person(admin(AMT_A), admin(AMT_B)), (user(AMT_A), user(AMT_B)), OK),
        (person(user()), (user(),), NEIN),
        (person(Rollenzuweisung(Rolle.POSTSTELLE)), (user(),), NEIN),
        (person(), (user(),), NEIN),
        (LEITSTAND, (user(),), NEIN),
        (FREMD, (user(),), NEIN),
        (citizen_actor(1), (user(),), NEIN),
        (FACHADMIN, (), FALSCH),
        (HAUS, (), FALSCH),
        (FACHADMIN, (Rollenzuweisung(Rolle.LEITSTAND),), FALSCH),
        (HAUS, (user(), Rollenzuweisung(Rolle.LEITSTAND)), FALSCH),
    ],
)
def test_rollen_are_given_no_further_than_ones_own_reach(
    actor: Actor, rollen: tuple[Rollenzuweisung, ...], error: type[OzgError] | None
) -> None:
    if error is None:
        rules.require_may_create_person(actor, rollen)
    else:
        with pytest.raises(error):
            rules.require_may_create_person(actor, rollen)


@pytest.mark.parametrize("actor", [FACHADMIN, LEITSTAND, FREMD, citizen_actor()])
def test_only_the_house_makes_operators_and_practice_logins(actor: Actor) -> None:
    rules.require_house(HAUS)
    with pytest.raises(Forbidden):
        rules.require_house(actor)


@pytest.mark.parametrize("name", ["abc", "kiel.steuern", "a-b_c.d9", "9er", "x" * 40])
def test_benutzernamen_that_are_fine(name: str) -> None:
    assert rules.require_benutzername(name) == name


@pytest.mark.parametrize("name", ["", "ab", "x" * 41, "Abc", "abc.", ".abc", "a b", "müller", "a/b", "abc\n", "а" * 5])
def test_benutzernamen_that_are_not(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rules.require_benutzername(name)
    assert "benutzername" in caught.value.fehler


def test_a_name_is_one_line() -> None:
    assert rules.require_name("  Uli \n Übung ") == "Uli Übung"
    for name in ("", "   ", "x" * 121, "Uli\x00", "Uli\u202eÜbung"):
        with pytest.raises(InvalidInput):
            rules.require_name(name)


@pytest.mark.parametrize("stunden", [1, 24])
def test_a_practice_login_lasts_one_to_24_hours(stunden: int) -> None:
    assert rules.valid_until(NOW, stunden) == NOW + timedelta(hours=stunden)


@pytest.mark.parametrize("stunden", [-1, 0, 25])
def test_no_other_number_of_hours(stunden: int) -> None:
    with pytest.raises(InvalidInput):
        rules.valid_until(NOW, stunden)


def test_short_lived_logins_are_for_practice_only() -> None:
    rules.require_practice(10)
    with pytest.raises(Conflict):
        rules.require_practice(None)
