"""The letter to an applicant whose Antrag the office has typed in."""

from uuid import UUID

from django.conf import settings

from ozgcloud.antrag.antragsteller import applicant_of
from ozgcloud.antrag.queries import get_entwurf
from ozgcloud.bescheid.port import Behoerde, Kontakt
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.erfassung.einreichung import by_label
from ozgcloud.erfassung.queries import geheimnis_of, get_erfassung, zugangscode_of
from ozgcloud.mandant.queries import get_mandant, list_personen
from ozgcloud.postfach.port import Brief

NOT_YET = "Den Brief gibt es, sobald der Antrag angelegt ist."
UNKNOWN_ADDRESS = ("Anschrift nicht angegeben",)
MAX_OPEN = 40
KEEP = (
    "Mit Vorgangsnummer und Zugangscode können Sie Ihren Antrag im Internet verfolgen, Nachrichten lesen, Unterlagen "
    "nachreichen und den Bescheid herunterladen:"
)
SAFE = "Bitte bewahren Sie dieses Schreiben gut auf, und geben Sie den Code nicht weiter."
OPEN = "Diese Angaben oder Unterlagen sind noch offen. Wir melden uns bei Ihnen, wenn wir sie brauchen:"


@in_mandant
def compose_brief(actor: Actor, erfassung_id: UUID) -> Brief:
    """Receipt and access code on paper: what came, when, and where it lies. Repeatable, the same bytes every time.

    Raises NotFound, also when the draft is older than drafts live, and Conflict before it is a case.
    """
    erfassung = get_erfassung(actor, erfassung_id)
    if not erfassung.vorgangsnummer or erfassung.angelegt_am is None:
        raise Conflict(NOT_YET)
    stand = get_entwurf(geheimnis_of(erfassung_id))
    ergebnis = stand.pruefe()
    name, anschrift = applicant_of(stand.schema, ergebnis.werte, stand.onlinedienst.antragsteller_pfade)
    mandant, ziel = get_mandant(erfassung.mandant_id), get_mandant(erfassung.ziel_mandant_id or erfassung.mandant_id)
    person = list_personen(actor).get(erfassung.person_id)
    offen = tuple(by_label(stand, ergebnis.fehler))[:MAX_OPEN]
    return Brief(
        behoerde=Behoerde(name=mandant.name, anschrift=(mandant.strasse, f"{mandant.plz} {mandant.ort}".strip())),
        kontakt=Kontakt(name=person.name, telefon=person.telefon, raum=person.zimmer) if person else Kontakt(name=""),
        empfaenger=anschrift or (name or "Antragstellende Person", *UNKNOWN_ADDRESS),
        datum=clock.berlin_date(erfassung.angelegt_am),
        erstellt_am=erfassung.angelegt_am,
        betreff=f"Ihr Antrag „{erfassung.titel}“ ist eingegangen",
        absaetze=(
            f"Ihr Antrag ist am {erfassung.eingangsdatum:%d.%m.%Y} eingegangen. Zuständig ist: {ziel.name}.",
            f"{KEEP} {settings.ENV.base_url}/status/",
        ),
        merkposten=(("Vorgangsnummer", erfassung.vorgangsnummer), ("Zugangscode", zugangscode_of(erfassung_id))),
        listentitel=OPEN,
        liste=offen,
        schluss=(SAFE,),
        unterzeichner=person.name if person else "",
        uebungsmodus=mandant.uebung_von_id is not None,
    )
