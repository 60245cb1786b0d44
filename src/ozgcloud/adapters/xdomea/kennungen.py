"""Identifiers and constants of a package we send.

Every business object has one UUID in all messages about it, so all are derived from our own keys: a repetition gives
the same ones, and a receipt (0402) that names one can be traced back. A file never shares the UUID of its Dokument.
"""

from typing import Final
from uuid import UUID, uuid5

NAMENSRAUM: Final = "urn:xoev-de:xdomea:schema:3.0.0"
NACHRICHT: Final = "Abgabe.Abgabe.0401"
PRUEFSUMMEN: Final = "urn:ozg-cloud:veraktung:pruefsumme"
FACHDATEN: Final = "urn:ozg-cloud:veraktung:vorgang"

_WURZEL = UUID("8f0c2f0e-5d6b-5c53-9d0a-0b1f6f3c7a41")


def make_prozess_id(schluessel: str) -> UUID:
    """Return the ProzessID of the handover with this idempotency key."""
    return uuid5(_WURZEL, f"prozess:{schluessel}")


def make_vorgang_id(vorgang: UUID) -> UUID:
    """Return the UUID of our Vorgang in xdomea messages."""
    return uuid5(_WURZEL, f"vorgang:{vorgang}")


def make_dokument_id(dokument: UUID) -> UUID:
    """Return the UUID of one of our documents in xdomea messages."""
    return uuid5(_WURZEL, f"dokument:{dokument}")


def make_datei_id(dokument: UUID) -> UUID:
    """Return the UUID in the file name of a document."""
    return uuid5(_WURZEL, f"datei:{dokument}")


def make_formular_id(vorgang: UUID) -> UUID:
    """Return the key under which the form data of a Vorgang count as a document."""
    return uuid5(_WURZEL, f"formular:{vorgang}")
