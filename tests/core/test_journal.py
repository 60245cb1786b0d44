"""Events carry no texts; the journal is append-only, chained, and every tampering is named."""

import json
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NewType
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction

from gang import reiche_ein
from ozgcloud.core import clock, journal
from ozgcloud.core.actor import Rolle, system_actor
from ozgcloud.core.errors import ScopeError
from ozgcloud.core.journal import Event, event
from ozgcloud.core.models import Ereignis
from ozgcloud.core.sealing import merkle_root, seal, verify
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.events import VorgangRead

# The name of the chain, its number, and the new value an attacker writes.
COLUMNS = {
    "mandant_id": "2",
    "typ": "'VorgangClosed'",
    "akteur_art": "'operator'",
    "akteur_id": "'jemand-anders'",
    "daten": '\'{"vorgang_id": "00000000-0000-7000-8000-000000000000"}\'',
    "erstellt_am": "erstellt_am - interval '1 day'",
    "sequenz": "90",
    "vorher": "'x'",
    "hash": "'x'",
    "id": "gen_random_uuid()",
    "kette": "'anders'",
}
# Filled by the database for the relay; a restored copy of the database numbers them anew.
OUTSIDE_THE_HASH = {"position", "transaktion"}


@pytest.fixture
def siegelordner(tmp_path, monkeypatch):
    """Seals of this test only: the folder of the environment is shared by the run."""
    monkeypatch.setattr(settings, "ENV", _replace(settings.ENV, tmp_path))
    return tmp_path / "siegel"


def _replace(env: Any, folder: Any) -> Any:
    values = {name: getattr(env, name) for name in env.__dataclass_fields__}
    return type(env)(**{**values, "data_dir": folder})


@pytest.fixture
def fall(welt, siegelordner):
    """A case with a chain of four."""
    fall = reiche_ein(welt)
    for _ in range(3):
        read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    assert verify() == []
    return fall


# ── what an event may hold


@pytest.mark.parametrize(
    "hint", [str, bytes, float, dict, list[UUID], dict[str, int], Any, str | None, UUID | str, tuple[UUID]]
)
def test_events_refuse_texts_and_collections(hint):
    cls = type("Planted", (Event,), {"__annotations__": {"feld": hint}, "__module__": __name__})
    with pytest.raises(TypeError, match=r"Planted\.feld"):
        event(dataclass(frozen=True, kw_only=True)(cls))
    assert "Planted" not in journal.REGISTRY


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        (UUID, new_id()),
        (NewType("Kennung", UUID), new_id()),
        (UUID | None, None),
        (UUID | None, new_id()),
        (int, 7),
        (bool, True),
        (date, date(2026, 2, 28)),
        (datetime, datetime(2026, 2, 28, 12, tzinfo=clock.BERLIN)),
        (Rolle, Rolle.LOESCHEN),
    ],
)
def test_events_come_back_as_they_went(hint, value):
    cls = type("Rundreise", (Event,), {"__annotations__": {"feld": hint}, "__module__": __name__})
    cls = event(dataclass(frozen=True, kw_only=True)(cls))
    try:
        stored = json.loads(json.dumps(cls(feld=value).payload()))
        assert journal.restore("Rundreise", stored) == cls(feld=value)
        assert journal.restore("Rundreise", {**stored, "spaeter": 1}) == cls(feld=value), "a newer program's field"
    finally:
        del journal.REGISTRY["Rundreise"]


def test_an_unregistered_event_is_refused(welt):
    @dataclass(frozen=True, kw_only=True)
    class Fremd(Event):
        typ = "Fremd"

    with pytest.raises(ScopeError), mandant_scope(1):
        journal.emit(system_actor(1), Fremd())


def test_an_unknown_type_is_a_key_error():
    with pytest.raises(KeyError):
        journal.restore("AusDerZukunft", {})


# ── the chain


def test_each_row_is_linked_to_the_one_before(fall, als_superuser):
    rows = als_superuser.execute(
        "SELECT sequenz, vorher, hash FROM ereignis WHERE kette = %s ORDER BY 1", [str(fall.vorgang_id)]
    )
    before = b""
    for number, (sequenz, vorher, hash_) in enumerate(rows.fetchall(), start=1):
        assert (sequenz, bytes(vorher)) == (number, before)
        before = bytes(hash_)
    assert number == 4


def test_chains_are_per_case_per_mandant_and_one_for_the_installation():
    read = VorgangRead(vorgang_id=new_id())
    assert journal.chain_of(read, 1) == str(read.vorgang_id)
    other = type("Ohne", (Event,), {"__module__": __name__})
    assert journal.chain_of(other(), 3) == "mandant:3"
    assert journal.chain_of(other(), None) == journal.INSTALLATION


