"""The citizen's part: fill in every step of the form and submit it."""

import hashlib
import re

from ozgcloud.datenschema.musterdaten import Musterschritt, erzeuge, je_schritt
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.probelauf.bericht import ProbelaufFehler
from ozgcloud.probelauf.browser import Seite, Sitzung
from ozgcloud.probelauf.lauf import Lauf
from ozgcloud.probelauf.uebungsland import ARS

NUMMER = re.compile(r"OZG-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b")


def apply_online(lauf: Lauf, buerger: Sitzung) -> None:
    """Fill every step with generated valid data and submit; raises ProbelaufFehler."""
    if lauf.datenschema_id is None:
        raise ProbelaufFehler("Ohne Datenschema kein Antrag.")
    schema = get_schema(lauf.datenschema_id)
    codelisten = load_codelisten(schema)
    muster = erzeuge(schema, seed=1, codelisten=codelisten)
    with lauf.bericht.schritt("Portal: Antrag beginnen"):
        seite = buerger.hole(f"/online/{lauf.kennung}/", gebiet=ARS)
        seite = buerger.sende(seite.formular("/beginnen/"), {"gebiet": ARS})
        antrag = re.match(r"/antrag/[0-9a-f-]{36}/", seite.pfad)
        if antrag is None:
            raise ProbelaufFehler(f"Der Antrag begann nicht, sondern führte nach {seite.pfad}. {seite.fehler()}")
    schritte = je_schritt(schema, muster)
    with lauf.bericht.schritt(f"Portal: {len(schritte)} Schritte mit {len(muster.roh)} Angaben ausfüllen"):
        for schritt in schritte:
            _fill(buerger, f"{antrag[0]}schritt/{schritt.schritt.schluessel}/", schritt)
    lauf.anlagen = {name: hashlib.sha256(datei.inhalt).hexdigest() for name, datei in muster.dateien.items()}
    with lauf.bericht.schritt("Portal: prüfen und absenden"):
        pruefen = buerger.hole(f"{antrag[0]}pruefen/")
        if not pruefen.has_form("/absenden/"):
            raise ProbelaufFehler(f"Der Antrag ist nicht vollständig. {pruefen.fehler()}")
        _receipt(lauf, buerger.sende(pruefen.formular("/absenden/"), {}))


def _fill(buerger: Sitzung, adresse: str, schritt: Musterschritt) -> None:
    dateien = {name: (d.name, d.inhalt, d.media_type) for name, d in schritt.dateien.items()}
    formular = buerger.hole(adresse).formular(adresse)
    seite = buerger.sende(formular, {**schritt.roh, "_weiter": "1"}, dateien=dateien, erwartet=(200, 422))
    if seite.pfad == adresse:
        raise ProbelaufFehler(f"„{schritt.schritt.titel}“ wurde nicht angenommen. {seite.fehler()}")


def _receipt(lauf: Lauf, quittung: Seite) -> None:
    text = quittung.text()
    nummer, code = NUMMER.search(text), CODE.search(text)
    if nummer is None or code is None:
        raise ProbelaufFehler(f"{quittung.pfad}: keine Vorgangsnummer oder kein Zugangscode. {quittung.fehler()}")
    lauf.vorgangsnummer, lauf.zugangscode = nummer[0], code[0]
    lauf.bericht.artefakte["Vorgangsnummer"] = nummer[0]
