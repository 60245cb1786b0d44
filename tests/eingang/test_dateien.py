"""Files of an Eingang between upload, commit and release; what a crash leaves is found or swept."""

import os
import time

import pytest
from django.conf import settings

from gang import reiche_ein
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.envelope import Level, read_header
from ozgcloud.core.folder import open_folder
from ozgcloud.core.store import file_store
from ozgcloud.eingang.actions.release_dateien import release_dateien
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.flow.housekeeping import clear_old_drafts, sweep_files
from welt import fill_entwurf


def path_of(schluessel):
    folder = settings.ENV.data_dir / "dateien"
    return folder / "wartend" / str(schluessel), folder / schluessel.hex[-2:] / str(schluessel)


def age(path):
    old = time.time() - 200_000
    os.utime(path, (old, old))


def test_files_are_readable_at_once_and_released_by_the_flow(welt):
    fall = reiche_ein(welt)
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    waiting, final = path_of(anlage.schluessel)
    assert (waiting.exists(), final.exists()) == (True, False)
    assert file_store().read_verified(anlage.verweis)
    drain()
    assert (waiting.exists(), final.exists()) == (False, True)
    assert file_store().read_verified(anlage.verweis)


def test_a_crash_between_moving_and_recording_is_made_up_for(welt, als_superuser):
    fall = reiche_ein(welt)
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    file_store().release(anlage.schluessel)
    assert als_superuser.execute("SELECT status FROM datei").fetchone() == ("wartet",)
    assert release_dateien(system_actor(1), vorgang_id=fall.vorgang_id) == 1
    assert release_dateien(system_actor(1), vorgang_id=fall.vorgang_id) == 0
    assert als_superuser.execute("SELECT status FROM datei").fetchone() == ("frei",)


def test_a_released_file_is_under_the_key_of_its_mandant(welt, als_superuser):
    """At intake nobody knows the Mandant; from the release on the installation's key alone opens nothing."""
    fall = reiche_ein(welt)
    (before,) = list_anlagen(fall.user, fall.vorgang_id)
    drain()
    (after,) = list_anlagen(fall.user, fall.vorgang_id)
    assert [read_header(a.schluesselgeheimnis).level for a in (before, after)] == [Level.INSTALLATION, Level.MANDANT]
    assert read_header(after.schluesselgeheimnis).mandant_id == 1
    assert file_store().read_verified(before.verweis) == file_store().read_verified(after.verweis)
    assert als_superuser.execute("SELECT mandant_id, nummer FROM mandantenschluessel").fetchall() == [(1, 1)]
    with open_folder().open(after.schluessel) as stored:
        assert b"%PDF" not in stored.read()


def test_the_sweep_keeps_what_a_draft_or_a_case_names(welt, als_superuser):
    fill_entwurf(welt, seed=5)
    fall = reiche_ein(welt)
    orphan = file_store().put(iter([b"%PDF-"]), medientyp="application/pdf")
    (draft,) = als_superuser.execute("SELECT schluessel FROM entwurf_datei d WHERE NOT EXISTS"
                                     " (SELECT FROM datei WHERE schluessel = d.schluessel)").fetchone()  # fmt: skip
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    for key in (draft, anlage.schluessel, orphan.schluessel):
        age(path_of(key)[0])
    assert sweep_files() >= 1
    assert [path_of(key)[0].exists() for key in (draft, anlage.schluessel, orphan.schluessel)] == [True, True, False]


def test_old_drafts_go_and_take_their_files_with_them(welt, als_superuser):
    fill_entwurf(welt, seed=5)
    fall = reiche_ein(welt)
    keys = [row[0] for row in als_superuser.execute("SELECT schluessel FROM entwurf_datei")]
    assert clear_old_drafts() == 0
    als_superuser.execute("UPDATE entwurf SET geaendert_am = %s - interval '31 days'", [clock.now()])
    assert clear_old_drafts() == 2
    assert als_superuser.execute("SELECT count(*) FROM entwurf_datei").fetchone() == (0,)
    (anlage,) = list_anlagen(fall.user, fall.vorgang_id)
    for key in keys:
        age(path_of(key)[0])
    sweep_files()
    assert {key for key in keys if path_of(key)[0].exists()} == {anlage.schluessel}


@pytest.mark.parametrize("mandant_id", [2, 9])
def test_files_are_released_in_their_own_mandant_only(mandant_id, welt):
    fall = reiche_ein(welt)
    assert release_dateien(system_actor(mandant_id), vorgang_id=fall.vorgang_id) == 0
