"""What a foreign form says about itself and its applicant: keys, Leistungen, places, names. Tables and plain Python.

Control fields are read as far as they make sense; none of them is needed for the Antrag to be accepted.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ozgcloud.core.eingabe import AGS, ARS, PLZ
from ozgcloud.core.files import Ablage
from ozgcloud.eingang.abbildung import normalised
from ozgcloud.eingang.fremd import Angabe, Formular, clean

MAX_KEY = 200
MAX_LEISTUNGEN = 5
MAX_ORTE = 6
LEIKA = re.compile(r"(?<![0-9])[0-9]{14}(?![0-9])")
SCHLUESSEL_NAMEN = frozenset(
    {
        *("ars", "ags", "regionalschluessel", "amtlicherregionalschluessel", "gemeindeschluessel"),
        *("amtlichergemeindeschluessel", "gemeindekennziffer", "amtlicherregionalschluesselars", "arsschluessel"),
    }
)
PLZ_NAMEN = frozenset({"plz", "postleitzahl", "zip", "zipcode", "postalcode", "postcode", "plzwohnort", "plzort"})
ORT_NAMEN = frozenset(
    {
        *("ort", "wohnort", "gemeinde", "stadt", "city", "ortsname", "kommune", "town", "plzundort", "plzort"),
        *("wohngemeinde", "ortgemeinde", "gemeindename"),
    }
)
DEUTSCH = {
    "firstname": "Vorname",
    "givenname": "Vorname",
    "vornamen": "Vornamen",
    "rufname": "Vorname",
    "lastname": "Nachname",
    "familyname": "Nachname",
    "surname": "Nachname",
    "name": "Nachname",
    "companyname": "Firma",
    "company": "Firma",
    "organisation": "Firma",
    "organisationsname": "Firma",
    "unternehmensname": "Firma",
    "street": "Straße",
    "strasse": "Straße",
    "strassehausnummer": "Straße",
    "strasseundhausnummer": "Straße",
    "housenumber": "Hausnummer",
    "hausnr": "Hausnummer",
    "zip": "PLZ",
    "zipcode": "PLZ",
    "postalcode": "PLZ",
    "city": "Ort",
    "town": "Ort",
}
"""Names of fields of the applicant that mean what a German label says."""


@dataclass(frozen=True, slots=True)
class Lieferdatei:
    """A file that came with the form, already in the store; `ist_darstellung`: the form itself, as people read it."""

    id: UUID
    name: str
    ablage: Ablage
    ist_darstellung: bool


@dataclass(frozen=True, slots=True)
class Lieferung:
    """One delivery: the bytes of the `formData` part, what they say, and the files in their order."""

    roh: bytes = field(repr=False)
    zeichensatz: str
    dokument: Any = field(repr=False)
    formular: Formular = field(repr=False)
    dateien: tuple[Lieferdatei, ...] = ()

    @property
    def transaktion(self) -> str:
        """The sender's own id; empty without one."""
        return text_of(self.formular.control.get("transactionId"))[:MAX_KEY]

    @property
    def form_id(self) -> str:
        """How the sender calls his form."""
        return text_of(self.formular.control.get("formId"))[:MAX_KEY]

    @property
    def stelle(self) -> str:
        """The office the sender names."""
        return text_of(self.formular.control.get("zustaendigeStelle"))[:MAX_KEY]

    def leistungen(self) -> list[str]:
        """Leistungsschlüssel of 14 digits among the control data, in their order; URNs count with their digits."""
        control = self.formular.control
        named = [control.get(name) for name in ("leikaIds", "leikaId", "leika", "leistungId", "leistung")]
        found = (match for one in named for text in _texts(one) for match in LEIKA.findall(text))
        return list(dict.fromkeys(found))[:MAX_LEISTUNGEN]

    def inhalt_sha256(self) -> str:
        """What identifies the content: everything of the form but the sender's id, and every file but renderings.

        A sender that tries again makes a new PDF of the same form, so a rendering says nothing.
        """
        dokument = self.dokument
        if isinstance(dokument, Mapping) and isinstance(dokument.get("control"), Mapping):
            control = {key: wert for key, wert in dokument["control"].items() if key != "transactionId"}
            dokument = {**dokument, "control": control}
        digest = hashlib.sha256(json.dumps(dokument, sort_keys=True, default=str).encode())
        for sha256 in sorted(datei.ablage.sha256 for datei in self.dateien if not datei.ist_darstellung):
            digest.update(f"|{sha256}".encode())
        return digest.hexdigest()


