"""The drop folder: whole or not at all, once per key, after a crash at any point, and never outside the folder."""

import errno
import hashlib
import json
import multiprocessing
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.muster import PAKET, make_dokument
from ozgcloud.adapters.ablage.ordner import AblageOptions, OrdnerAblage
from ozgcloud.adapters.xdomea.importer import pruefe_paket
from ozgcloud.adapters.xdomea.paket import XdomeaOptions, XdomeaPaket
from ozgcloud.core.errors import Reject, Retry

BAUER = XdomeaPaket(XdomeaOptions())


@pytest.fixture
def ordner(tmp_path):
    return tmp_path / "ablage"


@pytest.fixture
def ablage(ordner):
    return OrdnerAblage(AblageOptions(ordner=ordner), BAUER)


def visible(ordner: Path) -> list[str]:
    return sorted(p.name for p in ordner.iterdir() if not p.name.startswith("."))


def leftovers(ordner: Path) -> list[str]:
    return sorted(p.name for p in (ordner / ".ozg").iterdir() if p.name.startswith("bau-") or p.suffix == ".bereit")


def test_package_arrives_with_its_receipt(ablage, ordner):
    quittung = ablage.deliver(PAKET, schluessel="schritt-1")
    inhalt = Path(quittung.pfad).read_bytes()
    assert (hashlib.sha256(inhalt).hexdigest(), len(inhalt)) == (quittung.sha256, quittung.groesse)
    assert visible(ordner) == [Path(quittung.pfad).name]
    assert leftovers(ordner) == []
    assert pruefe_paket(Path(quittung.pfad), sha256=quittung.sha256) == []


def test_repetition_changes_nothing_even_after_the_receiver_took_the_file(ablage, ordner):
    quittung = ablage.deliver(PAKET, schluessel="schritt-1")
    vorher = Path(quittung.pfad).stat()
    assert ablage.deliver(PAKET, schluessel="schritt-1") == quittung
    assert Path(quittung.pfad).stat().st_ino == vorher.st_ino
    Path(quittung.pfad).unlink()  # the import program has eaten it
    assert ablage.deliver(PAKET, schluessel="schritt-1") == quittung
    assert visible(ordner) == []


def test_other_content_under_the_same_key_is_rejected(ablage, ordner):
    quittung = ablage.deliver(PAKET, schluessel="schritt-1")
    with pytest.raises(Reject):
        ablage.deliver(replace(PAKET, betreff="anders"), schluessel="schritt-1")
    assert hashlib.sha256(Path(quittung.pfad).read_bytes()).hexdigest() == quittung.sha256
    assert leftovers(ordner) == []


def test_foreign_file_of_the_same_name_is_never_overwritten(ablage, ordner):
    name = Path(ablage.deliver(PAKET, schluessel="schritt-1").pfad)
    for beleg in (ordner / ".ozg").glob("*.json"):
        beleg.unlink()
    assert ablage.deliver(PAKET, schluessel="schritt-1")  # same content, lost receipt: adopted
    for beleg in (ordner / ".ozg").glob("*.json"):
        beleg.unlink()
    name.write_bytes(b"fremd")
    with pytest.raises(Reject):
        ablage.deliver(PAKET, schluessel="schritt-1")
    assert name.read_bytes() == b"fremd"


class Absturz(BaseException):
    """Like kill -9: nothing may catch it."""


@pytest.mark.parametrize("stelle", range(1, 30))
def test_crash_at_any_system_call_leaves_one_delivery(ordner, monkeypatch, stelle):
    """The n-th fsync or rename never happens; then the program starts again."""
    zaehler = 0

    def crash_before(funktion):
        def aufruf(*args, **kwargs):
            nonlocal zaehler
            zaehler += 1
            if zaehler == stelle:
                raise Absturz
            return funktion(*args, **kwargs)

        return aufruf

    ablage = OrdnerAblage(AblageOptions(ordner=ordner), BAUER)
    with monkeypatch.context() as m:
        m.setattr(os, "fsync", crash_before(os.fsync))
        m.setattr(Path, "replace", crash_before(Path.replace))
        try:
            ablage.deliver(PAKET, schluessel="schritt-1")
        except Absturz:
            pass
        else:
            assert stelle > zaehler
    angekommen = [ordner / name for name in visible(ordner)]
    assert all(pruefe_paket(p) == [] for p in angekommen)
    for paket in angekommen:
        paket.unlink()  # the e-Akte takes it before the program is back
    zweite = ablage.deliver(PAKET, schluessel="schritt-1")
    assert len(visible(ordner)) + len(angekommen) == 1
    assert angekommen or pruefe_paket(Path(zweite.pfad), sha256=zweite.sha256) == []
    assert not list((ordner / ".ozg").glob("*.bereit"))


