"""Rules and reading of uploads in parts: nothing here writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.files import Ablage, Dateiverweis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.models import Upload, UploadTeil
from ozgcloud.schnittstelle.rules import Zugriff

MAX_TEIL = 16 * 1024 * 1024
MAX_DATEI = 500_000_000
LIFETIME = timedelta(days=1)
SHA256 = re.compile(r"[0-9a-f]{64}")
READ = 256 * 1024
UNKNOWN = "Diesen Upload gibt es nicht oder nicht mehr. Uploads werden nach einem Tag gelöscht."


@dataclass(frozen=True, slots=True)
class Uploadstand:
    """How far an upload is; `stand` is the bytes that have arrived, `ablage` is there when it is whole."""

    id: UUID
    name: str
    groesse: int
    stand: int
    medientyp: str
    ablage: Ablage | None

    def require_whole(self) -> Ablage:
        """The bytes; raises Conflict for an upload that is not whole."""
        if self.ablage is None:
            raise Conflict(f"Der Upload {self.id} ist noch nicht vollständig.", code="upload-unvollstaendig")
        return self.ablage


def stand_of(upload: Upload) -> Uploadstand:
    """A record as the door shows it."""
    ablage = None
    if upload.schluessel is not None:
        ablage = Ablage(
            schluessel=upload.schluessel,
            groesse=upload.groesse,
            sha256=upload.sha256,
            medientyp=upload.medientyp,
            schluesselgeheimnis=bytes(upload.datenschluessel),
        )
    return Uploadstand(upload.id, upload.name, upload.groesse, upload.stand, upload.medientyp, ablage)


def require_announced(groesse: int, sha256: str) -> None:
    """What is announced of a file; raises InvalidInput."""
    if not 0 < groesse <= MAX_DATEI:
        raise InvalidInput("Diese Größe ist nicht möglich.", {"groesse": f"Bitte 1 bis {MAX_DATEI} Byte."})
    if not SHA256.fullmatch(sha256):
        raise InvalidInput("Die Prüfsumme ist keine.", {"sha256": "Bitte 64 kleine Hexadezimalziffern."})


def require_stand(upload: Upload | Uploadstand, ab: int, laenge: int) -> None:
    """Parts follow each other without gaps; raises Conflict that says where to go on, InvalidInput beyond the end."""
    if ab != upload.stand:
        raise Conflict(f"Bitte setzen Sie bei Byte {upload.stand} fort (Upload-Offset).", code="upload-stand")
    if ab + laenge > upload.groesse:
        raise InvalidInput("Es kommen mehr Bytes an, als angekündigt waren.", code="upload-zu-lang")


def get_upload(zugriff: Zugriff, upload_id: UUID) -> Uploadstand:
    """An upload of this machine that has not expired; raises NotFound."""
    with client_scope(str(zugriff.client_id)):
        upload = Upload.objects.filter(id=upload_id, erstellt_am__gt=clock.now() - LIFETIME).first()
    if upload is None:
        raise NotFound(UNKNOWN)
    return stand_of(upload)


def parts_of(upload: Upload) -> list[Dateiverweis]:
    """The parts in order."""
    with client_scope(str(upload.client_id)):
        rows = list(UploadTeil.objects.filter(upload_id=upload.id).order_by("ab"))
    return [Dateiverweis(r.schluessel, r.sha256, r.groesse, bytes(r.datenschluessel)) for r in rows]


def joined(parts: list[Dateiverweis]) -> Iterator[bytes]:
    """The bytes of all parts, one piece after the other: memory stays flat whatever the size."""
    store = file_store()
    for part in parts:
        with store.open(part) as file:
            while piece := file.read(READ):
                yield piece
