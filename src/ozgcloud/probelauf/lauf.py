"""What one Probelauf knows, handed from step to step."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.probelauf.bericht import Bericht


@dataclass(slots=True)
class Lauf:
    """What the walk has found out so far; `anlagen` maps addresses of uploads to their SHA-256."""

    basis: str
    bericht: Bericht
    name: str
    roh: bytes
    kennung: str = field(default_factory=lambda: f"probelauf-{secrets.token_hex(4)}")
    datenschema_id: UUID | None = None
    vorgangsnummer: str = ""
    zugangscode: str = ""
    anlagen: dict[str, str] = field(default_factory=dict)
