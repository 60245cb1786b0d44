"""The file store of this installation: where its bytes lie is a setting, its keys are the house's."""

from django.conf import settings
from django.utils.module_loading import import_string

from ozgcloud.core.datakeys import HouseKeys
from ozgcloud.core.files import FileStore


def file_store() -> FileStore:
    """The configured store; cheap to make, holds no state."""
    return FileStore(import_string(settings.OZG_OBJECT_STORE)(), HouseKeys())
