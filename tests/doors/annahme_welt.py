"""Senders of `POST /antrag` for the tests: bodies written byte by byte, as the platforms of the contract write them."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<antrag xmlns="urn:x"><a>\xc3\xa4</a></antrag>\n'
GRENZE = "----grenze-7f3a"


@dataclass
class Teil:
    """One part as bytes on the wire: header lines and content."""

    kopf: bytes
    inhalt: bytes


@dataclass
class Sendung:
    """A body in the making; `zeile` ends its lines."""

    grenze: str = GRENZE
    zeile: bytes = b"\r\n"
    teile: list[Teil] = field(default_factory=list)

    def teil(self, name: str, inhalt: bytes, *, datei: str | None = None, typ: str | None = None) -> "Sendung":
        """A part as most senders write it, names in UTF-8."""
        kopf = f'Content-Disposition: form-data; name="{name}"'
        kopf += f'; filename="{datei}"' if datei is not None else ""
        lines = [kopf] + ([f"Content-Type: {typ}"] if typ else [])
        return self.roh("\r\n".join(lines).encode(), inhalt)

    def roh(self, kopf: bytes, inhalt: bytes) -> "Sendung":
        """A part with a header of one's own."""
        self.teile.append(Teil(kopf.replace(b"\r\n", self.zeile), inhalt))
        return self

    def bytes(self) -> bytes:
        """The whole body."""
        z, strich = self.zeile, f"--{self.grenze}".encode()
        body = b"".join(strich + z + t.kopf + z + z + t.inhalt + z for t in self.teile)
        return body + strich + b"--" + z


def senden(client: Client, body: bytes, *, grenze: str = GRENZE, pfad: str = "/antrag", **kopf: str) -> HttpResponse:
    """The request as a server sees it."""
    return client.generic("POST", pfad, body, content_type=f"multipart/form-data; boundary={grenze}", **kopf)


def feld(name: str, wert: Any, *, label: str | None = None) -> dict[str, Any]:
    """An item by the Python type of its value."""
    art = {bool: "booleanValue", int: "numberValue", float: "numberValue"}.get(type(wert), "stringValue")
    return {"name": name, "label": label or name, art: wert}


def gruppe(name: str, *items: dict[str, Any], label: str | None = None) -> dict[str, Any]:
    """A group of items."""
    return {"name": name, "label": label or name, "formItems": list(items)}


def daten(*items: Any, **control: Any) -> bytes:
    """The `formData` document; control fields by keyword, None leaves one out."""
    grund = {"transactionId": "t-1", "leikaIds": ["99000000000001"], "formId": "F-1", "name": "Ein Antrag"}
    steuer = {key: wert for key, wert in {**grund, **control}.items() if wert is not None}
    return json.dumps({"control": steuer, "formData": list(items)}, ensure_ascii=False).encode()


def wie_gover(**control: Any) -> bytes:
    """A platform in Java: the JSON part without media type, labels as questions, absent values as a text."""
    form = daten(
        gruppe(
            "antragstellende_person",
            feld("vorname", "Erika", label="Vorname(n)"),
            feld("nachname", "Mustermann", label="Nachname"),
            {"name": "geburtsdatum", "label": "Geburtsdatum", "dateValue": "1980-02-29"},
            feld("titel", "Keine Angabe", label="Titel"),
            feld("strasse", "Hauptstraße 5", label="Straße"),
            feld("plz", "24001", label="Postleitzahl"),
            feld("ort", "Stadt 1", label="Ort"),
            label="Angaben zur Person",
        ),
        feld("OZG_CLOUD_ZUSTAENDIGE_STELLE", "Keine Angabe"),
        feld("nachweis", "Führerschein.pdf", label="Nachweis hochladen"),
        {"name": "anzahl", "label": "Anzahl", "numberValue": "Keine Angabe"},
        feld("einwilligung", True, label="Ich stimme zu"),
        **{"zustaendigeStelle": "248240604", "serviceKonto": None, **control},
    )
    sendung = Sendung().roh(b'Content-Disposition: form-data; name="formData"\r\nContent-Length: %d' % len(form), form)
    sendung.teil("representation", PDF, datei="Antrag.pdf", typ="application/pdf")
    return sendung.teil("attachment", PDF + b"2", datei="Führerschein.pdf", typ="application/pdf").bytes()


def wie_startuphafen(**control: Any) -> bytes:
    """A platform in TypeScript: the JSON part as a file with media type, an XML beside it, a Servicekonto."""
    konto = {
        "type": "OSI",
        "trustLevel": "STORK-QAA-Level-3",
        "postfachAddress": {"identifier": "2f7a-postfach", "type": "Citizen"},
    }
    form = daten(
        gruppe("gewerbe", feld("companyName", "Hafen & Söhne GmbH"), feld("mitarbeitende", 3)),
        gruppe(
            "standort", feld("street", "Kai"), feld("houseNumber", "7a"), feld("zip", "24002"), feld("city", "Stadt 2")
        ),
        **{"transactionId": "8d3f", "formId": "gewerbe-anmeldung", "serviceKonto": konto, **control},
    )
    sendung = Sendung().teil("formData", form, datei="blob", typ="application/json")
    sendung.teil("attachment", XML, datei="xgewerbe.xml", typ="text/xml")
    return sendung.teil("representation", PDF, datei="zusammenfassung.pdf", typ="application/pdf").bytes()
