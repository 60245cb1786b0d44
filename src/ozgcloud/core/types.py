"""Identifiers of the house: UUIDv7 made in Python (RFC 9562 section 5.7), typed by what they name."""

import os
import time
from typing import NewType
from uuid import UUID

MandantId = NewType("MandantId", int)
LandId = NewType("LandId", int)
VorgangId = NewType("VorgangId", UUID)
EingangId = NewType("EingangId", UUID)
DateiId = NewType("DateiId", UUID)
PersonId = NewType("PersonId", UUID)
OrganisationseinheitId = NewType("OrganisationseinheitId", UUID)
OnlinedienstId = NewType("OnlinedienstId", UUID)
DatenschemaId = NewType("DatenschemaId", UUID)
EntwurfId = NewType("EntwurfId", UUID)
BescheidId = NewType("BescheidId", UUID)
DeliveryId = NewType("DeliveryId", UUID)


def new_id() -> UUID:
    """A UUIDv7: 48 bits of Unix milliseconds, then random bits, so new rows land at the end of an index.

    Made here because the SQL function exists only from PostgreSQL 18 on and we also run on 15.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=value | (0x7 << 76) | (0x2 << 62))
