"""Every part of a package is spoilt once; the reader must say so in German and never raise."""

import hashlib
import io
import re
import zipfile

import pytest

from adapters.muster import PAKET
from ozgcloud.adapters.xdomea.importer import lies_paket, pruefe_paket
from ozgcloud.adapters.xdomea.paket import XdomeaOptions, XdomeaPaket
from ozgcloud.core.errors import Reject


@pytest.fixture(scope="module")
def gut():
    ziel = io.BytesIO()
    name = XdomeaPaket(XdomeaOptions())(PAKET, schluessel="schritt-1", ziel=ziel)
    return name, ziel.getvalue()


def rebuild(gut, tmp_path, *, xml=None, dateien=None, name=None):
    """Write the package anew after `xml(text)` and `dateien(dict)` changed it, with correct CRCs."""
    with zipfile.ZipFile(io.BytesIO(gut[1])) as archiv:
        inhalt = {n: archiv.read(n) for n in archiv.namelist()}
    erster = next(iter(inhalt))
    if xml is not None:
        inhalt[erster] = xml(inhalt[erster].decode()).encode()
    if dateien is not None:
        dateien(inhalt)
    pfad = tmp_path / (name or gut[0])
    with zipfile.ZipFile(pfad, "w") as archiv:
        for datei, daten in inhalt.items():
            archiv.writestr(datei, daten)
    return pfad


def swap(alt, neu, anzahl=-1):
    def eingriff(text):
        assert alt in text
        return text.replace(alt, neu, anzahl)

    return eingriff


XML_FAELLE = {
    "Präfix": (lambda t: re.sub(r"(</?)xdomea:", r"\1x:", t).replace("xmlns:xdomea", "xmlns:x"), "Präfix"),
    "Namensraum": (swap("schema:3.0.0", "schema:2.4.0"), "keine Abgabe.Abgabe.0401"),
    "Nachrichtentyp": (swap("<code>0401</code>", "<code>0501</code>"), "Nachrichtentyp"),
    "true statt 1": (swap("bestaetigung>1<", "bestaetigung>true<"), "Importbestaetigung"),
    "Betreff": (swap("<xdomea:Betreff>Hundesteuer: Anmeldung &lt;Bello&gt; &amp; Co.</xdomea:Betreff>", ""), "Betreff"),
    "Aktenzeichen": (swap("90.22-2026/000417", " "), "Aktenzeichen"),
    "Dateiname ohne UUID": (lambda t: t.replace(t.split("Dateiname>")[1][:37], "", 1), "entspricht nicht"),
    "Prüfsumme anders": (lambda t: t.replace(t.split("<xdomea:Wert>")[1][:8], "00000000", 1), "Prüfsumme überein"),
    "Prüfsumme fehlt": (swap("SHA-256", "MD5", 1), "fehlt die Prüfsumme"),
    "doppelte UUID": (
        lambda t: t.replace(t.split("<xdomea:ID>")[2][:36], t.split("<xdomea:ID>")[1][:36]),
        "mehrfach vergeben",
    ),
    "keine UUID": (lambda t: t.replace(t.split("<xdomea:ID>")[2][:36], "abc"), "keine UUID"),
    "ProzessID": (lambda t: t.replace(t.split("ProzessID>")[1][:8], "00000000"), "ProzessID"),
    "DTD": (swap("<xdomea:Abgabe", '<!DOCTYPE x [<!ENTITY e "x">]><xdomea:Abgabe', 1), "DTD"),
    "abgeschnitten": (lambda t: t[:-40], "kein lesbares XML"),
    "leer": (lambda t: "", "kein lesbares XML"),
}


@pytest.mark.parametrize(("eingriff", "befund"), XML_FAELLE.values(), ids=XML_FAELLE.keys())
def test_spoilt_message_is_found(gut, tmp_path, eingriff, befund):
    befunde = pruefe_paket(rebuild(gut, tmp_path, xml=eingriff))
    assert any(befund in b for b in befunde), befunde


def pop_last(inhalt):
    inhalt.popitem()


def add_foreign(inhalt):
    inhalt["fremd.txt"] = b"x"


def add_nested(inhalt):
    inhalt["../boese.txt"] = b"x"


