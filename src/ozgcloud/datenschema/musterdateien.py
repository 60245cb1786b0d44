"""Small valid files for generated Anträge: a one-page PDF, a PNG, a JPEG, plain text; made here, nothing is loaded."""

import base64
import struct
import zlib
from dataclasses import dataclass

_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////////"
    "//////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8Ad//Z"
)


@dataclass(frozen=True, slots=True)
class Musterdatei:
    """An upload to post."""

    name: str
    media_type: str
    inhalt: bytes


def pdf(text: str) -> bytes:
    """One A4 page with a line of ASCII text, uncompressed, with a correct cross-reference table."""
    zeile = text.encode("ascii", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    strom = b"BT /F1 14 Tf 72 760 Td (" + zeile + b") Tj ET"
    objekte = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(strom), strom),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    ausgabe = bytearray(b"%PDF-1.4\n")
    orte = []
    for nummer, objekt in enumerate(objekte, start=1):
        orte.append(len(ausgabe))
        ausgabe += b"%d 0 obj\n%s\nendobj\n" % (nummer, objekt)
    tabelle = len(ausgabe)
    ausgabe += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objekte) + 1)
    ausgabe += b"".join(b"%010d 00000 n \n" % ort for ort in orte)
    ausgabe += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objekte) + 1, tabelle)
    return bytes(ausgabe)


def png(grau: int = 200) -> bytes:
    """An 8 × 8 grey image."""

    def block(art: bytes, inhalt: bytes) -> bytes:
        return struct.pack(">I", len(inhalt)) + art + inhalt + struct.pack(">I", zlib.crc32(art + inhalt))

    zeilen = (b"\0" + bytes([grau]) * 8) * 8
    kopf = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + block(b"IHDR", kopf) + block(b"IDAT", zlib.compress(zeilen)) + block(b"IEND", b"")


def musterdatei(media_type: str, nummer: int) -> Musterdatei | None:
    """A file of that type, or None when this generator cannot make one."""
    match media_type:
        case "application/pdf":
            return Musterdatei(f"muster-{nummer}.pdf", media_type, pdf(f"Muster {nummer}"))
        case "image/png":
            return Musterdatei(f"muster-{nummer}.png", media_type, png(nummer % 256))
        case "image/jpeg" | "image/jpg":
            return Musterdatei(f"muster-{nummer}.jpg", media_type, _JPEG)
        case "text/plain":
            return Musterdatei(f"muster-{nummer}.txt", media_type, f"Muster {nummer}\n".encode())
    return None
