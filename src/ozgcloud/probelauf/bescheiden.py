"""The office's part, and what comes of it: decide, issue, fetch as citizen, close; then verify every artefact."""

import re
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.eingang.rules import formular_json
from ozgcloud.mandant.actions.open_uebungszugang import Uebungszugang
from ozgcloud.probelauf import artefakte
from ozgcloud.probelauf.bericht import ProbelaufFehler
from ozgcloud.probelauf.browser import Sitzung
from ozgcloud.probelauf.lauf import Lauf
from ozgcloud.probelauf.uebungsland import MANDANT
from ozgcloud.probelauf.veroeffentlichen import login
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.queries import get_datei

PRUEFSUMME = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Fall:
    """Where the case is for each side."""

    vorgang_id: UUID
    adresse: str
    actor: Actor


def decide_and_verify(lauf: Lauf, buerger: Sitzung, amt: Sitzung, zugang: Uebungszugang) -> None:
    """Everything after the receipt; raises ProbelaufFehler where the walk cannot go on."""
    pruefsumme = _follow(lauf, buerger)
    fall = _take(lauf, amt, zugang)
    _decide(lauf, amt, fall)
    pdf = _fetch(lauf, buerger)
    _close(lauf, amt, fall)
    _verify(lauf, fall, pdf, pruefsumme)


def _follow(lauf: Lauf, buerger: Sitzung) -> str:
    """The citizen opens his status page with number and code; returns the checksum it shows."""
    with lauf.bericht.schritt("Portal: Stand abfragen"):
        formular = buerger.hole("/status/").formular("/status/")
        buerger.sende(formular, {"vorgangsnummer": lauf.vorgangsnummer, "zugangscode": lauf.zugangscode})
        seite = buerger.warte(
            "/status/vorgang/", lambda s: PRUEFSUMME.search(s.text()) is not None, worauf="der Antrag beim Amt"
        )
        found = PRUEFSUMME.search(seite.text())
        return found[0] if found else ""


def _take(lauf: Lauf, amt: Sitzung, zugang: Uebungszugang) -> Fall:
    with lauf.bericht.schritt("Amt: anmelden und Vorgang finden"):
        login(amt, zugang, "/amt/")
        liste = amt.warte(
            f"/amt/?suche={lauf.vorgangsnummer}",
            lambda s: bool(s.links("/amt/vorgang/")),
            worauf="der Vorgang in der Arbeitsliste der zuständigen Stelle",
        )
        found = re.search(r"/amt/vorgang/([0-9a-f-]{36})/", liste.links("/amt/vorgang/")[0])
        if found is None:
            raise ProbelaufFehler("Der Verweis auf den Vorgang ist unlesbar.")
        return Fall(UUID(found[1]), found[0], system_actor(MANDANT, "probelauf"))


def _decide(lauf: Lauf, amt: Sitzung, fall: Fall) -> None:
    for schritt in ("annehmen", "bearbeiten"):
        with lauf.bericht.schritt(f"Amt: {schritt}"):
            ziel = f"{fall.adresse}schritt/{schritt}/"
            amt.sende(amt.hole(fall.adresse).formular(ziel), {})
    with lauf.bericht.schritt("Amt: bescheiden"):
        ziel = f"{fall.adresse}schritt/bescheiden/"
        amt.sende(amt.hole(ziel).formular(ziel), {"ergebnis": "bewilligt", "begruendung": "Probelauf."})
    with lauf.bericht.schritt("Amt: Bescheid erlassen"):
        seite = amt.warte(
            f"{fall.adresse}bescheid/", lambda s: s.has_form("/erlassen/"), worauf="der Entwurf des Bescheids"
        )
        amt.sende(seite.formular("/erlassen/"), {})


def _fetch(lauf: Lauf, buerger: Sitzung) -> bytes:
    with lauf.bericht.schritt("Portal: Bescheid abrufen"):
        seite = buerger.warte(
            "/status/vorgang/", lambda s: bool(s.links("/status/dokument/")), worauf="der Bescheid im Portal"
        )
        return buerger.hole(seite.links("/status/dokument/")[0]).antwort.content


def _close(lauf: Lauf, amt: Sitzung, fall: Fall) -> None:
    with lauf.bericht.schritt("Amt: abschließen und an die e-Akte übergeben"):
        ziel = f"{fall.adresse}schritt/abschliessen/"
        amt.sende(amt.warte(fall.adresse, lambda s: s.has_form(ziel), worauf="Abschließen").formular(ziel), {})
        amt.warte(
            fall.adresse,
            lambda _: get_akte(fall.actor, fall.vorgang_id) is not None,
            worauf="die Übergabe an die e-Akte",
        )


def _verify(lauf: Lauf, fall: Fall, pdf: bytes, pruefsumme: str) -> None:
    bericht = lauf.bericht
    eingang = get_eingang(fall.actor, fall.vorgang_id)
    formular = formular_json(eingang.werte)
    bescheid = list_bescheide(fall.actor, fall.vorgang_id)[0]
    sha256 = get_datei(fall.actor, bescheid.datei_id).sha256 if bescheid.datei_id else ""
    befunde = artefakte.verify_eingang(fall.actor, fall.vorgang_id, pruefsumme=pruefsumme, gesendet=lauf.anlagen)
    bericht.pruefung(f"Eingang und {len(lauf.anlagen)} Anlagen unverändert", befunde)
    bericht.pruefung(
        "Bescheid: PDF/A-3a, PDF/UA-1, Daten angehängt",
        artefakte.verify_bescheid(pdf, sha256=sha256, formular=formular),
    )
    akte = get_akte(fall.actor, fall.vorgang_id)
    if akte is None:
        bericht.pruefung("e-Akte", ["Die Quittung der e-Akte fehlt."])
    else:
        geprueft = "gegen die amtlichen Schemata" if artefakte.standards_folder() else "ohne amtliche Schemata"
        bericht.pruefung(f"e-Akte: xdomea 3.0.0 {geprueft}", artefakte.verify_akte(akte))
        bericht.artefakte["e-Akte"] = akte.ort
    bericht.artefakte["Vorgang"] = f"{lauf.basis}{fall.adresse}"
    bericht.pruefung("Journal vollständig und unverändert", artefakte.verify_journal())
