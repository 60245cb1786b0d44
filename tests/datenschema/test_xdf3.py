"""The compiler: every defect has its own name, every real file its exact counts."""

import contextlib
import csv
import resource
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenschema import proben
from datenschema.proben import AUSWAHLGRUPPE, NS, feld, gruppe, praezisierung, schema, struktur, werte, xdf
from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.datenschema.baum import Art
from ozgcloud.datenschema.xdf3 import compile_xdf

VERDIKTE = {
    "v2_data-field-rule.xml": "xdf-version-2",
    "v2_data-group-rule.xml": "xdf-version-2",
    "v2_duplicate-optional-value.xml": "xdf-version-2",
    "v2_duplicate-required-value.xml": "xdf-version-2",
    "v2_label.xml": "xdf-version-2",
    "v2_minimal.xml": "xdf-version-2",
    "v2_rule.xml": "xdf-version-2",
    "v2_select.xml": "xdf-version-2",
    "v2_simple.xml": "xdf-version-2",
    "v2_unknown-namespace.xml": "xdf-namensraum",
    "v3_duplicate-id-node.xml": "xdf-kennung-doppelt",
    "v3_empty-id-node.xml": "xdf-kennung-leer",
    # Valid, but one group and no Datenschema.
    "v3_input.xml": "xdf-wurzel",
    "v3_invalid-freigabestatus.xml": "xdf-freigabestatus",
    "v3_missing-id-node.xml": "xdf-kennung-fehlt",
    "v3_simple.xml": "xdf-wurzel",
    "v3_unexpected-node.xml": "xdf-unerwartet",
    "v3_unknown-namespace.xml": "xdf-namensraum",
    "v3_xmlstruct_beispiel.xml": "",
}


@pytest.mark.parametrize(("datei", "code"), VERDIKTE.items())
def test_testfall_verdict(datei, code):
    roh = proben.roh(proben.shared_fim() / "xdf_testfaelle" / datei)
    if not code:
        assert compile_xdf(roh).felderzahl == 1
        return
    with pytest.raises(InvalidInput) as fehler:
        compile_xdf(roh)
    assert fehler.value.code == code
    assert fehler.value.meldung.endswith(".")


def test_table_covers_every_testfall():
    assert {p.name for p in (proben.shared_fim() / "xdf_testfaelle").iterdir()} == set(VERDIKTE)


def test_xdf_1_is_named_as_such():
    (datei,) = (proben.shared_fim() / "xdf2").glob("*_xdf1.xml*")
    with pytest.raises(InvalidInput, match="XDatenfelder 1 wird noch nicht unterstützt") as fehler:
        compile_xdf(proben.roh(datei))
    assert fehler.value.code == "xdf-version-1"


def _index() -> list[dict[str, str]]:
    with (proben.shared_fim() / "xdf3_index.csv").open(encoding="utf-8", newline="") as datei:
        return [zeile for zeile in csv.DictReader(datei) if zeile["datei"].startswith("xdf3/")]


def _pruefe_zahlen(zeilen: list[dict[str, str]]) -> None:
    for zeile in zeilen:
        baum = proben.real(zeile["datei"])
        assert (baum.fim_id, baum.version) == (zeile["fim_id"], zeile["fim_version"])
        assert (baum.knotenzahl, baum.felderzahl) == (int(zeile["knoten"]), int(zeile["felder"])), zeile["fim_id"]
        assert len(baum.regeln) + sum(len(k.regeln) for k in baum.alle()) == int(zeile["regeln"])
        assert all(k.segment.partition("~")[0] == k.fim_id for k in baum.alle())


def test_counts_of_a_dozen_real_files():
    zeilen = sorted(_index(), key=lambda zeile: int(zeile["knoten"]))
    _pruefe_zahlen(zeilen[::7] + zeilen[-2:])


@pytest.mark.long
def test_counts_of_all_real_files():
    assert len(_index()) == 70
    _pruefe_zahlen(_index())


def test_reconstructed_files_compile():
    for datei in (proben.shared_fim() / "xdf3_rekonstruiert").iterdir():
        assert compile_xdf(proben.roh(datei)).felderzahl > 100


def test_largest_file_within_limits():
    ordner = proben.shared_fim()
    roh = max((proben.roh(p) for p in (ordner / "xdf3").iterdir()), key=len)
    vorher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    beginn = time.process_time()
    baum = compile_xdf(roh)
    dauer = time.process_time() - beginn
    zuwachs = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - vorher) / 1024
    assert baum.knotenzahl > 0
    assert dauer < 1.0, f"{dauer:.2f} s CPU"
    assert zuwachs < 200, f"{zuwachs:.0f} MiB"


def test_path_is_the_identity():
    baum = schema(feld("F1"), gruppe("G1", feld("F1"), feld("F2"), feld("F1")), feld("F1"))
    assert [k.pfad for k in baum.alle()] == ["F1", "G1", "G1/F1", "G1/F2", "G1/F1~2", "F1~2"]
    assert baum.index["G1/F1~2"].segment == "F1~2"