def test_abandoned_builds_are_swept_later(ablage, ordner):
    (ordner / ".ozg").mkdir(parents=True)
    alt, neu = ordner / ".ozg" / "bau-alt", ordner / ".ozg" / "bau-neu"
    for datei in (alt, neu):
        datei.write_bytes(b"x")
    os.utime(alt, (time.time() - 100_000,) * 2)
    ablage.deliver(PAKET, schluessel="schritt-1")
    assert (alt.exists(), neu.exists()) == (False, True)


def deliver_in_process(ordner: Path, ergebnis) -> None:
    ergebnis.put(OrdnerAblage(AblageOptions(ordner=ordner), BAUER).deliver(PAKET, schluessel="schritt-1"))


def test_two_workers_with_the_same_step_have_one_effect(ablage, ordner):
    quittungen = []
    faeden = [
        threading.Thread(target=lambda: quittungen.append(ablage.deliver(PAKET, schluessel="schritt-1")))
        for _ in range(6)
    ]
    kontext = multiprocessing.get_context("fork")
    schlange = kontext.Queue()
    prozesse = [kontext.Process(target=deliver_in_process, args=(ordner, schlange)) for _ in range(2)]
    for lauf in (*prozesse, *faeden):
        lauf.start()
    quittungen += [schlange.get(timeout=20) for _ in prozesse]
    for lauf in (*faeden, *prozesse):
        lauf.join()
    assert len(quittungen) == 8
    assert len(set(quittungen)) == 1
    assert len(visible(ordner)) == 1


@pytest.mark.parametrize(
    "name", ["../flucht.zip", "/tmp/flucht.zip", "a/b.zip", ".versteckt.zip", "..", "", "a\nb.zip"]
)
def test_no_name_leads_out_of_the_folder(ordner, name):
    def bauer(paket, *, schluessel, ziel):
        ziel.write(b"x")
        return name

    with pytest.raises(Reject):
        OrdnerAblage(AblageOptions(ordner=ordner), bauer).deliver(PAKET, schluessel="k")
    assert visible(ordner) == []
    assert leftovers(ordner) == []


@pytest.mark.parametrize("schluessel", ["../../x", "/etc/passwd", "a" * 5_000, "ä\n\x00", ""])
def test_any_key_is_safe(ablage, ordner, schluessel):
    ablage.deliver(PAKET, schluessel=schluessel)
    assert len(visible(ordner)) == 1
    assert {p.parent for p in ordner.rglob("*") if p.is_file()} == {ordner, ordner / ".ozg"}


@pytest.mark.parametrize("nummer", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM])
def test_full_or_broken_disk_means_retry_and_leaves_nothing(ordner, nummer):
    def bauer(paket, *, schluessel, ziel):
        ziel.write(b"halb")
        raise OSError(nummer, os.strerror(nummer))

    with pytest.raises(Retry) as fehler:
        OrdnerAblage(AblageOptions(ordner=ordner), bauer).deliver(PAKET, schluessel="k")
    assert fehler.value.after.total_seconds() > 0
    assert "Speicherplatz" in fehler.value.meldung
    assert leftovers(ordner) == []


def test_real_full_device_means_retry(tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("NICHT GEPRÜFT: /dev/full fehlt")

    def bauer(paket, *, schluessel, ziel):
        with Path("/dev/full").open("wb", buffering=0) as voll:
            return BAUER(paket, schluessel=schluessel, ziel=voll)

    with pytest.raises(Retry):
        OrdnerAblage(AblageOptions(ordner=tmp_path), bauer).deliver(PAKET, schluessel="k")


def test_folder_that_cannot_be_made_means_retry(tmp_path):
    (tmp_path / "datei").write_text("keine Mappe")
    with pytest.raises(Retry):
        OrdnerAblage(AblageOptions(ordner=tmp_path / "datei"), BAUER).deliver(PAKET, schluessel="k")


@pytest.mark.skipif(os.geteuid() == 0, reason="NICHT GEPRÜFT: root darf überall schreiben")
def test_missing_permission_means_retry(ordner):
    ordner.mkdir(mode=0o500)
    with pytest.raises(Retry):
        OrdnerAblage(AblageOptions(ordner=ordner), BAUER).deliver(PAKET, schluessel="k")


def test_spoilt_receipt_and_spoilt_file_are_rejected(ablage, ordner):
    ablage.deliver(PAKET, schluessel="schritt-1")
    beleg = next((ordner / ".ozg").glob("*.json"))
    for inhalt in ("", "[]", json.dumps({"pfad": "x"})):
        beleg.write_text(inhalt)
        with pytest.raises(Reject):
            ablage.deliver(PAKET, schluessel="schritt-1")
    with pytest.raises(Reject):
        ablage.deliver(replace(PAKET, dokumente=(make_dokument(1, b"x", sha256="0" * 64),)), schluessel="schritt-2")
    assert len(visible(ordner)) == 1
    assert leftovers(ordner) == []
