"""A case as one JSON object: the row, and the parts somebody asks for."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.queries import list_entscheidungen, list_historie, rollen_for
from ozgcloud.vorgang.rules import Status, possible_steps


@in_mandant
def whole_case(actor: Actor, vorgang_id: UUID, include: Collection[str]) -> dict[str, Any]:
    """The case with the parts named in `include` (`TEILE`), in one transaction; reading is logged. Raises NotFound."""
    vorgang = read_vorgang(actor, vorgang_id=vorgang_id)
    rollen = rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    fall: dict[str, Any] = {
        "id": vorgang.id,
        "vorgangsnummer": vorgang.vorgangsnummer,
        "aktenzeichen": vorgang.aktenzeichen,
        "status": vorgang.status,
        "leistung": vorgang.leistung_schluessel,
        "eingangsdatum": vorgang.eingangsdatum,
        "angelegt_am": vorgang.created_at,
        "gebiet": vorgang.gebiet_ars,
        "uebung": vorgang.uebung,
        "version": vorgang.version,
        "geaendert_am": vorgang.geaendert_am,
        "schritte": [row.schritt.value for row in possible_steps(Status(vorgang.status), rollen)],
    }
    return fall | {name: TEILE[name](actor, vorgang_id) for name in TEILE if name in include}


def _daten(actor: Actor, vorgang_id: UUID) -> dict[str, Any]:
    eingang = get_eingang(actor, vorgang_id)
    return {
        "kanal": eingang.kanal,
        "eingegangen_am": eingang.eingegangen_am,
        "sha256": eingang.sha256,
        "werte": eingang.werte,
    }


def _dateien(actor: Actor, vorgang_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "id": datei.datei_id,
            "adresse": datei.adresse,
            "name": datei.name,
            "medientyp": datei.medientyp,
            "groesse": datei.groesse,
            "sha256": datei.sha256,
            "scan": datei.scan,
        }
        for datei in list_anlagen(actor, vorgang_id)
    ]


def messages(actor: Actor, vorgang_id: UUID) -> list[dict[str, Any]]:
    """Messages of a case the caller may see, oldest first."""
    return [
        {"id": one.id, "richtung": one.richtung.value, "betreff": one.betreff, "text": one.text, "am": one.erstellt_am}
        for one in list_nachrichten(actor, vorgang_id)
    ]


def _entscheidungen(actor: Actor, vorgang_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "ergebnis": one.ergebnis,
            "begruendung": one.begruendung,
            "entschieden_am": one.entschieden_am,
        }
        for one in list_entscheidungen(actor, vorgang_id)
    ]


def _historie(actor: Actor, vorgang_id: UUID) -> list[dict[str, Any]]:
    """What happened, without who read it: reading is told to nobody, and would change every answer."""
    return [
        {"typ": one.typ, "am": one.erstellt_am, "akteur": one.akteur_art.value}
        for one in list_historie(actor, vorgang_id)
        if one.typ not in ("VorgangRead", "DateiRead")
    ]


TEILE: dict[str, Callable[[Actor, UUID], Any]] = {
    "daten": _daten,
    "dateien": _dateien,
    "nachrichten": messages,
    "entscheidungen": _entscheidungen,
    "historie": _historie,
}
