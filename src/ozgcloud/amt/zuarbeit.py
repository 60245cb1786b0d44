"""Zuarbeit as its pages and the case page show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from ozgcloud.amt.blaettern import read_place, write_place
from ozgcloud.amt.fall import Fall
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.mandant.queries import list_personen, names_of_einheiten
from ozgcloud.zuarbeit.actions.request_zuarbeit import Auftrag
from ozgcloud.zuarbeit.adressaten import list_adressaten, list_einheiten, search_adressaten
from ozgcloud.zuarbeit.auszug import Auswahl, choose, load_angebot
from ozgcloud.zuarbeit.queries import Blatt, Eingangszeile, list_incoming, list_of_case
from ozgcloud.zuarbeit.rules import ART_TEXT, LAUFEND, STAND_TEXT, Art, Seite, Stand, may_write

LABELS = {
    "stelle": "Stelle",
    "frage": "Frage",
    "frist": "Antwort erbeten bis",
    "angaben": "Angaben",
    "notizen": "Notizen",
    "dateien": "Dateien",
    "text": "Text",
    "datei": "Dateien",
    "organisationseinheit": "Organisationseinheit",
}
KNOEPFE: dict[Art, tuple[str, str]] = {
    Art.ANTWORT: ("Antwort senden", "primary"),
    Art.ERGAENZUNG: ("Ergänzung senden", "primary"),
    Art.RUECKFRAGE: ("Zurückfragen", "secondary"),
    Art.ERINNERUNG: ("Erinnern", "secondary"),
    Art.ABLEHNUNG: ("Ablehnen", "tertiary"),
    Art.RUECKNAHME: ("Zurückziehen", "tertiary"),
}
GESENDET: dict[Art, str] = {
    Art.ANTWORT: "Ihre Antwort geht an die fragende Stelle. Die Zuarbeit ist damit erledigt.",
    Art.ERGAENZUNG: "Ihre Ergänzung geht an die gebetene Stelle.",
    Art.RUECKFRAGE: "Ihre Rückfrage geht an die fragende Stelle.",
    Art.ERINNERUNG: "Die gebetene Stelle wird erinnert.",
    Art.ABLEHNUNG: "Die fragende Stelle erfährt, dass und warum Sie ablehnen.",
    Art.RUECKNAHME: "Die Zuarbeit ist zurückgezogen. Die gebetene Stelle erfährt es.",
}
MARKEN = {
    Stand.OFFEN: "info",
    Stand.RUECKFRAGE: "warning",
    Stand.BEANTWORTET: "success",
    Stand.ABGELEHNT: "danger",
    Stand.ZURUECKGEZOGEN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Ampel:
    """A deadline as the page shows it."""

    stufe: str
    text: str


def ampel(frist: date, stand: Stand, today: date) -> Ampel:
    """How near a deadline is, in colour and words; none once the Zuarbeit has ended."""
    tage = (frist - today).days
    tag = f"{frist:%d.%m.%Y}"
    if stand not in LAUFEND:
        return Ampel("keine", tag)
    if tage < 0:
        return Ampel("ueberfaellig", f"seit {tag} überfällig")
    if tage == 0:
        return Ampel("faellig", "heute fällig")
    return Ampel("bald" if tage <= 3 else "ok", f"noch {tage} {'Tag' if tage == 1 else 'Tage'} ({tag})")


@dataclass(frozen=True, slots=True)
class Karte:
    """A Zuarbeit with words instead of keys."""

    blatt: Blatt
    stand: str
    marke: str
    ampel: Ampel
    einheit: str
    beitraege: tuple[dict[str, Any], ...]
    knoepfe: tuple[tuple[str, str, str], ...]

    @property
    def wird_gefragt(self) -> bool:
        """Whether this is the asked side."""
        return self.blatt.seite is Seite.GEFRAGT


@in_mandant
def make_karten(actor: Actor, blaetter: Sequence[Blatt]) -> list[Karte]:
    """The page's view of one side of each."""
    if not blaetter:
        return []
    namen = {person.id: person.name for person in list_personen(actor).values()}
    einheiten = names_of_einheiten(actor, {blatt.einheit_id for blatt in blaetter if blatt.einheit_id})
    return [_karte(blatt, namen, einheiten.get(blatt.einheit_id, "") if blatt.einheit_id else "") for blatt in blaetter]


def _karte(blatt: Blatt, namen: Mapping[UUID, str], einheit: str) -> Karte:
    return Karte(
        blatt=blatt,
        stand=STAND_TEXT[blatt.stand],
        marke=MARKEN[blatt.stand],
        ampel=ampel(blatt.frist, blatt.stand, clock.today()),
        einheit=einheit,
        beitraege=tuple(
            {
                "art": ART_TEXT[b.art],
                "wer": _author(b.ist_eigen, b.person_id, namen, blatt.gegenstelle),
                "am": b.am,
                "text": b.text,
                "dateien": [(datei, is_deliverable(datei.scan)) for datei in b.dateien],
            }
            for b in blatt.beitraege
        ),
        knoepfe=tuple((a.value, *KNOEPFE[a]) for a in KNOEPFE if may_write(blatt.stand, a, blatt.seite)),
    )


