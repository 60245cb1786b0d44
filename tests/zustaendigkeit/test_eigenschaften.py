"""What holds for any rules: order is nothing, less specific rules change nothing, every outcome has a reason."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.zustaendigkeit.rules.aufloesung import (
    SAETZE,
    Ausgang,
    Befund,
    Ebene,
    Regel,
    Vollzug,
    executing,
    prefixes,
    resolve,
)

LEISTUNG, ARS, TAG = "99102013104000", "010575785008", date(2026, 11, 22)
leistungen = st.sampled_from([*prefixes(LEISTUNG), "99102013104001", "98"])
orte = st.sampled_from([*prefixes(ARS), "010020000000", "02"])
ebenen = st.sampled_from(["", *Ebene])
tage = st.integers(-400, 400).map(lambda days: TAG + timedelta(days=days))


@st.composite
def regeln(draw: st.DrawFn, ebene: st.SearchStrategy[str] = ebenen) -> list[Regel]:
    return [
        Regel(UUID(int=n), 1, draw(leistungen), draw(orte), n, None, f"Stelle {n}", draw(tage),
              draw(st.none() | tage), draw(ebene))
        for n in range(1, draw(st.integers(1, 12)))
    ]  # fmt: skip


@st.composite
def vollzuege(draw: st.DrawFn) -> list[Vollzug]:
    return [
        Vollzug(UUID(int=n), draw(leistungen), draw(st.sampled_from(["", "01", "02"])), draw(st.sampled_from(Ebene)),
                draw(tage), draw(st.none() | tage))
        for n in range(1, draw(st.integers(1, 6)))
    ]  # fmt: skip


def befund(rules: list[Regel], vollzug: list[Vollzug]) -> Befund:
    return resolve(rules, leistung=LEISTUNG, ars=ARS, tag=TAG, vollzug=vollzug)


@given(st.data(), regeln(), vollzuege())
def test_the_order_of_rules_is_nothing(data, rules, vollzug):
    other = befund(data.draw(st.permutations(rules)), data.draw(st.permutations(vollzug)))
    assert other == befund(rules, vollzug)


@given(regeln(), regeln(), vollzuege())
def test_a_less_specific_rule_never_changes_an_answer(rules, more, vollzug):
    first = befund(rules, vollzug)
    if first.ausgang not in (Ausgang.EINDEUTIG, Ausgang.MEHRERE):
        return
    best = first.regel or first.verworfen[0][0]
    size = (len(best.leistung_praefix), len(best.ars_praefix))
    less = [r for r in more if (len(r.leistung_praefix), len(r.ars_praefix)) < size]
    again = befund(rules + less, vollzug)
    assert (again.ausgang, again.regel) == (first.ausgang, first.regel)


@given(regeln(), vollzuege())
def test_every_outcome_has_a_reason_and_every_rule_a_verdict(rules, vollzug):
    one = befund(rules, vollzug)
    assert (one.regel is not None) == (one.ausgang is Ausgang.EINDEUTIG)
    assert one.ausgang is Ausgang.EINDEUTIG or SAETZE[one.ausgang]
    verdicts = [regel.id for regel, grund in one.verworfen if grund] + ([one.regel.id] if one.regel else [])
    assert sorted(verdicts) == sorted(regel.id for regel in rules)


@given(regeln(), vollzuege())
def test_the_winner_fits_in_every_respect(rules, vollzug):
    one = befund(rules, vollzug)
    if one.regel is None:
        return
    regel = one.regel
    assert LEISTUNG.startswith(regel.leistung_praefix)
    assert ARS.startswith(regel.ars_praefix)
    assert regel.gueltig_von <= TAG <= (regel.gueltig_bis or TAG)
    entry = {e.ebene for e in executing(vollzug, leistung=LEISTUNG, ars=ARS, tag=TAG)}
    assert not regel.ebene or entry == {regel.ebene} or (len(entry) != 1 and regel.leistung_praefix == LEISTUNG)


@given(regeln(ebene=st.just("")), vollzuege())
def test_rules_of_any_kind_do_not_ask_who_executes(rules, vollzug):
    with_, without = befund(rules, vollzug), befund(rules, [])
    assert (with_.ausgang, with_.regel) == (without.ausgang, without.regel)
