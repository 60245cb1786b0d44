"""genericode: columns found, hostile files refused, versions resolved in the agreed order."""

import contextlib
import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenschema import proben
from datenschema.proben import genericode
from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema.baum import CodelisteRef
from ozgcloud.datenschema.codeliste import parse_genericode, passende_version, resolve, versionsschluessel


def test_all_real_lists():
    with (proben.shared_fim() / "codelisten_index.csv").open(encoding="utf-8", newline="") as datei:
        zeilen = [z for z in csv.DictReader(datei) if z["format"] == "genericode"]
    assert len(zeilen) == 25
    for zeile in zeilen:
        (liste,) = (li for li in proben.listen()[zeile["canonicalUri"]] if li.version == zeile["version"])
        assert liste.canonical_version_uri == zeile["canonicalVersionUri"]
        assert len(liste.werte()) == int(zeile["eintraege"])
        assert " ".join(liste.spalten) == zeile["spalten"]


@pytest.mark.parametrize(
    ("uri", "eintrag"),
    [
        ("urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staat", ("000", "Deutschland")),
        ("urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:kreis", ("01001", "Flensburg, Stadt")),
        ("urn:de:dsmeld:schluesseltabelle:familienstand", ("LD", "ledig")),
        ("urn:xoev-de:kosit:codeliste:currency-codes", ("EUR", "Euro")),
    ],
)
def test_code_and_label_columns_are_found(uri, eintrag):
    assert eintrag in {(w.code, w.label) for w in proben.listen()[uri][0].werte()}


def test_column_hints_of_the_reference_win():
    liste = parse_genericode(genericode(("1", "eins", "uno"), spalten=("code", "name", "it")))
    assert [w.label for w in liste.werte("", "it")] == ["uno"]
    assert [w.code for w in liste.werte("it", "gibt es nicht")] == ["uno"]


def test_resolution():
    alle = [parse_genericode(genericode(("a", "A"), version=v)) for v in ("2.9", "2.10", "1")]
    ref = CodelisteRef("urn:probe:liste", "2.9", "urn:probe:liste_2.9")
    assert resolve(ref, alle).liste == "urn:probe:liste_2.9"
    assert not resolve(ref, alle).warnung
    anders = resolve(CodelisteRef("urn:probe:liste", "7"), alle)
    assert anders.liste == "urn:probe:liste_2.10"
    assert "Fassung 2.10" in anders.warnung
    assert "Fassung 7" in anders.warnung
    fehlt = resolve(ref, [])
    assert (fehlt.werte, bool(fehlt.grund)) == ((), True)
    assert passende_version(CodelisteRef("urn:x", "", "urn:x_3"), ["4", "3"]) == "3"


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_version_text_can_be_ordered(versionen):
    sorted(versionen, key=versionsschluessel)


@pytest.mark.parametrize(
    ("roh", "code"),
    [
        (b"<a/>", "gc-wurzel"),
        (b"<!DOCTYPE a><a/>", "xml-dtd"),
        (b"kein xml", "xml-kaputt"),
        (genericode(), "gc-ungueltig"),
        (genericode(("a", "A"), ("a", "B")), "gc-ungueltig"),
        (genericode(("a", "A"), uri=""), "gc-ungueltig"),
        (genericode(("a", "A")).replace(b'Id="name"', b'Id="code"'), "gc-ungueltig"),
        (genericode(("a", "A")).replace(b'ColumnRef="name"', b'ColumnRef="fremd"'), "gc-ungueltig"),
    ],
    ids=range(8),
)
def test_defect_is_named(roh, code):
    with pytest.raises(InvalidInput) as fehler:
        parse_genericode(roh)
    assert fehler.value.code == code


@pytest.mark.long
def test_too_many_entries():
    with pytest.raises(InvalidInput, match="mehr als 50000 Einträge"):
        parse_genericode(genericode(*((str(n), "x") for n in range(50_001))))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_mangled_lists_raise_only_named_errors(data):
    roh = bytearray(genericode(("a", "A"), ("b", "B")))
    for _ in range(data.draw(st.integers(1, 5))):
        ort = data.draw(st.integers(0, len(roh) - 1))
        roh[ort : ort + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=5))
    with contextlib.suppress(InvalidInput):
        parse_genericode(bytes(roh))
