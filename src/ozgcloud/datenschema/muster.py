"""Patterns of XDatenfelder: XML Schema regular expressions, implicitly anchored, matched in linear time.

Python's own engine backtracks and can be made to hang by a pattern with thirty characters of input, so a pattern is
parsed here and run as a set of states by `muster_lauf`, which also makes matching text.
Tolerated beyond XSD: `^` at the start, `$` at the end, `(?:`, lazy quantifiers. Everything else (look-around,
back-references) raises `MusterFehler`: the pattern becomes an open point and is not enforced.
Source: XML Schema Part 2, appendix F.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

GRENZE_MUSTER = 1_000
_GRENZE_TIEFE = 50


class MusterFehler(ValueError):
    """The pattern is not understood or too expensive; the message (German) says which part."""


@dataclass(frozen=True, slots=True)
class Klasse:
    """A set of characters: ranges of code points and Unicode categories, possibly negated, minus another set."""

    bereiche: tuple[tuple[int, int], ...] = ()
    kategorien: tuple[str, ...] = ()
    andere: tuple["Klasse", ...] = ()
    negiert: bool = False
    minus: "Klasse | None" = None

    def enthaelt(self, zeichen: str) -> bool:
        """Whether the character belongs to the set."""
        nummer = ord(zeichen)
        drin = (
            any(lo <= nummer <= hi for lo, hi in self.bereiche)
            or (bool(self.kategorien) and unicodedata.category(zeichen).startswith(self.kategorien))
            or any(klasse.enthaelt(zeichen) for klasse in self.andere)
        )
        if drin == self.negiert:
            return False
        return self.minus is None or not self.minus.enthaelt(zeichen)


@dataclass(frozen=True, slots=True)
class Folge:
    """One after the other."""

    teile: tuple["Teil", ...]


@dataclass(frozen=True, slots=True)
class Oder:
    """One of several."""

    zweige: tuple["Teil", ...]


@dataclass(frozen=True, slots=True)
class Wiederholung:
    """Between `kleinste` and `groesste` times; None means without limit."""

    teil: "Teil"
    kleinste: int
    groesste: int | None


Teil = Klasse | Folge | Oder | Wiederholung

_ZIFFER = Klasse(kategorien=("Nd",))
_LEER = Klasse(bereiche=((32, 32), (9, 10), (13, 13)))
_WORT = Klasse(kategorien=("P", "Z", "C"), negiert=True)
_NAMENSANFANG = Klasse(bereiche=((58, 58), (95, 95)), kategorien=("L", "Nl"))
_NAMENSZEICHEN = Klasse(bereiche=((45, 46), (58, 58), (95, 95), (183, 183)), kategorien=("L", "N", "M"))
_PUNKT = Klasse(bereiche=((10, 10), (13, 13)), negiert=True)
_KURZ = {"d": _ZIFFER, "s": _LEER, "w": _WORT, "i": _NAMENSANFANG, "c": _NAMENSZEICHEN}
_STEUER = {"n": "\n", "r": "\r", "t": "\t"}


class _Leser:
    """Recursive descent over the pattern text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ort = 0
        self.tiefe = 0

    def peek(self) -> str:
        return self.text[self.ort] if self.ort < len(self.text) else ""

    def nimm(self) -> str:
        zeichen = self.peek()
        if not zeichen:
            raise MusterFehler("Das Muster endet unerwartet.")
        self.ort += 1
        return zeichen

    def oder(self) -> Teil:
        self.tiefe += 1
        if self.tiefe > _GRENZE_TIEFE:
            raise MusterFehler("Das Muster ist zu tief verschachtelt.")
        zweige = [self.folge()]
        while self.peek() == "|":
            self.nimm()
            zweige.append(self.folge())
        self.tiefe -= 1
        return zweige[0] if len(zweige) == 1 else Oder(tuple(zweige))

    def folge(self) -> Teil:
        teile: list[Teil] = []
        while self.peek() not in ("", "|", ")"):
            teile.append(self.mit_anzahl(self.atom()))
        return Folge(tuple(teile))

    def mit_anzahl(self, teil: Teil) -> Teil:
        zeichen = self.peek()
        grenzen = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if zeichen in grenzen and zeichen:
            self.nimm()
            kleinste, groesste = grenzen[zeichen]
        elif zeichen == "{":
            kleinste, groesste = self.klammer()
        else:
            return teil
        if self.peek() == "?":
            self.nimm()
        if self.peek() in ("*", "+", "{"):
            raise MusterFehler("Doppelte Mengenangabe im Muster.")
        return Wiederholung(teil, kleinste, groesste)

    def klammer(self) -> tuple[int, int | None]:
        ende = self.text.find("}", self.ort)
        inhalt = self.text[self.ort + 1 : ende] if ende > 0 else ""
        links, komma, rechts = inhalt.partition(",")
        if not (links.isascii() and links.isdigit()) or len(inhalt) > 9:
            raise MusterFehler("Ungültige Mengenangabe im Muster.")
        if rechts and not (rechts.isascii() and rechts.isdigit()):
            raise MusterFehler("Ungültige Mengenangabe im Muster.")
        self.ort = ende + 1
        groesste = int(links) if not komma else int(rechts) if rechts else None
        if groesste is not None and groesste < int(links):
            raise MusterFehler("Ungültige Mengenangabe im Muster.")
        return int(links), groesste

    def atom(self) -> Teil:
        zeichen = self.nimm()
        if zeichen == "(":
            if self.peek() == "?":
                if self.text[self.ort : self.ort + 2] != "?:":
                    raise MusterFehler("Vorausschau und Rückverweise werden nicht unterstützt.")
                self.ort += 2
            teil = self.oder()
            if self.nimm() != ")":
                raise MusterFehler("Eine Klammer im Muster ist nicht geschlossen.")
            return teil
        if zeichen == "[":
            return self.klasse()
        if zeichen == ".":
            return _PUNKT
        if zeichen == "\\":
            return self.maskiert()
        if zeichen in "?*+{}^$":
            raise MusterFehler(f"Das Zeichen „{zeichen}“ steht im Muster an falscher Stelle.")
        return _einzeln(zeichen)

    def maskiert(self) -> Klasse:
        zeichen = self.nimm()
        if zeichen.lower() in _KURZ:
            klasse = _KURZ[zeichen.lower()]
            return klasse if zeichen.islower() else Klasse(andere=(klasse,), negiert=True)
        if zeichen in "pP":
            ende = self.text.find("}", self.ort)
            name = self.text[self.ort + 1 : ende]
            if self.peek() != "{" or ende < 0 or not (1 <= len(name) <= 2 and name.isalpha()):
                raise MusterFehler("Nur Unicode-Kategorien wie \\p{L} werden unterstützt.")
            self.ort = ende + 1
            return Klasse(kategorien=(name,), negiert=zeichen == "P")
        if zeichen in _STEUER:
            return _einzeln(_STEUER[zeichen])
        if zeichen.isalnum():
            raise MusterFehler(f"„\\{zeichen}“ wird im Muster nicht unterstützt.")
        return _einzeln(zeichen)

    def klasse(self) -> Klasse:
        negiert = self.peek() == "^"
        if negiert:
            self.nimm()
        bereiche: list[tuple[int, int]] = []
        andere: list[Klasse] = []
        minus: Klasse | None = None
        while (zeichen := self.nimm()) != "]":
            if zeichen == "[":
                raise MusterFehler("Verschachtelte Zeichenklasse im Muster.")
            if zeichen == "-" and self.peek() == "[":
                self.nimm()
                minus = self.klasse()
                continue
            von = self.maskiert() if zeichen == "\\" else _einzeln(zeichen)
            if self.peek() == "-" and self.text[self.ort + 1 : self.ort + 2] not in ("]", "[", ""):
                self.nimm()
                zweites = self.nimm()
                bis = self.maskiert() if zweites == "\\" else _einzeln(zweites)
                bereiche.append(_bereich(von, bis))
            else:
                andere.append(von)
        if not bereiche and not andere:
            raise MusterFehler("Leere Zeichenklasse im Muster.")
        return Klasse(bereiche=tuple(bereiche), andere=tuple(andere), negiert=negiert, minus=minus)


def _einzeln(zeichen: str) -> Klasse:
    return Klasse(bereiche=((ord(zeichen), ord(zeichen)),))


def _bereich(von: Klasse, bis: Klasse) -> tuple[int, int]:
    if len(von.bereiche) != 1 or len(bis.bereiche) != 1 or von.bereiche[0][0] > bis.bereiche[0][1]:
        raise MusterFehler("Ungültiger Zeichenbereich im Muster.")
    return von.bereiche[0][0], bis.bereiche[0][1]


@lru_cache(maxsize=512)
def parse(muster: str) -> Teil:
    """Pattern text → tree; raises MusterFehler."""
    if len(muster) > GRENZE_MUSTER:
        raise MusterFehler("Das Muster ist zu lang.")
    text = muster.removeprefix("^")
    if text.endswith("$") and (len(text) - len(text[:-1].rstrip("\\"))) % 2 == 1:
        text = text[:-1]
    leser = _Leser(text)
    teil = leser.oder()
    if leser.ort != len(text):
        raise MusterFehler("Eine Klammer im Muster ist zu viel.")
    return teil
