"""Words of these pages."""

from ozgcloud.benachrichtigung.rules import Takt, Umfang
from ozgcloud.core.actor import Rolle, Rollenzuweisung

ROLLEN = {
    Rolle.USER: ("Sachbearbeitung", "bearbeitet Vorgänge vom Eingang bis zum Bescheid"),
    Rolle.POSTSTELLE: ("Poststelle", "sieht neue Vorgänge, verteilt, gibt ab und verwirft"),
    Rolle.LOESCHEN: ("Löschung", "liest Vorgänge und hebt Löschmarkierungen auf"),
    Rolle.ANSPRECHPARTNER: ("Einheitlicher Ansprechpartner", "liest Vorgänge und ändert nichts"),
    Rolle.FACHADMIN: ("Fachadministration", "richtet Personen, Rollen und Organisationseinheiten ein"),
    Rolle.DATENBEAUFTRAGUNG: ("Datenbeauftragung", "sieht Zahlen, keine Vorgänge"),
    Rolle.DATENSCHUTZ: ("Datenschutz", "sieht, wer was gelesen hat, keine Vorgänge"),
}
TAKTE = (
    (Takt.SOFORT.value, "Sofort", "Höchstens alle fünf Minuten eine E-Mail."),
    (Takt.TAEGLICH.value, "Einmal am Tag", "Morgens um sechs, wenn es Neues gibt."),
    (Takt.AUS.value, "Nie"),
)
UMFAENGE = (
    (Umfang.EIGENE.value, "Nur zu meinen Vorgängen", "Wenn mir ein Vorgang zugewiesen wird oder jemand antwortet."),
    (Umfang.ALLE.value, "Zu allem, was ich bearbeiten darf", "Auch zu neuen Vorgängen, die noch niemand hat."),
)
LABELS = {
    "name": "Name",
    "benutzername": "Anmeldename",
    "zeichen": "Zeichen",
    "telefon": "Telefon",
    "email": "E-Mail",
    "zimmer": "Zimmer",
    "rolle": "Rolle",
    "rollen": "Rolle",
    "organisationseinheit": "Organisationseinheit",
    "leistung": "Leistung",
    "von": "Erster Tag",
    "bis": "Letzter Tag",
    "vertretung": "Vertretung",
    "kurz": "Kurzform",
    "eltern": "Liegt unter",
    "alt": "Bisheriges Passwort",
    "passwort": "Neues Passwort",
    "takt": "Wie oft",
    "umfang": "Wovon",
    "vorgangsnummer": "Vorgangsnummer",
    "person": "Person",
    "stunden": "Stunden",
}


def rolle_text(zuweisung: Rollenzuweisung, einheit: str, leistung: str) -> str:
    """An assignment in words: Rolle, where, for what."""
    where = einheit or "ganze Verwaltung"
    if zuweisung.mit_untergeordneten:
        where += " und alles darunter"
    what = f", nur {leistung}" if leistung else ""
    return f"{ROLLEN[zuweisung.rolle][0] if zuweisung.rolle in ROLLEN else zuweisung.rolle.value}: {where}{what}"
