"""What a submission is, whoever brings it, and the secrets that open it again. Plain Python."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.files import Ablage, Dateiverweis
from ozgcloud.zustaendigkeit.rules.ort import AM_START, Anknuepfung

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10

OHNE_DIENST = OHNE_SCHEMA = UUID(int=0)
"""Stands in place of an Online-Dienst and a schema for a form nobody here knows; it is shown as delivered."""
OHNE_LEISTUNG = "0" * 14
"""Stands in place of a Leistung the sender named wrongly or not at all."""
OHNE_ORT = "0" * 12
"""Stands in place of a Regionalschlüssel where an Antrag names no place."""

FORMULAR = "formular"
"""Key in `fassungen` of an Eingang that a foreign form brought: how it was read."""
DARSTELLUNG = "_darstellung"
ANLAGE = "_anlage"
"""Addresses of files that belong to no field: the form as a readable document, and everything else."""


class Kanal(StrEnum):
    """The way an Antrag came in."""

    PORTAL = "portal"
    API = "api"
    PAPIER = "papier"
    VORSPRACHE = "vorsprache"
    TELEFON = "telefon"
    EMAIL = "email"


KANALNAMEN: dict[Kanal, str] = {
    Kanal.PORTAL: "Serviceportal",
    Kanal.API: "Schnittstelle",
    Kanal.PAPIER: "Papier",
    Kanal.VORSPRACHE: "Vorsprache",
    Kanal.TELEFON: "Telefon",
    Kanal.EMAIL: "E-Mail",
}
"""The ways as people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anlage:
    """A file already in the store: opaque key, size in bytes, SHA-256 hex, sniffed media type, and its field's address.

    `id` is the one the cleaned value names and becomes that of the `datei` row. `schluesselgeheimnis` is the wrapped
    data key (empty: the bytes lie there as they are).
    """

    id: UUID
    adresse: str
    schluessel: UUID
    name: str
    medientyp: str
    groesse: int
    sha256: str
    schluesselgeheimnis: bytes = field(default=b"", repr=False)

    @property
    def verweis(self) -> Dateiverweis:
        """How the bytes are read."""
        return Dateiverweis(self.schluessel, self.sha256, self.groesse, self.schluesselgeheimnis)

    @classmethod
    def from_ablage(cls, ablage: Ablage, *, anlage_id: UUID, adresse: str, name: str) -> "Anlage":
        """Bytes just put into the store, as a file of the form's field `adresse`."""
        return cls(
            id=anlage_id,
            adresse=adresse,
            schluessel=ablage.schluessel,
            name=name,
            medientyp=ablage.medientyp,
            groesse=ablage.groesse,
            sha256=ablage.sha256,
            schluesselgeheimnis=ablage.schluesselgeheimnis,
        )


@dataclass(frozen=True, slots=True)
class Servicekonto:
    """The account a citizen used at the sender; `identifier` is the address of the mailbox (personal)."""

    art: str
    vertrauensniveau: str
    identifier: str = field(repr=False)
    adressart: str

    @classmethod
    def from_control(cls, control: Mapping[str, Any]) -> "Servicekonto | None":
        """As the control data name it; None without one."""
        konto = control.get("serviceKonto")
        if not isinstance(konto, Mapping):
            return None
        adresse = konto.get("postfachAddress")
        if not isinstance(adresse, Mapping):
            adresse = {"identifier": adresse}
        texts = (konto.get("type"), konto.get("trustLevel"), adresse.get("identifier"), adresse.get("type"))
        art, niveau, identifier, adressart = (str(text)[:500] if isinstance(text, str) else "" for text in texts)
        return cls(art, niveau, identifier, adressart) if art or identifier else None

    @classmethod
    def from_stored(cls, row: Mapping[str, Any]) -> "Servicekonto | None":
        """As the case keeps it; None without one."""
        names = ("art", "vertrauensniveau", "identifier", "adressart")
        return cls(*(str(row.get(name, "")) for name in names)) if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uebernahme:
    """A case that another office hands over: its new place, and what stays as it was there.

    `zugang_hash` is the citizen's key, which leads to the new place from then on.
    """

    abgabe_id: UUID
    vorgang_id: UUID
    mandant_id: int
    organisationseinheit_id: UUID | None
    von_mandant: int
    von_vorgang_id: UUID
    von_name: str
    begruendung: str = field(repr=False)
    eingegangen_am: datetime
    eingangsdatum: date
    zugang_hash: str = field(default="", repr=False)

    def erklaerung(self, leistung: str, ars: str) -> dict[str, Any]:
        """Why the case is at its new place, stored in place of an explained rule."""
        return {
            "ausgang": "abgabe",
            "regel": None,
            "tatsachen": {"leistung": leistung, "ort": ars, "tag": self.eingangsdatum.isoformat()},
            "abgabe": {"id": str(self.abgabe_id), "mandant": self.von_mandant, "vorgang": str(self.von_vorgang_id)},
            "verworfen": [],
            "satz": f"Diesen Vorgang hat „{self.von_name}“ an Ihre Verwaltung abgegeben, weil sie zuständig ist.",
        }


class Quarantaeneart(StrEnum):
    """Why somebody must look at an accepted Antrag before it goes its way."""

    UNGEPRUEFT = "ungeprueft"
    SCHADSOFTWARE = "schadsoftware"
    UNGUELTIG = "ungueltig"
    DOPPELT = "doppelt"
    UNZUSTELLBAR = "unzustellbar"


