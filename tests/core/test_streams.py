"""Encrypted streams: whatever goes in comes out, and nothing that was altered does."""

import hashlib
import io
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core import envelope
from ozgcloud.core.streams import HEADER, MAGIC, OVERHEAD, PIECE, Altered, decrypt, encrypt

KEY, CONTEXT = bytes(range(32)), UUID(int=7).bytes
HEAD = len(MAGIC) + HEADER
BORDERS = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1, 3 * PIECE + 17]


def body(size: int) -> bytes:
    return (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]


def chunks(content: bytes, size: int):
    return iter([content[i : i + size] for i in range(0, len(content), size)])


def sealed(content: bytes, chunk: int = 70_000) -> bytes:
    return b"".join(encrypt(chunks(content, chunk), KEY, CONTEXT))


def opened(stored: bytes, content: bytes, *, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    with decrypt(io.BytesIO(stored), key, context, hashlib.sha256(content).hexdigest()) as file:
        return file.read()


@pytest.mark.parametrize("size", BORDERS)
def test_every_size_around_a_border_comes_back(size):
    content = body(size)
    stored = sealed(content)
    assert opened(stored, content) == content
    pieces = max(1, -(-size // PIECE))
    assert len(stored) == HEAD + size + pieces * OVERHEAD


@given(st.binary(max_size=300), st.integers(1, 50), st.integers(-3, 3))
def test_any_content_in_any_chunks_comes_back(tail, chunk, around):
    content = body(PIECE + around) + tail
    assert opened(sealed(content, chunk * 997), content) == content


@given(st.data())
def test_one_flipped_bit_anywhere_is_found(data):
    content = body(data.draw(st.sampled_from(BORDERS[1:])))
    stored = bytearray(sealed(content))
    place = data.draw(st.integers(0, len(stored) - 1))
    stored[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Altered):
        opened(bytes(stored), content)


@given(st.data())
def test_a_cut_anywhere_is_found(data):
    content = body(data.draw(st.sampled_from(BORDERS)))
    stored = sealed(content)
    with pytest.raises(Altered):
        opened(stored[: data.draw(st.integers(0, len(stored) - 1))], content)


def test_bytes_behind_the_end_are_found():
    with pytest.raises(Altered):
        opened(sealed(b"kurz") + b"x", b"kurz")


def piece(stored: bytes, number: int) -> bytes:
    at = HEAD + number * (PIECE + OVERHEAD)
    return stored[at : at + PIECE + OVERHEAD]


def test_pieces_cannot_change_places_be_repeated_or_left_out():
    content = body(3 * PIECE)
    stored = sealed(content)
    head, one, two, three = stored[:HEAD], piece(stored, 0), piece(stored, 1), piece(stored, 2)
    for other in (two + one + three, one + one + three, one + three, one + two, three):
        with pytest.raises(Altered):
            opened(head + other, content)


def test_pieces_of_another_file_under_the_same_key_are_found():
    content = body(2 * PIECE)
    mine, other = sealed(content), sealed(content)
    with pytest.raises(Altered):
        opened(mine[:HEAD] + piece(mine, 0) + piece(other, 1), content)


def test_another_key_or_another_file_opens_nothing():
    with pytest.raises(Altered):
        opened(sealed(b"x"), b"x", key=bytes(32))
    with pytest.raises(Altered):
        opened(sealed(b"x"), b"x", context=UUID(int=8).bytes)


def test_what_was_never_encrypted_is_refused():
    for stored in (b"", b"%PDF-1.7", b"%PDF-1.7" * 100):
        with pytest.raises(Altered):
            opened(stored, stored)


def test_the_stored_bytes_show_nothing_of_the_content():
    assert b"Geheim" not in sealed(b"Geheim" * 30_000)
    assert sealed(b"gleich") != sealed(b"gleich")


def test_a_network_that_gives_little_at_a_time_is_enough():
    class Tropfen(io.BytesIO):
        def read(self, count=-1):
            return super().read(min(count, 1000))

    content = body(2 * PIECE + 5)
    with decrypt(Tropfen(sealed(content)), KEY, CONTEXT, hashlib.sha256(content).hexdigest()) as file:
        assert file.read() == content


def test_the_end_is_withheld_when_the_hash_is_another():
    """Pieces were right one by one, but it is not the file the record names: its last bytes are not given."""
    given_out = []
    with (
        decrypt(io.BytesIO(sealed(body(2 * PIECE))), KEY, CONTEXT, "0" * 64) as file,
        pytest.raises(Altered),
    ):
        given_out.extend(iter(lambda: file.read(PIECE), b""))
    assert sum(map(len, given_out)) <= PIECE


# ── wrapped keys

ANY_LEVEL = st.sampled_from(list(envelope.Level))


@given(st.binary(min_size=32, max_size=32), ANY_LEVEL, st.uuids(), st.integers(0, 2**32 - 1), st.binary(max_size=40))
def test_a_wrapped_key_comes_back_and_names_its_key(secret, level, key_id, mandant_id, context):
    header = envelope.Header(level, key_id, mandant_id)
    wrapped = envelope.wrap(secret, KEY, header, context)
    assert envelope.read_header(wrapped) == header
    assert envelope.unwrap(wrapped, KEY, context) == secret
    assert wrapped[envelope.LEVEL_AT - 1] == level
    assert wrapped[envelope.ID_AT - 1 :][: envelope.ID_BYTES] == key_id.bytes


@given(st.data())
def test_an_altered_wrapped_key_is_refused(data):
    header = envelope.Header(envelope.Level.MANDANT, UUID(int=1), 3)
    wrapped = bytearray(envelope.wrap(bytes(32), KEY, header, CONTEXT))
    wrapped[data.draw(st.integers(0, len(wrapped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(envelope.WrongKey):
        envelope.unwrap(bytes(wrapped), KEY, CONTEXT)


@pytest.mark.parametrize("wrapped", [b"", b"\x01", bytes(94), bytes(200)])
def test_what_is_no_wrapped_key_is_refused(wrapped):
    with pytest.raises(envelope.WrongKey):
        envelope.read_header(wrapped)
