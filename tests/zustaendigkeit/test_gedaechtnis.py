"""What a process remembers of the rules counts only as long as they are the same."""

from datetime import date

import pytest
from django.db import connection, transaction

from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.clock import now
from ozgcloud.core.errors import Conflict
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Mandant
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.zustaendigkeit.models import Regelstand, Vollzugsebene, Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.queries import Frage, find_stelle, recall_stelle, stelle
from vorgang.test_open_vorgang import einreichung
from welt import ARS, CLEARING, LEISTUNG, Welt

FRAGE = {"leistung": LEISTUNG, "ars": ARS[1], "tag": date(2026, 11, 22), "land_id": 1}
EXACT = {"leistung_praefix": LEISTUNG, "ars_praefix": ARS[1], "stelle": "Neu", "gueltig_von": date(2020, 1, 1)}
VOLLZUG = {"leistung_praefix": LEISTUNG, "ebene": "kreis", "gueltig_von": date(2020, 1, 1)}


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch):
    monkeypatch.setattr(stelle, "_erinnerung", {})


def mark() -> str:
    return ",".join(str(row.stand) for row in Regelstand.objects.order_by("id"))


def add_rule(mandant_id: int = CLEARING, **mehr) -> Zustaendigkeitsregel:
    return Zustaendigkeitsregel.objects.create(**{**EXACT, "mandant_id": mandant_id, **mehr})


def end_rules() -> None:
    Zustaendigkeitsregel.objects.filter(ersetzt_am=None).update(ersetzt_am=now())


CHANGES = {
    "new rule": add_rule,
    "ended rules": end_rules,
    "new Vollzugsebene": lambda: Vollzugsebene.objects.create(**VOLLZUG),
    "ended Vollzugsebenen": lambda: Vollzugsebene.objects.update(ersetzt_am=now()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_makes_another_mark(welt: Welt, change):
    before = mark()
    change()
    assert mark() != before
    assert Regelstand.objects.count() == 1


@pytest.mark.parametrize("table", ["zustaendigkeitsregel", "vollzugsebene"])
@pytest.mark.parametrize("verb", ["DELETE FROM", "TRUNCATE"])
def test_what_only_the_owner_may_do_makes_another_mark(welt: Welt, als_superuser, table, verb):
    before = mark()
    als_superuser.execute(f"{verb} {table}")
    assert mark() != before


def test_a_transaction_sets_it_once_and_none_that_failed(welt: Welt):
    before = mark()
    with transaction.atomic():
        add_rule()
        first = mark()
        end_rules()
        assert mark() == first != before
        transaction.set_rollback(True)
    assert mark() == before
    with transaction.atomic():
        with transaction.atomic():
            add_rule()
            transaction.set_rollback(True)
        assert mark() == before
        end_rules()
    assert mark() not in (before, first)


def test_changes_at_the_same_time_do_not_wait_and_both_count(welt: Welt, als_superuser):
    before = mark()
    with als_superuser.transaction():
        als_superuser.execute("UPDATE vollzugsebene SET ersetzt_am = now()")
        add_rule()
        between = mark()
    assert len({before, between, mark()}) == 3


def test_nobody_but_the_function_sets_the_mark(welt: Welt):
    for verb in ("UPDATE regelstand SET stand = gen_random_uuid()", "DELETE FROM regelstand"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(verb)


def test_what_is_remembered_says_under_which_mark(welt: Welt, django_assert_num_queries):
    asked = recall_stelle(Frage(**FRAGE))
    assert asked == find_stelle(**FRAGE)
    assert asked.stand == ""
    with django_assert_num_queries(0):
        known = recall_stelle(Frage(**FRAGE))
    assert known.stand == mark()
    assert known.erklaerung == asked.erklaerung


def test_an_intake_goes_by_the_rules_of_its_moment(welt: Welt):
    first = open_vorgang(citizen_actor(), einreichung=einreichung(welt))
    assert first.mandant_id != CLEARING
    end_rules()
    second = open_vorgang(citizen_actor(), einreichung=einreichung(welt, transaktion="zwei"))
    assert second.mandant_id == CLEARING
    add_rule(first.mandant_id)
    third = open_vorgang(citizen_actor(), einreichung=einreichung(welt, transaktion="drei"))
    assert third.mandant_id == first.mandant_id
    again = open_vorgang(citizen_actor(), einreichung=einreichung(welt))
    assert (again.neu, again.vorgangsnummer) == (False, first.vorgangsnummer)


def test_an_answer_once_given_stays_when_the_new_rules_know_no_office(welt: Welt):
    twin = Mandant.objects.create(id=77, land_id=1, kurz="twin", name="Twin", art="gemeinde")
    add_rule(twin.id, uebung=True)
    first = open_vorgang(citizen_actor(), einreichung=einreichung(welt, uebung=True))
    end_rules()
    again = open_vorgang(citizen_actor(), einreichung=einreichung(welt, uebung=True))
    assert (again.neu, again.vorgangsnummer, first.neu) == (False, first.vorgangsnummer, True)
    with pytest.raises(Conflict):
        open_vorgang(citizen_actor(), einreichung=einreichung(welt, uebung=True, transaktion="neu"))


def test_a_refusal_is_not_remembered(welt: Welt):
    with pytest.raises(Conflict):
        recall_stelle(Frage(**FRAGE, uebung=True))
    twin = Mandant.objects.create(id=77, land_id=1, kurz="twin", name="Twin", art="gemeinde")
    add_rule(twin.id, uebung=True)
    assert recall_stelle(Frage(**FRAGE, uebung=True)).mandant_id == twin.id


def test_the_memory_is_bounded(welt: Welt, monkeypatch):
    monkeypatch.setattr(stelle, "MOST_REMEMBERED", 3)
    for _ in range(10):
        find_stelle(**{**FRAGE, "leistung": f"99{new_id().int % 10**12:012}"})
    assert len(stelle._erinnerung) <= 3
