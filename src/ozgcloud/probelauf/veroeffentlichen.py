"""The operator's part: import the schema and publish it for practice."""

import re
from collections import Counter
from uuid import UUID

from ozgcloud.datenschema.queries import current_offene_punkte, get_datenschema
from ozgcloud.mandant.actions.open_uebungszugang import Uebungszugang
from ozgcloud.probelauf.bericht import Bericht, ProbelaufFehler
from ozgcloud.probelauf.browser import Sitzung
from ozgcloud.probelauf.lauf import Lauf
from ozgcloud.probelauf.uebungsland import LEISTUNG


def login(besucher: Sitzung, zugang: Uebungszugang, ziel: str) -> None:
    """Log in like a person and land at `ziel`; raises ProbelaufFehler when the login page comes again."""
    seite = besucher.hole(ziel)
    angaben = {"login": zugang.benutzername, "password": zugang.passwort}
    danach = besucher.sende(seite.formular("/anmelden/"), angaben)
    if danach.pfad != ziel:
        raise ProbelaufFehler(f"Die Anmeldung führte nach {danach.pfad}. {danach.fehler()}")


def publish_schema(lauf: Lauf, leitstand: Sitzung, zugang: Uebungszugang) -> None:
    """Upload, then publish with the texts of a plain Bescheid and no hold."""
    with lauf.bericht.schritt("Leitstand: anmelden"):
        login(leitstand, zugang, "/leitstand/")
    with lauf.bericht.schritt("Leitstand: Datenschema einlesen"):
        formular = leitstand.hole("/leitstand/schemata/").formular("/leitstand/schemata/")
        seite = leitstand.sende(formular, {}, dateien={"datei": (lauf.name, lauf.roh, "application/xml")})
        treffer = re.fullmatch(r"/leitstand/schema/([0-9a-f-]{36})/", seite.pfad)
        if treffer is None:
            raise ProbelaufFehler(f"Das Datenschema wurde nicht angenommen. {seite.fehler()}")
        lauf.datenschema_id = UUID(treffer[1])
        _describe(lauf.bericht, lauf.datenschema_id)
    with lauf.bericht.schritt("Leitstand: Online-Dienst im Übungsbetrieb veröffentlichen"):
        adresse = f"/leitstand/schema/{lauf.datenschema_id}/veroeffentlichen/"
        angaben = {
            "titel": f"Probelauf {lauf.name}"[:100],
            "kennung": lauf.kennung,
            "leistung": LEISTUNG,
            "haltezeit_minuten": "0",
            "betreff": "Ihr Übungsantrag",
            "tenor_bewilligt": "Ihrem Übungsantrag wird entsprochen.",
            "tenor_abgelehnt": "Ihr Übungsantrag wird abgelehnt.",
            "uebung": "1",
        }
        leitstand.sende(leitstand.hole(adresse).formular(adresse), angaben)


def _describe(bericht: Bericht, datenschema_id: UUID) -> None:
    satz = get_datenschema(datenschema_id)
    bericht.knoten, bericht.felder = satz.knoten, satz.felder
    bericht.offene_punkte = dict(Counter(punkt.art.value for punkt in current_offene_punkte(datenschema_id)))
