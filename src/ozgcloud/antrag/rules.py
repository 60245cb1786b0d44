"""What is special about an Antrag on its way: secrets of drafts, who applies, when a draft ends. Plain Python."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta

DRAFT_LIFETIME = timedelta(days=30)

VORNAME = re.compile(r"^vornamen?\b", re.IGNORECASE)
NACHNAME = re.compile(r"^(familienname|nachname)\b", re.IGNORECASE)
FIRMA = re.compile(r"^(name (des|der) (unternehmens|firma|betriebs)|firma|firmenname|unternehmensname)\b", re.IGNORECASE)
STRASSE = re.compile(r"^stra(ß|ss)e\b", re.IGNORECASE)
HAUSNUMMER = re.compile(r"^hausnummer\b", re.IGNORECASE)
PLZ = re.compile(r"^(plz|postleitzahl)\b", re.IGNORECASE)
ORT = re.compile(r"^(wohn)?ort\b", re.IGNORECASE)
MAX_LINE = 100


def new_secret() -> str:
    """The secret that opens a draft: 256 random bits, URL-safe; kept only by the citizen."""
    return secrets.token_urlsafe(32)


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
    kinds = {
        "vorname": VORNAME,
        "nachname": NACHNAME,
        "firma": FIRMA,
        "strasse": STRASSE,
        "hausnummer": HAUSNUMMER,
        "plz": PLZ,
        "ort": ORT,
    }
    found: dict[str, str] = {}
    for label, value in felder:
        for kind, pattern in kinds.items():
            if kind not in found and value and pattern.match(label):
                found[kind] = " ".join(value.split())
    return found
