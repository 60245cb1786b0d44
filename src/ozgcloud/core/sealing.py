"""Proof against a cut tail: the heads of all hash chains, under a signed Merkle root, outside the database.

A chain shows that no row in its middle was altered; it cannot show that rows at its end were removed together with the
head. So the heads are written to a file every night (`siegel/<time>.json`): chain, sequence, hash in hex, the Merkle
root over them, and an Ed25519 signature of the root. `verify` checks chains, heads and the newest seal against each
other. Keep copies of the seals and of the key elsewhere: who can write this folder can also seal anew.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connections

from ozgcloud.core import clock

ALIAS = "relay"
KEY_FILE = "schluessel.pem"
DAY_SECONDS = 86_400
SEAL_AGE_SECONDS = 2 * DAY_SECONDS

BROKEN_ROWS = """
SELECT kette, sequenz, id FROM (
    SELECT e.kette, e.sequenz, e.id, e.hash, e.vorher, sha256(e.vorher || ereignis_inhalt(e)) AS soll,
        lag(e.hash, 1, ''::bytea) OVER w AS davor, row_number() OVER w AS nummer
    FROM ereignis e WINDOW w AS (PARTITION BY e.kette ORDER BY e.sequenz)
) geprueft WHERE hash <> soll OR vorher <> davor OR sequenz <> nummer
ORDER BY kette, sequenz LIMIT 100
"""
BROKEN_HEADS = """
SELECT k.name, k.sequenz, e.sequenz FROM kette k
LEFT JOIN LATERAL (SELECT sequenz, hash FROM ereignis WHERE kette = k.name ORDER BY sequenz DESC LIMIT 1) e ON true
WHERE (k.sequenz, k.hash) IS DISTINCT FROM (coalesce(e.sequenz, 0), coalesce(e.hash, ''::bytea)) LIMIT 100
"""
HEADLESS = (
    "SELECT DISTINCT kette FROM ereignis e WHERE NOT EXISTS (SELECT FROM kette k WHERE k.name = e.kette) LIMIT 100"
)


@dataclass(frozen=True, slots=True)
class Siegel:
    """One written seal: where, how many chains, and the Merkle root in hex."""

    pfad: Path
    ketten: int
    wurzel: str


def _folder() -> Path:
    return Path(settings.ENV.data_dir) / "siegel"


def merkle_root(leaves: list[bytes]) -> bytes:
    """Root over leaves in order, prefixed as in RFC 6962 (0x00 leaf, 0x01 node); of nothing: hash of nothing."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves] or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def _leaf(name: str, sequenz: int, hash_hex: str) -> bytes:
    return f"{name}|{sequenz}|{hash_hex}".encode()


def seal() -> Siegel:
    """Write today's seal; atomic, never overwrites one. Returns where it lies."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT name, sequenz, encode(hash, 'hex') FROM kette ORDER BY name")
        heads = cursor.fetchall()
    root = merkle_root([_leaf(*head) for head in heads])
    key = _signing_key(folder)
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    jetzt = clock.now()
    content = {
        "zeit": jetzt.isoformat(),
        "ketten": heads,
        "wurzel": root.hex(),
        "signatur": key.sign(root + jetzt.isoformat().encode()).hex(),
        "schluessel": public.hex(),
    }
    path = folder / f"{jetzt:%Y%m%dT%H%M%S%fZ}.json"
    draft = path.with_suffix(".neu")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    return Siegel(path, len(heads), root.hex())


def _signing_key(folder: Path) -> Ed25519PrivateKey:
    path = folder / KEY_FILE
    if path.exists():
        return _load_key(path)
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    return key


def _load_key(path: Path) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path}: kein Ed25519-Schlüssel.")
    return key


def seal_if_due() -> Siegel | None:
    """Write a seal when the newest is older than a day or missing (the nightly run was slept through)."""
    newest = max((path.stat().st_mtime for path in _folder().glob("*.json")), default=0.0)
    return seal() if time.time() - newest > DAY_SECONDS else None


def missing_seal() -> list[str]:
    """A finding when no seal is younger than two days: then a cut tail with its head would go unnoticed."""
    young = (path for path in _folder().glob("*.json") if time.time() - path.stat().st_mtime < SEAL_AGE_SECONDS)
    return [] if any(young) else ["Es gibt kein Siegel der letzten zwei Tage. Bitte prüfen Sie den Hintergrunddienst."]


def verify() -> list[str]:
    """What is wrong with the journal, as German sentences that name chain and row; empty when all is well."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(BROKEN_ROWS)
        findings = [
            f"Kette {kette}: Eintrag {sequenz} ({zeile}) wurde verändert, oder vor ihm fehlt einer."
            for kette, sequenz, zeile in cursor.fetchall()
        ]
        cursor.execute(BROKEN_HEADS)
        findings += [
            f"Kette {name}: Ende abgeschnitten – {soll} Einträge geschrieben, {ist or 0} vorhanden."
            for name, soll, ist in cursor.fetchall()
        ]
        cursor.execute(HEADLESS)
        findings += [f"Kette {name}: Der Kopf der Kette fehlt." for (name,) in cursor.fetchall()]
    return [*findings, *_against_seals()]


def _against_seals() -> Iterator[str]:
    """Every sealed head must still be there, at its place, with its hash; the newest seal nobody touched tells."""
    paths = sorted(_folder().glob("*.json"))
    authentic = []
    for path in paths:
        findings = list(_unauthentic(path))
        yield from findings
        authentic += [] if findings else [path]
    for path in authentic[-1:]:
        yield from _missing(path)


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _unauthentic(path: Path) -> Iterator[str]:
    try:
        content = _load(path)
        root = merkle_root([_leaf(*head) for head in content["ketten"]])
        own = _load_key(path.parent / KEY_FILE).public_key()
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(content["schluessel"]))
        public.verify(bytes.fromhex(content["signatur"]), root + content["zeit"].encode())
        is_ours = public == own and root.hex() == content["wurzel"]
    except (InvalidSignature, OSError, ValueError, KeyError, TypeError):
        is_ours = False
    if not is_ours:
        yield f"Siegel {path.name} wurde verändert."


def _missing(path: Path) -> Iterator[str]:
    heads = json.dumps([{"name": n, "sequenz": s, "hash": h} for n, s, h in _load(path)["ketten"]])
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT s.name, s.sequenz FROM jsonb_to_recordset(%s::jsonb) AS s (name text, sequenz bigint, hash text)"
            " LEFT JOIN ereignis e ON e.kette = s.name AND e.sequenz = s.sequenz AND encode(e.hash, 'hex') = s.hash"
            " WHERE e.id IS NULL AND s.sequenz > 0 LIMIT 100",
            [heads],
        )
        for name, sequenz in cursor.fetchall():
            yield f"Kette {name}: Der am {path.stem[:8]} versiegelte Eintrag {sequenz} fehlt oder wurde verändert."
