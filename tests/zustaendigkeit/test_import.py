"""`ozg import zustaendigkeiten|vollzugsebenen`: repeatable, versions instead of overwriting, refusals with reasons."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.models import Land, Mandant, Organisationseinheit
from ozgcloud.zustaendigkeit.models import Vollzugsebene, Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.queries.stelle import CANDIDATES

KOPF = "leistung_praefix;ebene;ars_praefix;mandant;organisationseinheit;gueltig_von;gueltig_bis;quelle\n"
AMT = ";gemeinde;010575785;amt;Ordnungsamt;2026-01-01;;Amtsordnung\n"
KREIS = ";kreis;01057;kreis;;2026-01-01;;\n"


@pytest.fixture
def land(db_ozg) -> None:
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    for n, kurz in enumerate(("amt", "kreis", "stadt"), 2):
        Mandant.objects.create(id=n, land_id=1, kurz=kurz, name=kurz.title(), art="amt")
    Mandant.objects.create(id=9, land_id=1, kurz="clearing", name="Clearing", art="clearing")
    with mandant_scope(2):
        Organisationseinheit.objects.create(mandant_id=2, name="Ordnungsamt")


@pytest.fixture
def lies(land, tmp_path):
    def run(inhalt: str, art: str = "zustaendigkeiten", kopf: str = KOPF) -> tuple[str, str]:
        path = tmp_path / "x.csv"
        path.write_text(kopf + inhalt, encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(f"importiere_{art}", str(path), stdout=out, stderr=err)
        except CommandError as error:
            err.write(str(error))
        return out.getvalue(), err.getvalue()

    return run


def live(**key):
    return Zustaendigkeitsregel.objects.get(ersetzt_am=None, **key)


def test_the_same_file_changes_nothing_twice(lies):
    assert lies(AMT + KREIS) == ("2 neu, 0 geändert, 0 unverändert, 0 abgelehnt.\n", "")
    assert live(ebene="gemeinde").stelle == "Amt, Ordnungsamt"
    assert lies(AMT + KREIS) == ("0 neu, 0 geändert, 2 unverändert, 0 abgelehnt.\n", "")
    assert Ereignis.objects.filter(typ="ZustaendigkeitImported").count() == 1


def test_a_change_is_a_new_version(lies):
    lies(AMT)
    first = live()
    assert lies(AMT.replace("amt;Ordnungsamt", "stadt;"))[0].startswith("0 neu, 1 geändert")
    second = live()
    assert (second.regel_id, second.version, second.mandant_id) == (first.regel_id, 2, 4)
    first.refresh_from_db()
    assert (first.mandant_id, first.stelle, first.ersetzt_am is not None) == (2, "Amt, Ordnungsamt", True)


@pytest.mark.parametrize(
    ("zeile", "grund"),
    [
        (AMT.replace(";amt;", ";niemand;"), "Die Verwaltung „niemand“ gibt es nicht"),
        (AMT.replace(";amt;", ";clearing;"), "gibt es nicht"),
        (AMT.replace("Ordnungsamt", "Bauamt"), "„Bauamt“ ist dort nicht eingerichtet"),
        (AMT.replace("010575785", "0105"), "12 Ziffern für eine Gemeinde"),
        (AMT.replace("gemeinde", "bund"), "Bitte eine von diesen"),
        (AMT.replace("2026-01-01", "31.2.2026"), "Richtig wäre zum Beispiel 2026-04-30"),
        (AMT.replace("2026-01-01;", "2026-01-01;2025-01-01"), "nicht vor dem Beginn"),
        ("9x" + AMT, "höchstens 14 Ziffern"),
        (KREIS.replace("kreis;01057", ";01057"), "gilt schon „Kreis“"),
        (KREIS.replace("2026-01-01", "2027-01-01"), "gilt schon „Kreis“"),
        (KREIS, "Derselbe Eintrag steht schon in Zeile 2"),
        ("a;b\n", "Die Zeile hat 2 statt 8 Werte"),
    ],
)
def test_bad_rows_are_refused_with_their_reason_and_the_others_taken(zeile, grund, lies):
    out, err = lies(KREIS + zeile)
    assert out.startswith("1 neu, 0 geändert, 0 unverändert, 1 abgelehnt.")
    assert "Zeile 3:" in err
    assert grund in err
    assert Zustaendigkeitsregel.objects.count() == 1


def test_a_rule_that_follows_another_is_none_of_its_rivals(lies):
    ended = KREIS.replace("2026-01-01;", "2026-01-01;2026-12-31")
    assert lies(ended + KREIS.replace("2026", "2027").replace(";kreis;;", ";stadt;;"))[1] == ""
    assert Zustaendigkeitsregel.objects.filter(ersetzt_am=None).count() == 2


def test_vollzugsebenen(lies):
    kopf = "leistung_praefix,ebene,gueltig_von,gueltig_bis\n"
    assert lies("99,kreis,2026-01-01,\n", "vollzugsebenen", kopf)[0].startswith("1 neu")
    assert lies("99,kreis,2026-01-01,\n", "vollzugsebenen", kopf)[0].startswith("0 neu, 0 geändert, 1 unverändert")
    assert lies("99,land,2026-01-01,\n", "vollzugsebenen", kopf)[0].startswith("0 neu, 1 geändert")
    for zeile, grund in (
        ("99,kreis,2026-06-01,\n", "schon die Ebene „land“"),
        ("99,,2026-01-01,\n", "Bitte eine von diesen"),
    ):
        assert grund in lies(zeile, "vollzugsebenen", kopf)[1]
    assert [v.ebene for v in Vollzugsebene.objects.filter(ersetzt_am=None)] == ["land"]
    assert Vollzugsebene.objects.count() == 2


def test_rules_cannot_be_overwritten_or_deleted_by_the_program(lies):
    lies(KREIS)
    for statement in ("UPDATE zustaendigkeitsregel SET mandant_id = 2", "UPDATE vollzugsebene SET ebene = 'land'"):
        with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
            cursor.execute(statement)


def test_the_search_for_a_stelle_reads_no_whole_table(lies):
    """Many rules, few fitting: the plan has index conditions for both keys."""
    Zustaendigkeitsregel.objects.bulk_create(
        Zustaendigkeitsregel(
            leistung_praefix=f"99{n % 500:03}", ars_praefix=f"{10_000_000_000 + n:012}", mandant_id=2, stelle="X",
            gueltig_von="2026-01-01",
        )
        for n in range(5_000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {CANDIDATES}", {"uebung": False, "leistungen": ["", "99001"], "orte": ["", "01057"]})
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on zustaendigkeitsregel" not in plan, plan
    assert "zustaendigkeitsregel_" in plan
