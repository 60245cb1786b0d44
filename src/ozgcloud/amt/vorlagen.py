"""Templates per Leistung as the Fachadministration writes them: points of the Checkliste, and Fristen from receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ozgcloud.bearbeitung.actions.save_arbeitsvorlage import Fristvorgabe
from ozgcloud.bearbeitung.queries import get_arbeitsvorlage, list_arbeitsvorlagen
from ozgcloud.bearbeitung.rules import FRISTREGELN, Einheit, Fristart
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.leistung.queries import get_leistung, names_of
from ozgcloud.onlinedienst.queries import list_onlinedienste

EINHEITEN = ((Einheit.TAGE.value, "Tage"), (Einheit.WOCHEN.value, "Wochen"), (Einheit.MONATE.value, "Monate"))
FROM_RECEIPT = (Fristart.EIGEN, Fristart.GENEHMIGUNGSFIKTION, Fristart.UNTAETIGKEIT)
MAX_ZAHL = 60
LABELS = {"punkte": "Checkliste", "leistung": "Leistung", **{art.value: FRISTREGELN[art].name for art in FROM_RECEIPT}}


@dataclass(frozen=True, slots=True)
class Zeile:
    """A Leistung with how much its template holds."""

    schluessel: str
    name: str
    punkte: int
    fristen: int


@in_mandant
def load_vorlagen(actor: Actor) -> tuple[Zeile, ...]:
    """Leistungen that have a template or an Online-Dienst, by name."""
    rows = list_arbeitsvorlagen(actor)
    keys = {*rows, *(dienst.leistung_id for dienst in list_onlinedienste())}
    names = names_of(keys)
    found = [
        Zeile(
            key, names[key], len(rows[key].punkte) if key in rows else 0, len(rows[key].fristen) if key in rows else 0
        )
        for key in keys
        if key in names
    ]
    return tuple(sorted(found, key=lambda zeile: zeile.name))


@in_mandant
def load_vorlage(actor: Actor, leistung: str, posted: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One template as a form; `posted` is what was sent. Raises NotFound for an unknown Leistung."""
    row, name = get_arbeitsvorlage(actor, leistung), get_leistung(leistung).name
    stored = {frist["art"]: frist for frist in row.fristen if isinstance(frist, dict)}
    fristen = [
        {
            "art": art.value,
            "regel": FRISTREGELN[art],
            "zahl": posted.get(f"{art.value}_zahl", "") if posted else stored.get(art.value, {}).get("zahl", ""),
            "einheit": posted.get(f"{art.value}_einheit", "")
            if posted
            else stored.get(art.value, {}).get("einheit", FRISTREGELN[art].einheit.value),
        }
        for art in FROM_RECEIPT
    ]
    punkte = posted.get("punkte", "") if posted else "\n".join(str(punkt) for punkt in row.punkte)
    return {
        "schluessel": leistung,
        "name": name,
        "version": row.version,
        "punkte": punkte,
        "fristen": fristen,
        "einheiten": EINHEITEN,
    }


def read_fristen(posted: Mapping[str, str]) -> tuple[Fristvorgabe, ...]:
    """The Fristen with a number; without one there is none. Raises InvalidInput."""
    found = []
    for art in FROM_RECEIPT:
        zahl, einheit = posted.get(f"{art.value}_zahl", "").strip(), posted.get(f"{art.value}_einheit", "")
        if not zahl:
            continue
        is_short = zahl.isdecimal() and len(zahl) <= len(str(MAX_ZAHL))
        if not (is_short and 0 < int(zahl) <= MAX_ZAHL) or einheit not in set(Einheit):
            raise InvalidInput("Eine Frist stimmt nicht.", {f"{art.value}_zahl": f"Eine Zahl von 1 bis {MAX_ZAHL}."})
        found.append(Fristvorgabe(art, int(zahl), Einheit(einheit)))
    return tuple(found)
