"""Who works where: invented people, one login each. Everybody has the same public password."""

from dataclasses import dataclass

from ozgcloud.core.actor import Rolle
from ozgcloud.demo import fakten
from ozgcloud.demo.fakten import BAU, CLEARING, KIEL, ORDNUNG, STEUERN, UEBUNG_PREETZ
from ozgcloud.demo.leistungen import BAUMFAELLUNG, HUNDESTEUER

PASSWORT = "demo-nur-zum-probieren"
"""Public on purpose: these logins exist only where OZG_DEMO=1 allows it."""
OPERATOR = "leitstand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitarbeitende:
    """A Person. `rollen` are (Rolle, key of the Organisationseinheit, Leistung); None means all of them."""

    mandant_id: int
    benutzername: str
    name: str
    aufgabe: str
    rollen: tuple[tuple[Rolle, str | None, str | None], ...]
    zeichen: str = ""
    zimmer: str = ""
    durchwahl: str = ""


SB_STEUERN = ("steuern", "Sachbearbeitung Steuern", (Rolle.USER, STEUERN, HUNDESTEUER), "St", "1.12", "12")
SB_BAU = ("bau", "Sachbearbeitung Bauen und Umwelt", (Rolle.USER, BAU, BAUMFAELLUNG), "BU", "2.07", "27")
SB_ORDNUNG = ("ordnung", "Sachbearbeitung Ordnung", (Rolle.USER, ORDNUNG, None), "Ord", "1.05", "15")
SB_ALLES = ("sb", "Sachbearbeitung", (Rolle.USER, None, None), "SB", "1.03", "13")
POSTSTELLE = ("post", "Poststelle", (Rolle.POSTSTELLE, None, None), "Po", "0.01", "10")
ADMIN = ("admin", "Fachadministration", (Rolle.FACHADMIN, None, None), "Or", "1.01", "11")
GROSS = (SB_STEUERN, SB_BAU, SB_ORDNUNG, POSTSTELLE, ADMIN)
KLEIN = (SB_ALLES, ADMIN)
"""The people a Verwaltung has: end of the login, task, Rolle, sign, room, extension."""


def _verwaltung(
    mandant_id: int,
    kurz: str,
    stellen: tuple[tuple[str, str, tuple[Rolle, str | None, str | None], str, str, str], ...],
    *namen: str,
) -> tuple[Mitarbeitende, ...]:
    """Give the places names, in their order."""
    return tuple(
        Mitarbeitende(
            mandant_id=mandant_id,
            benutzername=f"{kurz}.{ende}",
            name=name,
            aufgabe=aufgabe,
            rollen=(rolle,),
            zeichen=zeichen,
            zimmer=zimmer,
            durchwahl=durchwahl,
        )
        for name, (ende, aufgabe, rolle, zeichen, zimmer, durchwahl) in zip(namen, stellen, strict=True)
    )


def _einzeln(mandant_id: int, login: str, name: str, aufgabe: str, zeichen: str, *rollen: Rolle) -> Mitarbeitende:
    """Somebody with all of the given Rollen everywhere in her Verwaltung."""
    return Mitarbeitende(
        mandant_id=mandant_id,
        benutzername=login,
        name=name,
        aufgabe=aufgabe,
        rollen=tuple((rolle, None, None) for rolle in rollen),
        zeichen=zeichen,
        zimmer="3.20",
        durchwahl="20",
    )


PERSONEN: tuple[Mitarbeitende, ...] = (
    *_verwaltung(
        KIEL, "kiel", GROSS, "Merle Johannsen", "Tarek Yıldız", "Nora Lindemann", "Hauke Petersen", "Swantje Behrens"
    ),
    _einzeln(KIEL, "kiel.leitung", "Frauke Ohlsen", "Leitung, alle Vorgänge", "L", Rolle.USER, Rolle.LOESCHEN),
    _einzeln(KIEL, "kiel.ea", "Eike Asmussen", "Einheitlicher Ansprechpartner, liest nur", "EA", Rolle.ANSPRECHPARTNER),
    _einzeln(KIEL, "kiel.datenschutz", "Dagmar Vogt", "Datenschutz, sieht Lesezugriffe", "DS", Rolle.DATENSCHUTZ),
    _einzeln(KIEL, "kiel.zahlen", "Levke Hansen", "Datenbeauftragung, sieht Zahlen", "Za", Rolle.DATENBEAUFTRAGUNG),
    *_verwaltung(
        fakten.PREETZ, "preetz", GROSS, "Inken Clausen", "Jonas Radtke", "Momke Wulff", "Gesa Thomsen", "Olga Neumann"
    ),
    *_verwaltung(
        fakten.AMT_PREETZ_LAND,
        "amt",
        GROSS,
        "Wiebke Stoltenberg",
        "Malte Hinrichs",
        "Silja Ketelsen",
        "Fatma Kaya",
        "Birger Lüth",
    ),
    *_verwaltung(fakten.FLENSBURG, "flensburg", KLEIN, "Freya Nissen", "Bo Christiansen"),
    *_verwaltung(fakten.LUEBECK, "luebeck", KLEIN, "Henrike Possehn", "Aziz Rahimi"),
    *_verwaltung(fakten.NEUMUENSTER, "neumuenster", KLEIN, "Kai Drews", "Pola Wieczorek"),
    *_verwaltung(fakten.KREIS_RZ, "lauenburg", KLEIN, "Ulrike Schäding", "Piet Basedow"),
    *_verwaltung(fakten.KREIS_NF, "nordfriesland", KLEIN, "Ebba Feddersen", "Nis Paulsen"),
    *_verwaltung(fakten.KREIS_PLOEN, "kreis-ploen", KLEIN, "Rieke Stender", "Tom Maletzke"),
    *_verwaltung(fakten.AMT_BOKHORST_WANKENDORF, "wankendorf", KLEIN, "Gudrun Sellmer", "Ingo Flindt"),
    *_verwaltung(fakten.LANDESAMT, "landesamt", KLEIN, "Mareike Tams", "Viktor Lang"),
    *_verwaltung(fakten.HANDWERKSKAMMER, "hwk", KLEIN, "Rolf Brüggmann", "Anja Kruse"),
    _einzeln(CLEARING, "clearing", "Ylva Brandt", "Clearing des Landes", "Cl", Rolle.USER, Rolle.POSTSTELLE),
    _einzeln(
        UEBUNG_PREETZ,
        "uebung.preetz",
        "Uli Übung",
        "Übungsplatz Preetz",
        "Üb",
        Rolle.USER,
        Rolle.POSTSTELLE,
        Rolle.FACHADMIN,
    ),
)
