"""kill -9 of web, worker and PostgreSQL while citizens submit and the office decides: nothing answered is lost.

`OZG_KILL_ANTRAEGE`, `OZG_KILL_ANZAHL` and `OZG_KILL_SEED` change the size of the large storm.
"""

import os
import random
from collections.abc import Iterator

import pytest

from kill import pruefer
from kill.durchgang import Durchgang, Groesse, storm
from kill.produkt import Produkt, laufendes_produkt, say

pytestmark = pytest.mark.long
SEED = int(os.environ.get("OZG_KILL_SEED", "20261121"))
RETRIED = 200


def verify(durchgang: Durchgang) -> dict[str, list[str]]:
    """All findings by what was asked."""
    produkt = durchgang.produkt
    with produkt.datenbank() as db:
        befunde = {
            "Belege": pruefer.receipts_kept(db, produkt.store, durchgang.belege),
            "Ein Vorgang je Entwurf": pruefer.one_case_per_draft(db),
            "Folgen": pruefer.consequences_complete(db),
            "Akten": pruefer.akten_once(db, produkt.daten / "ablage"),
            "Bescheide": pruefer.bescheide_once(db, produkt.store),
        }
    return {name: liste for name, liste in befunde.items() if liste}


def journal_findings(produkt: Produkt) -> str:
    """What `ozg journal verify` says; empty when it is content."""
    antwort = produkt.ozg("journal", "verify")
    return "" if antwort.returncode == 0 else antwort.stdout + antwort.stderr


def check(durchgang: Durchgang) -> None:
    """Everything that must hold after a storm."""
    produkt, groesse = durchgang.produkt, durchgang.groesse
    say(durchgang.bericht())
    assert not durchgang.fehler
    assert len(durchgang.belege) == groesse.antraege
    assert len({beleg.nummer for beleg in durchgang.belege}) == groesse.antraege
    assert len(durchgang.schlaege) == groesse.kills
    assert verify(durchgang) == {}
    assert journal_findings(produkt) == ""
    with produkt.datenbank() as db:
        waisen = pruefer.orphans(db, produkt.daten / "dateien")
    say(f"  {len(waisen)} Dateien ohne Eintrag, höchstens {durchgang.erklaerbare_waisen} sind erklärbar")
    assert len(waisen) <= durchgang.erklaerbare_waisen
    fehler = pruefer.server_errors(produkt.protokoll("web.log"))
    say(f"  {len(fehler)} Antworten mit 500")
    assert fehler == []
    check_by_http(durchgang)


def check_by_http(durchgang: Durchgang) -> None:
    """Number and code open every status page; the same submission again gets the same Vorgangsnummer."""
    seed = durchgang.groesse.seed + 1
    gesehen = durchgang.each(seed, lambda b, beleg: b.sieht_stand(beleg), durchgang.belege)
    assert not durchgang.fehler
    assert gesehen.count(True) == len(durchgang.belege)
    probe = random.Random(seed).sample(durchgang.belege, min(RETRIED, len(durchgang.belege)))
    nochmals = durchgang.each(seed + 1, lambda b, beleg: b.sende_nochmals(beleg) == beleg.nummer, probe)
    assert not durchgang.fehler
    assert nochmals == [True] * len(probe)
    with durchgang.produkt.datenbank() as db:
        assert pruefer.one_case_per_draft(db) == []


@pytest.fixture(scope="module")
def kleiner_sturm() -> Iterator[Durchgang]:
    """60 submissions, five kills, one of each kind; the system stays for the tests that plant damage."""
    with laufendes_produkt() as produkt:
        yield storm(produkt, Groesse(antraege=60, faelle=16, kills=5, seed=SEED))


def test_small_storm_loses_nothing(kleiner_sturm: Durchgang) -> None:
    check(kleiner_sturm)


def test_damaged_upload_is_found(kleiner_sturm: Durchgang) -> None:
    produkt = kleiner_sturm.produkt
    with produkt.datenbank() as db:
        row = db.execute("SELECT schluessel FROM datei WHERE mandant_id = 7701 AND name = 'nachweis.pdf'").fetchone()
        assert row is not None
        pfad = produkt.daten / "dateien" / row[0].hex[-2:] / str(row[0])
        inhalt = pfad.read_bytes()
        try:
            pfad.write_bytes(inhalt[:-1] + b"?")
            assert len(verify(kleiner_sturm)["Belege"]) == 1
            pfad.unlink()
            assert "nicht mehr vorhanden" in verify(kleiner_sturm)["Belege"][0]
        finally:
            pfad.write_bytes(inhalt)
    assert verify(kleiner_sturm) == {}


