"""Items of a foreign form onto the fields of our tree: by a table somebody keeps, by number, by path, by label. Pure.

Each match carries how sure it is, in percent: 100 somebody said so, or the path of FIM numbers is the same; 95 the FIM
number stands at one place only; 80 it stands at several and the group decides; 70 the label stands once; 60 label and
group together. Anything less is no match: the item is shown as delivered.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ozgcloud.datenschema.adressen import instanz, kind, pfad_von
from ozgcloud.datenschema.baum import Knoten, Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.pruefung import DateiMeta, Pruefergebnis, auswahl_von, pruefe
from ozgcloud.eingang.fremd import Angabe, Formular, file_names, same_name

FIM_NUMBER = re.compile(r"[FG][0-9]{8,11}")
INDEX = re.compile(r"\[[0-9]{1,9}\]")
NO_LETTER = re.compile(r"[^a-z0-9]+")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MIN_SHARE = 0.6
"""How much of the given items must find its field before a form that only shares the Leistung is read as ours."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """Where an item went: address in our form, how it was found, and how sure that is (percent)."""

    ziel: str
    art: str
    sicherheit: int


@dataclass(frozen=True, slots=True)
class Abbildung:
    """A foreign form read as ours. `felder`: foreign address → match; `gegeben`: how many items had a value."""

    felder: Mapping[str, Treffer]
    gegeben: int
    ergebnis: Pruefergebnis

    @property
    def share(self) -> float:
        """How much of what was given found its field."""
        return len(self.felder) / self.gegeben if self.gegeben else 0.0

    def shown(self) -> dict[str, Treffer]:
        """Matches whose value our tree really shows; what was not accepted is shown as delivered."""
        pfade = {pfad_von(adresse) for adresse in self.ergebnis.werte}
        return {
            adresse: treffer
            for adresse, treffer in self.felder.items()
            if treffer.ziel not in self.ergebnis.fehler and pfad_von(treffer.ziel) in pfade
        }


def translate(
    formular: Formular,
    schema: Schema,
    *,
    tabelle: Mapping[str, str],
    dateien: Sequence[DateiMeta],
    codelisten: Aufloesungen,
) -> Abbildung:
    """Read a foreign form as ours and judge it; `tabelle` maps a foreign address, path or name to a path of ours."""
    finder, plaetze = _Finder(schema, tabelle), _Plaetze(schema)
    felder: dict[str, Treffer] = {}
    roh: dict[str, object] = {}
    uploads: dict[str, DateiMeta] = {}
    by_name = {same_name(datei.name): datei for datei in dateien}
    gegeben = 0
    for angabe, oben in _with_groups(formular.angaben, ()):
        if not angabe.text:
            continue
        gegeben += 1
        found = finder.find(angabe, oben)
        if found is None:
            continue
        knoten, art, sicherheit = found
        named = [by_name[key] for text in file_names(angabe.text) if (key := same_name(text)) in by_name]
        if knoten.ist_datei and not named:
            continue
        ziel = plaetze.place(knoten, angabe.adresse)
        if ziel in roh or ziel in uploads:
            continue
        felder[angabe.adresse] = Treffer(ziel, art, sicherheit)
        if knoten.ist_datei:
            uploads[ziel] = named[0]
        else:
            roh[ziel] = _posted(knoten, angabe.text, codelisten)
    return Abbildung(felder, gegeben, pruefe(schema, roh, uploads, codelisten))


def normalised(text: str) -> str:
    """A label without case, umlauts, signs and blanks."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(UMLAUTS)
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode())


def _with_groups(angaben: Iterable[Angabe], oben: tuple[Angabe, ...]) -> Iterable[tuple[Angabe, tuple[Angabe, ...]]]:
    for angabe in angaben:
        yield angabe, oben
        yield from _with_groups(angabe.kinder, (*oben, angabe))


def _posted(knoten: Knoten, text: str, codelisten: Aufloesungen) -> str:
    """What a browser would have posted: of a list the code, also where the sender wrote the words."""
    if not knoten.ist_auswahl:
        return text
    werte = auswahl_von(knoten, codelisten).werte
    if any(wert.code == text for wert in werte):
        return text
    return next((wert.code for wert in werte if normalised(wert.label) == normalised(text)), text)


@dataclass(slots=True)
class _Finder:
    """The fields of our tree by everything an item can be called."""

    schema: Schema
    tabelle: Mapping[str, str]
    by_number: dict[str, list[Knoten]] = field(default_factory=lambda: defaultdict(list))
    by_label: dict[str, list[Knoten]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for knoten in self.schema.alle():
            if knoten.fuellbar:
                self.by_number[knoten.fim_id].append(knoten)
                for label in {normalised(text) for text in (knoten.label, knoten.label_ausgabe, knoten.name)}:
                    self.by_label[label].append(knoten)

    def find(self, angabe: Angabe, oben: tuple[Angabe, ...]) -> tuple[Knoten, str, int] | None:
        """The field of ours, how it was found, and how sure that is."""
        pfad = INDEX.sub("", angabe.adresse)
        for key in (angabe.adresse, pfad, angabe.name):
            knoten = self.schema.index.get(self.tabelle.get(key, ""))
            if knoten is not None and knoten.fuellbar:
                return knoten, "tabelle", 100
        same_path = self.schema.index.get(pfad)
        if same_path is not None and same_path.fuellbar:
            return same_path, "pfad", 100
        name = angabe.name.upper()
        number = FIM_NUMBER.search(name)
        same = self.by_number.get(name) or self.by_number.get(number[0] if number else "", [])
        if found := self._decide(same, oben, 95, 80):
            return found[0], "nummer", found[1]
        label = normalised(angabe.label)
        if label and (found := self._decide(self.by_label.get(label, []), oben, 70, 60)):
            return found[0], "beschriftung", found[1]
        return None

    def _decide(
        self, knoten: list[Knoten], oben: tuple[Angabe, ...], alone: int, among: int
    ) -> tuple[Knoten, int] | None:
        """The only candidate, or the only one whose group is called as the item's group is."""
        if len(knoten) == 1:
            return knoten[0], alone
        names = {normalised(text) for group in oben[-1:] for text in (group.label, group.name)} - {""}
        near = [one for one in knoten if names & self._names_of_group(one)]
        return (near[0], among) if len(near) == 1 else None

    def _names_of_group(self, knoten: Knoten) -> set[str]:
        group = self.schema.index.get(knoten.pfad.rpartition("/")[0])
        return {normalised(text) for text in (group.label, group.name, group.fim_id)} if group else set()


class _Plaetze:
    """Addresses in our form: the n-th foreign group is the n-th instance of a repeated one."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.seen: dict[str, list[str]] = defaultdict(list)

    def place(self, knoten: Knoten, adresse: str) -> str:
        """The address of a field; the groups above the foreign item say which instances are meant."""
        groups = adresse.split("/")
        segments = knoten.pfad.split("/")
        ort = pfad = ""
        for depth, segment in enumerate(segments):
            pfad, ort = kind(pfad, segment), kind(ort, segment)
            if not self.schema.index[pfad].wiederholt:
                continue
            above = len(groups) - (len(segments) - 1 - depth)
            key = "/".join(groups[: max(above, 0)])
            known = self.seen[ort]
            if key not in known:
                known.append(key)
            ort = instanz(ort, known.index(key))
        return ort
