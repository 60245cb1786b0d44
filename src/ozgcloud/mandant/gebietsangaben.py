"""One row of a list of places, read and checked. Format: the columns of the Gemeindeverzeichnis, see the handbook.

Amtlicher Regionalschlüssel (ARS): 12 digits = Land 2, Regierungsbezirk 1, Kreis 2, Gemeindeverband 4, Gemeinde 3.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgcloud.core.eingabe import ARS, PLZ
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import read_day_of, require_day

REQUIRED = ("ars", "name", "typ", "gebietsstand")
MAX_NAME = 120
MAX_EINWOHNER = 10_000_000

# Key, short sign (ISO 3166-2) and name of every Land, as the Regionalschlüssel counts them.
LAENDER: dict[int, tuple[str, str]] = {
    1: ("SH", "Schleswig-Holstein"),
    2: ("HH", "Hamburg"),
    3: ("NI", "Niedersachsen"),
    4: ("HB", "Bremen"),
    5: ("NW", "Nordrhein-Westfalen"),
    6: ("HE", "Hessen"),
    7: ("RP", "Rheinland-Pfalz"),
    8: ("BW", "Baden-Württemberg"),
    9: ("BY", "Bayern"),
    10: ("SL", "Saarland"),
    11: ("BE", "Berlin"),
    12: ("BB", "Brandenburg"),
    13: ("MV", "Mecklenburg-Vorpommern"),
    14: ("SN", "Sachsen"),
    15: ("ST", "Sachsen-Anhalt"),
    16: ("TH", "Thüringen"),
}

# Kind of place by its official type. What nobody lives in is no place a citizen can mean.
ARTEN: dict[str, str] = {
    "land": "land",
    "kreis": "kreis",
    "landkreis": "kreis",
    "amt": "amt",
    "kirchspielslandgemeinde (amt)": "amt",
    "samtgemeinde": "amt",
    "verbandsgemeinde": "amt",
    "verwaltungsgemeinschaft": "amt",
    "gemeindeverwaltungsverband": "amt",
    "verwaltungsverband": "amt",
    "gemeinde": "gemeinde",
    "landgemeinde": "gemeinde",
    "einheitsgemeinde": "gemeinde",
    "ortsgemeinde": "gemeinde",
    "flecken": "gemeinde",
    "markt": "gemeinde",
    "stadt": "gemeinde",
    "große kreisstadt": "gemeinde",
    "große kreisangehörige stadt": "gemeinde",
    "kreisfreie stadt": "gemeinde",
    "stadtkreis": "gemeinde",
    "gemeindefreies gebiet (bewohnt)": "gemeinde",
    "gemeindefreies gebiet (unbewohnt)": "gemeindefrei",
}


@dataclass(frozen=True, slots=True)
class Gebietsangabe:
    """What a row says about a place. Empty text and None: not said."""

    ars: str
    name: str
    art: str
    typ: str
    kreis: str
    amt: str
    kreis_ars: str
    amt_ars: str
    verwaltung_ars: str
    einwohner: int | None
    gebietsstand: date
    gueltig_von: date | None
    gueltig_bis: date | None
    nachfolger: tuple[str, ...]
    plz: tuple[str, ...]


def read_gebiet(werte: Mapping[str, str]) -> Gebietsangabe:
    """Read one row. Raises InvalidInput with the column that is wrong and why."""
    ars, typ = _key(werte, "ars"), _text(werte, "typ")
    _require_land(ars)
    art = ARTEN.get(typ.lower())
    if art is None:
        raise _wrong("typ", f"„{typ[:40]}“ ist keine bekannte Art von Gebiet.")
    _require_shape(ars, art)
    if werte.get("ags") and art in ("gemeinde", "gemeindefrei") and werte["ags"] != ags_of(ars):
        raise _wrong("ags", f"Zum Regionalschlüssel {ars} gehört der Gemeindeschlüssel {ags_of(ars)}.")
    angabe = Gebietsangabe(
        ars=ars,
        name=_text(werte, "name"),
        art=art,
        typ=typ,
        kreis=werte.get("kreis", "")[:MAX_NAME],
        amt=werte.get("amt", "")[:MAX_NAME],
        kreis_ars=_key(werte, "kreis_ars", optional=True),
        amt_ars=_key(werte, "amt_ars", optional=True),
        verwaltung_ars=_key(werte, "verwaltung_ars", optional=True),
        einwohner=_number(werte, "einwohner"),
        gebietsstand=require_day(werte, "gebietsstand"),
        gueltig_von=read_day_of(werte, "gueltig_von"),
        gueltig_bis=read_day_of(werte, "gueltig_bis"),
        nachfolger=tuple(dict.fromkeys(werte.get("nachfolger", "").split())),
        plz=read_plz_list(werte.get("plz", "")),
    )
    return _consistent(angabe)


def _consistent(angabe: Gebietsangabe) -> Gebietsangabe:
    if angabe.gueltig_von and angabe.gueltig_bis and angabe.gueltig_bis < angabe.gueltig_von:
        raise _wrong("gueltig_bis", "Das Ende liegt vor dem Beginn.")
    if angabe.nachfolger and angabe.gueltig_bis is None:
        raise _wrong("nachfolger", "Nachfolger hat nur ein Gebiet, das endet. Bitte nennen Sie auch „gueltig_bis“.")
    for key in angabe.nachfolger:
        if not ARS.fullmatch(key) or key == angabe.ars:
            raise _wrong("nachfolger", f"„{key[:20]}“ kann nicht der Nachfolger sein.")
    return angabe


def ags_of(ars: str) -> str:
    """The Amtlicher Gemeindeschlüssel (8 digits) inside a Regionalschlüssel: the same one without the Verband."""
    return ars[:5] + ars[9:]


def land_of(ars: str) -> int:
    """The Land a place lies in: the first two digits of its Regionalschlüssel are the key of the Land."""
    return int(ars[:2])


def read_plz_list(text: str) -> tuple[str, ...]:
    """Postcodes divided by blanks. Raises InvalidInput."""
    codes = tuple(dict.fromkeys(text.split()))
    for code in codes:
        require_plz(code)
    return codes


def require_plz(code: str) -> str:
    """A postcode of five digits (the leading zero belongs to it). Raises InvalidInput."""
    if not PLZ.fullmatch(code):
        raise _wrong("plz", f"„{code[:20]}“ ist keine Postleitzahl mit fünf Ziffern.")
    return code


def require_key(text: str, spalte: str = "ars") -> str:
    """A Regionalschlüssel of 12 digits in one of the 16 Länder. Raises InvalidInput."""
    _require_land(_require_ars(text, spalte))
    return text


def no_key(text: str) -> str:
    """The sentence for what is no Regionalschlüssel."""
    return f"„{text[:20]}“ ist kein Regionalschlüssel mit 12 Ziffern (führende Null nicht weglassen)."


def _require_ars(text: str, spalte: str) -> str:
    if not ARS.fullmatch(text):
        raise _wrong(spalte, no_key(text))
    return text


def _require_land(ars: str) -> None:
    if land_of(ars) not in LAENDER:
        raise _wrong("ars", f"Der Regionalschlüssel {ars} nennt kein Land (01 bis 16).")


def _require_shape(ars: str, art: str) -> None:
    """Whether the zeros of a key fit the kind of place: a Kreis has none below it, an Amt no Gemeinde."""
    fits = {
        "land": not ars[2:].strip("0"),
        "kreis": bool(ars[2:5].strip("0")) and not ars[5:].strip("0"),
        "amt": bool(ars[5:9].strip("0")) and not ars[9:].strip("0"),
    }
    if not fits.get(art, True):
        raise _wrong("ars", f"Der Regionalschlüssel {ars} passt nicht zu der Art „{art}“.")


def _key(werte: Mapping[str, str], spalte: str, *, optional: bool = False) -> str:
    text = werte.get(spalte, "")
    return "" if optional and not text else _require_ars(text, spalte)


def _text(werte: Mapping[str, str], spalte: str) -> str:
    text = werte.get(spalte, "")
    if not text or len(text) > MAX_NAME:
        raise _wrong(spalte, f"Hier stehen 1 bis {MAX_NAME} Zeichen.")
    return text


def _number(werte: Mapping[str, str], spalte: str) -> int | None:
    text = werte.get(spalte, "")
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,8}", text) or int(text) > MAX_EINWOHNER:
        raise _wrong(spalte, f"„{text[:20]}“ ist keine Zahl von Einwohnern.")
    return int(text)


def _wrong(spalte: str, satz: str) -> InvalidInput:
    return InvalidInput(f"Spalte „{spalte}“: {satz}")
