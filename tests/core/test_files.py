"""Bytes are taken whole or not at all, wait until committed, are released, verified, and swept."""

import hashlib
import os
import threading
import time
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core import files
from ozgcloud.core.datakeys import HouseKeys
from ozgcloud.core.errors import InvalidInput, NotFound, TooLarge
from ozgcloud.core.files import Dateiverweis, FileStore, require_upload, sniff
from ozgcloud.core.folder import Folder
from ozgcloud.core.types import new_id

PDF = b"%PDF-1.7\n" + b"x" * 100


@pytest.fixture
def store(tmp_path):
    return FileStore(Folder(tmp_path), HouseKeys())


def verweis(ablage):
    return Dateiverweis(ablage.schluessel, ablage.sha256, ablage.groesse, ablage.schluesselgeheimnis)


def waiting(tmp_path):
    folder = tmp_path / "wartend"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def put(store, content=PDF, **mehr):
    return store.put(iter([content[i : i + 7] for i in range(0, len(content), 7)]), medientyp="application/pdf", **mehr)


def make_old(path, seconds=100_000):
    old = time.time() - seconds
    os.utime(path, (old, old))


def test_bytes_come_back_as_they_went(store, tmp_path):
    ablage = put(store)
    assert (ablage.groesse, ablage.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert waiting(tmp_path) == [str(ablage.schluessel)]
    assert store.read_verified(verweis(ablage)) == PDF
    store.release(ablage.schluessel)
    assert waiting(tmp_path) == []
    with store.open(verweis(ablage)) as file:
        assert file.read() == PDF


def test_the_key_says_nothing_of_the_content(store):
    first, second = put(store), put(store)
    assert first.schluessel != second.schluessel
    assert first.sha256 == second.sha256


def test_an_empty_file_is_a_file(store):
    ablage = store.put(iter([]), medientyp="application/pdf")
    assert (ablage.groesse, store.read_verified(verweis(ablage))) == (0, b"")


def test_a_release_can_be_repeated_and_misses_what_is_gone(store):
    ablage = put(store)
    store.release(ablage.schluessel)
    store.release(ablage.schluessel)
    with pytest.raises(NotFound):
        store.release(uuid4())
    with pytest.raises(NotFound):
        store.open(Dateiverweis(uuid4(), "", 1))


def test_too_large_leaves_nothing_behind(store, tmp_path):
    assert put(store, limit=len(PDF)).groesse == len(PDF)
    with pytest.raises(TooLarge) as error:
        put(store, limit=len(PDF) - 1)
    assert "verkleinern" in error.value.meldung
    assert len(waiting(tmp_path)) == 1
    assert files.MAX_UPLOAD == 20 * 1024 * 1024


def test_a_broken_upload_leaves_nothing_behind(store, tmp_path):
    def chunks():
        yield PDF
        raise ConnectionResetError

    for error in (ConnectionResetError, KeyboardInterrupt):

        def broken(error=error):
            yield PDF
            raise error

        with pytest.raises(error):
            store.put(broken(), medientyp="application/pdf")
    assert waiting(tmp_path) == []
    assert next(chunks()) == PDF


def test_altered_bytes_are_not_handed_out(store, tmp_path):
    ablage = put(store)
    path = tmp_path / "wartend" / str(ablage.schluessel)
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(InvalidInput) as error:
        store.read_verified(verweis(ablage))
    assert error.value.code == "datei-veraendert"


def test_discarding_removes_bytes_wherever_they_lie(store):
    one, two = put(store), put(store)
    store.release(one.schluessel)
    for ablage in (one, two, one):
        store.discard(ablage.schluessel)
        with pytest.raises(NotFound):
            store.open(verweis(ablage))


def test_a_reader_never_misses_a_file_that_is_being_released(store):
    keys = [put(store) for _ in range(50)]
    missed = []

    def read():
        for ablage in keys:
            try:
                assert store.read_verified(verweis(ablage)) == PDF
            except NotFound:
                missed.append(ablage)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for ablage in keys:
        store.release(ablage.schluessel)
    for reader in readers:
        reader.join()
    assert missed == []


def test_the_sweep_takes_old_files_nobody_named_and_nothing_else(store, tmp_path):
    """A crash between writing bytes and committing their row leaves an orphan; a day later it is gone."""
    orphan, known, young, released = put(store), put(store), put(store), put(store)
    store.release(released.schluessel)
    for ablage in (orphan, known):
        make_old(tmp_path / "wartend" / str(ablage.schluessel))
    make_old(tmp_path / released.schluessel.hex[-2:] / str(released.schluessel))
    asked = []

    def is_known(key: UUID) -> bool:
        asked.append(key)
        return key == known.schluessel

    assert store.sweep(is_known) == [orphan.schluessel]
    assert set(asked) == {orphan.schluessel, known.schluessel}
    assert waiting(tmp_path) == sorted(map(str, (known.schluessel, young.schluessel)))
    with store.open(verweis(released)) as file:
        assert file.read() == PDF


def test_the_sweep_passes_by_what_is_not_ours(store, tmp_path):
    orphan = put(store)
    make_old(tmp_path / "wartend" / str(orphan.schluessel))
    for name in (".nfs000001", "notizen.txt"):
        (tmp_path / "wartend" / name).write_text("x")
        make_old(tmp_path / "wartend" / name)
    assert store.sweep(lambda _key: False) == [orphan.schluessel]
    assert waiting(tmp_path) == [".nfs000001", "notizen.txt"]


def test_the_sweep_of_an_empty_store_does_nothing(store):
    assert store.sweep(lambda _key: False) == []


def test_a_file_released_during_the_sweep_stays(store, tmp_path):
    ablage = put(store)
    make_old(tmp_path / "wartend" / str(ablage.schluessel))

    def is_known(key: UUID) -> bool:
        store.release(key)
        return False

    store.sweep(is_known)
    with store.open(verweis(ablage)) as file:
        assert file.read() == PDF


# ── what is accepted

KINDS = {
    "a.pdf": b"%PDF-1.4",
    "A.PDF": b"%PDF-1.4",
    "b.png": b"\x89PNG\r\n\x1a\n",
    "c.jpg": b"\xff\xd8\xff\xe0",
    "c.jpeg": b"\xff\xd8\xff\xe0",
}
REFUSED = {
    "programm.pdf": b"MZ\x90\x00",
    "elf.pdf": b"\x7fELF",
    "seite.pdf": b"<!doctype html>",
    "skript.pdf": b"#!/bin/sh",
    "bild.svg": b"<svg xmlns",
    "archiv.pdf": b"PK\x03\x04",
    "leer.pdf": b"",
    "spaet.pdf": b" %PDF-1.4",
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_accepted(name):
    assert require_upload(name, KINDS[name]) == sniff(KINDS[name])


@pytest.mark.parametrize("name", REFUSED)
def test_content_decides_not_the_name(name):
    with pytest.raises(InvalidInput) as error:
        require_upload(name, REFUSED[name])
    assert error.value.code == "dateityp"


@pytest.mark.parametrize("name", ["a.png", "a.exe", "a", "a.pdf.exe", "pdf"])
def test_name_and_content_must_agree(name):
    with pytest.raises(InvalidInput) as error:
        require_upload(name, b"%PDF-1.4")
    assert error.value.code == "dateiendung"


@given(st.binary(max_size=64))
def test_sniffing_never_fails(head):
    assert sniff(head) in {None, "application/pdf", "image/png", "image/jpeg"}


# ── identifiers


def test_ids_are_uuid7_and_rise():
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert {key.version for key in ids} == {7}
    assert {key.variant for key in ids} == {"specified in RFC 4122"}
    stamps = [key.int >> 80 for key in ids]
    assert stamps == sorted(stamps)
    assert abs(stamps[-1] - time.time() * 1000) < 5000
