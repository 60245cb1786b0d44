"""Rules of who is competent by HTTP: list, propose, replay, take over, probe; and that no case is read for it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connections
from django.db.utils import ProgrammingError

from doors.amt_zugang import at_clearing, log_in, text, toasts
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.actions.suggest_regel import suggest_regel
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zustaendigkeit.models import Regelvorschlag, Vollzugsebene, Zustaendigkeitsregel
from welt import ARS, CLEARING, LEISTUNG, NIEMANDSORT, submit

LISTE = "/leitstand/zustaendigkeit/"
HEUTE = f"{clock.today():%d.%m.%Y}"


@pytest.fixture
def client(welt):
    return log_in(welt.leitstand)


def angaben(**mehr: str) -> dict[str, str]:
    return {
        "leistung_praefix": LEISTUNG,
        "ars_praefix": NIEMANDSORT,
        "ebene": "",
        "mandant": "1",
        "organisationseinheit": "Amt A",
        "gueltig_von": HEUTE,
        "gueltig_bis": "",
        "quelle": "§ 3 Satzung",
        **mehr,
    }


def propose(client, adresse: str = f"{LISTE}regel/neu/", **mehr: str):
    return client.post(adresse, angaben(**mehr), follow=True)


def stand_of(response) -> str:
    return re.search(r'name="stand" value="([0-9a-f]+)"', response.content.decode())[1]


def take_over(client, response):
    adresse = response.request["PATH_INFO"]
    return client.post(f"{adresse}uebernehmen/", {"stand": stand_of(response)}, follow=True)


def fassung(mandant_id: int = 1) -> Zustaendigkeitsregel:
    return Zustaendigkeitsregel.objects.get(mandant_id=mandant_id, ersetzt_am=None)


def test_a_new_rule_is_replayed_before_it_counts(client, welt):
    for seed in (1, 2, 3):
        submit(welt, ars=NIEMANDSORT, seed=seed)
    submit(welt)
    page = propose(client)
    shown = text(page)
    assert "Geprüft sind 4 Anträge; 3 davon betreffen diese Regel" in shown
    assert re.search(r"Klärungsfall: Für diese Leistung .*? Stadt 1, Amt A 3 ", shown)
    assert Zustaendigkeitsregel.objects.count() == 2, "a proposal is no rule"
    csv = client.get(f"{page.request['PATH_INFO']}unterschiede.csv").content.decode("utf-8-sig").splitlines()
    assert len(csv) == 4
    assert csv[1].startswith(f"{HEUTE};Prüfleistung;{NIEMANDSORT};Niemandsort;Clearingstelle;Klärungsfall")
    done = take_over(client, page)
    assert toasts(done) == ["Die Regel ist übernommen und gilt ab jetzt in dieser Fassung."]
    submit(welt, ars=NIEMANDSORT, seed=4)
    with mandant_scope(1):
        assert Vorgang.objects.filter(gebiet_ars=NIEMANDSORT).count() == 1


def test_no_difference_is_said(client, welt):
    submit(welt)
    page = propose(client)
    assert "Keine Unterschiede" in text(page)


def test_a_change_makes_a_version_and_the_old_one_stays(client, welt):
    submit(welt)
    old = fassung()
    page = propose(
        client, f"{LISTE}fassung/{old.id}/aendern/", ars_praefix=ARS[1], mandant="2", gueltig_von="01.01.2020"
    )
    assert "Amt A Stadt 2, Amt A 1 " in text(page)
    assert "(geändert)" in text(page)
    rule = text(take_over(client, page))
    assert "ersetzt am" in rule
    old.refresh_from_db()
    assert (old.mandant_id, old.version, old.ersetzt_am is not None) == (1, 1, True)
    new = Zustaendigkeitsregel.objects.get(regel_id=old.regel_id, ersetzt_am=None)
    assert (new.mandant_id, new.version) == (2, 2)


def test_a_later_beginning_leaves_the_time_before_as_it_is(client):
    old, morgen = fassung(), clock.today() + timedelta(days=1)
    page = propose(
        client, f"{LISTE}fassung/{old.id}/aendern/", ars_praefix=ARS[1], mandant="2", gueltig_von=f"{morgen:%d.%m.%Y}"
    )
    take_over(client, page)
    live = Zustaendigkeitsregel.objects.filter(regel_id=old.regel_id, ersetzt_am=None).order_by("version")
    assert [(r.mandant_id, r.gueltig_von, r.gueltig_bis) for r in live] == [
        (1, date(2020, 1, 1), clock.today()),
        (2, morgen, None),
    ]


def test_an_ended_rule_sends_to_the_clearing(client, welt):
    submit(welt)
    page = client.post(f"{LISTE}fassung/{fassung().id}/beenden/", {"gueltig_bis": HEUTE}, follow=True)
    assert "Amt A Klärungsfall: Für diese Leistung an diesem Ort" in text(page)
    take_over(client, page)
    assert fassung().gueltig_bis == clock.today()
    assert client.post(f"{LISTE}fassung/{fassung().id}/beenden/", {"gueltig_bis": ""}).status_code == 422


def test_who_is_late_looks_again(client, welt):
    """Two proposals: after the first is taken over, the differences of the second are shown anew before it counts."""
    eins, zwei = propose(client), propose(client, ars_praefix="01", organisationseinheit="")
    stale = stand_of(zwei)
    take_over(client, eins)
    adresse = f"{zwei.request['PATH_INFO']}uebernehmen/"
    refused = client.post(adresse, {"stand": stale})
    assert refused.status_code == 409
    assert "neu berechnet" in text(refused)
    assert client.post(adresse, {"stand": stand_of(refused)}).status_code == 302
    assert client.post(adresse, {"stand": stand_of(refused)}).status_code == 409


def test_a_rule_changed_meanwhile_is_not_overwritten(client):
    old = fassung()
    adresse = f"{LISTE}fassung/{old.id}/aendern/"
    eins = propose(client, adresse, ars_praefix=ARS[1], mandant="2", gueltig_von="01.01.2020")
    zwei = propose(client, adresse, ars_praefix=ARS[1], quelle="anders", gueltig_von="01.01.2020")
    take_over(client, eins)
    fresh = client.get(zwei.request["PATH_INFO"])
    refused = client.post(f"{zwei.request['PATH_INFO']}uebernehmen/", {"stand": stand_of(fresh)})
    assert refused.status_code == 409
    assert "neueste Fassung" in text(refused)
    assert propose(client, adresse).status_code == 409, "an old version cannot be changed"


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"leistung_praefix": "9x"}, "höchstens 14 Ziffern"),
        ({"ars_praefix": "0105"}, "12 Ziffern für eine Gemeinde"),
        ({"ebene": "bund"}, "Bitte eine von diesen"),
        ({"mandant": "77"}, "Bitte wählen Sie eine Verwaltung"),
        ({"mandant": ""}, "Bitte wählen Sie eine Verwaltung"),
        ({"organisationseinheit": "Amt Z"}, "eingerichtet: „Amt A“, „Amt B“"),
        ({"gueltig_von": ""}, "ab wann die Regel gilt"),
        ({"gueltig_von": "31.02.2026"}, "ein Datum an, das es gibt"),
        ({"gueltig_bis": "01.01.2020"}, "nicht vor dem Beginn"),
        ({"ars_praefix": ARS[1]}, "gilt schon „Amt A“"),
        ({"quelle": "x" * 599}, "höchstens 500 Zeichen"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_with_everything_typed(falsch, satz, client):
    page = propose(client, **falsch)
    assert page.status_code == 422
    assert satz in text(page)
    assert not Regelvorschlag.objects.exists()
    assert 'value="§ 3 Satzung"' in page.content.decode() or "quelle" in falsch


def test_the_list_is_searched_filtered_and_paged(client, welt):
    Zustaendigkeitsregel.objects.bulk_create(
        Zustaendigkeitsregel(
            leistung_praefix=f"{n:05}", ars_praefix="01", ebene="kreis", mandant_id=2, stelle=f"Stelle {n}",
            gueltig_von=date(2026, 1, 1),
        )
        for n in range(120)
    )  # fmt: skip
    seen, query = [], "?ebene=kreis"
    while query:
        page = client.get(f"{LISTE}{query}").content.decode()
        seen += re.findall(r"sr-only\">, (Stelle \d+)", page)
        more = re.search(r'class="kern-btn kern-btn--secondary" href="(\?[^"]+)"', page)
        query = more[1].replace("&amp;", "&") if more else ""
    assert seen == [f"Stelle {n}" for n in range(120)]
    assert "Stelle 77" in text(client.get(f"{LISTE}?suche=00077"))
    assert "Amt A" in text(client.get(f"{LISTE}?suche=stadt 1&mandant=1&am={HEUTE}"))
    for odd in ("?nach=x", "?nach=%00.1.2", "?mandant=x&ebene=y&am=z", "?suche=%25_", "?am=01.01.1800"):
        assert client.get(f"{LISTE}{odd}").status_code == 200


def test_the_probe_says_what_would_happen(client):
    page = client.get(f"{LISTE}probe/", {"leistung": LEISTUNG, "ort": "24001"})
    assert "Amt A" in text(page)
    assert "Keine andere Regel kam in Frage" in text(page)
    none = client.get(f"{LISTE}probe/", {"leistung": LEISTUNG, "ort": "Niemandsort", "tag": HEUTE})
    assert "Klärungsfall: Clearingstelle" in text(none)
    assert f"?leistung_praefix={LEISTUNG}&amp;ars_praefix={NIEMANDSORT}" in none.content.decode()
    early = client.get(f"{LISTE}probe/", {"leistung": LEISTUNG, "ort": "24001", "tag": "01.01.2019"})
    assert "Die Regel gilt noch nicht." in text(early)
    for falsch in ({"leistung": "99"}, {"ort": "Nirgendwo"}, {"tag": "morgen"}):
        asked = {"leistung": LEISTUNG, "ort": "24001", **falsch}
        assert client.get(f"{LISTE}probe/", asked).status_code == 422
    assert client.get(f"{LISTE}probe/").status_code == 200


def test_klaerungsfaelle_are_counted_without_naming_anybody(client, welt):
    for seed in (1, 2):
        submit(welt, ars=NIEMANDSORT, seed=seed)
    drain()
    clearing = at_clearing()
    with mandant_scope(CLEARING):
        one, two = Vorgang.objects.order_by("created_at").values_list("id", flat=True)
    forward_vorgang(clearing, vorgang_id=one, ziel=Abgabeziel(2, None), begruendung="Dort.")
    suggest_regel(clearing, vorgang_id=two)
    page = client.get(f"{LISTE}klaerung/")
    shown = text(page)
    assert re.search(
        r"Prüfleistung Niemandsort Für diese Leistung .*? 2 \d\d\.\d\d\.\d{4} Regel angeregt \(1 Mal\)", shown
    )
    assert "1 Mal abgegeben an Stadt 2." in shown
    assert f"ars_praefix={NIEMANDSORT}&amp;mandant=2" in page.content.decode()
    assert str(one) not in page.content.decode()
    take_over(client, propose(client))
    assert "Alles hat eine Regel" in text(client.get(f"{LISTE}klaerung/"))


def test_vollzugsebenen_are_listed(client):
    Vollzugsebene.objects.create(leistung_praefix="99090", ebene="kreis", gueltig_von=date(2026, 1, 1))
    assert "99090 überall Kreis oder kreisfreie Stadt" in text(client.get(f"{LISTE}vollzugsebenen/"))


def test_a_dropped_proposal_changes_nothing(client):
    page = propose(client)
    answer = client.post(f"{page.request['PATH_INFO']}verwerfen/", follow=True)
    assert toasts(answer) == ["Der Vorschlag ist verworfen. Die Regeln sind unverändert."]
    assert Zustaendigkeitsregel.objects.count() == 2
    assert "verworfen" in text(client.get(page.request["PATH_INFO"]))


@pytest.mark.parametrize(
    "table", ["vorgang", "vorgangsdaten", "eingang", "postfach_nachricht", "datei", "abgabe", "notiz"]
)
def test_the_role_that_replays_reads_no_case(table, welt):
    with connections["leitstand"].cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(f"SELECT count(*) FROM {table}")


def test_the_role_that_replays_sees_three_kinds_of_events(welt):
    submit(welt, ars=NIEMANDSORT)
    drain()
    with connections["leitstand"].cursor() as cursor:
        cursor.execute("SELECT DISTINCT typ FROM ereignis WHERE mandant_id IS NOT NULL")
        seen = {row[0] for row in cursor.fetchall()}
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute("SELECT akteur_id FROM ereignis")
    assert seen <= {"VorgangOpened", "VorgangForwarded", "RegelSuggested"}
