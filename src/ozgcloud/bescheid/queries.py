"""Reading Bescheide, and composing the letter a port can render."""

from datetime import datetime
from uuid import UUID

from ozgcloud.bescheid import port
from ozgcloud.bescheid.models import Bescheid
from ozgcloud.bescheid.rules import BescheidStatus, rechtsbehelfsbelehrung
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import waiting_of
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.datenschema.zusammenfassung import Eintrag
from ozgcloud.eingang.formular import dienst_of, eintraege_of, form_bytes, titel_of
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.mandant.models import Mandant
from ozgcloud.mandant.queries import Kollege, get_mandant, get_organisationseinheit, list_personen
from ozgcloud.onlinedienst.queries import texts_at
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_daten, latest_entscheidung
from ozgcloud.vorgang.rules import Ergebnis

UNKNOWN_ADDRESS = ("Anschrift nicht angegeben",)


def get_bescheid(bescheid_id: UUID, *, lock: bool = False) -> Bescheid:
    """A Bescheid, inside the Mandant's scope; the caller asks for the right on its Vorgang. Raises NotFound."""
    rows = Bescheid.objects.select_for_update() if lock else Bescheid.objects.all()
    bescheid = rows.filter(id=bescheid_id).first()
    if bescheid is None:
        raise NotFound
    return bescheid


@reads_mandant
def list_bescheide(actor: Actor, vorgang_id: UUID) -> list[Bescheid]:
    """Bescheide of a case the caller may see, newest first."""
    return list(Bescheid.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id"))


def statuses_of(vorgang_id: UUID) -> list[BescheidStatus]:
    """States of a case's Bescheide, newest first; inside the Mandant's scope."""
    rows = Bescheid.objects.filter(vorgang_id=vorgang_id).order_by("-erstellt_am", "-id")
    return [BescheidStatus(row.status) for row in rows]


def status_of_decision(actor: Actor, vorgang_id: UUID) -> BescheidStatus | None:
    """State of the Bescheid of the decision that counts, None before it is drafted; inside the Mandant's scope."""
    entscheidung = latest_entscheidung(actor, vorgang_id)
    bescheid = Bescheid.objects.filter(entscheidung=entscheidung).first() if entscheidung else None
    return BescheidStatus(bescheid.status) if bescheid else None


@reads_mandant
def compose_letter(actor: Actor, bescheid_id: UUID) -> port.Bescheid:
    """Everything the letter shows, as the port wants it: texts of the Bescheid, people and address as they are now."""
    bescheid = get_bescheid(bescheid_id)
    vorgang = Vorgang.objects.get(id=bescheid.vorgang_id)
    eingang = get_eingang(actor, vorgang.id)
    texte = texts_at(dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel), vorgang.mandant_id)
    mandant = get_mandant(vorgang.mandant_id)
    moment: datetime = bescheid.erlassen_am or clock.now()
    daten = get_daten(actor, vorgang.id)
    signer = _signer(actor, bescheid, vorgang)
    return port.Bescheid(
        behoerde=_behoerde(mandant, get_organisationseinheit(actor, vorgang.organisationseinheit_id)),
        kontakt=port.Kontakt(name=signer.name, telefon=signer.telefon, email=signer.email, raum=signer.zimmer),
        empfaenger=tuple(daten.anschrift) or (daten.antragsteller or "Antragstellende Person", *UNKNOWN_ADDRESS),
        vorgangsnummer=vorgang.vorgangsnummer,
        aktenzeichen=vorgang.aktenzeichen or vorgang.vorgangsnummer,
        datum=clock.berlin_date(moment),
        erstellt_am=moment,
        betreff=texte.get("betreff") or titel_of(eingang, vorgang.leistung_schluessel),
        anrede="Guten Tag,",
        ergebnis=Ergebnis(bescheid.ergebnis),
        tenor=_paragraphs(bescheid.tenor),
        begruendung=_paragraphs(bescheid.begruendung),
        nebenbestimmungen=_paragraphs(bescheid.nebenbestimmungen),
        gebuehr=bescheid.gebuehr,
        rechtsgrundlagen=tuple(texte.get("rechtsgrundlagen", ())),
        rechtsbehelfsbelehrung=(rechtsbehelfsbelehrung(mandant.name, mandant.strasse, mandant.plz, mandant.ort),),
        unterzeichner=signer.name,
        antragsdaten=_tree(eintraege_of(eingang)),
        formular_json=form_bytes(eingang),
        uebungsmodus=vorgang.uebung,
    )


@reads_mandant
def waiting_dokument(actor: Actor, bescheid_id: UUID) -> list[UUID]:
    """Store key of the document of this Bescheid while its bytes are not released; empty otherwise."""
    bescheid = get_bescheid(bescheid_id)
    return waiting_of([bescheid.datei_id] if bescheid.datei_id else [])


def _behoerde(mandant: Mandant, einheit: str) -> port.Behoerde:
    return port.Behoerde(
        name=mandant.name,
        anschrift=(mandant.strasse, f"{mandant.plz} {mandant.ort}".strip()),
        organisationseinheit=einheit,
    )


def _signer(actor: Actor, bescheid: Bescheid, vorgang: Vorgang) -> Kollege:
    personen = list_personen(actor)
    for person_id in (bescheid.erlassen_von, actor.person_id, vorgang.zugewiesen_an):
        if person_id in personen:
            return personen[person_id]
    raise NotFound(
        "Für diesen Bescheid ist niemand als unterzeichnende Person eingetragen. Bitte weisen Sie den Vorgang zu."
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _tree(eintraege: tuple[Eintrag, ...]) -> tuple[port.Datenfeld, ...]:
    return tuple(port.Datenfeld(label=e.label, wert=e.anzeige, kinder=_tree(e.kinder)) for e in eintraege)
