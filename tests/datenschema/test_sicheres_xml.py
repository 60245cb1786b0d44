"""Hostile XML is refused with its own name, quickly and within memory."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenschema.proben import feld, xdf
from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.datenschema import sicheres_xml
from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES, check_size, stream
from ozgcloud.datenschema.xdf3 import compile_xdf

LACHEN = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">"""
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&l9;</a>"
)
QUADRATISCH = b'<!DOCTYPE a [<!ENTITY x "' + b"A" * 100_000 + b'">]><a>' + b"&x;" * 50_000 + b"</a>"
ATTRIBUT = LACHEN.replace(b"<a>&l9;</a>", b'<a b="&l9;"/>')
EXTERN = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>'
DATEI = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
HARMLOS = b"<!DOCTYPE a><a/>"
UTF16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
NACH_KOMMENTAR = b"<?xml version='1.0'?><!-- <a> --><?pi <a?><!DOCTYPE a><a/>"
UTF7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'

FAELLE = {
    "billion-laughs": (LACHEN, "xml-dtd"),
    "quadratisch": (QUADRATISCH, "xml-dtd"),
    "in-attribut": (ATTRIBUT, "xml-dtd"),
    "externe-dtd": (EXTERN, "xml-dtd"),
    "datei-entitaet": (DATEI, "xml-dtd"),
    "harmlose-dtd": (HARMLOS, "xml-dtd"),
    "utf-16": (UTF16, "xml-dtd"),
    "nach-kommentar": (NACH_KOMMENTAR, "xml-dtd"),
    "utf-7": (UTF7, "xml-kaputt"),
    "leer": (b" \n ", "xml-leer"),
    "gzip": (b"\x1f\x8b\x08\x00", "xml-gepackt"),
    "kein-xml": (b"%PDF-1.7 x", "xml-kaputt"),
    "abgeschnitten": (xdf(feld())[:-40], "xml-kaputt"),
    "unbekannte-entitaet": (xdf(feld(name="&unbekannt;")), "xml-kaputt"),
    "zweite-wurzel": (xdf(feld()) + b"<a/>", "xml-kaputt"),
    "nur-kommentar": (b"<!-- x -->", "xml-kaputt"),
    "steuerzeichen": (xdf(feld(name="\x01")), "xml-kaputt"),
    "tief": (b"<a>" * 5_000 + b"</a>" * 5_000, "xml-bombe"),
}


def _lies(roh: bytes) -> None:
    check_size(roh)
    for _ in stream(roh):
        pass


@pytest.mark.parametrize(("roh", "code"), FAELLE.values(), ids=FAELLE)
def test_hostile_file_is_refused_by_name(roh, code):
    beginn = time.process_time()
    with pytest.raises(InvalidInput) as fehler:
        _lies(roh)
    assert fehler.value.code == code
    assert time.process_time() - beginn < 2


def test_fifty_megabytes_are_refused_before_parsing():
    with pytest.raises(TooLarge) as fehler:
        compile_xdf(b"<a>" + b"x" * 50_000_000)
    assert fehler.value.code == "xml-zu-gross"
    assert "20 MiB" in fehler.value.meldung


def test_flood_of_elements_stops():
    roh = b"<a>" + b"<b/>" * (sicheres_xml.GRENZE_ELEMENTE + 10) + b"</a>"
    assert len(roh) < GRENZE_BYTES
    with pytest.raises(TooLarge) as fehler:
        _lies(roh)
    assert fehler.value.code == "xml-bombe"


@given(st.binary(max_size=400))
def test_any_bytes_raise_only_named_errors(roh):
    with contextlib.suppress(InvalidInput):
        compile_xdf(roh)