def text_of(wert: Any) -> str:
    """A text or number of the control data as one clean line."""
    return " ".join(clean(wert).split()) if isinstance(wert, str) else ""


def _texts(wert: Any) -> Iterator[str]:
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, Mapping):
        yield from (text for one in wert.values() for text in _texts(one))
    elif isinstance(wert, list):
        yield from (text for one in wert[: MAX_LEISTUNGEN * 4] for text in _texts(one))


@dataclass(frozen=True, slots=True)
class Ortsangaben:
    """Places a form names: official keys (ARS or AGS), and what people write (PLZ, Ort, or both)."""

    schluessel: tuple[str, ...]
    namen: tuple[str, ...]

    def after(self, first: "Ortsangaben") -> "Ortsangaben":
        """Both, those of `first` before ours, each once."""
        return Ortsangaben(
            tuple(dict.fromkeys((*first.schluessel, *self.schluessel))),
            tuple(dict.fromkeys((*first.namen, *self.namen))),
        )


def places_of(formular: Formular) -> Ortsangaben:
    """Every place under a known name, in the order of the form, control data first."""
    keys = [text_of(formular.control.get(name)).replace(" ", "") for name in ("ars", "ags", "regionalschluessel")]
    names: list[str] = []
    for siblings in _groups(formular.angaben):
        by_kind: dict[str, str] = {}
        for angabe in siblings:
            for kind in {_kind(angabe.name), _kind(angabe.label)} - {""}:
                by_kind.setdefault(kind, " ".join(angabe.text.split()))
        keys.append(by_kind.get("schluessel", "").replace(" ", ""))
        plz = by_kind.get("plz", "")
        names.append(f"{plz} {by_kind.get('ort', '')}".strip() if PLZ.fullmatch(plz) else by_kind.get("ort", plz))
    valid = [key for key in keys if ARS.fullmatch(key) or AGS.fullmatch(key)]
    return Ortsangaben(
        tuple(dict.fromkeys(valid))[:MAX_ORTE],
        tuple(dict.fromkeys(name[:100] for name in names if name))[:MAX_ORTE],
    )


def _groups(angaben: Sequence[Angabe]) -> Iterator[Sequence[Angabe]]:
    """Items that stand beside each other, outer ones first."""
    yield angaben
    for angabe in angaben:
        if angabe.kinder:
            yield from _groups(angabe.kinder)


def _kind(name: str) -> str:
    last = normalised(re.split(r"[./:]", name)[-1])
    if last in SCHLUESSEL_NAMEN:
        return "schluessel"
    return "plz" if last in PLZ_NAMEN else "ort" if last in ORT_NAMEN else ""


def applicant_fields(formular: Formular) -> Iterable[tuple[str, str]]:
    """(label, value) of all given fields as `rules.applicant` reads them: by label, and by known technical names."""
    for angabe in formular.alle():
        if not angabe.text:
            continue
        yield angabe.label, angabe.text
        name = normalised(re.split(r"[./:]", angabe.name)[-1])
        if name in DEUTSCH and name != "name":
            yield DEUTSCH[name], angabe.text
    for angabe in formular.alle():
        if angabe.text and "name" in (normalised(angabe.name), normalised(angabe.label)):
            yield DEUTSCH["name"], angabe.text
