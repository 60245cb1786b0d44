"""The file store of this installation, in the data folder of the environment."""

from django.conf import settings

from ozgcloud.core.files import FileStore


def file_store() -> FileStore:
    """The configured store; cheap to make, holds no state."""
    return FileStore(settings.ENV.data_dir / "dateien")
