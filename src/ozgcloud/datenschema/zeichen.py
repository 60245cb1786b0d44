"""Which characters a text may hold: never control or direction-override characters, for `text_latin` only DIN 91379.

The set is data type C of DIN 91379:2022-08 (Latin letters bll with their defined sequences, non-letters N1 to N4),
which XÖV calls String.Latin+ 1.3; facts from the published character lists, compared after normalisation to NFC.
"""

import unicodedata

_DIN_91379_C = (
    "9-A D 20-7E A0-AC AE-17E 187-188 18F 197 1A0-1A1 1AF-1B0 1B7 1CD-1DC 1DE-1DF 1E2-1F0 1F4-1F5 1F8-1FF 212-213 "
    "218-21B 21E-21F 227-233 259 268 292 2B9-2BA 2BE-2BF 2C8 2CC 1E02-1E03 1E06-1E07 1E0A-1E11 1E17 1E1C-1E2B "
    "1E2F-1E37 1E3A-1E3B 1E40-1E49 1E52-1E5B 1E5E-1E63 1E6A-1E6F 1E80-1E87 1E8C-1E97 1E9E 1EA0-1EF9 2019 2021 20AC"
)
_SEQUENZEN = {
    "\u0300": "CFGKMPSTZcfgkmpstz",
    "\u0301": "JjÿĪī",
    "\u0302": "DKLMNdklmn",
    "\u0304": "CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ",
    "\u0306": "CMNRZcmnrzÇç",
    "\u0307": "KUku",
    "\u0308": "CTZczẠạỌọỤụ",
    "\u030b": "Aa",
    "\u030c": "J",
    "\u030d": "ēō",
    "\u0310": "Mm",
    "\u0315": "CKPTckptČč",
    "\u031b": "KTkt",
    "\u031b\u0304": "Ss",
    "\u0323": "CPcpČč",
    "\u0325": "LRlr",
    "\u0325\u0304": "LRlr",
    "\u0326": "CHKLNchklnŽž",
    "\u0327": "ZzŽž",
    "\u0328\u0306": "Cc",
    "\u0331": "HSs",
    "\u035f": "Kk",
}
"""Combining marks → letters they may stand behind (DIN 91379, sequences of bll)."""


def _menge(bereiche: str) -> frozenset[str]:
    zeichen: set[str] = set()
    for bereich in bereiche.split():
        von, _, bis = bereich.partition("-")
        zeichen.update(chr(nummer) for nummer in range(int(von, 16), int(bis or von, 16) + 1))
    return frozenset(zeichen)


LATEIN = _menge(_DIN_91379_C)
_MARKEN = frozenset("".join(_SEQUENZEN))
_RICHTUNG = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embedding, override and isolate controls: they can make a text read differently from what it says."""


def normalisiere(text: str) -> str:
    """One kind of line end, NFC, no blanks around."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def _benenne(zeichen: str) -> str:
    """A character for a message: itself when visible, always with its number."""
    nummer = f"U+{ord(zeichen):04X}"
    return f"„{zeichen}“ ({nummer})" if zeichen.isprintable() and not zeichen.isspace() else nummer


def unerlaubt(text: str) -> str:
    """German sentence about the first character no text may hold, or empty."""
    # What Python calls printable has none of them; looking at each character costs a fifth of an intake.
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return ""
    for zeichen in text:
        if zeichen in _RICHTUNG:
            return (
                f"Ihre Eingabe enthält ein verborgenes Zeichen, das die Schreibrichtung umkehrt ({_benenne(zeichen)}). "
                "Bitte löschen Sie den Text und tippen Sie ihn neu ein."
            )
        nummer = ord(zeichen)
        if (
            (unicodedata.category(zeichen) in ("Cc", "Cs") and zeichen not in "\t\n")
            or nummer & 0xFFFE == 0xFFFE
            or 0xFDD0 <= nummer <= 0xFDEF
        ):
            return (
                f"Ihre Eingabe enthält ein unsichtbares Steuerzeichen ({_benenne(zeichen)}). "
                "Bitte löschen Sie den Text und tippen Sie ihn neu ein."
            )
    return ""


def nicht_lateinisch(text: str) -> str:
    """German sentence about the first character outside DIN 91379, or empty. `text` is normalised."""
    ort = 0
    while ort < len(text):
        zeichen = text[ort]
        ende = ort + 1
        while ende < len(text) and text[ende] in _MARKEN:
            ende += 1
        marken = text[ort + 1 : ende]
        if zeichen not in LATEIN or (marken and zeichen not in _SEQUENZEN.get(marken, "")):
            return (
                f"Das Zeichen {_benenne(zeichen)} ist hier nicht möglich. Erlaubt sind lateinische Buchstaben mit "
                "ihren Akzenten, Ziffern und gängige Satzzeichen (DIN 91379), keine Emojis und keine anderen Schriften."
            )
        ort = ende
    return ""
