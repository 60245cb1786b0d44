"""Settings of the test suites: no pool (databases are cloned under the connection), fast password hashes."""

from ozgcloud.settings.base import *  # noqa: F403  (settings modules extend each other by star import)
from ozgcloud.settings.base import DATABASES, TEMPLATES

for _database in DATABASES.values():
    _database["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OZG_STILPROBE = True
