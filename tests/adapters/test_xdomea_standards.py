"""Installing the official schemas: complete and compiling, or refused with the names of what is missing."""

import re
import shutil
import socket
import zipfile

import pytest

from adapters.fundus import shared_folder
from ozgcloud.adapters.xdomea import standards
from ozgcloud.core.errors import Reject


@pytest.fixture
def quelle(tmp_path):
    """A copy to spoil: 3.0.0 with what it imports."""
    herkunft = shared_folder("standards", "xdomea")
    for teil in ("xdomea_3.0.0", "xoev"):
        shutil.copytree(herkunft / teil, tmp_path / "quelle" / teil)
    return tmp_path / "quelle"


def zip_of(ordner, ziel):
    with zipfile.ZipFile(ziel, "w") as archiv:
        for datei in sorted(ordner.rglob("*")):
            archiv.write(datei, datei.relative_to(ordner))
    return ziel


def test_folder_and_zip_give_the_same_installation(quelle, tmp_path):
    aus_ordner = standards.install(quelle, tmp_path / "a" / "3.0.0")
    aus_zip = standards.install(zip_of(quelle, tmp_path / "s.zip"), tmp_path / "b" / "3.0.0")
    assert aus_ordner.sha256 == aus_zip.sha256
    assert (aus_ordner.version, len(aus_ordner.dateien)) == ("3.0.0", 21)
    assert sorted(p.name for p in aus_zip.ordner.iterdir()) == list(aus_zip.dateien)


def test_right_version_is_taken_from_a_folder_of_many(tmp_path):
    assert standards.install(shared_folder("standards", "xdomea"), tmp_path / "3.0.0").version == "3.0.0"


def test_nothing_is_fetched_from_a_network(quelle, tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("network")

    monkeypatch.setattr(socket, "socket", refuse)
    for datei in (quelle / "xdomea_3.0.0").glob("*.xsd"):
        text = datei.read_text().replace("../xoev/code/1_0/", "http://xoev.example/schemata/code/1_0/")
        datei.write_text(text)
    assert standards.install(quelle, tmp_path / "3.0.0").version == "3.0.0"


@pytest.mark.parametrize("fehlend", ["xdomea-Baukasten.xsd", "xdomea-Typen-AbgabeDurchfuehren.xsd", "xoev-code.xsd"])
def test_missing_file_is_named(quelle, tmp_path, fehlend):
    next(quelle.rglob(fehlend)).unlink()
    with pytest.raises(Reject, match=re.escape(fehlend)):
        standards.install(quelle, tmp_path / "3.0.0")
    assert not (tmp_path / "3.0.0").exists()


def test_other_version_only_is_named(tmp_path):
    with pytest.raises(Reject, match=r"Gefunden wurde nur: 2\.4\.0"):
        standards.install(shared_folder("standards", "xdomea", "xdomea_2.4.0"), tmp_path / "3.0.0")


def test_two_different_sets_are_ambiguous(quelle, tmp_path):
    shutil.copytree(quelle / "xdomea_3.0.0", quelle / "zweiter")
    haupt = quelle / "zweiter" / "xdomea.xsd"
    haupt.write_text(haupt.read_text() + "<!-- anders -->")
    with pytest.raises(Reject, match="verschiedene Sätze"):
        standards.install(quelle, tmp_path / "3.0.0")


def test_set_that_does_not_compile_leaves_the_old_one(quelle, tmp_path):
    gut = standards.install(quelle, tmp_path / "3.0.0")
    datei = quelle / "xdomea_3.0.0" / "xdomea-Baukasten.xsd"
    datei.write_text(datei.read_text().replace('type="xdomea:ZeitraumType"', 'type="xdomea:GibtEsNicht"'))
    with pytest.raises(Reject, match="GibtEsNicht"):
        standards.install(quelle, tmp_path / "3.0.0")
    assert standards.load(gut.ordner)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_installing_again_replaces(quelle, tmp_path):
    ziel = tmp_path / "3.0.0"
    standards.install(quelle, ziel)
    (ziel / "rest.txt").write_text("alt")
    standards.install(quelle, ziel)
    assert not (ziel / "rest.txt").exists()


def spoil_dtd(quelle):
    datei = quelle / "xdomea_3.0.0" / "xdomea.xsd"
    datei.write_text('<!DOCTYPE x [<!ENTITY a "b">]>' + datei.read_text().split("?>", 1)[1])


def spoil_xml(quelle):
    (quelle / "xdomea_3.0.0" / "xdomea-DMS.xsd").write_text("<kaputt")


@pytest.mark.parametrize(("eingriff", "befund"), [(spoil_dtd, "DTD"), (spoil_xml, "keine lesbare Schemadatei")])
def test_bad_schema_files_are_refused(quelle, tmp_path, eingriff, befund):
    eingriff(quelle)
    with pytest.raises(Reject, match=befund):
        standards.install(quelle, tmp_path / "3.0.0")


def test_wrong_sources(tmp_path):
    (tmp_path / "leer").mkdir()
    (tmp_path / "text.zip").write_text("kein ZIP")
    for quelle in (tmp_path / "leer", tmp_path / "text.zip", tmp_path / "fehlt"):
        with pytest.raises(Reject) as fehler:
            standards.install(quelle, tmp_path / "ziel")
        assert "Bitte" in fehler.value.meldung or "Erwartet" in fehler.value.meldung


def test_load_without_installation_is_a_sentence(tmp_path):
    with pytest.raises(Reject, match="installieren"):
        standards.load(tmp_path)
