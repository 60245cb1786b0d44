"""Addresses: where a value lives. The path of its node, with `[i]` (from 0) behind every repeated node.

`G1[0]/F2` is field F2 in the first instance of the repeated group G1, `F3[1]` the second instance of field F3.
The chosen branch of an Auswahlgruppe lies at `<address>/_wahl` and holds the branch's segment. Addresses are the
HTML names; `html_id` makes an id of them that is safe in URLs and CSS selectors.
"""

import re

WAHL = "_wahl"
_INDEX = re.compile(r"\[[0-9]{1,9}\]")
_INSTANZ = re.compile(r"^(.*)\[([0-9]{1,9})\]$", re.DOTALL)


def kind(eltern: str, segment: str) -> str:
    """Address of a child; `eltern` is empty at the top."""
    return f"{eltern}/{segment}" if eltern else segment


def instanz(adresse: str, nummer: int) -> str:
    """Address of one instance of a repeated node."""
    return f"{adresse}[{nummer}]"


def wahl(adresse: str) -> str:
    """Address of the chosen branch of an Auswahlgruppe."""
    return f"{adresse}/{WAHL}"


def pfad_von(adresse: str) -> str:
    """The path of the node an address belongs to."""
    pfad = adresse.removesuffix(f"/{WAHL}")
    return _INDEX.sub("", pfad) if "[" in pfad else pfad


def ohne_instanz(adresse: str) -> tuple[str, int | None]:
    """Split `G1[0]/F2[3]` into `G1[0]/F2` and 3; the number is None when the last node is not repeated."""
    treffer = _INSTANZ.match(adresse) if adresse.endswith("]") else None
    return (treffer[1], int(treffer[2])) if treffer else (adresse, None)


def gehoert_zu(adresse: str, ort: str) -> bool:
    """Whether `adresse` is `ort` or lies below it, in any instance of it."""
    return adresse == ort or adresse.startswith((f"{ort}/", f"{ort}["))


def html_id(adresse: str) -> str:
    """A unique id of letters, digits, `-` and `_`: `G1[0]/F2~2` becomes `f-G1_0-F2__2`."""
    return "f-" + adresse.replace("~", "__").replace("[", "_").replace("]", "").replace("/", "-")
