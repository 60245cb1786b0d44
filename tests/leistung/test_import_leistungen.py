"""The import of the catalogue: facts change, own texts stay, nothing disappears, the same file changes nothing."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ozgcloud.core.actor import system_actor
from ozgcloud.core.models import Ereignis
from ozgcloud.leistung.actions.write_leistungen import write_leistungen
from ozgcloud.leistung.models import Leistung
from ozgcloud.leistung.queries import get_leistung, is_indexed, search_leistungen, successor_of

KOPF = "leika_key,name,name_aktuell,ozg_leistung,lebenslage,ebene,rechtsgrundlage,gueltig_bis,nachfolger\n"
HUND, BAUM = "99102013104000", "99090023276000"
HAUS = system_actor(None, "pruefung")


def run(tmp_path: Path, *zeilen: str, kopf: str = KOPF) -> str:
    datei, out = tmp_path / "katalog.csv", io.StringIO()
    datei.write_text(kopf + "".join(f"{zeile}\n" for zeile in zeilen), encoding="utf-8")
    call_command("importiere_leistungen", str(datei), stdout=out, stderr=out)
    return out.getvalue()


def test_new_changed_and_unchanged_rows_are_told(db_ozg, tmp_path):
    zeile = f"{HUND},Hundesteuer Anmeldung,,Hundehaltung,Tierhaltung,LOV,KAG [http://example.org],,"
    assert "1 neu, 0 geändert, 0 unverändert" in run(tmp_path, zeile)
    assert "0 neu, 0 geändert, 1 unverändert" in run(tmp_path, zeile)
    assert "0 neu, 1 geändert, 0 unverändert" in run(tmp_path, zeile.replace("Tierhaltung", "Haustiere"))
    hund = get_leistung(HUND)
    assert (hund.name, hund.lebenslage, hund.rechtsgrundlage) == ("Hundesteuer Anmeldung", "Haustiere", "KAG")
    assert Ereignis.objects.filter(typ="LeistungenImported").count() == 2
    assert is_indexed()


def test_own_texts_stay_and_the_catalogues_title_follows(db_ozg, tmp_path):
    write_leistungen(HAUS, texte=[{"schluessel": HUND, "name": "Hund anmelden", "kurztext": "Bei der Gemeinde."}])
    run(tmp_path, f"{HUND},Hundesteuer Anmeldung,,,,LOV,KAG,,", f"{BAUM},Beseitigung von Bäumen,,,,LOV,,,")
    run(tmp_path, f"{HUND},Hundesteuer Anzeige,,,,LOV,KAG,,", f"{BAUM},Beseitigung von Bäumen,Baum fällen,,,LOV,,,")
    hund, baum = get_leistung(HUND), get_leistung(BAUM)
    assert (hund.name, hund.kurztext, hund.katalogname) == ("Hund anmelden", "Bei der Gemeinde.", "Hundesteuer Anzeige")
    assert (hund.rechtsgrundlage, baum.name) == ("KAG", "Baum fällen")


def test_own_texts_come_to_a_leistung_of_the_catalogue_once(db_ozg, tmp_path):
    run(tmp_path, f"{HUND},Hundesteuer Anmeldung,,,,LOV,,,")
    text = {"schluessel": HUND, "name": "Hund anmelden", "kurztext": "Für Wuffi."}
    assert write_leistungen(HAUS, texte=[text]).anzahl == 1
    assert write_leistungen(HAUS, texte=[text]).anzahl == 0
    assert [t.name for t in search_leistungen("Wuffi").treffer] == ["Hund anmelden"]


def test_refused_rows_are_named_and_the_others_are_taken(db_ozg, tmp_path):
    with pytest.raises(CommandError, match="3 Zeilen wurden nicht übernommen"):
        run(
            tmp_path,
            "123,Kurz,,,,LOV,,,",
            f"{HUND},,,,,LOV,,,",
            f"{BAUM},Baum,,,,LOV,,31.2.2026,",
            f"{HUND[:-1]}1,X,,,,LO,,,",
        )
    assert list(Leistung.objects.values_list("name", flat=True)) == ["X"]


def test_a_file_without_the_needed_columns_is_refused(db_ozg, tmp_path):
    with pytest.raises(CommandError, match="fehlen Spalten: name"):
        run(tmp_path, f"{HUND}", kopf="leika_key\n")


def test_what_a_newer_file_no_longer_names_is_reported_and_stays(db_ozg, tmp_path):
    run(tmp_path, f"{HUND},Hundesteuer,,,,LO,,,", f"{BAUM},Baum,,,,LO,,,")
    assert f"1 Leistungen stehen nicht mehr in der Datei und bleiben unverändert: {BAUM}" in run(
        tmp_path, f"{HUND},Hundesteuer,,,,LO,,,"
    )
    assert get_leistung(BAUM).name == "Baum"


def test_an_old_key_leads_to_its_successor_over_steps_and_never_in_circles(db_ozg, tmp_path):
    keys = [f"9900000000000{n}" for n in range(4)]
    run(
        tmp_path,
        f"{keys[0]},Alt,,,,LO,,2020-01-01,{keys[1]}",
        f"{keys[1]},Mittel,,,,LO,,2021-01-01,{keys[2]}",
        f"{keys[2]},Neu,,,,LO,,,",
        f"{keys[3]},Kreis,,,,LO,,2020-01-01,{keys[3]}",
    )
    heute = date(2026, 11, 22)
    successor = successor_of(get_leistung(keys[0]), heute)
    assert successor is not None
    assert successor.name == "Neu"
    assert successor_of(get_leistung(keys[2]), heute) is None
    assert successor_of(get_leistung(keys[3]), heute) is None
