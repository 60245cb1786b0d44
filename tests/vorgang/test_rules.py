"""The status table, row by row; reasons and texts; numbers that survive being read out and typed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang import rules
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status

U, P, L, A, M = Rolle.USER, Rolle.POSTSTELLE, Rolle.LOESCHEN, Rolle.FACHADMIN, Rolle.LEITSTAND
# The whole table of the field: (from, step) → (to, who). What is not here is not possible.
TABELLE = {
    ("Neu", "annehmen"): ("Angenommen", {U}),
    ("Neu", "verwerfen"): ("Verworfen", {U, P}),
    ("Neu", "weiterleiten"): ("Weitergeleitet", {U, P}),
    ("Angenommen", "weiterleiten"): ("Weitergeleitet", {U}),
    ("In Bearbeitung", "weiterleiten"): ("Weitergeleitet", {U}),
    ("Verworfen", "zurueckholen"): ("Neu", {U, P}),
    ("Angenommen", "bearbeiten"): ("In Bearbeitung", {U}),
    ("In Bearbeitung", "zurueckstellen"): ("Angenommen", {U}),
    ("In Bearbeitung", "bescheiden"): ("Beschieden", {U}),
    ("In Bearbeitung", "abschliessen"): ("Abgeschlossen", {U}),
    ("Beschieden", "abschliessen"): ("Abgeschlossen", {U}),
    ("Beschieden", "wiedereroeffnen"): ("In Bearbeitung", {U}),
    ("Abgeschlossen", "wiedereroeffnen"): ("In Bearbeitung", {U}),
    ("Abgeschlossen", "zum-loeschen-markieren"): ("Zu löschen", {U}),
    ("Verworfen", "zum-loeschen-markieren"): ("Zu löschen", {U}),
    ("Zu löschen", "loeschmarkierung-aufheben"): ("Abgeschlossen", {U, L}),
    ("Neu", "zurueckziehen"): ("Abgeschlossen", {U}),
    ("Angenommen", "zurueckziehen"): ("Abgeschlossen", {U}),
    ("In Bearbeitung", "zurueckziehen"): ("Abgeschlossen", {U}),
    ("Neu", "zusammenfuehren"): ("Abgeschlossen", {U}),
    ("Angenommen", "zusammenfuehren"): ("Abgeschlossen", {U}),
    ("In Bearbeitung", "zusammenfuehren"): ("Abgeschlossen", {U}),
}
ALLE = list(itertools.product(Status, Schritt))


@pytest.mark.parametrize(("status", "schritt"), ALLE, ids=lambda value: value.value)
def test_status_table(status: Status, schritt: Schritt) -> None:
    row = TABELLE.get((status.value, schritt.value))
    if row is None:
        with pytest.raises(Conflict, match="steht in seiner Historie"):
            rules.next_status(status, schritt)
    else:
        assert rules.next_status(status, schritt).value == row[0]


@pytest.mark.parametrize("rolle", Rolle, ids=lambda rolle: rolle.name)
@pytest.mark.parametrize(("status", "schritt"), ALLE, ids=lambda value: value.value)
def test_who_may_take_a_step(status: Status, schritt: Schritt, rolle: Rolle) -> None:
    row = TABELLE.get((status.value, schritt.value))
    allowed = row is None or rolle in row[1]
    assert rules.may_take(schritt, status, frozenset({rolle})) is allowed
    offered = {(u.schritt, u.nach) for u in rules.possible_steps(status, frozenset({rolle}))}
    assert (
        ((schritt, rules.Status(row[0])) in offered) is (rolle in row[1])
        if row
        else schritt not in {s for s, _ in offered}
    )


def test_every_status_can_be_reached_and_left() -> None:
    assert {u.nach for u in rules.UEBERGAENGE} | {Status.NEU} == set(Status)
    assert {u.von for u in rules.UEBERGAENGE} | {Status.WEITERGELEITET} == set(Status), "what was given away is final"
    assert len({(u.von, u.schritt) for u in rules.UEBERGAENGE}) == len(rules.UEBERGAENGE)
    assert {u.schritt for u in rules.UEBERGAENGE} == set(Schritt)


@pytest.mark.parametrize("status", Status, ids=lambda status: status.value)
def test_who_may_read(status: Status) -> None:
    new_or_discarded = status in (Status.NEU, Status.VERWORFEN, Status.WEITERGELEITET)
    assert rules.may_read(status, frozenset({P})) is new_or_discarded
    for rolle in (U, L, Rolle.ANSPRECHPARTNER):
        assert rules.may_read(status, frozenset({rolle}))
    for rollen in (frozenset(), *(frozenset({r}) for r in (A, M, Rolle.DATENSCHUTZ, Rolle.DATENBEAUFTRAGUNG))):
        assert not rules.may_read(status, rollen)
    assert rules.may_read(status, frozenset({P, U}))


# ── reasons and texts


@pytest.mark.parametrize(
    ("ergebnis", "text", "gut"),
    [
        (Ergebnis.ABGELEHNT, "", False),
        (Ergebnis.ABGELEHNT, "   \n ", False),
        (Ergebnis.ABGELEHNT, "zu kurz", False),
        (Ergebnis.ABGELEHNT, "\x00" * 20, False),
        (Ergebnis.ABGELEHNT, "Der Baum ist geschützt.", True),
        (Ergebnis.BEWILLIGT, "", True),
        (Ergebnis.BEWILLIGT, "x" * 20_001, False),
        (Ergebnis.BEWILLIGT, "x" * 20_000, True),
    ],
)
def test_a_refusal_needs_reasons(ergebnis: Ergebnis, text: str, gut: bool) -> None:
    if gut:
        assert rules.require_begruendung(ergebnis, text) == text.strip()
    else:
        with pytest.raises(InvalidInput) as error:
            rules.require_begruendung(ergebnis, text)
        assert set(error.value.fehler) == {"begruendung"}


@given(st.text(max_size=200))
def test_texts_can_always_be_stored(text: str) -> None:
    """Whatever is typed, PostgreSQL takes it, and cleaning it twice changes nothing."""
    cleaned = rules.require_text(text, "text", optional=True)
    assert "\x00" not in cleaned
    assert rules.require_text(cleaned, "text", optional=True) == cleaned
    for letter in text:
        assert letter in cleaned or not letter.isprintable() or letter.isspace()


def test_line_breaks_are_kept_and_unified() -> None:
    assert rules.require_text("a\r\nb\n\nc\t", "text") == "a\nb\n\nc"


# ── Vorgangsnummer

LETTERS = st.text(rules.ALPHABET, min_size=11, max_size=11)


@given(LETTERS)
def test_numbers_are_read_however_they_are_typed(body: str) -> None:
    whole = body + rules.check_character(body)
    number = f"OZG-{whole[:4]}-{whole[4:8]}-{whole[8:]}"
    for typed in (number, number.lower(), whole, f" {number.replace('-', ' ')} ", number.replace("-", "–")):
        assert rules.read_vorgangsnummer(typed) == number


@given(LETTERS, st.integers(0, 11), st.sampled_from(rules.ALPHABET))
def test_every_single_wrong_character_is_found(body: str, place: int, letter: str) -> None:
    whole = body + rules.check_character(body)
    wrong = whole[:place] + letter + whole[place + 1 :]
    if wrong == whole:
        return
    with pytest.raises(InvalidInput):
        rules.read_vorgangsnummer(f"OZG{wrong}")


def test_nearly_every_swap_of_neighbours_is_found() -> None:
    """Luhn mod N misses one pair of neighbours per position at most; all others are found."""
    missed = 0
    for first, second in itertools.permutations(rules.ALPHABET, 2):
        body = f"{first}{second}AAAAAAAAA"
        swapped = f"{second}{first}AAAAAAAAA"
        missed += rules.check_character(body) == rules.check_character(swapped)
    assert missed <= 2


def test_numbers_are_random_and_well_formed() -> None:
    numbers = {rules.new_vorgangsnummer() for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(rules.read_vorgangsnummer(number) == number for number in numbers)
    assert {number[4] for number in numbers} == set(rules.ALPHABET)
    assert not set("01ILOU") & set(rules.ALPHABET)


@pytest.mark.parametrize(
    "text", ["", "OZG", "OZG-AAAA-AAAA-AAAA-A", "1234", "OZG-0000-0000-0000", "Ω" * 12, "OZG-" + "A" * 500]
)
def test_what_is_no_number_gets_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        rules.read_vorgangsnummer(text)
    assert set(error.value.fehler) == {"vorgangsnummer"}
