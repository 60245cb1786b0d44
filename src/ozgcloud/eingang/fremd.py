"""A form as somebody else's software delivers it: a tree of items, kept and shown in the order it came. No Django.

An item is `{"name", "label", "stringValue" | "numberValue" | "dateValue" | "booleanValue", "formItems": […]}`. Nothing
of that is promised: numbers come as texts, labels are missing, "Keine Angabe" stands for nothing, plain objects come in
place of items. Whatever it is, it is read; the bytes as received stay beside it.

*Address* of an item: its name and those of the items above it, `gruppe/feld`; equal names beside each other are counted
from 1, `gruppe[2]/feld`.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema.zusammenfassung import Eintrag

MAX_BYTES = 10_000_000
MAX_ITEMS = 20_000
MAX_DEPTH = 60
SHOWN_DEPTH = 6
MAX_NAME = 200
MAX_LABEL = 1_000
MAX_VALUE = 100_000
VALUES = ("stringValue", "numberValue", "dateValue", "booleanValue", "value")
CHILDREN = ("formItems", "formData", "children", "items")
NOTHING = frozenset({"", "keine angabe", "k.a.", "k. a.", "null"})
UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
IN_ADDRESS = str.maketrans("/[]", "_()")
SEPARATOR = re.compile(r"\s*[,;\n]\s*")
OTHER = "Weitere Angaben, wie geliefert"


class Zahl(str):
    """A number with the digits it came with."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Angabe:
    """One item: a group has `kinder`, a field a value; both may be missing, and both may be there."""

    adresse: str
    name: str
    label: str
    wert: str | bool | None = None
    kinder: tuple["Angabe", ...] = ()

    def alle(self) -> Iterator["Angabe"]:
        """This item and all below it, in order."""
        yield self
        for kind in self.kinder:
            yield from kind.alle()

    @property
    def text(self) -> str:
        """The value as text; empty for none and for "Keine Angabe"."""
        if self.wert is None:
            return ""
        text = ("true" if self.wert else "false") if isinstance(self.wert, bool) else self.wert.strip()
        return "" if text.casefold() in NOTHING else text


@dataclass(frozen=True, slots=True)
class Formular:
    """What one `formData` part says: its control data, as they came, and its items."""

    control: Mapping[str, Any]
    angaben: tuple[Angabe, ...]

    def alle(self) -> Iterator[Angabe]:
        """All items in order."""
        for angabe in self.angaben:
            yield from angabe.alle()


def read_json(roh: bytes, charset: str = "") -> Any:
    """The document, numbers as they were written. Raises InvalidInput for what is no JSON or nested too deeply."""
    try:
        return json.loads(
            decode(roh, charset), parse_float=Zahl, parse_int=Zahl, parse_constant=lambda _: None, strict=False
        )
    except (ValueError, RecursionError):
        raise InvalidInput("Der Teil „formData“ ist kein gültiges JSON.", code="kein-json") from None


