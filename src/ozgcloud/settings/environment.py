"""The one typed environment: every variable the program reads, its meaning and its default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# Seconds. A request rides out a restart of the database, but gives its thread back soon when it is away for longer; a
# connection attempt gives up as soon, because the pool doubles the pause between its tries and would sleep on after the
# database has come back, while the next request begins a fresh one.
POOL = {"min_size": 1, "max_size": 10, "timeout": 4.0, "reconnect_timeout": 4.0}
# Roles few requests need: no connection until somebody asks, and none is kept for long.
SMALL_POOL = {**POOL, "min_size": 0, "max_size": 4, "max_idle": 120.0}


@dataclass(frozen=True, slots=True)
class Environment:
    """Values from the process environment; URLs are `postgresql://role:password@host:port/name`."""

    database_url: str
    relay_database_url: str
    owner_database_url: str
    leitstand_database_url: str
    monitor_database_url: str
    data_dir: Path
    assets_dir: Path
    fonts_dir: Path
    secret_key: str
    base_url: str
    allowed_hosts: tuple[str, ...]
    demo: bool
    log: str
    trusted_proxies: tuple[str, ...]
    webhook_networks: str
    antrag_networks: tuple[str, ...]
    key_ring: Path
    s3_url: str
    s3_bucket: str
    s3_key: str
    s3_secret: str
    s3_region: str
    clamd: str
    smtp_url: str
    smtp_absender: str

    @classmethod
    def from_os(cls) -> "Environment":
        """Read `os.environ`; a missing secret or database is an error later, where it is needed."""
        get = os.environ.get
        data_dir = Path(get("OZG_DATA_DIR", ".ozg/data")).absolute()
        return cls(
            database_url=get("DATABASE_URL", "postgresql://app@127.0.0.1/ozgcloud"),
            relay_database_url=get("OZG_RELAY_DATABASE_URL", ""),
            owner_database_url=get("OZG_OWNER_DATABASE_URL", ""),
            leitstand_database_url=get("OZG_LEITSTAND_DATABASE_URL", ""),
            monitor_database_url=get("OZG_MONITOR_DATABASE_URL", ""),
            data_dir=data_dir,
            assets_dir=Path(get("OZG_ASSETS_DIR", str(data_dir.parent / "assets"))),
            fonts_dir=Path(get("OZG_FONTS_DIR", str(data_dir.parent / "fonts"))),
            secret_key=get("OZG_SECRET_KEY", ""),
            base_url=get("OZG_BASE_URL", "http://127.0.0.1:8000"),
            allowed_hosts=tuple(get("OZG_ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")),
            demo=get("OZG_DEMO", "0") == "1",
            log=get("OZG_LOG", "json"),
            trusted_proxies=tuple(filter(None, get("OZG_TRUSTED_PROXIES", "").split(","))),
            webhook_networks=get("OZG_WEBHOOK_NETWORKS", ""),
            antrag_networks=tuple(filter(None, get("OZG_ANTRAG_NETWORKS", "").split(","))),
            key_ring=Path(get("OZG_KEY_RING", str(data_dir / "schluesselring"))),
            s3_url=get("OZG_S3_URL", ""),
            s3_bucket=get("OZG_S3_BUCKET", ""),
            s3_key=get("OZG_S3_KEY", ""),
            s3_secret=get("OZG_S3_SECRET", ""),
            s3_region=get("OZG_S3_REGION", "eu-central-1"),
            clamd=get("OZG_CLAMD", ""),
            smtp_url=get("OZG_SMTP_URL", ""),
            smtp_absender=get("OZG_SMTP_ABSENDER", ""),
        )


def database(url: str, pool: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Django's database settings for one URL; with `pool` psycopg keeps connections for the threads.

    `?host=/folder` leads through a socket of the same machine, as it does for libpq.
    """
    parts = urlsplit(url)
    folder = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "ozgcloud.core.postgresql",
        "HOST": folder or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": {"pool": dict(pool)} if pool else {},
        "TEST": {"MIRROR": None},
    }
