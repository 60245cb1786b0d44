"""Public facts: one Land, three Verwaltungen, their Gemeinden; beside them Clearing and a practice twin.

Regionalschlüssel: Amtliches Gemeindeverzeichnis (12 digits; of an Amt the first 9 count). Postcodes are those of the
seat, for Kiel a few of many. Telephone numbers and mail addresses do not exist.
"""

from dataclasses import dataclass

LAND = (1, "SH", "Schleswig-Holstein")

CLEARING, KIEL, PREETZ, AMT_PREETZ_LAND, UEBUNG_PREETZ = 1, 10, 11, 12, 91

STEUERN, BAU, POST = "steuern", "bau", "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwaltung:
    """A Mandant. `gebiet` is the ARS prefix it is competent for, `einheiten` the names by what they do."""

    id: int
    kurz: str
    name: str
    art: str
    anschrift: tuple[str, str, str]
    telefon: str
    gebiet: str
    einheiten: dict[str, str]
    uebung_von: int | None = None

    @property
    def email(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        return f"info@{self.kurz}.example"


VERWALTUNGEN: tuple[Verwaltung, ...] = (
    Verwaltung(
        id=CLEARING,
        kurz="clearing-sh",
        name="Clearingstelle Schleswig-Holstein",
        art="clearing",
        anschrift=("Deliusstraße 10", "24114", "Kiel"),
        telefon="0431 0000-0",
        gebiet="",
        einheiten={POST: "Clearing"},
    ),
    Verwaltung(
        id=KIEL,
        kurz="kiel",
        name="Landeshauptstadt Kiel",
        art="stadt",
        anschrift=("Fleethörn 9", "24103", "Kiel"),
        telefon="0431 0000-100",
        gebiet="010020000000",
        einheiten={
            STEUERN: "Amt für Finanzwirtschaft, Steuern und Abgaben",
            BAU: "Grünflächenamt",
            POST: "Zentrale Poststelle",
        },
    ),
    Verwaltung(
        id=PREETZ,
        kurz="preetz",
        name="Stadt Preetz",
        art="gemeinde",
        anschrift=("Bahnhofstraße 24", "24211", "Preetz"),
        telefon="04342 0000-20",
        gebiet="010570062062",
        einheiten={
            STEUERN: "Fachbereich Finanzen, Steuern",
            BAU: "Fachbereich Bauen und Umwelt",
            POST: "Zentrale Dienste, Poststelle",
        },
    ),
    Verwaltung(
        id=AMT_PREETZ_LAND,
        kurz="amt-preetz-land",
        name="Amt Preetz-Land",
        art="amt",
        anschrift=("Am Berg 2", "24211", "Schellhorn"),
        telefon="04342 0000-50",
        gebiet="010575747",
        einheiten={
            STEUERN: "Finanzabteilung, Steuern",
            BAU: "Bauabteilung, Umwelt",
            POST: "Zentrale Dienste, Poststelle",
        },
    ),
    Verwaltung(
        id=UEBUNG_PREETZ,
        kurz="uebung-preetz",
        name="Stadt Preetz (Übung)",
        art="gemeinde",
        anschrift=("Bahnhofstraße 24", "24211", "Preetz"),
        telefon="04342 0000-20",
        gebiet="",
        einheiten={BAU: "Übungsplatz"},
        uebung_von=PREETZ,
    ),
)

AMT_ARS = "010575747000"
KREISFREI_UND_AMTSFREI: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "010020000000",
        "Kiel",
        ("24103", "24105", "24106", "24113", "24114", "24116", "24118", "24143", "24149", "24159"),
    ),
    ("010570062062", "Preetz", ("24211",)),
)
GEMEINDEN_DES_AMTES: tuple[tuple[str, str, str], ...] = (
    ("002", "Barmissen", "24245"),
    ("010", "Boksee", "24220"),
    ("011", "Bothkamp", "24250"),
    ("023", "Großbarkau", "24245"),
    ("031", "Honigsee", "24211"),
    ("033", "Kirchbarkau", "24245"),
    ("037", "Klein Barkau", "24245"),
    ("042", "Kühren", "24211"),
    ("046", "Lehmkuhlen", "24211"),
    ("047", "Löptin", "24250"),
    ("054", "Nettelsee", "24250"),
    ("058", "Pohnsdorf", "24211"),
    ("059", "Postfeld", "24211"),
    ("066", "Rastorf", "24211"),
    ("070", "Schellhorn", "24211"),
    ("084", "Wahlstorf", "24211"),
    ("086", "Warnau", "24250"),
)
OHNE_VERWALTUNG: tuple[tuple[str, str, tuple[str, ...]], ...] = (("010030000000", "Lübeck", ("23552",)),)
"""A place no Verwaltung of the demo is competent for: its Anträge show what the Clearingstelle does."""


def gemeinden() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(ARS, name, ARS of the Amt or empty, postcodes) of every Gemeinde."""
    frei = [(ars, name, "", plz) for ars, name, plz in (*KREISFREI_UND_AMTSFREI, *OHNE_VERWALTUNG)]
    return frei + [(f"{AMT_ARS[:9]}{ende}", name, AMT_ARS, (plz,)) for ende, name, plz in GEMEINDEN_DES_AMTES]
