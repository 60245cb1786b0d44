"""Keys that wrap keys: a secret of 32 bytes under another key, with a header that names the key.

Layout: version (1 byte), level (1 byte), Mandant (4 bytes, big endian, 0 for the installation), id of the wrapping key
(16 bytes), nonce (24 bytes), ciphertext with tag (48 bytes). XChaCha20-Poly1305 (libsodium); the header and the
caller's context are authenticated, so a wrapped key fits one file only.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from ozgcloud.core.errors import InvalidInput

KEY_BYTES = 32
VERSION = 1
NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
LAYOUT = struct.Struct(">BBI16s")
LEVEL_AT, ID_AT, ID_BYTES = 2, 7, 16
"""Where level and key id begin (counted from 1, as SQL does), for finding what a key wraps."""
LENGTH = LAYOUT.size + NONCE + KEY_BYTES + 16
BROKEN = (
    "Der Schlüssel dieser Datei passt nicht, deshalb wird sie nicht ausgeliefert. "
    "Bitte melden Sie das Ihrer Fachadministration."
)


class Level(IntEnum):
    """What kind of key wraps: one of the installation's key ring, or one of a Mandant."""

    INSTALLATION = 1
    MANDANT = 2


class WrongKey(InvalidInput):
    """The key does not fit, or the wrapped secret was altered."""

    code = "schluessel-falsch"


@dataclass(frozen=True, slots=True)
class Header:
    """Which key wraps a secret."""

    level: Level
    key_id: UUID
    mandant_id: int = 0

    def pack(self) -> bytes:
        """The header's bytes."""
        return LAYOUT.pack(VERSION, self.level, self.mandant_id, self.key_id.bytes)


def new_key() -> bytes:
    """32 random bytes."""
    return random(KEY_BYTES)


def wrap(secret: bytes, key: bytes, header: Header, context: bytes) -> bytes:
    """The secret under the key that `header` names, bound to `context`."""
    head, nonce = header.pack(), random(NONCE)
    return head + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(secret, head + context, nonce, key)


def read_header(wrapped: bytes) -> Header:
    """Which key is needed. Raises WrongKey for what is no wrapped key."""
    if len(wrapped) != LENGTH or wrapped[0] != VERSION:
        raise WrongKey(BROKEN)
    _, level, mandant_id, key_id = LAYOUT.unpack(wrapped[: LAYOUT.size])
    if level not in (Level.INSTALLATION, Level.MANDANT):
        raise WrongKey(BROKEN)
    return Header(Level(level), UUID(bytes=key_id), mandant_id)


def unwrap(wrapped: bytes, key: bytes, context: bytes) -> bytes:
    """The secret. Raises WrongKey for another key, another context, or altered bytes."""
    head, rest = wrapped[: LAYOUT.size], wrapped[LAYOUT.size :]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(rest[NONCE:], head + context, rest[:NONCE], key)
    except CryptoError:
        raise WrongKey(BROKEN) from None