class Massnahme(StrEnum):
    """How an entry of the quarantine was settled."""

    UEBERNOMMEN = "uebernommen"
    VERWORFEN = "verworfen"
    ABGEGEBEN = "abgegeben"
    GEPRUEFT = "geprueft"
    GELOESCHT = "geloescht"
    ABGESCHLOSSEN = "abgeschlossen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantaenegrund:
    """One reason: `grund` is a German sentence without personal data, `einzelheiten` what is wrong by address.

    `datei_id` is the file that is meant, `gegen_vorgang_id` the case of the same office it seems to repeat.
    """

    art: Quarantaeneart
    grund: str
    einzelheiten: Mapping[str, str] = field(default_factory=dict, repr=False)
    datei_id: UUID | None = None
    gegen_vorgang_id: UUID | None = None

    def id_for(self, vorgang_id: UUID) -> UUID:
        """The same reason has the same id in a case, so telling it twice adds nothing."""
        return uuid5(vorgang_id, f"quarantaene|{self.art.value}|{self.datei_id or ''}")

    def as_row(self, vorgang_id: UUID) -> dict[str, Any]:
        """As the one statement of `open_vorgang` writes it."""
        return {
            "id": str(self.id_for(vorgang_id)),
            "art": self.art.value,
            "grund": self.grund,
            "einzelheiten": dict(self.einzelheiten),
            "datei_id": str(self.datei_id) if self.datei_id else None,
            "gegen_vorgang_id": str(self.gegen_vorgang_id) if self.gegen_vorgang_id else None,
        }


@dataclass(frozen=True, slots=True)
class Zustellung:
    """Where a door has found that an Antrag goes, and the explanation that is stored with it."""

    mandant_id: int
    organisationseinheit_id: UUID | None
    in_clearing: bool
    erklaerung: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Einreichung:
    """One submission as every door hands it in.

    `vorgangsnummer` is drawn by the caller, because `zugang_hash` is made of it; a retry gets the first one back.
    `absender` and `transaktion` make a retry recognisable. `roh` are the bytes as received, `werte` the cleaned values
    by address, `zugang_hash` opens the case to the citizen. `anknuepfung` says how the place was found; `uebernahme` is
    set when another office hands the case over. `quarantaene` are the reasons why somebody must look at it first.
    `zustellung` is set where the door has decided the place. `inhalt_sha256` identifies the content of a foreign form
    whatever it was mapped to, so that a retry stays a retry. `eingangsdatum` is the day something typed in later
    arrived; None: that of the intake. `vollstaendig`: the door has checked it, and everything required is there.
    """

    vorgangsnummer: str
    absender: str
    transaktion: str
    kanal: str
    onlinedienst_id: UUID
    datenschema_id: UUID
    leistung: str
    gebiet_ars: str
    land_id: int
    uebung: bool
    roh: bytes = field(repr=False)
    werte: dict[str, Any] = field(repr=False)
    fassungen: dict[str, Any]
    anlagen: tuple[Anlage, ...] = ()
    antragsteller: str = field(default="", repr=False)
    anschrift: tuple[str, ...] = field(default=(), repr=False)
    zugang_hash: str = field(default="", repr=False)
    anknuepfung: Anknuepfung = AM_START
    uebernahme: Uebernahme | None = None
    quarantaene: tuple[Quarantaenegrund, ...] = ()
    zustellung: Zustellung | None = None
    inhalt_sha256: str = ""
    servicekonto: Servicekonto | None = field(default=None, repr=False)
    eingangsdatum: date | None = None
    vollstaendig: bool = False

    def sha256(self) -> str:
        """Hash of what was asked, to tell a retry from another request under the same key."""
        if self.inhalt_sha256:
            return self.inhalt_sha256
        digest = hashlib.sha256(self.roh)
        digest.update(f"|{self.onlinedienst_id}|{self.gebiet_ars}".encode())
        for anlage in self.anlagen:
            digest.update(f"|{anlage.adresse}|{anlage.sha256}".encode())
        return digest.hexdigest()


def formular_json(werte: Mapping[str, Any]) -> bytes:
    """The cleaned values as they are attached to letters and packages: JSON in UTF-8, addresses sorted."""
    return json.dumps(werte, ensure_ascii=False, sort_keys=True).encode()


def sha256_hex(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def access_code(secret_key: str, geheimnis: str) -> str:
    """The citizen's code, derived from the secret of his draft, so the receipt shows the same on every reload.

    Ten characters of a 30-letter alphabet (49 bits), shown in two groups of five.
    """
    digest = hmac.new(secret_key.encode(), f"zugangscode|{geheimnis}".encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(digest, "big"), ""
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(CODE_ALPHABET))
        letters += CODE_ALPHABET[rest]
    return f"{letters[:5]}-{letters[5:]}"


def access_hash(secret_key: str, vorgangsnummer: str, code: str) -> str:
    """Keyed hash under which `zugang` keeps the way to a case: without the key nobody can try codes offline."""
    text = f"zugang|{vorgangsnummer}|{code.upper().replace('-', '').replace(' ', '')}"
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def require_code(code: str) -> str:
    """The code as typed, normalised; raises InvalidInput when it cannot be one."""
    cleaned = code.upper().replace("-", "").replace(" ", "")
    if len(cleaned) != CODE_LENGTH or any(letter not in CODE_ALPHABET for letter in cleaned):
        raise InvalidInput(
            "Diesen Zugangscode gibt es nicht.",
            {"zugangscode": "Bitte prüfen Sie den Code. Er hat zehn Zeichen, zum Beispiel 7KXM2-QRT9B."},
        )
    return cleaned
