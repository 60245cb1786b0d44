"""Names and formats of the files in a package (xdomea 3.0.0, type stringDateinameType, code list Dateiformat 1.0)."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from ozgcloud.adapters.xdomea.kennungen import make_datei_id
from ozgcloud.veraktung.port import Aktendokument

SONSTIGES: Final = "100"
PDF_ARCHIV: Final = "044"

_FORMATE: Final = {
    "application/pdf": ("018", "pdf"),
    "application/xml": ("030", "xml"),
    "text/xml": ("030", "xml"),
    "text/plain": ("045", "txt"),
    "text/csv": ("002", "csv"),
    "text/html": ("008", "html"),
    "image/png": ("019", "png"),
    "image/jpeg": ("011", "jpg"),
    "image/tiff": ("023", "tif"),
    "image/bmp": ("001", "bmp"),
    "message/rfc822": ("006", "eml"),
    "application/rtf": ("022", "rtf"),
    "application/vnd.oasis.opendocument.text": ("015", "odt"),
    "application/vnd.oasis.opendocument.spreadsheet": ("014", "ods"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("035", "docx"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("036", "xlsx"),
    "application/json": (SONSTIGES, "json"),
}
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})
_FREMD = re.compile(r"[^A-Za-z0-9]+")
_MAX_NAME = 60
_MAX_ENDUNG = 10


def format_of(dokument: Aktendokument) -> tuple[str, str]:
    """Return (code of Dateiformat, name of the format if the code means "other", else "")."""
    code, endung = _FORMATE.get(dokument.medientyp, (SONSTIGES, ""))
    if dokument.pdf_a and code == "018":
        code = PDF_ARCHIV
    return code, (endung or extension_of(dokument)) if code == SONSTIGES else ""


def extension_of(dokument: Aktendokument) -> str:
    """Return the file ending without dot: by media type, else from the original name, else `bin`."""
    if dokument.medientyp in _FORMATE:
        return _FORMATE[dokument.medientyp][1]
    endung = _FREMD.sub("", PurePosixPath(dokument.dateiname).suffix)[:_MAX_ENDUNG].lower()
    return endung or "bin"


def name_in_package(dokument: Aktendokument) -> str:
    """Return `<UUID>_Titel.ext`: ASCII only, no path, so that every file system and unzip program agrees."""
    titel = unicodedata.normalize("NFC", dokument.titel).translate(_UMLAUTE)
    titel = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode()
    titel = _FREMD.sub("-", titel).strip("-")[:_MAX_NAME].rstrip("-")
    stamm = str(make_datei_id(dokument.id)) + (f"_{titel}" if titel else "")
    return f"{stamm}.{extension_of(dokument)}"
