"""A form with every field kind for the tests of the portal, and a citizen who walks by HTTP."""

import re
from html import unescape
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, praezisierung, werte, xdf
from welt import ARS

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def titel(text: str) -> str:
    return f"<x:bezeichnungEingabe>{text}</x:bezeichnungEingabe>"


def hilfe(text: str) -> str:
    return f"<x:hilfetextEingabe>{text}</x:hilfetextEingabe>"


def inhalt(text: str) -> str:
    return f"<x:inhalt>{text}</x:inhalt>"


RASSEN = "<x:werte>" + "".join(
    f"<x:wert><x:code>{n}</x:code><x:name>{name}</x:name></x:wert>"
    for n, name in enumerate(("Dackel", "Labrador", "Mischling", "Mops", "Pudel", "Schäferhund", "Spitz"))
) + "</x:werte>"  # fmt: skip
FEHLENDE_LISTE = (
    "<x:codelisteReferenz><x:canonicalIdentification>urn:fehlt</x:canonicalIdentification></x:codelisteReferenz>"
)
SCHEMA = xdf(
    gruppe(
        "G1",
        feld("F1", "text_latin", name="Vornamen", zusatz=praezisierung(max=80)),
        feld("F2", "text_latin", name="Familienname", zusatz=praezisierung(max=80)),
        feld("F3", "date", name="Geburtsdatum", zusatz=hilfe("Wie in Ihrem Ausweis.")),
        feld("F4", name="E-Mail-Adresse", anzahl="0:1", zusatz=praezisierung(muster="[^@ ]+@[^@ ]+")),
        feld("F5", name="Straße"),
        feld("F6", name="Hausnummer"),
        feld("F7", name="Postleitzahl", zusatz=praezisierung(muster="[0-9]{5}", max=5)),
        feld("F8", name="Ort"),
        zusatz=titel("Angaben zu Ihrer Person"),
    ),
    gruppe(
        "G2",
        feld("F20", name="Rufname"),
        feld("F21", name="Rasse", art="select", zusatz=RASSEN),
        feld("F22", name="Geschlecht", art="select", zusatz=werte("w", "m")),
        feld("F23", "bool", name="Ist der Hund gechippt?", anzahl="0:1"),
        anzahl="1:3",
        zusatz=titel("Hund"),
    ),
    gruppe(
        "G3",
        gruppe("G31", feld("F31", name="IBAN"), feld("F32", name="Kontoinhaber"), zusatz=titel("Lastschrift")),
        gruppe("G32", feld("F33", name="Rechnungszeichen", anzahl="0:1"), zusatz=titel("Rechnung")),
        zusatz=titel("Zahlung") + AUSWAHLGRUPPE,
    ),
    gruppe(
        "G4",
        feld("F41", "num_int", name="Anzahl der Personen im Haushalt"),
        feld("F42", "num_currency", name="Kaufpreis", anzahl="0:1"),
        feld("F43", "num", name="Größe in Metern", anzahl="0:1"),
        feld("F44", "time", name="Erreichbar ab", anzahl="0:1"),
        feld("F45", "datetime", name="Ankunft", anzahl="0:1"),
        feld("F46", name="Bemerkung", anzahl="0:1", zusatz=praezisierung(max=2000)),
        feld("F47", name="Telefon", anzahl="0:3"),
        feld("F48", name="Hinweis", art="label", zusatz=inhalt("Bitte halten Sie Ihre Unterlagen bereit.")),
        feld("F49", name="Gemeinde", art="locked", zusatz=inhalt("Preetz")),
        feld("F50", name="Kennzeichen", art="hidden", zusatz=inhalt("hund")),
        feld("F51", name="Steuerklasse", art="select", anzahl="0:1", zusatz=FEHLENDE_LISTE),
        feld("F52", "file", name="Kaufvertrag"),
        feld("F53", "file", name="Weitere Nachweise", anzahl="0:2", zusatz="<x:maxSize>1000</x:maxSize>"),
        zusatz=titel("Weitere Angaben und Unterlagen"),
    ),
)
SCHRITTE = ("G1", "G2", "G3", "G4")
GUT = {
    "G1": {
        "G1/F1": "Erika",
        "G1/F2": "Musterfrau",
        "G1/F3": "3.5.1980",
        "G1/F4": "",
        "G1/F5": "Markt",
        "G1/F6": "1",
        "G1/F7": "24211",
        "G1/F8": "Preetz",
    },
    "G2": {"G2[0]/F20": "Bello", "G2[0]/F21": "0", "G2[0]/F22": "m", "G2[0]/F23": "true"},
    "G3": {"G3/_wahl": "G32", "G3/G32/F33": ""},
    "G4": {"G4/F41": "2", "G4/F42": "1.234,50", "G4/F46": "Zeile 1\r\nZeile 2"},
}


class Buerger:
    """A citizen with a browser: follows forms, keeps cookies, reads hidden fields."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.antrag = ""

    def beginne(self, ars: str = ARS[1], kennung: str = "pruefdienst") -> str:
        response = self.client.post(f"/online/{kennung}/beginnen/", {"gebiet": ars})
        assert response.status_code == 302, response.content.decode()
        self.antrag = response.headers["Location"]
        return self.antrag

    @property
    def entwurf_id(self) -> UUID:
        return UUID(self.antrag.split("/")[2])

    @property
    def geheimnis(self) -> str:
        return self.client.cookies["ozg_entwurf"].value

    def pfad(self, schritt: str) -> str:
        return f"{self.antrag}schritt/{schritt}/"

    def version(self, pfad: str) -> str:
        return field(self.client.get(pfad).content.decode(), "_version")

    def sende(self, schritt: str, werte=None, **knopf: str):
        daten = {**(GUT[schritt] if werte is None else werte), **(knopf or {"_weiter": "1"})}
        if schritt == "G4" and werte is None:
            daten["G4/F52"] = upload("vertrag.pdf", PDF)
        return self.client.post(self.pfad(schritt), {"_version": self.version(self.pfad(schritt)), **daten})

    def fuelle(self) -> None:
        for schritt in SCHRITTE:
            response = self.sende(schritt)
            assert response.status_code == 302, seitentext(response)

    def sende_ab(self):
        version = self.version(f"{self.antrag}pruefen/")
        return self.client.post(f"{self.antrag}absenden/", {"_version": version})

    def quittung(self) -> tuple[str, str]:
        html = self.client.get(f"{self.antrag}quittung/").content.decode()
        nummer, code = re.findall(r'ozg-code ozg-number">([^<]+)<', html)
        return nummer, code


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', html)
    assert found, f"{name} fehlt"
    return unescape(found[1])


def seitentext(response) -> str:
    """What a reader sees: the text of <main> without markup."""
    html = response.content.decode()
    main = re.search(r"<main.*</main>", html, flags=re.S)
    text = re.sub(r"<(script|style).*?</\1>", " ", main[0] if main else html, flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))).strip()