def test_everything_a_form_needs_is_read():
    baum = schema(
        gruppe(
            "G1",
            feld("F1", anzahl="2:5", zusatz=praezisierung(min=1, max=9, muster="[a-z]+")),
            feld("F2", "text", "0:1", art="select", zusatz=werte("a", "b")),
            feld("F3", "file", "0:*", zusatz="<x:maxSize>10</x:maxSize><x:mediaType>image/png</x:mediaType>"),
            zusatz=AUSWAHLGRUPPE
            + '<x:bezug link="https://example.org">§ 1</x:bezug><x:hilfetextEingabe>-</x:hilfetextEingabe>'
            "<x:regel><x:identifikation><x:id>R1</x:id></x:identifikation><x:freitextRegel>WENN</x:freitextRegel></x:regel>",
        )
    )
    g, f1, f2, f3 = baum.alle()
    assert (g.art, g.auswahlgruppe, g.hilfetext_eingabe) == (Art.GRUPPE, True, "")
    assert (g.bezug[0].text, g.bezug[0].link, g.regeln[0].text) == ("§ 1", "https://example.org", "WENN")
    assert (f1.anzahl_min, f1.anzahl_max, f1.wiederholt, f1.praezisierung.max_laenge) == (2, 5, True, 9)
    assert [w.code for w in f2.werte] == ["a", "b"]
    assert (f3.anzahl_max, f3.max_size, f3.media_types, f3.pflicht) == (None, 10, ("image/png",), False)


def test_any_prefix_and_none():
    roh = xdf(feld())
    ohne = roh.replace(b"x:", b"").replace(b"xmlns:x=", b"xmlns=").replace(b"xmlns=", b"xmlns=")
    ohne = ohne.replace(f'xmlns="{NS}"'.encode(), f'xmlns="{NS}"'.encode())
    ohne = ohne.replace(b"<code>", b'<code xmlns="">')
    assert compile_xdf(roh.replace(b"x:", b"ns0:").replace(b"xmlns:x=", b"xmlns:ns0=")).felderzahl == 1
    assert compile_xdf(ohne).felderzahl == 1


DEFEKTE = [
    (xdf(), "xdf-leer"),
    (xdf(feld(), version=""), "xdf-version-fehlt"),
    (xdf(feld(), version="neu"), "xdf-version-ungueltig"),
    (xdf(feld(), kennung="F1"), "xdf-kennung-ungueltig"),
    (xdf(feld("F1/../x")), "xdf-kennung-ungueltig"),
    (xdf(feld(), status=""), "xdf-freigabestatus"),
    (xdf(feld(anzahl="1:0")), "xdf-anzahl"),
    (xdf(feld(anzahl="5:2")), "xdf-anzahl"),
    (xdf(feld(anzahl="viele")), "xdf-anzahl"),
    (xdf(struktur("")), "xdf-struktur"),
    (xdf(feld(art="")), "xdf-feldart-fehlt"),
    (xdf(feld(datentyp="")), "xdf-datentyp-fehlt"),
    (xdf(feld(zusatz=praezisierung(min="drei"))), "xdf-praezisierung"),
    (xdf(feld(zusatz=praezisierung(min=5, max=2))), "xdf-praezisierung"),
    (xdf(feld("F1", "num", zusatz=praezisierung(von="viel"))), "xdf-praezisierung"),
    (xdf(feld("F1", "num", zusatz=praezisierung(von="1e999999999"))), "xdf-praezisierung"),
    (xdf(feld(anzahl="101:*")), "xdf-zu-umfangreich"),
    (xdf(gruppe("G1", gruppe("G2", feld(anzahl="90:*"), anzahl="90:*"), anzahl="9:*")), "xdf-zu-umfangreich"),
    (xdf(feld(zusatz=werte("a", "a"))), "xdf-praezisierung"),
    (xdf(gruppe("G1", feld(), zusatz="<x:art><code>Y</code></x:art>")), "xdf-gruppenart"),
    (xdf(feld(zusatz="<x:neu/>")), "xdf-unerwartet"),
    (xdf(feld(zusatz='<y:name xmlns:y="urn:fremd"/>')), "xdf-unerwartet"),
    (xdf(feld(zusatz="<x:name>zwei</x:name>")), "xdf-doppelt"),
    (f'<x:xdatenfelder.stammdatenschema.0102 xmlns:x="{NS}"/>'.encode(), "xdf-kein-schema"),
    (f'<x:xdatenfelder.regel.0106 xmlns:x="{NS}"/>'.encode(), "xdf-wurzel"),
    (b"<html/>", "xdf-namensraum"),
]


@pytest.mark.parametrize(("roh", "code"), DEFEKTE, ids=lambda x: x if isinstance(x, str) else "")
def test_defect_is_named(roh, code):
    with pytest.raises(InvalidInput) as fehler:
        compile_xdf(roh)
    assert fehler.value.code == code


def test_too_deep_and_too_many():
    tief = feld()
    for nummer in range(25):
        tief = gruppe(f"G{nummer}", tief)
    with pytest.raises(TooLarge) as fehler:
        compile_xdf(xdf(tief))
    assert fehler.value.code in ("xdf-zu-umfangreich", "xml-bombe")
    with pytest.raises(TooLarge) as fehler:
        compile_xdf(xdf(*[feld("F1")] * 5_001))
    assert fehler.value.code == "xdf-zu-umfangreich"


def test_relations_are_freed_while_streaming():
    relation = "<x:relation><x:praedikat><code>ABL</code></x:praedikat></x:relation>"
    assert schema(feld(zusatz=relation * 1000)).felderzahl == 1


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_mangled_files_raise_only_named_errors(data):
    roh = bytearray(xdf(feld("F1"), gruppe("G1", feld("F2", "date"), feld("F3", art="select", zusatz=werte("a")))))
    for _ in range(data.draw(st.integers(1, 6))):
        ort = data.draw(st.integers(0, len(roh) - 1))
        ende = ort + data.draw(st.integers(0, 12))
        roh[ort:ende] = data.draw(st.binary(max_size=6) | st.sampled_from([b"<x:id>", b"</x:name>", b"<code>", b"&a;"]))
    with contextlib.suppress(InvalidInput):
        compile_xdf(bytes(roh))
