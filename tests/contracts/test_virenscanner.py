"""What a scanner for malware promises, checked against Debian's clamd with signatures of our own."""

import io
import zipfile

import pytest

from contracts.clamd import EICAR, STREAM_MAX_MB, Virenwache
from contracts.seaweed import free_ports
from ozgcloud.adapters.clamav.scanner import Clamd, ClamdOptions
from ozgcloud.core.errors import Reject, Retry


@pytest.fixture(scope="module")
def wache(tmp_path_factory):
    server = Virenwache(tmp_path_factory.mktemp("clamd"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def scanner(wache) -> Clamd:
    return Clamd(ClamdOptions(address=wache.address))


def packed(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rechnung.exe", content)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 harmlos", packed(b"harmlos"), b"x" * 1_000_000])
def test_clean_bytes_are_clean(scanner, content):
    assert scanner.scan(iter([content])).befund == ""


@pytest.mark.parametrize("content", [EICAR, b"%PDF-1.7 " + EICAR + b" ende", packed(EICAR)])
@pytest.mark.parametrize("size", [7, 100_000])
def test_malware_is_found_in_plain_and_packed_bytes(scanner, content, size):
    ergebnis = scanner.scan(iter([content[i : i + size] for i in range(0, len(content), size)]))
    assert "Eicar-Test-Signature-OZG" in ergebnis.befund
    assert ergebnis.stand.startswith("ClamAV 1.")


def test_more_than_the_scanner_takes_is_refused_for_good(scanner):
    with pytest.raises(Reject) as error:
        scanner.scan(iter([b"x" * 100_000] * (STREAM_MAX_MB * 11 + 20)))
    assert "StreamMaxLength" in error.value.meldung


def test_a_source_that_breaks_is_heard(scanner):
    def broken():
        yield b"x"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        scanner.scan(broken())
    assert scanner.scan(iter([b"x"])).befund == ""


def test_a_scanner_that_is_away_says_try_later(tmp_path):
    for address in (f"127.0.0.1:{free_ports(1)[0]}", f"unix:{tmp_path}/fehlt", "unsinn"):
        with pytest.raises(Retry) as error:
            Clamd(ClamdOptions(address=address)).scan(iter([b"x"]))
        assert "bleiben gesperrt" in error.value.meldung


@pytest.mark.parametrize(
    ("answer", "stand", "day"),
    [
        (b"ClamAV 1.4.6/27800/Fri Nov 20 09:31:00 2026\0", "ClamAV 1.4.6/27800", "2026-11-20"),
        (b"ClamAV 1.4.6\0", "ClamAV 1.4.6", None),
        (b"ClamAV 1.4.6/27800/neulich\0", "ClamAV 1.4.6/27800", None),
    ],
)
def test_version_and_day_of_the_signatures(answer, stand, day):
    """What freshclam's databases would say cannot be had here; the line is clamd's own format."""
    read = Clamd.read_version(answer.rstrip(b"\0").decode())
    assert (read.stand, read.vom and read.vom.date().isoformat()) == (stand, day)
