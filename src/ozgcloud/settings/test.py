"""Settings of the test suites: every role on the server of `OZG_TEST_SUPERUSER_DSN`, no pool, fast password hashes.

Databases are cloned under the connections (tests/conftest.py), so the names here are only the start.
"""

import os
import tempfile
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

_SERVER = urlsplit(os.environ.get("OZG_TEST_SUPERUSER_DSN", "postgresql://postgres@127.0.0.1:5432/postgres"))
PASSWORD = "pruefung"  # noqa: S105 - roles of a throw-away server
for _name, _role in (
    ("DATABASE_URL", "app"),
    ("OZG_OWNER_DATABASE_URL", "owner"),
    ("OZG_RELAY_DATABASE_URL", "relay"),
    ("OZG_LEITSTAND_DATABASE_URL", "leitstand"),
    ("OZG_MONITOR_DATABASE_URL", "monitor"),
):
    os.environ[_name] = _SERVER._replace(
        netloc=f"{_role}:{PASSWORD}@{_SERVER.hostname}:{_SERVER.port}", path="/ozgcloud"
    ).geturl()
os.environ.setdefault("OZG_SECRET_KEY", "nur-fuer-pruefungen-" * 3)
os.environ["OZG_DATA_DIR"] = tempfile.mkdtemp(prefix="ozg-pruefung-")
os.environ["OZG_DEMO"] = "1"
os.environ["OZG_KEY_RING"] = f"{os.environ['OZG_DATA_DIR']}/schluesselring"
Path(os.environ["OZG_KEY_RING"]).write_text(f"{uuid4()} {b64encode(os.urandom(32)).decode()}\n", encoding="ascii")

from ozgcloud.settings.base import *  # noqa: E402, F403 - settings extend each other by star import, environment first
from ozgcloud.settings.base import DATABASES  # noqa: E402

for _database in DATABASES.values():
    _database["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OZG_STILPROBE = True