def _author(ist_eigen: bool, person_id: UUID | None, namen: Mapping[UUID, str], gegenstelle: str) -> str:
    if not ist_eigen:
        return gegenstelle
    return namen.get(person_id, "Ehemalige Person") if person_id else "System"


def case_context(actor: Actor, fall: Fall) -> dict[str, Any]:
    """What `amt/_zuarbeit.html` shows of a case the actor may see; inside the Mandant's scope."""
    return {"zuarbeit": make_karten(actor, list_of_case(actor, fall.id))}


@in_mandant
def load_blattseite(actor: Actor, blatt: Blatt) -> dict[str, Any]:
    """Context of the page of one Zuarbeit, from either side."""
    return {
        "karte": make_karten(actor, [blatt])[0],
        "dateien": [(datei, is_deliverable(datei.scan)) for datei in blatt.dateien],
        "einheiten": list_einheiten(actor),
        "schluessel": new_id(),
        "texte": {},
        "fehler": {},
    }


@in_mandant
def load_eingang(actor: Actor, query: QueryDict) -> dict[str, Any]:
    """Context of the list of incoming Zuarbeiten; `ansicht=erledigt` shows those that have ended."""
    erledigt, after = query.get("ansicht") == "erledigt", read_place(query.get("nach", ""))
    zeilen, following = list_incoming(actor, erledigt=erledigt, after=after)
    ansicht = "ansicht=erledigt" if erledigt else ""
    einheiten = dict(list_einheiten(actor))
    return {
        "zeilen": [_row(zeile, einheiten) for zeile in zeilen],
        "erledigt": erledigt,
        "mehr": "&".join(filter(None, (ansicht, f"nach={write_place(*following)}"))) if following else "",
        "reiter": [("Offen", "?", not erledigt), ("Erledigt", "?ansicht=erledigt", erledigt)],
    }


def _row(zeile: Eingangszeile, einheiten: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "zeile": zeile,
        "stand": STAND_TEXT[zeile.stand],
        "marke": MARKEN[zeile.stand],
        "ampel": ampel(zeile.frist, zeile.stand, clock.today()),
        "einheit": einheiten.get(zeile.einheit_id, "") if zeile.einheit_id else "",
    }


def read_auftrag(post: QueryDict) -> Auftrag:
    """What the form says; nothing of it is believed before the action has looked at it."""
    return Auftrag(
        stelle=post.get("stelle", ""),
        frage=post.get("frage", ""),
        frist=read_day(post.get("frist", "")),
        auswahl=Auswahl(_chosen(post, "angaben"), _chosen(post, "notizen"), _chosen(post, "dateien")),
    )


def _chosen(post: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(post.getlist(name)))


@in_mandant
def load_formular(actor: Actor, fall: Fall, post: QueryDict) -> dict[str, Any]:
    """Context of the form: offices that fit the search, and everything of the case that can be ticked."""
    adressaten, angebot = list_adressaten(actor), load_angebot(actor, fall.id)
    found = search_adressaten(adressaten, post.get("suche", ""))
    gewaehlt = [one for one in adressaten if one.schluessel == post.get("stelle") and one not in found]
    return {
        "fall": fall,
        "stellen": [(one.schluessel, one.name) for one in [*gewaehlt, *found]],
        "anzahl": len(adressaten),
        "angaben": _groups([(k, z.gruppe, f"{z.label}: {z.wert}") for k, z in angebot.angaben.items()]),
        "notizen": [(k, f"{clock.berlin_date(n.am):%d.%m.%Y}: {n.text}") for k, n in angebot.notizen.items()],
        "dateien": [(k, a.name) for k, a in angebot.dateien.items()],
        "gewaehlt": {name: list(_chosen(post, name)) for name in ("angaben", "notizen", "dateien")},
        "schluessel": post.get("schluessel") or str(new_id()),
        "texte": post,
        "fehler": {},
    }


def _groups(lines: Sequence[tuple[str, str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers under the heading of the form they stand below."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, gruppe, text in lines:
        found.setdefault(gruppe, []).append((key, text))
    return list(found.items())


@in_mandant
def load_vorschau(actor: Actor, fall: Fall, auftrag: Auftrag) -> dict[str, Any]:
    """Exactly what the other office will see. Raises InvalidInput."""
    auszug, dateien = choose(actor, fall.id, auftrag.auswahl)
    return {"auszug": auszug, "dateien": dateien, "auftrag": auftrag}
