"""Signatures of webhooks after Standard Webhooks 1.0, and where their secrets come from.

A secret is derived from the installation's key, the id of the Abonnement and a generation, and is written nowhere:
who reads the database learns none. Rotation counts the generation up; the one before stays valid for a while.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

KENNZEICHEN = "whsec_"
OVERLAP = timedelta(hours=24)
"""How long the secret before is still used beside the new one."""


def secret_of(hauptschluessel: str, abonnement_id: UUID, generation: int) -> str:
    """The secret of one generation, as the consumer gets it: `whsec_` and 32 bytes in base64."""
    text = f"ozgcloud.ausgang.geheimnis|{abonnement_id}|{generation}".encode()
    return KENNZEICHEN + base64.b64encode(hmac.digest(hauptschluessel.encode(), text, hashlib.sha256)).decode()


def valid_generations(generation: int, gewechselt_am: datetime | None, jetzt: datetime) -> tuple[int, ...]:
    """Which generations sign now, the newest first."""
    if gewechselt_am is None or generation < 2 or jetzt >= gewechselt_am + OVERLAP:
        return (generation,)
    return (generation, generation - 1)


def sign(secret: str, *, nachricht_id: str, zeit: int, koerper: bytes) -> str:
    """`v1,<base64>` over id, time (Unix seconds) and body, joined by dots; HMAC-SHA256."""
    key = base64.b64decode(secret.removeprefix(KENNZEICHEN))
    content = f"{nachricht_id}.{zeit}.".encode() + koerper
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def headers(secrets: Sequence[str], *, nachricht_id: str, zeit: int, koerper: bytes) -> dict[str, str]:
    """The three headers a consumer checks; with two valid secrets two signatures, divided by a blank."""
    signed = (sign(secret, nachricht_id=nachricht_id, zeit=zeit, koerper=koerper) for secret in secrets)
    return {"webhook-id": nachricht_id, "webhook-timestamp": str(zeit), "webhook-signature": " ".join(signed)}
