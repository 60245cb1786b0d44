"""The list and the search: whatever is asked, the answer is that of a reader who looks at one case after the other."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gang import auffindbar, reiche_ein
from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow.tasks import collect_search_words
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.actions.collect_suchworte import collect_suchworte
from ozgcloud.vorgang.actions.index_vorgang import INDEX, index_vorgang
from ozgcloud.vorgang.angebot import WEITE, angebot, plan
from ozgcloud.vorgang.auswahl import Ansicht, Filter, Fristlage, Reichweite, Sortierung, narrow, reach_of, reader_of
from ozgcloud.vorgang.indizes import INDIZES
from ozgcloud.vorgang.models import Suchwort, Vorgangsdaten, Vorgangssuche
from ozgcloud.vorgang.queries import iter_vorgaenge, list_vorgaenge, place_of
from ozgcloud.vorgang.rules import POSTSTELLE_SEES, Status
from vorgang.faelle import LEISTUNGEN, NAMEN, WOERTER, fill_both, fill_one, naive
from welt import ARS, Welt

ALLE = frozenset(Status)
NOTIZ = (
    "Das Gutachten über den Hund der Hundehalterin fehlt seit 03.05.2026 (ida.apfel-baum@post.example.org,"
    " Müller-O'Brien\\Söhne)."
)


def rollen(welt: Welt, *parts: tuple[Rolle, str, str | None]) -> Actor:
    """The clerk of Mandant 1 with other Rollen; Organisationseinheiten are `eins`, `andere` or `` for all."""
    einheiten = {"eins": welt.eins.einheit, "andere": welt.eins.andere_einheit, "": None}
    found = frozenset(Rollenzuweisung(rolle, einheiten[einheit], leistung) for rolle, einheit, leistung in parts)
    return replace(welt.eins.sachbearbeitung, rollen=found)


ROLLEN = (
    ((Rolle.USER, "eins", None),),
    ((Rolle.USER, "", None),),
    ((Rolle.POSTSTELLE, "eins", None),),
    ((Rolle.USER, "eins", "990"), (Rolle.POSTSTELLE, "andere", None)),
    ((Rolle.USER, "", LEISTUNGEN[0]), (Rolle.LOESCHEN, "andere", LEISTUNGEN[2])),
    ((Rolle.POSTSTELLE, "", None), (Rolle.USER, "andere", None), (Rolle.USER, "eins", "991")),
    ((Rolle.FACHADMIN, "", None),),
)
FILTER = st.builds(
    Filter,
    ansicht=st.sampled_from([a.value for a in Ansicht]),
    sortierung=st.sampled_from(["", *(s.value for s in Sortierung)]),
    status=st.sampled_from([None, None, None, *Status]),
    leistung=st.sampled_from(["", "", *LEISTUNGEN]),
    gebiet=st.sampled_from(["", "", *ARS.values(), "01"]),
    kanal=st.sampled_from(["", "", "papier"]),
    prioritaet=st.sampled_from([None, None, 0, 2]),
    schlagwort=st.sampled_from(["", "", *WOERTER]),
    wartet_auf=st.sampled_from(["", "", "antragsteller"]),
    frist=st.sampled_from(["", "", *Fristlage]),
    von=st.sampled_from([None, None, date(2026, 3, 3)]),
    bis=st.sampled_from([None, None, date(2026, 3, 9)]),
)


def whole(actor: Actor, auswahl: Filter, limit: int) -> list[UUID]:
    return [zeile.id for page in iter_vorgaenge(actor, auswahl, limit) for zeile in page]


def test_any_filter_gives_what_a_patient_reader_finds(welt):
    fill_both(welt)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(FILTER, st.sampled_from(ROLLEN), st.booleans(), st.sampled_from([7, 50]))
    def check(auswahl: Filter, parts: tuple[tuple[Rolle, str, str | None], ...], einheit: bool, limit: int) -> None:
        actor = rollen(welt, *parts)
        auswahl = replace(auswahl, einheit=welt.eins.andere_einheit if einheit else None)
        assert whole(actor, auswahl, limit) == naive(actor, auswahl)

    check()


def test_backwards_is_the_same_list(welt):
    fill_both(welt, 60)
    user = rollen(welt, (Rolle.USER, "", None))
    for sortierung in Sortierung:
        ansicht = Ansicht.WIEDERVORLAGEN if sortierung is Sortierung.WIEDERVORLAGE else Ansicht.ALLE
        auswahl = Filter(ansicht=ansicht.value, sortierung=sortierung.value)
        forwards = whole(user, auswahl, 10)
        for place in (0, 1, 17, len(forwards) - 1):
            here = place_of(user, forwards[place], auswahl)
            back, _ = list_vorgaenge(user, auswahl, after=here, limit=10, rueckwaerts=True)
            assert [zeile.id for zeile in back] == forwards[max(0, place - 10) : place]


def test_who_calls_with_his_number_is_found_before_any_index_knows_him(welt):
    fall = reiche_ein(welt)
    andere = reiche_ein(welt, seed=2)
    auffindbar(1)
    neu = reiche_ein(welt, seed=3)
    for text, gesucht in ((neu.vorgangsnummer.lower(), neu), (f" {fall.vorgangsnummer} ", fall)):
        found, _ = list_vorgaenge(neu.user, Filter(suche=text))
        assert [zeile.id for zeile in found][:1] == [gesucht.vorgang_id]
    fremd = welt.zwei.sachbearbeitung
    assert list_vorgaenge(fremd, Filter(suche=neu.vorgangsnummer)) == ([], None)
    assert andere.vorgang_id not in {
        zeile.id for zeile in list_vorgaenge(neu.user, Filter(suche=neu.vorgangsnummer))[0]
    }


def test_what_is_rare_is_found_by_going_on(welt):
    """A page that has looked far enough says where it stands; nobody misses a case because of it."""
    fill_one(welt.eins, WEITE + 200)
    user = rollen(welt, (Rolle.USER, "", None))
    few = Filter(kanal="portal", schlagwort=WOERTER[0], prioritaet=0, frist=Fristlage.SIEBEN.value)
    auswahl = replace(few, wartet_auf="zuarbeit", gebiet=ARS[1])
    page, following = list_vorgaenge(user, auswahl)
    assert (len(page) < 50, following is not None) == (True, True)
    assert whole(user, auswahl, 50) == naive(user, auswahl)


@pytest.mark.parametrize(
    ("parts", "auswahl", "expected"),
    [
        (((Rolle.USER, "eins", None), (Rolle.POSTSTELLE, "eins", None)), Filter(), {("eins", ALLE, "")}),
        (((Rolle.USER, "eins", None), (Rolle.USER, "", None)), Filter(), {("", ALLE, "")}),
        (((Rolle.USER, "", "99"),), Filter(leistung="12000000000000"), set()),
        (((Rolle.USER, "", "99"),), Filter(leistung=LEISTUNGEN[0]), {("", ALLE, LEISTUNGEN[0])}),
        (((Rolle.POSTSTELLE, "", None),), Filter(status=Status.BESCHIEDEN), set()),
        (((Rolle.POSTSTELLE, "", None),), Filter(), {("", POSTSTELLE_SEES, "")}),
        (((Rolle.FACHADMIN, "", None),), Filter(), set()),
    ],
)
def test_what_rollen_and_filter_leave(welt, parts, auswahl, expected):
    einheiten = {"eins": welt.eins.einheit, "": None}
    found = narrow(reach_of(rollen(welt, *parts)), auswahl)
    assert set(found) == {Reichweite(einheiten[e], stati, leistung) for e, stati, leistung in expected}


def test_every_combination_on_offer_begins_with_an_index_that_is_there(welt):
    known = {index.name for index in INDIZES}
    for parts in ROLLEN[:-1]:
        actor = rollen(welt, *parts)
        for auswahl in angebot():
            filled = replace(auswahl, leistung=auswahl.leistung and LEISTUNGEN[0])
            reach = reach_of(actor)
            grund = plan(filled, narrow(reach, filled), reader_of(actor, reach))
            assert grund is None or grund.index in known
    assert len({(a.ansicht, a.sortierung) for a in angebot()}) == 3 * 6 + 2


# ── search


def test_the_search_stays_inside_and_obeys_every_filter(welt):
    fill_both(welt)
    auffindbar(1, 2)
    user = rollen(welt, (Rolle.USER, "eins", None))
    for name in NAMEN:
        for auswahl in (Filter(), Filter(status=Status.NEU), Filter(ansicht="meine"), Filter(schlagwort=WOERTER[0])):
            found = whole(user, replace(auswahl, suche=name), 3)
            with mandant_scope(1):
                same = set(Vorgangsdaten.objects.filter(antragsteller=name).values_list("vorgang_id", flat=True))
            assert found == [key for key in naive(user, auswahl) if key in same], name


def test_the_search_of_mixed_rollen_goes_page_by_page_in_both_directions(welt):
    """Parts of a reach are searched one by one, the narrow ones only as far as their hits would be shown."""
    fill_both(welt)
    auffindbar(1, 2)
    with mandant_scope(1):
        same = set(Vorgangsdaten.objects.filter(antragsteller=NAMEN[2]).values_list("vorgang_id", flat=True))
    for parts in ROLLEN[:-1]:
        user = rollen(welt, *parts)
        for sortierung in (Sortierung.NEUESTE, Sortierung.AELTESTE):
            auswahl = Filter(suche=NAMEN[2], sortierung=sortierung.value)
            expected = [key for key in naive(user, replace(auswahl, suche="")) if key in same]
            assert whole(user, auswahl, 3) == expected, (parts, sortierung)


@pytest.mark.parametrize(
    ("begriff", "trifft"),
    [
        ("Hundehalter", True),
        ("hundehaltern", True),
        ("hundeha", True),
        ("Gutachten Hund", True),
        ("Gutachten Katze", False),
        ("der", False),
        ("Apfelbaum", True),
        ("Apfelbam", True),
        ("Qzvl", False),
        ("ida apfelbaum", True),
        ("ida.apfel-baum@post.example.org", True),
        ("post.example", True),
        ("03.05.2026", True),
        ("2026-05-29", False),
    ],
)
def test_words_are_found_as_people_write_them(welt, begriff, trifft):
    fall = reiche_ein(welt)
    with mandant_scope(1):
        Vorgangsdaten.objects.filter(vorgang_id=fall.vorgang_id).update(antragsteller="Ida Apfelbaum")
    add_notiz(fall.user, vorgang_id=fall.vorgang_id, text=NOTIZ)
    auffindbar(1)
    assert bool(whole(fall.user, Filter(suche=begriff), 50)) is trifft


def test_a_beginning_means_the_same_as_the_words_it_stands_for(welt, als_superuser):
    """Whole words are searched instead of beginnings only where none is missing, and find what the beginnings find."""
    fill_both(welt)
    fall = reiche_ein(welt)
    add_notiz(fall.user, vorgang_id=fall.vorgang_id, text=NOTIZ)
    auffindbar(1, 2)

    def expand(query: str) -> str:
        with mandant_scope(1), connection.cursor() as cursor:
            cursor.execute("SELECT suche_genau(%s::tsquery)::text", [query])
            return str(cursor.fetchone()[0])

    def found(query: str) -> set[object]:
        rows = als_superuser.execute(
            "SELECT vorgang_id FROM vorgangssuche WHERE mandant_id = 1 AND worte @@ %s::tsquery", [query]
        )
        return {row[0] for row in rows}

    known = {wort for (wort,) in als_superuser.execute("SELECT wort FROM suchwort WHERE mandant_id = 1")}
    beginnings = {wort[:n] for wort in known for n in (1, 2, 3, 5, 9)}
    assert len(beginnings) > 60
    assert expand("'hund':*") == "'hund':*", "nobody has said that the words are complete"
    for mandant_id in (1, 2):
        collect_suchworte(system_actor(mandant_id, "suche"))
    # How far a stem is cut depends on the version of PostgreSQL.
    (other,) = {wort for wort in known if wort.startswith("hunde")}
    assert expand("'hund':* & 'gutacht':*") == f"( 'hund' | '{other}' ) & 'gutacht'"
    assert expand("'hund' & '2026':* & 'zzz':*") == "'hund' & '2026':* & 'zzz':*"
    for beginning in beginnings:
        query = f"'{beginning}':* & 'ozg':*"
        assert found(expand(query)) == found(query), beginning


def test_words_come_with_their_case_and_go_when_no_case_has_them(welt):
    fall = reiche_ein(welt)
    system = system_actor(1, "suche")
    auffindbar(1)
    collect_search_words(timestamp=0)
    assert collect_suchworte(system) == 0, "the empty word is there too"

    def known() -> set[str]:
        with mandant_scope(1):
            return set(Suchwort.objects.exclude(wort="").values_list("wort", flat=True))

    before = known()
    add_notiz(fall.user, vorgang_id=fall.vorgang_id, text="Zwergesel")
    auffindbar(1)
    assert known() - before == {"zwergesel"}
    with mandant_scope(1):
        Vorgangssuche.objects.all().delete()
    assert collect_suchworte(system) == 0
    assert known() == set()
    with mandant_scope(2):
        assert [row.wort for row in Suchwort.objects.all()] == [""]


def test_words_of_two_cases_at_once_wait_for_nobody(welt, als_superuser):
    """Both write what the other brings, neither waits for the other's end; reading anew leaves each word once."""
    faelle = [reiche_ein(welt), reiche_ein(welt)]
    system, other = system_actor(1, "suche"), als_superuser
    with other.transaction(), other.cursor() as cursor:
        cursor.execute("SELECT set_config('app.mandant', '1', true)")
        cursor.execute(INDEX, [1, [faelle[0].vorgang_id]])
        assert collect_suchworte(system) is None, "not while somebody is at it"
        assert index_vorgang(system, vorgang_ids=[faelle[1].vorgang_id]) == 1
    twice = "SELECT count(*) - count(DISTINCT wort) FROM suchwort"
    assert other.execute(twice).fetchone()[0] > 0
    assert collect_suchworte(system) == 1, "the empty word alone"
    assert other.execute(twice).fetchone()[0] == 0
