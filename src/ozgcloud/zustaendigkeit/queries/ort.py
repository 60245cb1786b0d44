"""Finding the place an Antrag is about, as it is called on the day of receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ozgcloud.core.eingabe import AGS, ARS
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.mandant.models import Gebiet, GebietArt
from ozgcloud.mandant.ortssuche import current_gebiete, find_gebiete, served_laender
from ozgcloud.zustaendigkeit.rules.ort import (
    Anknuepfung,
    Herkunft,
    ars_of_ags,
    decide_place,
    named_places,
)

DIVIDED = "Der am Anfang genannte Ort wurde inzwischen auf mehrere Gemeinden aufgeteilt."
ELSEWHERE = "Der Ort, den der Antrag nennt, liegt in einem anderen Land."


def locate(werte: Mapping[str, Any], *, pfad: str, start: str, tag: date) -> tuple[str, Anknuepfung]:
    """The Regionalschlüssel that counts on a day, and how it was found.

    With a path the value of that field decides, else the place asked at the start (under its present key). Where the
    field cannot decide, the start place comes back with the reason, which makes a Klärungsfall.
    """
    today = current_gebiete(start, tag)
    here = today[0].ars if len(today) == 1 else start
    grund = DIVIDED if len(today) > 1 else ""
    if not pfad:
        return here, Anknuepfung(Herkunft.START, "", grund)
    keys = named_places(werte, pfad)
    if not keys:
        return here, Anknuepfung(Herkunft.ERSATZ, pfad, grund)
    served = served_laender()
    found = {ars for key in keys for ars in _places(key, tag)}
    near = {ars for ars in found if land_of(ars) in served}
    if found and not near:
        return here, Anknuepfung(Herkunft.FELD, pfad, ELSEWHERE)
    ars, grund = decide_place(near, here)
    return ars, Anknuepfung(Herkunft.FELD, pfad, grund)


def _places(key: str, tag: date) -> list[str]:
    """Regionalschlüssel an ARS, an AGS or a PLZ stands for on a day."""
    if ARS.fullmatch(key):
        keys = [key]
    elif AGS.fullmatch(key):
        begin, end = ars_of_ags(key)
        rows = Gebiet.objects.filter(ars__startswith=begin, ars__endswith=end, art=GebietArt.GEMEINDE)
        keys = list(rows.values_list("ars", flat=True))
    else:
        return [treffer.ars for treffer in find_gebiete(key, tag).treffer]
    return [gebiet.ars for ars in keys for gebiet in current_gebiete(ars, tag)]
