"""Data types: what people type, what is kept, what is refused with which words."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.datenschema import zeichen
from ozgcloud.datenschema.baum import GRENZE_TEXT, Art, Knoten, Praezisierung, Wert
from ozgcloud.datenschema.werte import Ungueltig, lies, lies_freien_text, lies_zahl, schreibe_zahl, waehle


def knoten(datentyp="text", **grenzen) -> Knoten:
    return Knoten(
        "F1", "F1", "1", Art.FELD, "Feld", feldart="input", datentyp=datentyp, praezisierung=Praezisierung(**grenzen)
    )


GUT = [
    ("text", {}, "  Hallo  ", "Hallo"),
    ("text", {}, "eins\r\nzwei", "eins\nzwei"),
    ("text", {}, "Party 🎉 مرحبا שלום", "Party 🎉 مرحبا שלום"),
    ("text", {}, "A\u0308", "Ä"),
    ("text", {"min_laenge": 2, "max_laenge": 3}, " abc ", "abc"),
    ("text", {"max_laenge": 1}, "A\u0308", "Ä"),
    ("text", {}, "x" * GRENZE_TEXT, "x" * GRENZE_TEXT),
    ("text", {"muster": "(?=kaputt)"}, "egal", "egal"),
    ("text_latin", {}, "Ağrı Œuvre d’Été C̨̆ K͟h 1/2 €", "Ağrı Œuvre d’Été C̨̆ K͟h 1/2 €"),
    ("date", {}, "21.11.2026", "2026-11-21"),
    ("date", {}, "1.2.2026", "2026-02-01"),
    ("date", {}, " 2026-11-21 ", "2026-11-21"),
    ("date", {}, "29. 2. 2024", "2024-02-29"),
    ("date", {"min_wert": "2026-01-01", "max_wert": "2026-12-31"}, "31.12.2026", "2026-12-31"),
    ("date", {"min_wert": "heute"}, "1.1.1990", "1990-01-01"),
    ("time", {}, "7:05", "07:05:00"),
    ("time", {}, "14.30 Uhr", "14:30:00"),
    ("time", {}, "23:59:59", "23:59:59"),
    ("datetime", {}, "21.11.2026 14:30", "2026-11-21T14:30:00"),
    ("datetime", {}, "2026-11-21T14:30", "2026-11-21T14:30:00"),
    ("datetime", {}, "21.11.2026, um 9.15 Uhr", "2026-11-21T09:15:00"),
    ("num", {}, "1.234,50", "1234.5"),
    ("num", {}, "-0,0", "0"),
    ("num", {}, "12.5", "12.5"),
    ("num", {}, "1.000", "1000"),
    ("num", {}, "1 234,5", "1234.5"),
    ("num", {"min_wert": "0.1"}, "0,1", "0.1"),
    ("num_int", {}, "1.000", 1000),
    ("num_int", {}, "−5", -5),
    ("num_int", {"min_wert": "1", "max_wert": "31"}, "31", 31),
    ("num_currency", {}, "12,5 €", "12.50"),
    ("num_currency", {}, "1.234 EUR", "1234.00"),
    ("num_currency", {}, "9" * 24, "9" * 24 + ".00"),
    ("bool", {}, "true", True),
    ("bool", {}, "Nein", False),
    ("seltsam", {}, "wie Text", "wie Text"),
]


@pytest.mark.parametrize(("datentyp", "grenzen", "roh", "klar"), GUT)
def test_accepts(datentyp, grenzen, roh, klar):
    ergebnis = lies(roh, knoten(datentyp, **grenzen))
    assert ergebnis == klar
    assert type(ergebnis) is type(klar)


SCHLECHT = [
    ("text", {"max_laenge": 55}, "x" * 10_000, "10000 Zeichen, möglich sind höchstens 55"),
    ("text", {}, "x" * (GRENZE_TEXT + 1), "höchstens 10000"),
    ("text", {"min_laenge": 3}, "ab", "mindestens 3 Zeichen"),
    ("text", {"muster": "[0-9]+"}, "12a", "erwartete Form"),
    ("text", {}, "a\x00b", "U+0000"),
    ("text", {}, "a\x1bb", "Steuerzeichen"),
    ("text", {}, "a\x85b", "Steuerzeichen"),
    ("text", {}, "a\ud800b", "Steuerzeichen"),
    ("text", {}, "a\uffffb", "Steuerzeichen"),
    ("text", {}, "rechnung\u202efdp.exe", "Schreibrichtung"),
    ("text", {}, "\u2066x", "Schreibrichtung"),
    ("text_latin", {}, "Hallo 😀", "keine Emojis"),
    ("text_latin", {}, "Привет", "„П“ (U+041F)"),
    ("text_latin", {}, "x\u0301", "DIN 91379"),
    ("date", {}, "30.2.2026", "gibt es nicht"),
    ("date", {}, "29.02.2025", "gibt es nicht"),
    ("date", {}, "21.11.26", "zum Beispiel 21.11.2026"),
    ("date", {}, "11/21/2026", "Tag, Monat und Jahr"),
    ("date", {}, "01.01.0026", "vier Ziffern"),
    ("date", {}, "٢١.١١.٢٠٢٦", "Tag, Monat und Jahr"),
    ("date", {"max_wert": "2026-12-31"}, "1.1.2027", "bis dem 31.12.2026"),
    ("time", {}, "25:00", "14:30"),
    ("time", {}, "mittags", "14:30"),
    ("datetime", {}, "21.11.2026", "Datum und Uhrzeit"),
    ("datetime", {}, "31.11.2026 10:00", "gibt es nicht"),
    ("num", {}, "zwölf", "Zahl ein"),
    ("num", {}, "1,2,3", "Zahl ein"),
    ("num", {}, "12.34.5", "Zahl ein"),
    ("num", {}, "1e9", "Zahl ein"),
    ("num", {}, "NaN", "Zahl ein"),
    ("num", {}, "9" * 60, "Zahl ein"),
    ("num_currency", {}, "9" * 40, "Zahl ein"),
    ("num_int", {}, "9" * 40, "ganze Zahl"),
    ("num", {"max_wert": "1000000"}, "1.000.000,01", "bis 1000000"),
    ("num_int", {}, "1,5", "ganze Zahl"),
    ("num_int", {}, "2026-11", "ganze Zahl"),
    ("num_int", {"min_wert": "1", "max_wert": "12"}, "13", "bis 12"),
    ("num_int", {"min_wert": "1"}, "0", "ab 1"),
    ("num_currency", {}, "1,234", "zwei Nachkommastellen"),
    ("num_currency", {}, "12 $", "Zahl ein"),
    ("bool", {}, "vielleicht", "Ja oder Nein"),
    ("date", {}, "1" * 5_000, "zu lang"),
    ("num_int", {}, "1\x002", "Steuerzeichen"),
]


@pytest.mark.parametrize(("datentyp", "grenzen", "roh", "meldung"), SCHLECHT)
def test_refuses_with_a_sentence(datentyp, grenzen, roh, meldung):
    with pytest.raises(Ungueltig) as fehler:
        lies(roh, knoten(datentyp, **grenzen))
    assert meldung in str(fehler.value)
    assert str(fehler.value).endswith(".")


def test_choice_keeps_code_and_label():
    liste = {"a": Wert("a", "Apfel")}
    assert waehle(" a ", liste) == {"code": "a", "label": "Apfel"}
    assert waehle("a", liste, "urn:x_1") == {"code": "a", "label": "Apfel", "liste": "urn:x_1"}
    for fremd in ("Apfel", "b", "", "\x00"):
        with pytest.raises(Ungueltig):
            waehle(fremd, liste)


@given(st.sampled_from([t for t, *_ in GUT]), st.text(max_size=300))
def test_any_text_is_judged(datentyp, roh):
    with contextlib.suppress(Ungueltig):
        lies(roh, knoten(datentyp))


@given(st.text(max_size=60), st.integers(0, 20), st.none() | st.integers(0, 50))
def test_the_short_way_of_plain_text_says_the_same(roh, mindestens, hoechstens):
    feld = knoten(min_laenge=mindestens, max_laenge=hoechstens)
    kurz = lies_freien_text(roh, feld.freier_text)
    assert not kurz or kurz == lies(roh, feld)


def test_only_fields_that_take_any_text_have_a_short_way():
    assert knoten().freier_text == range(1, GRENZE_TEXT + 1)
    assert lies_freien_text(" Förde ", knoten().freier_text) == "Förde"
    assert lies_freien_text("eins\nzwei", knoten().freier_text) == lies_freien_text(7, range(9)) == ""
    assert not any(knoten(datentyp).freier_text for datentyp in ("text_latin", "date", "num", "bool", "file", "obj"))
    assert knoten(muster="[0-9]+").freier_text is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_numbers_round_trip(zahl):
    assert Decimal(schreibe_zahl(zahl)) == zahl
    assert lies_zahl(schreibe_zahl(zahl).replace(".", ",")) == zahl


def test_din_91379_has_the_size_of_the_standard():
    # Counted from the published lists: single characters of bll and N1 to N4, and letters with combining marks.
    assert len(zeichen.LATEIN) == 588
    assert sum(len(buchstaben) for buchstaben in zeichen._SEQUENZEN.values()) == 148
    assert all(zeichen.nicht_lateinisch(b + m) == "" for m, alle in zeichen._SEQUENZEN.items() for b in alle)
