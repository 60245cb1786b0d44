"""Encrypted files as streams: libsodium's secretstream (XChaCha20-Poly1305) in pieces of 64 KiB.

Every piece is authenticated together with its place and the file's opaque key; the last one carries the tag FINAL, so
pieces that are altered, exchanged, repeated or missing are found. Memory stays flat at any size.
Layout: `OZGF`, version (1 byte), header of the stream (24 bytes), pieces of 64 KiB + 17 bytes, the last one shorter.
"""

import hashlib
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from nacl.bindings.crypto_secretstream import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError

from ozgcloud.core.errors import InvalidInput

PIECE = 64 * 1024
MAGIC = b"OZGF\x01"
OVERHEAD = crypto_secretstream_xchacha20poly1305_ABYTES
HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES
FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
CHANGED = (
    "Die Datei stimmt nicht mehr mit ihrer Prüfsumme überein und wird nicht ausgeliefert. "
    "Bitte melden Sie das Ihrer Fachadministration."
)


class Altered(InvalidInput):
    """The stored bytes are not those that were taken, or are opened with another key."""

    code = "datei-veraendert"


def encrypt(chunks: Iterator[bytes], key: bytes, context: bytes) -> Iterator[bytes]:
    """The encrypted form of a stream of plain bytes, piece by piece; `context` is bound to each of them."""
    state = crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + crypto_secretstream_xchacha20poly1305_init_push(state, key)
    held = bytearray()
    for chunk in chunks:
        held += chunk
        # A full piece is kept back until more follows: only then it is known not to be the last.
        while len(held) > PIECE:
            yield crypto_secretstream_xchacha20poly1305_push(state, bytes(held[:PIECE]), context, MESSAGE)
            del held[:PIECE]
    yield crypto_secretstream_xchacha20poly1305_push(state, bytes(held), context, FINAL)


class _Plain(io.RawIOBase):
    """Reads an encrypted file as plain bytes. Raises Altered at the first piece that is not what was written."""

    def __init__(self, source: BinaryIO, key: bytes, context: bytes, sha256: str) -> None:
        self._source, self._context, self._sha256 = source, context, sha256
        self._digest = hashlib.sha256()
        self._held = memoryview(b"")
        self._is_over = False
        head = read_exactly(source, len(MAGIC) + HEADER)
        if not head.startswith(MAGIC) or len(head) != len(MAGIC) + HEADER:
            raise Altered(CHANGED)
        self._state = crypto_secretstream_xchacha20poly1305_state()
        crypto_secretstream_xchacha20poly1305_init_pull(self._state, head[len(MAGIC) :], key)
        self._advance()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with plain bytes; 0 at the verified end."""
        while not self._held and not self._is_over:
            self._advance()
        taken = min(len(buffer), len(self._held))
        buffer[:taken] = self._held[:taken]
        self._held = self._held[taken:]
        return taken

    def close(self) -> None:
        """Close the stored file too."""
        self._source.close()
        super().close()

    def _advance(self) -> None:
        piece = read_exactly(self._source, PIECE + OVERHEAD)
        if len(piece) < OVERHEAD:
            raise Altered(CHANGED)
        try:
            plain, tag = crypto_secretstream_xchacha20poly1305_pull(self._state, piece, self._context)
        except CryptoError:
            raise Altered(CHANGED) from None
        self._digest.update(plain)
        if tag == FINAL:
            if self._source.read(1) or self._digest.hexdigest() != self._sha256:
                raise Altered(CHANGED)
            self._is_over = True
        self._held = memoryview(plain)


def read_exactly(source: BinaryIO, count: int) -> bytes:
    """`count` bytes, or fewer at the end; a stream over a network may give less than it is asked for."""
    parts, missing = [], count
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def decrypt(source: BinaryIO, key: bytes, context: bytes, sha256: str) -> BinaryIO:
    """Plain bytes of an encrypted file; the last ones are given only when all of it matched `sha256`.

    The first piece is checked at once, so another key is refused here. Raises Altered, here and while reading.
    """
    try:
        return io.BufferedReader(_Plain(source, key, context, sha256), PIECE)
    except BaseException:
        source.close()
        raise
