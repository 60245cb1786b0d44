"""A request on paper, for those who read no status page."""

from uuid import UUID

from django.conf import settings

from ozgcloud.bescheid.port import Behoerde, Kontakt
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import get_mandant, get_organisationseinheit, list_personen
from ozgcloud.nachforderung.queries import get_nachforderung, posten_of
from ozgcloud.nachforderung.rules.anschreiben import BETREFF, tag
from ozgcloud.nachforderung.rules.stand import BEI_ANTRAGSTELLER, Postenzustand
from ozgcloud.postfach.port import Brief
from ozgcloud.vorgang.queries import get_daten, get_vorgang

NOT_SENT = "Senden Sie die Nachforderung zuerst; dann lässt sie sich auch drucken."
UNKNOWN_ADDRESS = ("Anschrift nicht angegeben",)


@in_mandant
def compose_brief(actor: Actor, vorgang_id: UUID, nachforderung_id: UUID) -> Brief:
    """What a sent request still asks for, as a letter of today. Raises NotFound, Conflict before it is sent."""
    vorgang, daten = get_vorgang(actor, vorgang_id), get_daten(actor, vorgang_id)
    row = get_nachforderung(vorgang_id, nachforderung_id)
    if row.gesendet_am is None or row.frist is None:
        raise Conflict(NOT_SENT)
    mandant = get_mandant(vorgang.mandant_id)
    person = list_personen(actor).get(row.person_id) if row.person_id else None
    offen = [one.titel for one in posten_of(row.id) if Postenzustand(one.zustand) in BEI_ANTRAGSTELLER]
    return Brief(
        behoerde=Behoerde(
            name=mandant.name,
            anschrift=(mandant.strasse, f"{mandant.plz} {mandant.ort}".strip()),
            organisationseinheit=get_organisationseinheit(actor, vorgang.organisationseinheit_id),
        ),
        kontakt=Kontakt(name=person.name, telefon=person.telefon, raum=person.zimmer) if person else Kontakt(name=""),
        empfaenger=tuple(daten.anschrift) or (daten.antragsteller or "Antragstellende Person", *UNKNOWN_ADDRESS),
        datum=clock.today(),
        erstellt_am=clock.now(),
        betreff=BETREFF,
        anrede="",
        absaetze=tuple(part.strip() for part in row.anschreiben.split("\n\n") if part.strip()),
        merkposten=(("Vorgangsnummer", vorgang.vorgangsnummer), ("Frist", tag(row.frist))),
        listentitel="Es fehlt noch:",
        liste=tuple(offen),
        schluss=(
            f"Bitte antworten Sie bis zum {tag(row.frist)}: per Post, persönlich oder im Internet unter "
            f"{settings.ENV.base_url}/status/ mit Vorgangsnummer und Zugangscode.",
        ),
        unterzeichner=person.name if person else "",
        uebungsmodus=vorgang.uebung,
    )
