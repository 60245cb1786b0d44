"""Keys of files: renewed, cut off in the middle, destroyed; also against a backup from before."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from doors.test_api_uploads import INHALT, angekuendigt, teil
from gang import Fall, reiche_ein
from lauf import drain
from maschinen import maschine
from ozgcloud.core import datakeys, rotation
from ozgcloud.core.actor import system_actor
from ozgcloud.core.envelope import WrongKey, read_header
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound, Retry
from ozgcloud.core.keyring import KeyRing, key_ring, write_ring
from ozgcloud.core.models import Datei
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.flow import schluessel
from ozgcloud.mandant.actions.renew_schluessel import renew_schluessel
from welt import fill_entwurf


@pytest.fixture(autouse=True)
def ring(settings, tmp_path) -> Path:
    """A ring of its own, which the test may ruin."""
    path = tmp_path / "schluesselring"
    path.write_text(django_settings.ENV.key_ring.read_text())
    settings.ENV = replace(django_settings.ENV, key_ring=path)
    datakeys.forget_keys()
    yield path
    datakeys.forget_keys()


@pytest.fixture
def faelle(welt) -> tuple[Fall, Fall]:
    """A case of each Mandant with a released file, one more whose file waits, and a draft with a file."""
    made = reiche_ein(welt), reiche_ein(welt, nummer=2, seed=2)
    drain()
    return made


def content(fall: Fall) -> bytes:
    return file_store().read_verified(list_anlagen(fall.user, fall.vorgang_id)[0].verweis)


def wrapping_keys(als_superuser) -> set[object]:
    rows = als_superuser.execute(
        "SELECT geheimnis FROM mandantenschluessel WHERE vernichtet_am IS NULL"
        " UNION ALL SELECT datenschluessel FROM datei WHERE status = 'wartet'"
        " UNION ALL SELECT datenschluessel FROM entwurf_datei WHERE length(datenschluessel) > 0"
    ).fetchall()
    return {read_header(bytes(row[0])).key_id for row in rows}


def test_a_new_master_key_wraps_everything_and_all_files_stay_readable(welt, faelle, als_superuser, ring):
    waiting = reiche_ein(welt, seed=3)
    fill_entwurf(welt, seed=4)
    before, old = [content(fall) for fall in (*faelle, waiting)], key_ring().active
    moved = schluessel.rotate_ring()
    assert moved >= 5
    assert key_ring().active != old
    assert wrapping_keys(als_superuser) == {key_ring().active}
    assert schluessel.drop_former_keys() == 1
    datakeys.forget_keys()
    assert [content(fall) for fall in (*faelle, waiting)] == before
    assert ring.stat().st_mode & 0o777 == 0o600
    drain()
    assert content(waiting) == before[2], "and the release step goes on from there"


def test_a_rotation_that_was_cut_off_goes_on_with_the_same_key(welt, faelle, als_superuser):
    waiting = reiche_ein(welt, seed=3)
    write_ring(key_ring().with_new_key())
    begun = key_ring().active
    rotation.to_active_ring(2)
    assert len(wrapping_keys(als_superuser)) == 2, "killed after one Mandant"
    with pytest.raises(Conflict):
        schluessel.drop_former_keys()
    assert schluessel.rotate_ring() > 0
    assert key_ring().active == begun, "no second new key"
    assert wrapping_keys(als_superuser) == {begun}
    assert schluessel.rotate_ring(new_key=False) == 0
    assert content(waiting)


def test_an_upload_on_its_way_goes_on_under_the_new_master_key(welt):
    bot = maschine()
    upload = angekuendigt(bot)
    teil(bot, upload, 0, INHALT[:4000])
    assert schluessel.rotate_ring() >= 1
    assert schluessel.drop_former_keys() == 1
    assert teil(bot, upload, 4000, INHALT[4000:]).status_code == 200
    assert schluessel.rotate_ring() == 1, "the whole file"


def test_a_new_key_of_one_mandant_leaves_the_other_alone(faelle, als_superuser):
    before = [content(fall) for fall in faelle]
    assert schluessel.rotate_mandant(1) == 1
    rows = als_superuser.execute(
        "SELECT mandant_id, nummer, vernichtet_am IS NULL, length(geheimnis) > 0 FROM mandantenschluessel ORDER BY 1, 2"
    ).fetchall()
    assert rows == [(1, 1, False, False), (1, 2, True, True), (2, 1, True, True)]
    datakeys.forget_keys()
    assert [content(fall) for fall in faelle] == before


def test_a_mandants_rotation_that_was_cut_off_goes_on(welt, faelle, als_superuser):
    second = reiche_ein(welt, seed=5)
    drain()
    from_before = als_superuser.execute("SELECT id, datenschluessel FROM datei WHERE mandant_id = 1").fetchall()
    renew_schluessel(system_actor(1))
    with mandant_scope(1):
        one = Datei.objects.get(id=from_before[0][0])
        one.datenschluessel = datakeys.for_mandant(bytes(one.datenschluessel), one.schluessel)
        one.save(update_fields=("datenschluessel",))
    assert schluessel.rotate_mandant(1) == 1, "killed after the first file: the second follows, under the same key"
    assert [nummer for nummer, _ in rotation.living_keys(1)] == [2]
    datakeys.forget_keys()
    assert all(content(fall) for fall in (second, faelle[0]))


def test_destroyed_is_unreadable_also_with_a_backup(faelle, als_superuser):
    """A dump from before brings the rows back; without the former master key they open nothing."""
    eins, zwei = faelle
    geheim = content(zwei)
    backup = als_superuser.execute("SELECT id, geheimnis FROM mandantenschluessel WHERE mandant_id = 1").fetchall()
    assert schluessel.destroy_mandant(1) == 1
    with pytest.raises(NotFound) as error:
        content(eins)
    assert "endgültig vernichtet" in error.value.meldung
    schluessel.drop_former_keys()
    for key_id, wrapped in backup:
        als_superuser.execute(
            "UPDATE mandantenschluessel SET geheimnis = %s, vernichtet_am = NULL WHERE id = %s", [wrapped, key_id]
        )
    with pytest.raises(Retry) as gone:
        content(eins)
    assert "fehlt im Schlüsselring" in gone.value.meldung
    datakeys.forget_keys()
    assert content(zwei) == geheim, "nobody else is touched"


def test_after_destruction_new_files_get_a_new_key(welt, faelle, als_superuser):
    schluessel.destroy_mandant(1)
    new = reiche_ein(welt, seed=9)
    drain()
    assert content(new)
    assert schluessel.rotate_mandant(1) == 1, "what is destroyed is left where it is"
    assert content(new)


def test_a_copy_of_the_keys_makes_an_older_database_readable_except_for_the_destroyed(faelle, als_superuser):
    eins, zwei = faelle
    before = content(zwei)
    old = als_superuser.execute("SELECT id, geheimnis FROM mandantenschluessel").fetchall()
    schluessel.destroy_mandant(1)
    schluessel.drop_former_keys()
    kept = schluessel.export_keys()
    for key_id, wrapped in old:
        als_superuser.execute(
            "UPDATE mandantenschluessel SET geheimnis = %s, vernichtet_am = NULL WHERE id = %s", [wrapped, key_id]
        )
    datakeys.forget_keys()
    with pytest.raises(Retry):
        content(zwei)
    assert schluessel.import_keys(kept) == 1
    assert content(zwei) == before
    with pytest.raises(NotFound):
        content(eins)
    with pytest.raises(InvalidInput):
        schluessel.import_keys("[1]")
    assert "geheimnis" in json.loads(kept)[0]


def test_a_key_of_another_mandant_opens_nothing(faelle, als_superuser):
    eins, zwei = faelle
    als_superuser.execute(
        "UPDATE datei SET datenschluessel = (SELECT datenschluessel FROM datei WHERE mandant_id = 2)"
        " WHERE mandant_id = 1"
    )
    with pytest.raises(WrongKey):
        content(eins)
    assert content(zwei)


def test_without_a_ring_nothing_is_taken_and_the_sentence_says_where_to_look(faelle, ring):
    ring.rename(ring.with_name("weg"))
    for ask in (lambda: file_store().put(iter([b"x"]), medientyp="application/pdf"), key_ring):
        with pytest.raises(Retry) as error:
            ask()
        assert "OZG_KEY_RING" in error.value.meldung
    ring.write_text("kein schlüssel\n", encoding="latin-1")
    with pytest.raises(Retry):
        key_ring()


@pytest.mark.parametrize("text", ["", "# nur Kommentar\n", "x y\n", f"{'0' * 32} YWJj\n"])
def test_a_broken_ring_is_refused(text):
    with pytest.raises(ValueError, match=r"leer|badly|Schlüssel|unpack|base64|Incorrect|hexadecimal"):
        KeyRing.parse(text)


def test_the_command_shows_no_secret(faelle, capsys, ring, tmp_path):
    call_command("schluessel", "zeige")
    call_command("schluessel", "rotiere", "--mandant=2")
    call_command("schluessel", "rotiere")
    call_command("schluessel", "zeige")
    shown = capsys.readouterr().out
    assert "(aktiv)" in shown
    assert "Verwaltung 2: 2" in shown
    assert not any(line.split()[1] in shown for line in ring.read_text().splitlines())
    with pytest.raises(CommandError):
        call_command("schluessel", "vernichte", "1")
    copy = tmp_path / "kopie.json"
    call_command("schluessel", "sichere", str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    call_command("schluessel", "stelle-her", str(copy))
    assert "übernommen" in capsys.readouterr().out