def test_lost_case_is_found(kleiner_sturm: Durchgang) -> None:
    with kleiner_sturm.produkt.datenbank() as db, db.transaction(force_rollback=True):
        nummer = kleiner_sturm.belege[0].nummer
        db.execute("SET LOCAL session_replication_role = replica")
        db.execute("DELETE FROM vorgang WHERE vorgangsnummer = %s", [nummer])
        assert pruefer.receipts_kept(db, kleiner_sturm.produkt.store, kleiner_sturm.belege) == [
            f"{nummer}: 0 Eingänge statt einem"
        ]
        assert len(pruefer.one_case_per_draft(db)) == 1


def test_second_case_of_a_draft_is_found(kleiner_sturm: Durchgang) -> None:
    with kleiner_sturm.produkt.datenbank() as db, db.transaction(force_rollback=True):
        db.execute("ALTER TABLE eingangsregister DISABLE TRIGGER ALL")
        zwei = db.execute("SELECT absender FROM eingangsregister WHERE mandant_id = 7701 LIMIT 2").fetchall()
        db.execute(
            "UPDATE eingangsregister SET absender = %s, schluessel = 'zweitens' WHERE absender = %s",
            [zwei[0][0], zwei[1][0]],
        )
        assert any("2 Vorgänge" in befund for befund in pruefer.one_case_per_draft(db))


@pytest.mark.parametrize(
    ("sql", "befund"),
    [
        ("DELETE FROM delivery WHERE id = %s", "nie ausgeführt"),
        ("UPDATE delivery SET id = gen_random_uuid() WHERE id = %s", "ohne Ereignis"),
        ("UPDATE delivery SET status = 'fehlgeschlagen' WHERE id = %s", "ist fehlgeschlagen"),
    ],
)
def test_lost_foreign_or_failed_consequence_is_found(kleiner_sturm: Durchgang, sql: str, befund: str) -> None:
    with kleiner_sturm.produkt.datenbank() as db, db.transaction(force_rollback=True):
        row = db.execute("SELECT id FROM delivery WHERE mandant_id = 7701 AND schritt = 'prepare_akte'").fetchone()
        assert row is not None
        db.execute(sql, [row[0]])
        assert any(befund in text for text in pruefer.consequences_complete(db))


def test_missing_second_and_altered_package_are_found(kleiner_sturm: Durchgang) -> None:
    ablage = kleiner_sturm.produkt.daten / "ablage"
    paket = next(pfad for pfad in (ablage / "mandant-7701").iterdir() if pfad.is_file())
    inhalt = paket.read_bytes()
    zweites = paket.with_name(f"zweites-{paket.name}")
    try:
        paket.unlink()
        assert verify(kleiner_sturm)["Akten"] == [f"fehlt im Ablageordner: {paket.name}"]
        paket.write_bytes(inhalt + b"?")
        assert verify(kleiner_sturm)["Akten"] == [f"verändert: {paket.name}"]
        zweites.write_bytes(inhalt)
        assert f"zu viel im Ablageordner: {zweites.name}" in verify(kleiner_sturm)["Akten"]
    finally:
        paket.write_bytes(inhalt)
        zweites.unlink(missing_ok=True)
    assert verify(kleiner_sturm) == {}


def test_document_published_twice_is_found(kleiner_sturm: Durchgang) -> None:
    with kleiner_sturm.produkt.datenbank() as db, db.transaction(force_rollback=True):
        db.execute(
            "INSERT INTO postfach_dokument (id, mandant_id, vorgang_id, datei_id, titel, bereitgestellt_am)"
            " SELECT gen_random_uuid(), mandant_id, vorgang_id, datei_id, titel, bereitgestellt_am"
            " FROM postfach_dokument WHERE mandant_id = 7701 LIMIT 1"
        )
        assert "2/2 Dokumente" in pruefer.bescheide_once(db, kleiner_sturm.produkt.store)[0]


def test_altered_journal_row_is_found(kleiner_sturm: Durchgang) -> None:
    with kleiner_sturm.produkt.datenbank() as db:
        aendern = "UPDATE ereignis SET akteur_id = %s WHERE id = %s"
        row = db.execute("SELECT id, akteur_id FROM ereignis WHERE mandant_id = 7701 LIMIT 1").fetchone()
        assert row is not None
        try:
            db.execute(aendern, ["jemand anderes", row[0]])
            assert str(row[0]) in journal_findings(kleiner_sturm.produkt)
        finally:
            db.execute(aendern, [row[1], row[0]])
    assert journal_findings(kleiner_sturm.produkt) == ""


def test_large_storm_loses_nothing() -> None:
    if os.environ.get("OZG_POSTGRES_MAJOR") == "15":
        pytest.skip("The demo brings its own PostgreSQL; the large storm runs once, beside the embedded one.")
    antraege = int(os.environ.get("OZG_KILL_ANTRAEGE", "2000"))
    kills = int(os.environ.get("OZG_KILL_ANZAHL", "25"))
    with laufendes_produkt() as produkt:
        check(storm(produkt, Groesse(antraege=antraege, faelle=antraege * 3 // 20, kills=kills, seed=SEED)))
