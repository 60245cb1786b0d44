"""Downloads: small files whole, large ones in pieces with their length; what is wrong is never taken for whole."""

import hashlib
from pathlib import Path
from uuid import uuid4

import pytest

from ozgcloud.core.downloads import download
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.files import SMALL, Dateiverweis
from ozgcloud.core.folder import open_folder
from ozgcloud.core.store import file_store


def stored(size: int) -> tuple[bytes, Dateiverweis]:
    content = (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]
    ablage = file_store().put(iter([content]), medientyp="application/pdf", limit=size)
    return content, Dateiverweis(ablage.schluessel, ablage.sha256, size, ablage.schluesselgeheimnis)


def flip(verweis: Dateiverweis, place: int) -> None:
    with open_folder().open(verweis.schluessel) as file:
        content, path = bytearray(file.read()), Path(file.name)
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("size", [0, 1, SMALL, SMALL + 1, 3 * SMALL])
def test_what_was_stored_is_sent_with_its_length(size):
    content, verweis = stored(size)
    response = download(verweis, medientyp="application/pdf")
    assert response.streaming is (size > SMALL)
    assert response.headers["Content-Length"] == str(size)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (b"".join(response.streaming_content) if response.streaming else response.content) == content


def test_a_small_altered_file_sends_nothing():
    _, verweis = stored(200_000)
    flip(verweis, 150_000)
    with pytest.raises(InvalidInput):
        download(verweis, medientyp="application/pdf")


def test_a_large_altered_file_ends_before_its_length():
    """The server then breaks the connection, and no client takes it for whole."""
    _, verweis = stored(2 * SMALL)
    flip(verweis, SMALL)
    sent: list[bytes] = []
    response = download(verweis, medientyp="application/pdf")
    with pytest.raises(InvalidInput):
        sent.extend(response.streaming_content)
    assert 0 < sum(map(len, sent)) < 2 * SMALL


def test_a_large_file_under_a_wrong_key_is_refused_before_the_first_byte():
    _, verweis = stored(2 * SMALL)
    _, other = stored(SMALL)
    with pytest.raises(InvalidInput):
        download(
            Dateiverweis(verweis.schluessel, verweis.sha256, verweis.groesse, other.schluesselgeheimnis),
            medientyp="application/pdf",
        )


def test_files_from_before_encryption_are_checked_as_a_whole_first():
    key, content = uuid4(), b"%PDF-1.4 frueher" * (SMALL // 8)
    open_folder().put(key, iter([content]))
    verweis = Dateiverweis(key, hashlib.sha256(content).hexdigest(), len(content))
    assert b"".join(download(verweis, medientyp="application/pdf").streaming_content) == content
    with pytest.raises(InvalidInput):
        download(Dateiverweis(key, "0" * 64, len(content)), medientyp="application/pdf")
