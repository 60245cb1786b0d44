"""What matters of a case, in a few lines beside the list."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.amt.listenspalten import WARTET
from ozgcloud.bearbeitung.rules import PRIORITAETEN
from ozgcloud.core.actor import Actor
from ozgcloud.core.templatetags.ozg import datum
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import leistung_name
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.mandant.queries import names_of_einheiten, names_of_gebiete, names_of_personen
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.queries import get_daten, list_notizen

NOTIZ = 300
"""Characters of the newest note that are shown."""


@dataclass(frozen=True, slots=True)
class Vorschau:
    """A case in short; `zeilen` are (what, text)."""

    id: UUID
    vorgangsnummer: str
    status: str
    leistung: str
    antragsteller: str
    zeilen: tuple[tuple[str, str], ...]
    notiz: str


@in_mandant
def load_vorschau(actor: Actor, vorgang_id: UUID) -> Vorschau:
    """Read a case for its preview; it is logged like opening it. Raises NotFound."""
    vorgang = read_vorgang(actor, vorgang_id=vorgang_id)
    daten, notizen = get_daten(actor, vorgang_id), list_notizen(actor, vorgang_id)
    person, einheit = vorgang.zugewiesen_an, vorgang.organisationseinheit_id
    text = notizen[0].text if notizen else ""
    zeilen = (
        ("Eingang", datum(vorgang.eingangsdatum)),
        ("Ort", names_of_gebiete({vorgang.gebiet_ars}).get(vorgang.gebiet_ars, "")),
        ("Organisationseinheit", names_of_einheiten(actor, {einheit}).get(einheit, "") if einheit else "noch keine"),
        ("Zugewiesen an", names_of_personen(actor, {person}).get(person, "") if person else "niemand"),
        ("Frist", datum(vorgang.frist_am)),
        ("Wiedervorlage", datum(vorgang.wiedervorlage_am)),
        ("Priorität", PRIORITAETEN[vorgang.prioritaet]),
        ("Stand", WARTET.get(vorgang.wartet_auf, "")),
        ("Dateien", str(len(list_anlagen(actor, vorgang_id)) or "")),
    )
    return Vorschau(
        vorgang.id,
        vorgang.vorgangsnummer,
        vorgang.status,
        leistung_name(vorgang.leistung_schluessel),
        daten.antragsteller,
        tuple((name, text) for name, text in zeilen if text),
        text if len(text) <= NOTIZ else f"{text[:NOTIZ]}…",
    )
