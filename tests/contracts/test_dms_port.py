"""What every `DmsPort` promises, checked against all implementations."""

import io
import re
from dataclasses import replace

import pytest

from adapters.muster import PAKET, make_dokument
from ozgcloud.adapters.ablage.ordner import AblageOptions, OrdnerAblage
from ozgcloud.adapters.null.dms import NullDms
from ozgcloud.adapters.xdomea.paket import XdomeaOptions, XdomeaPaket
from ozgcloud.core.errors import Reject
from ozgcloud.veraktung.port import DmsPort


@pytest.fixture(params=["null", "ablage"])
def port(request, tmp_path) -> DmsPort:
    if request.param == "null":
        return NullDms()
    return OrdnerAblage(AblageOptions(ordner=tmp_path / "ablage"), XdomeaPaket(XdomeaOptions()))


def test_receipt_names_place_checksum_and_size(port):
    quittung = port.deliver(PAKET, schluessel="schritt-1")
    assert quittung.pfad
    assert re.fullmatch(r"[0-9a-f]{64}", quittung.sha256)
    assert quittung.groesse > 0


def test_repetition_gives_the_same_receipt(port):
    assert port.deliver(PAKET, schluessel="schritt-1") == port.deliver(PAKET, schluessel="schritt-1")


def test_other_key_is_another_delivery(port):
    assert port.deliver(PAKET, schluessel="schritt-1") != port.deliver(PAKET, schluessel="schritt-2")


@pytest.mark.parametrize("aenderung", [{"betreff": "anders"}, {"formular_json": b"{}"}, {"dokumente": ()}])
def test_other_content_under_the_same_key_is_rejected(port, aenderung):
    port.deliver(PAKET, schluessel="schritt-1")
    with pytest.raises(Reject):
        port.deliver(replace(PAKET, **aenderung), schluessel="schritt-1")


def test_changed_file_is_rejected_and_a_later_good_one_accepted(port):
    with pytest.raises(Reject):
        port.deliver(replace(PAKET, dokumente=(make_dokument(1, b"x", quelle=b"y"),)), schluessel="schritt-1")
    assert port.deliver(PAKET, schluessel="schritt-1")


def test_stream_and_bytes_are_the_same_package_and_streams_are_closed(port):
    stroeme = []

    def open_stream():
        stroeme.append(io.BytesIO(b"Inhalt"))
        return stroeme[-1]

    als_bytes = port.deliver(replace(PAKET, dokumente=(make_dokument(1, b"Inhalt"),)), schluessel="schritt-1")
    als_strom = port.deliver(
        replace(PAKET, dokumente=(make_dokument(1, b"Inhalt", quelle=open_stream),)), schluessel="schritt-1"
    )
    assert als_bytes == als_strom
    assert len(stroeme) == 1
    assert stroeme[0].closed