def alter_last(inhalt):
    inhalt[list(inhalt)[-1]] += b" "


def drop_message(inhalt):
    del inhalt[next(iter(inhalt))]


DATEI_FAELLE = {
    "fehlt": (pop_last, "fehlt im Paket"),
    "zu viel": (add_foreign, "nicht genannt"),
    "Ordner": (add_nested, "flach"),
    "verändert": (alter_last, "Prüfsumme überein"),
    "Nachricht fehlt": (drop_message, "nicht genau einmal"),
}


@pytest.mark.parametrize(("eingriff", "befund"), DATEI_FAELLE.values(), ids=DATEI_FAELLE.keys())
def test_spoilt_files_are_found(gut, tmp_path, eingriff, befund):
    befunde = pruefe_paket(rebuild(gut, tmp_path, dateien=eingriff))
    assert any(befund in b for b in befunde), befunde


SCHEMA_FAELLE = {
    "ohne ID": lambda t: t.replace("<xdomea:ID>" + t.split("<xdomea:ID>")[1][:36] + "</xdomea:ID>", "", 1),
    "ohne ZdA-Wert": swap("<xdomea:ZdA>1<", "<xdomea:ZdA>ja<"),
    "falsche Reihenfolge": lambda t: t.replace("<xdomea:ZdA>1</xdomea:ZdA>", "", 1).replace(
        "</xdomea:Laufzeit>", "</xdomea:Laufzeit><xdomea:ZdA>1</xdomea:ZdA>", 1
    ),
    "Zeitangabe": swap("2026-11-24T10:00:00Z", "24.11.2026"),
    "code mit Namensraum": lambda t: t.replace("<code>", "<xdomea:code>").replace("</code>", "</xdomea:code>"),
    "Dateiname ohne UUID": lambda t: t.replace(t.split("Dateiname>")[1][:37], "", 1),
    "Importbestätigung 0": swap("Importbestaetigung>1<", "Importbestaetigung>0<"),
}


@pytest.mark.parametrize("eingriff", SCHEMA_FAELLE.values(), ids=SCHEMA_FAELLE.keys())
def test_schema_refuses_what_breaks_the_standard(gut, tmp_path, schemata, eingriff):
    befunde = pruefe_paket(rebuild(gut, tmp_path, xml=eingriff), schemata)
    assert any(b.startswith("xdomea 3.0.0, Zeile") for b in befunde), befunde


def test_wrong_name_of_the_package(gut, tmp_path):
    befunde = pruefe_paket(rebuild(gut, tmp_path, name="Akte.zip"))
    assert any("Name des Pakets" in b for b in befunde)


def test_receipt_finds_any_single_changed_byte(gut, tmp_path):
    pfad = tmp_path / gut[0]
    summe = hashlib.sha256(gut[1]).hexdigest()
    pfad.write_bytes(gut[1])
    assert pruefe_paket(pfad, sha256=summe) == []
    for stelle in range(0, len(gut[1]), 97):
        pfad.write_bytes(gut[1][:stelle] + bytes([gut[1][stelle] ^ 1]) + gut[1][stelle + 1 :])
        assert pruefe_paket(pfad, sha256=summe) != []


@pytest.mark.parametrize("inhalt", [b"", b"PK\x03\x04 kaputt", b"x" * 100])
def test_what_is_no_zip_is_one_finding(gut, tmp_path, inhalt):
    pfad = tmp_path / gut[0]
    pfad.write_bytes(inhalt)
    assert len(pruefe_paket(pfad)) == 1
    with pytest.raises(Reject):
        lies_paket(pfad)


def test_missing_file_and_missing_schemata_are_findings(gut, tmp_path):
    assert pruefe_paket(tmp_path / gut[0]) != []
    pfad = rebuild(gut, tmp_path)
    assert any("Schemata" in b for b in pruefe_paket(pfad, tmp_path / "fehlt"))


def test_entity_bomb_is_refused_quickly(gut, tmp_path):
    bombe = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "&a;&a;">' for n in range(12)
    )
    befunde = pruefe_paket(rebuild(gut, tmp_path, xml=lambda t: bombe + "]><b>&a11;</b>"))
    assert len(befunde) == 1
