"""What machines may do, and the shape of their keys. Plain Python."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound

CACHE_SECONDS = 10.0
TOKEN_SECONDS = 15 * 60
KENNUNG_LENGTH = 12
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
PREFIX = "ozg_"
KENNUNG = re.compile(rf"[a-z0-9]{{{KENNUNG_LENGTH}}}")
MIN_GEHEIMNIS = 32
MAX_ANFRAGEN = 100_000
LEISTUNG_PRAEFIX = re.compile(r"[0-9]{0,14}")
MAX_TEXT = 200


class Befugnis(StrEnum):
    """What a Freigabe allows; the value is the OAuth2 scope. What a Client submitted itself it may always look up."""

    EINREICHEN = "antrag:einreichen"
    LESEN = "vorgang:lesen"
    SCHREIBEN = "vorgang:schreiben"
    EREIGNISSE = "ereignis:lesen"


# Case slices know Rollen, not scopes. A machine that only reads is let in like the Ansprechpartner: he can do nothing.
ROLLEN = {
    Befugnis.LESEN: Rolle.ANSPRECHPARTNER,
    Befugnis.SCHREIBEN: Rolle.USER,
    Befugnis.EREIGNISSE: Rolle.ANSPRECHPARTNER,
}


@dataclass(frozen=True, slots=True)
class Erlaubnis:
    """One Freigabe as it counts: at these Mandanten, for Leistungen whose key begins with `leistung`."""

    befugnis: Befugnis
    mandanten: frozenset[int]
    leistung: str = ""

    def covers(self, befugnis: Befugnis, mandant_id: int | None, leistung: str) -> bool:
        """Whether it allows this; a missing Mandant or Leistung is not asked about."""
        return (
            self.befugnis is befugnis
            and (mandant_id is None or mandant_id in self.mandanten)
            and (not leistung or leistung.startswith(self.leistung))
        )


@dataclass(frozen=True, slots=True)
class Zugriff:
    """A machine that has shown a valid key. `anfragen` is how many requests it may send in a minute.

    `ueberall` says that no Freigabe to submit is narrowed to one Mandant, so nobody needs to look where a thing goes.
    """

    client_id: UUID
    name: str
    uebung: bool
    anfragen: int
    erlaubnisse: tuple[Erlaubnis, ...]
    ueberall: bool = False

    @property
    def absender(self) -> str:
        """Its name in the register of receipts."""
        return f"client:{self.client_id}"

    @property
    def befugnisse(self) -> frozenset[Befugnis]:
        """All scopes it holds anywhere."""
        return frozenset(erlaubnis.befugnis for erlaubnis in self.erlaubnisse)

    def require(self, befugnis: Befugnis, mandant_id: int | None = None, leistung: str = "") -> None:
        """Raises Forbidden without the scope or the Leistung, NotFound for a Mandant that is not its own."""
        if befugnis not in self.befugnisse:
            raise Forbidden(
                f"Ihrem Zugang fehlt die Freigabe „{befugnis.value}“. Bitte wenden Sie sich an den Betrieb."
            )
        if mandant_id is not None and mandant_id not in self.mandanten(befugnis):
            raise NotFound
        if not any(erlaubnis.covers(befugnis, mandant_id, leistung) for erlaubnis in self.erlaubnisse):
            raise Forbidden(
                "Für diese Leistung hat Ihr Zugang keine Freigabe. Bitte wenden Sie sich an den Betrieb.",
            )

    def mandanten(self, befugnis: Befugnis) -> frozenset[int]:
        """Every Mandant the scope reaches."""
        return frozenset().union(*(e.mandanten for e in self.erlaubnisse if e.befugnis is befugnis))

    def actor(self, mandant_id: int | None = None, befugnis: Befugnis | None = None) -> Actor:
        """The machine acting at a Mandant, with what this scope lets it do to cases there."""
        rollen: Collection[Rollenzuweisung] = ()
        if befugnis in ROLLEN and mandant_id is not None:
            rollen = [
                Rollenzuweisung(ROLLEN[befugnis], None, erlaubnis.leistung or None)
                for erlaubnis in self.erlaubnisse
                if erlaubnis.covers(befugnis, mandant_id, "")
            ]
        return Actor(ActorKind.MASCHINE, str(self.client_id), mandant_id, frozenset(rollen))

    def narrowed(self, befugnisse: Collection[Befugnis]) -> "Zugriff":
        """The same machine with some of its scopes only (a token for less)."""
        return replace(self, erlaubnisse=tuple(e for e in self.erlaubnisse if e.befugnis in befugnisse))


def new_kennung() -> str:
    """The public half of a key, 60 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KENNUNG_LENGTH))


def new_geheimnis() -> str:
    """The secret half of a key, 256 bits."""
    return secrets.token_urlsafe(32)


def schluesseltext(kennung: str, geheimnis: str) -> str:
    """The key as its owner gets it, once."""
    return f"{PREFIX}{kennung}_{geheimnis}"


def split_schluessel(text: str) -> tuple[str, str] | None:
    """Public and secret half of a key; None for anything else."""
    kennung, _, geheimnis = text.removeprefix(PREFIX).partition("_")
    if not text.startswith(PREFIX) or not KENNUNG.fullmatch(kennung) or not geheimnis:
        return None
    return kennung, geheimnis


def secret_hash(geheimnis: str) -> str:
    """What is kept of a secret: SHA-256 in hex. The secret is random, so there is nothing to guess."""
    return hashlib.sha256(geheimnis.encode()).hexdigest()


def is_secret(geheimnis: str, stored: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(secret_hash(geheimnis), stored)


def is_valid(gueltig_bis: datetime | None, widerrufen_am: datetime | None, jetzt: datetime) -> bool:
    """Whether a key works at this moment."""
    return widerrufen_am is None and (gueltig_bis is None or jetzt < gueltig_bis)


def require_client(name: str, anfragen: int) -> str:
    """The cleaned name; raises InvalidInput."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_TEXT:
        raise InvalidInput("Der Client braucht einen Namen.", {"name": f"Bitte 1 bis {MAX_TEXT} Zeichen."})
    if not 1 <= anfragen <= MAX_ANFRAGEN:
        raise InvalidInput(
            "Die Zahl der Anfragen je Minute ist nicht möglich.", {"anfragen": f"Bitte 1 bis {MAX_ANFRAGEN}."}
        )
    return cleaned


def require_vorgabe(kennung: str, geheimnis: str) -> None:
    """A key that is given and not drawn (demo, restored installation); raises InvalidInput."""
    if not KENNUNG.fullmatch(kennung) or len(geheimnis) < MIN_GEHEIMNIS:
        raise InvalidInput(f"Die Kennung hat {KENNUNG_LENGTH} Zeichen, das Geheimnis mindestens {MIN_GEHEIMNIS}.")


def require_praefix(praefix: str) -> str:
    """The beginning of a Leistungsschlüssel, empty for all; raises InvalidInput."""
    if not LEISTUNG_PRAEFIX.fullmatch(praefix):
        raise InvalidInput("Ein Leistungsschlüssel besteht aus höchstens 14 Ziffern.", {"leistung": "Nur Ziffern."})
    return praefix
