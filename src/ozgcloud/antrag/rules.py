"""What is special about an Antrag on its way: secrets of drafts, who applies, when a draft ends. Plain Python."""

import functools
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta

from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.eingang.rules import CODE_ALPHABET

DRAFT_LIFETIME = timedelta(days=30)
SECRET_GROUPS = 5
MAX_RAW_BYTES = 2_000_000
MAX_ADDRESSES = 5_000
MAX_FILES = 100

VORNAME = re.compile(r"^vornamen?\b", re.IGNORECASE)
NACHNAME = re.compile(r"^(familienname|nachname)\b", re.IGNORECASE)
FIRMA = re.compile(
    r"^(name (des|der) (unternehmens|firma|betriebs)|firma|firmenname|unternehmensname)\b", re.IGNORECASE
)
STRASSE = re.compile(r"^stra(ß|ss)e\b", re.IGNORECASE)
HAUSNUMMER = re.compile(r"^hausnummer\b", re.IGNORECASE)
PLZ = re.compile(r"^(plz|postleitzahl)\b", re.IGNORECASE)
ORT = re.compile(r"^(wohn)?ort\b", re.IGNORECASE)
KINDS = {
    "vorname": VORNAME,
    "nachname": NACHNAME,
    "firma": FIRMA,
    "strasse": STRASSE,
    "hausnummer": HAUSNUMMER,
    "plz": PLZ,
    "ort": ORT,
}
MAX_LINE = 100


def new_secret() -> str:
    """The secret that opens a draft, kept only by the citizen: 25 random letters (122 bits), easy to read out and type.

    `7KXM2-QRT9B-…`; without 0, 1, I, L, O and U, which look alike.
    """
    return _grouped("".join(secrets.choice(CODE_ALPHABET) for _ in range(SECRET_GROUPS**2)))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + SECRET_GROUPS] for at in range(0, len(letters), SECRET_GROUPS))


def read_secret(text: str) -> str:
    """The secret as typed or pasted, normalised; raises InvalidInput when it cannot be one."""
    letters = re.sub(r"[\s\-–—.]", "", text.upper())
    if len(letters) != SECRET_GROUPS**2 or any(letter not in CODE_ALPHABET for letter in letters):
        raise InvalidInput(
            "Diesen Entwurfscode gibt es nicht.",
            {"entwurfscode": "Bitte prüfen Sie den Code. Er besteht aus fünf Gruppen mit je fünf Zeichen."},
        )
    return _grouped(letters)


def raw_bytes(eingaben: Mapping[str, object]) -> bytes:
    """Everything posted, as the bytes that are received and hashed: JSON in UTF-8 with sorted addresses.

    Raises TooLarge beyond 2 MB or 5,000 values: no form asks for that much.
    """
    roh = json.dumps(eingaben, ensure_ascii=False, sort_keys=True).encode()
    if len(roh) > MAX_RAW_BYTES or len(eingaben) > MAX_ADDRESSES:
        raise TooLarge(
            "Ihre Angaben sind zusammen zu umfangreich und konnten nicht gespeichert werden. "
            "Bitte kürzen Sie sehr lange Texte und Listen, oder laden Sie sie als Datei hoch."
        )
    return roh


def require_room(dateien: int) -> None:
    """A draft holds at most 100 files; raises InvalidInput before one more."""
    if dateien >= MAX_FILES:
        raise InvalidInput(
            f"Ein Antrag kann höchstens {MAX_FILES} Dateien enthalten. Bitte fassen Sie mehrere Dokumente in einer PDF "
            "zusammen.",
            code="zu-viele-dateien",
        )


def secret_hash(geheimnis: str) -> str:
    """What we keep of it: SHA-256 hex (enough, because the secret itself is random)."""
    return hashlib.sha256(geheimnis.encode()).hexdigest()


def applicant(felder: Iterable[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """Name and address lines from the filled fields (label, value) in form order.

    The first field of each kind counts: forms ask for the applicant first. Returns empty parts when unknown; the
    Bescheid then says so and the caseworker completes it.
    """
    first = _first_of_each(felder)
    name = " ".join(part for part in (first.get("vorname", ""), first.get("nachname", "")) if part)
    name = name or first.get("firma", "")
    if not name:
        return "", ()
    strasse = " ".join(part for part in (first.get("strasse", ""), first.get("hausnummer", "")) if part)
    ort = " ".join(part for part in (first.get("plz", ""), first.get("ort", "")) if part)
    lines = (first.get("firma", "") if first.get("firma") != name else "", name, strasse, ort)
    return name[:MAX_LINE], tuple(line[:MAX_LINE] for line in lines if line) if strasse and ort else ()


def _first_of_each(felder: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for label, value in felder:
        for kind in kinds_of(label):
            if kind not in found and value:
                found[kind] = " ".join(value.split())
    return found


@functools.lru_cache(maxsize=8_192)
def kinds_of(label: str) -> tuple[str, ...]:
    """Which part of name and address a field of this label holds; nothing for most. Labels come again and again."""
    return tuple(kind for kind, pattern in KINDS.items() if pattern.match(label))