def test_role_app_can_add_but_not_change(fall):
    with mandant_scope(1), connection.cursor() as cursor:
        for statement in (
            "UPDATE ereignis SET typ = 'X'",
            "DELETE FROM ereignis",
            "TRUNCATE ereignis",
            "UPDATE kette SET sequenz = 0",
            "DELETE FROM kette",
            "INSERT INTO kette (name, mandant_id, sequenz, hash) VALUES ('x', 1, 0, '')",
            "UPDATE eingang SET kanal = 'x'",
            "DELETE FROM eingang_anlage",
            "UPDATE entscheidung SET ergebnis = 'abgelehnt'",
            "UPDATE eingangsregister SET vorgangsnummer = 'x'",
            "UPDATE relay_stand SET position = 0",
            "ALTER TABLE ereignis DISABLE TRIGGER ereignis_kette",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
    assert verify() == []


def test_nobody_writes_into_the_chain_of_another_mandant(fall):
    with pytest.raises(ProgrammingError), mandant_scope(2):
        journal.emit(system_actor(1), VorgangRead(vorgang_id=fall.vorgang_id))
    with pytest.raises(DatabaseError, match="no rows"), mandant_scope(2):
        journal.emit(system_actor(2), VorgangRead(vorgang_id=fall.vorgang_id))
    assert verify() == []


def test_the_database_numbers_the_rows_whatever_it_is_told(fall):
    chain = str(fall.vorgang_id)
    with mandant_scope(1):
        Ereignis.objects.create(
            kette=chain, mandant_id=1, typ="VorgangRead", akteur_art="person", akteur_id="x",
            daten={"vorgang_id": chain}, sequenz=1, vorher=b"falsch", hash=b"falsch",
        )  # fmt: skip
    assert verify() == []


def test_concurrent_writers_share_one_chain(fall):
    errors = []

    def write():
        try:
            for _ in range(10):
                read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with mandant_scope(1):
        numbers = list(
            Ereignis.objects.filter(kette=str(fall.vorgang_id)).order_by("sequenz").values_list("sequenz", flat=True)
        )
    assert numbers == list(range(1, 45))
    assert verify() == []


# ── tampering


def test_every_column_is_either_hashed_or_known_not_to_be(als_superuser):
    rows = als_superuser.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'ereignis'")
    assert {row[0] for row in rows} == set(COLUMNS) | OUTSIDE_THE_HASH


def test_a_change_of_any_column_names_the_row(fall, als_superuser):
    chain = str(fall.vorgang_id)
    als_superuser.execute("ALTER TABLE ereignis DISABLE TRIGGER ALL")
    als_superuser.execute("CREATE TABLE abbild AS SELECT * FROM ereignis WHERE kette = %s AND sequenz = 2", [chain])
    for column, value in COLUMNS.items():
        als_superuser.execute(f"UPDATE ereignis SET {column} = {value} WHERE kette = '{chain}' AND sequenz = 2")
        findings = verify()
        assert any(f"Kette {chain}: Eintrag" in text or "Kette anders" in text for text in findings), column
        if column not in ("sequenz", "id", "kette"):
            row_id = als_superuser.execute("SELECT id FROM abbild").fetchone()[0]
            assert any(f"Eintrag 2 ({row_id})" in text for text in findings), column
        als_superuser.execute("DELETE FROM ereignis e USING abbild a WHERE e.position = a.position")
        als_superuser.execute("INSERT INTO ereignis SELECT * FROM abbild")
        assert verify() == [], column


def test_a_row_missing_from_the_middle_is_found(fall, als_superuser):
    als_superuser.execute("DELETE FROM ereignis WHERE kette = %s AND sequenz = 2", [str(fall.vorgang_id)])
    assert any("Eintrag 3" in text and "fehlt" in text for text in verify())


def test_a_cut_tail_is_found_by_the_head(fall, als_superuser):
    als_superuser.execute("DELETE FROM ereignis WHERE kette = %s AND sequenz > 2", [str(fall.vorgang_id)])
    assert verify() == [f"Kette {fall.vorgang_id}: Ende abgeschnitten – 4 Einträge geschrieben, 2 vorhanden."]


def _cut_tail_and_head(fall, als_superuser):
    als_superuser.execute("DELETE FROM ereignis WHERE kette = %s AND sequenz > 2", [str(fall.vorgang_id)])
    als_superuser.execute(
        "UPDATE kette k SET sequenz = 2, hash = e.hash FROM ereignis e"
        " WHERE k.name = %s AND e.kette = k.name AND e.sequenz = 2",
        [str(fall.vorgang_id)],
    )


def test_a_cut_tail_with_its_head_is_found_by_the_seal(fall, als_superuser):
    seal()
    _cut_tail_and_head(fall, als_superuser)
    findings = verify()
    assert len(findings) == 1
    assert f"Kette {fall.vorgang_id}: Der am" in findings[0]
    assert "versiegelte Eintrag 4 fehlt" in findings[0]


def test_a_whole_chain_taken_away_is_found_by_the_seal(fall, als_superuser):
    seal()
    als_superuser.execute("DELETE FROM ereignis WHERE kette = %s", [str(fall.vorgang_id)])
    als_superuser.execute("DELETE FROM kette WHERE name = %s", [str(fall.vorgang_id)])
    assert any(str(fall.vorgang_id) in text for text in verify())


def test_a_chain_without_head_is_found(fall, als_superuser):
    als_superuser.execute("DELETE FROM kette WHERE name = %s", [str(fall.vorgang_id)])
    assert verify() == [f"Kette {fall.vorgang_id}: Der Kopf der Kette fehlt."]


def test_a_rewritten_history_is_found_by_the_seal(fall, als_superuser):
    """The strongest attacker computes all hashes anew; only what lies outside the database knows better."""
    seal()
    chain = str(fall.vorgang_id)
    als_superuser.execute("UPDATE ereignis SET akteur_id = 'niemand' WHERE kette = %s AND sequenz = 4", [chain])
    als_superuser.execute(
        "UPDATE ereignis e SET hash = sha256(vorher || ereignis_inhalt(e)) WHERE kette = %s AND sequenz = 4", [chain]
    )
    als_superuser.execute("UPDATE kette k SET hash = e.hash FROM ereignis e WHERE k.name = e.kette AND e.sequenz = 4")
    assert any("versiegelte Eintrag 4" in text for text in verify())


# ── seals


def _alter(path, change):
    content = json.loads(path.read_text())
    path.write_text(change(content))


def test_journal_grows_after_a_seal_and_seals_follow_each_other(fall):
    first = seal()
    read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    second = seal()
    assert first.pfad != second.pfad
    assert first.wurzel != second.wurzel
    assert verify() == []


ALTERED = {
    "a head": lambda c: json.dumps({**c, "ketten": [[c["ketten"][0][0], 99, c["ketten"][0][2]], *c["ketten"][1:]]}),
    "a head and the root": lambda c: json.dumps({**c, "ketten": [], "wurzel": merkle_root([]).hex()}),
    "the time": lambda c: json.dumps({**c, "zeit": "2020-01-01T00:00:00+00:00"}),
    "the signature": lambda c: json.dumps({**c, "signatur": "00" * 64}),
    "the key": lambda c: json.dumps({**c, "schluessel": "00" * 32}),
    "no JSON": lambda c: "kein JSON",
    "empty": lambda c: "",
    "another shape": lambda c: "[]",
}


def test_an_altered_seal_is_named_once_and_the_older_one_still_proves(fall, als_superuser):
    seal()
    newest = seal().pfad
    original = newest.read_text()
    for case, change in ALTERED.items():
        _alter(newest, change)
        assert verify() == [f"Siegel {newest.name} wurde verändert."], case
        newest.write_text(original)
    assert verify() == []
    newest.write_text("kein JSON")
    _cut_tail_and_head(fall, als_superuser)
    assert any("versiegelte Eintrag 4 fehlt" in text for text in verify())


def test_a_lost_key_is_no_silent_renewal(fall, siegelordner):
    path = seal().pfad
    (siegelordner / "schluessel.pem").unlink()
    assert verify() == [f"Siegel {path.name} wurde verändert."]


def test_merkle_roots_depend_on_every_leaf_and_on_the_order():
    leaves = [bytes([n]) for n in range(5)]
    roots = {merkle_root(leaves[:n]) for n in range(6)}
    assert len(roots) == 6
    assert merkle_root(leaves) != merkle_root(leaves[::-1])
    assert merkle_root([b"a", b"b"]) != merkle_root([merkle_root([b"a"]) + merkle_root([b"b"])])


# ── the command


def _journal(capsys, *arguments):
    code = 0
    try:
        call_command("journal", *arguments)
    except SystemExit as stop:
        code = stop.code
    return code, capsys.readouterr().out


def test_journal_verify_tells_by_its_exit_code(fall, als_superuser, capsys):
    assert _journal(capsys, "siegeln")[0] == 0
    assert _journal(capsys, "verify") == (0, "Das Journal ist vollständig und unverändert.\n")
    assert json.loads(_journal(capsys, "verify", "--json")[1]) == {"befunde": []}
    als_superuser.execute(
        "UPDATE ereignis SET akteur_id = 'x' WHERE kette = %s AND sequenz = 2", [str(fall.vorgang_id)]
    )
    code, text = _journal(capsys, "verify")
    assert code == 1
    assert f"Kette {fall.vorgang_id}: Eintrag 2" in text
    code, text = _journal(capsys, "verify", "--json")
    assert code == 1
    assert len(json.loads(text)["befunde"]) >= 1


def test_the_clock_of_the_journal_can_be_moved(welt, als_superuser):
    with clock.moved_by(timedelta(days=400)):
        reiche_ein(welt)
    (when,) = als_superuser.execute("SELECT max(erstellt_am) FROM ereignis").fetchone()
    assert when - clock.now() > timedelta(days=399)