def decode(roh: bytes, charset: str = "") -> str:
    """Bytes as text: with a byte order mark, as declared, as UTF-8, and else as Windows writes them."""
    for encoding in ("utf-8-sig", charset, json.detect_encoding(roh)):
        try:
            if encoding:
                return roh.decode(encoding).lstrip("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return roh.decode("cp1252", errors="replace")


def read_formular(document: Any) -> Formular:
    """Control data and items of a document of any shape. Raises InvalidInput for more than anybody can look at."""
    if isinstance(document, str) and not isinstance(document, Zahl):
        # Some senders write the JSON as a text inside of JSON; any other text is a value.
        with suppress(InvalidInput):
            document = read_json(document.encode(errors="replace"))
    control: Mapping[str, Any] = {}
    items: Any = document
    if isinstance(document, Mapping):
        found = document.get("control")
        control = found if isinstance(found, Mapping) else {}
        items = document.get("formData", {key: wert for key, wert in document.items() if key != "control"})
    reader = _Reader()
    return Formular(control, reader.read("", 0, items))


class _Reader:
    """One walk over the items, counted."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, ort: str, depth: int, *lists: Any) -> tuple[Angabe, ...]:
        if depth > MAX_DEPTH:
            raise InvalidInput("Die Angaben sind zu tief verschachtelt.", code="zu-verschachtelt")
        seen: Counter[str] = Counter()
        found = []
        for name, item in chain.from_iterable(map(_named, lists)):
            self.count += 1
            if self.count > MAX_ITEMS:
                raise InvalidInput(f"Der Antrag hat mehr als {MAX_ITEMS} Angaben.", code="zu-viele-angaben")
            segment = name.translate(IN_ADDRESS) or "angabe"
            seen[segment] += 1
            nummer = f"[{seen[segment]}]" if seen[segment] > 1 else ""
            found.append(self.item(item, name, f"{ort}/{segment}{nummer}" if ort else f"{segment}{nummer}", depth))
        return tuple(found)

    def item(self, item: Any, name: str, adresse: str, depth: int) -> Angabe:
        if not _is_item(item):
            if isinstance(item, Mapping | list):
                return Angabe(adresse, name, name, None, self.read(adresse, depth + 1, item))
            return Angabe(adresse, name, name, _value(item))
        label = _text(item.get("label"), MAX_LABEL) or name
        values = [_value(item[key]) for key in VALUES if item.get(key) is not None]
        below = [item[key] for key in CHILDREN if isinstance(item.get(key), list | Mapping)]
        nested = [item[key] for key in VALUES if isinstance(item.get(key), list | Mapping)]
        kinder = self.read(adresse, depth + 1, *below, *nested)
        wert = next((one for one in values if one is not None), None)
        return Angabe(adresse, name, label, wert, kinder)


def _named(items: Any) -> list[tuple[str, Any]]:
    """Name and item, of a list of items as of a plain object."""
    if isinstance(items, Mapping):
        if _is_item(items):
            return [(_name(items), items)]
        return [(_text(key, MAX_NAME), wert) for key, wert in items.items()]
    if isinstance(items, list):
        return [(_name(item), item) for item in items]
    return [("", items)] if items is not None else []


def _is_item(item: Any) -> bool:
    return isinstance(item, Mapping) and any(key in item for key in ("name", "label", *VALUES[:4], "formItems"))


def _name(item: Any) -> str:
    return (_text(item.get("name"), MAX_NAME) or _text(item.get("label"), MAX_NAME)) if _is_item(item) else ""


def _value(wert: Any) -> str | bool | None:
    if wert is None or isinstance(wert, bool):
        return wert
    return _text(wert, MAX_VALUE) if isinstance(wert, str) else None


def _text(wert: Any, limit: int) -> str:
    """A text the database and every screen can hold; what is no text is none."""
    return clean(wert)[:limit] if isinstance(wert, str) else ""


def clean(text: str) -> str:
    """Without control characters and halves of characters."""
    return UNSAFE.sub("", unicodedata.normalize("NFC", str(text)))


# ── showing it


def show(
    angaben: Sequence[Angabe], dateien: Mapping[str, Sequence[tuple[str, str]]], depth: int = 0
) -> tuple[Eintrag, ...]:
    """The items as every screen and letter shows them; `dateien` maps addresses to (id, name) of linked files.

    What lies deeper than screens can nest stands beside each other, each with the names above it.
    """
    if depth == SHOWN_DEPTH:
        angaben = [flat_one for angabe in angaben for flat_one in _flattened(angabe, "")]
    return tuple(one for angabe in angaben if (one := _shown(angabe, dateien, depth)) is not None)


def _flattened(angabe: Angabe, oben: str) -> Iterator[Angabe]:
    label = f"{oben} / {angabe.label}" if oben else angabe.label
    if angabe.wert is not None or not angabe.kinder:
        yield Angabe(angabe.adresse, angabe.name, label, angabe.wert)
    for kind in angabe.kinder:
        yield from _flattened(kind, label)


def _shown(angabe: Angabe, dateien: Mapping[str, Sequence[tuple[str, str]]], depth: int) -> Eintrag | None:
    linked = [
        Eintrag(name, angabe.adresse, name, ist_datei=True, datei=datei_id)
        for datei_id, name in dateien.get(angabe.adresse, ())
    ]
    if len(linked) == 1 and not angabe.kinder:
        return Eintrag(angabe.label, angabe.adresse, linked[0].anzeige, ist_datei=True, datei=linked[0].datei)
    kinder = (*linked, *show(angabe.kinder, dateien, depth + 1))
    own = _display(angabe.wert)
    if kinder:
        before = (Eintrag(angabe.label, angabe.adresse, own),) if own and not linked else ()
        return Eintrag(angabe.label, angabe.adresse, kinder=(*before, *kinder))
    return Eintrag(angabe.label, angabe.adresse, own or "–") if angabe.label or own else None


def _display(wert: str | bool | None) -> str:
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    try:
        return f"{date.fromisoformat(wert):%d.%m.%Y}" if wert and len(wert) == 10 else wert or ""
    except ValueError:
        return wert or ""


def without(angaben: Sequence[Angabe], adressen: frozenset[str]) -> tuple[Angabe, ...]:
    """The items with a value that are not among these addresses, with the groups they stand in."""
    left = []
    for angabe in angaben:
        kinder = without(angabe.kinder, adressen)
        wert = None if angabe.adresse in adressen or not angabe.text else angabe.wert
        if kinder or wert is not None:
            left.append(Angabe(angabe.adresse, angabe.name, angabe.label, wert, kinder))
    return tuple(left)


def flat(formular: Formular) -> dict[str, Any]:
    """Every given value by address, as the case stores it: JSON."""
    return {a.adresse: str(a.wert) if isinstance(a.wert, str) else a.wert for a in formular.alle() if a.text}


def file_names(text: str) -> list[str]:
    """The names a value may list: the whole of it, and its parts."""
    parts = [part for part in SEPARATOR.split(text) if part]
    return [text] if len(parts) < 2 else [text, *parts]


def same_name(name: str) -> str:
    """File names compared: without folders, in one spelling."""
    return unicodedata.normalize("NFC", re.split(r"[/\\]", name.strip())[-1]).casefold()
