"""Public facts: one Land and twelve Verwaltungen of every kind; beside them Clearing and a practice twin.

Telephone numbers and mail addresses do not exist. The real Verwaltungen have nothing to do with this demo.
"""

from dataclasses import dataclass

LAND = (1, "SH", "Schleswig-Holstein")

CLEARING, KIEL, PREETZ, AMT_PREETZ_LAND, FLENSBURG, LUEBECK, NEUMUENSTER = 1, 10, 11, 12, 13, 14, 15
KREIS_RZ, KREIS_NF, KREIS_PLOEN, AMT_BOKHORST_WANKENDORF, LANDESAMT, HANDWERKSKAMMER = 16, 17, 18, 19, 20, 21
UEBUNG_PREETZ = 91

STEUERN, BAU, ORDNUNG, POST = "steuern", "bau", "ordnung", "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwaltung:
    """A Mandant. `gebiet` are the ARS prefixes it is competent for, `einheiten` the names by what they do."""

    id: int
    kurz: str
    name: str
    art: str
    anschrift: tuple[str, str, str]
    telefon: str
    gebiet: tuple[str, ...]
    einheiten: dict[str, str]
    uebung_von: int | None = None

    @property
    def email(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        return f"info@{self.kurz}.example"


def _rathaus(steuern: str, bau: str, ordnung: str, post: str = "Zentrale Dienste, Poststelle") -> dict[str, str]:
    return {STEUERN: steuern, BAU: bau, ORDNUNG: ordnung, POST: post}


VERWALTUNGEN: tuple[Verwaltung, ...] = (
    Verwaltung(
        id=CLEARING,
        kurz="clearing-sh",
        name="Clearingstelle Schleswig-Holstein",
        art="clearing",
        anschrift=("Deliusstraße 10", "24114", "Kiel"),
        telefon="0431 0000-0",
        gebiet=(),
        einheiten={POST: "Clearing"},
    ),
    Verwaltung(
        id=KIEL,
        kurz="kiel",
        name="Landeshauptstadt Kiel",
        art="stadt",
        anschrift=("Fleethörn 9", "24103", "Kiel"),
        telefon="0431 0000-100",
        gebiet=("010020000000",),
        einheiten=_rathaus(
            "Amt für Finanzwirtschaft, Steuern und Abgaben",
            "Grünflächenamt",
            "Bürger- und Ordnungsamt",
            "Zentrale Poststelle",
        ),
    ),
    Verwaltung(
        id=PREETZ,
        kurz="preetz",
        name="Stadt Preetz",
        art="gemeinde",
        anschrift=("Bahnhofstraße 24", "24211", "Preetz"),
        telefon="04342 0000-20",
        gebiet=("010570062062",),
        einheiten=_rathaus(
            "Fachbereich Finanzen, Steuern", "Fachbereich Bauen und Umwelt", "Fachbereich Bürgerdienste und Ordnung"
        ),
    ),
    Verwaltung(
        id=AMT_PREETZ_LAND,
        kurz="amt-preetz-land",
        name="Amt Preetz-Land",
        art="amt",
        anschrift=("Am Berg 2", "24211", "Schellhorn"),
        telefon="04342 0000-50",
        gebiet=("010575747",),
        einheiten=_rathaus("Finanzabteilung, Steuern", "Bauabteilung, Umwelt", "Ordnungsabteilung"),
    ),
    Verwaltung(
        id=FLENSBURG,
        kurz="flensburg",
        name="Stadt Flensburg",
        art="stadt",
        anschrift=("Rathausplatz 1", "24937", "Flensburg"),
        telefon="0461 0000-10",
        gebiet=("010010000000",),
        einheiten=_rathaus("Fachbereich Finanzen, Steuern", "Umwelt und Klima", "Bürgerservice und Ordnung"),
    ),
    Verwaltung(
        id=LUEBECK,
        kurz="luebeck",
        name="Hansestadt Lübeck",
        art="stadt",
        anschrift=("Breite Straße 62", "23552", "Lübeck"),
        telefon="0451 0000-10",
        gebiet=("010030000000",),
        einheiten=_rathaus("Bereich Haushalt und Steuerung", "Umwelt-, Natur- und Klimaschutz", "Ordnungsamt"),
    ),
    Verwaltung(
        id=NEUMUENSTER,
        kurz="neumuenster",
        name="Stadt Neumünster",
        art="stadt",
        anschrift=("Großflecken 59", "24534", "Neumünster"),
        telefon="04321 0000-10",
        gebiet=("010040000000",),
        einheiten=_rathaus("Fachdienst Steuern", "Fachdienst Umwelt", "Fachdienst Bürgerservice und Ordnung"),
    ),
    Verwaltung(
        id=KREIS_RZ,
        kurz="kreis-herzogtum-lauenburg",
        name="Kreis Herzogtum Lauenburg",
        art="kreis",
        anschrift=("Barlachstraße 2", "23909", "Ratzeburg"),
        telefon="04541 0000-10",
        gebiet=("01053",),
        einheiten={ORDNUNG: "Fachdienst Ordnung, Jagd und Verkehr", POST: "Zentrale Dienste, Poststelle"},
    ),
    Verwaltung(
        id=KREIS_NF,
        kurz="kreis-nordfriesland",
        name="Kreis Nordfriesland",
        art="kreis",
        anschrift=("Marktstraße 6", "25813", "Husum"),
        telefon="04841 0000-10",
        gebiet=("01054",),
        einheiten={ORDNUNG: "Fachdienst Ordnung, Jagd und Verkehr", POST: "Zentrale Dienste, Poststelle"},
    ),
    Verwaltung(
        id=KREIS_PLOEN,
        kurz="kreis-ploen",
        name="Kreis Plön",
        art="kreis",
        anschrift=("Hamburger Straße 17-18", "24306", "Plön"),
        telefon="04522 0000-10",
        gebiet=("01057",),
        einheiten={ORDNUNG: "Amt für Sicherheit, Ordnung und Verkehr", POST: "Zentrale Dienste, Poststelle"},
    ),
    Verwaltung(
        id=AMT_BOKHORST_WANKENDORF,
        kurz="amt-bokhorst-wankendorf",
        name="Amt Bokhorst-Wankendorf",
        art="amt",
        anschrift=("Kampstraße 1", "24601", "Wankendorf"),
        telefon="04326 0000-10",
        gebiet=("010575785",),
        einheiten=_rathaus("Kämmerei, Steuern", "Bau und Umwelt", "Bürgerbüro und Ordnung"),
    ),
    Verwaltung(
        id=LANDESAMT,
        kurz="landesamt-soziale-dienste",
        name="Landesamt für soziale Dienste Schleswig-Holstein",
        art="land",
        anschrift=("Steinmetzstraße 1-11", "24534", "Neumünster"),
        telefon="04321 0000-90",
        gebiet=("01",),
        einheiten={ORDNUNG: "Abteilung Schwerbehindertenrecht", POST: "Zentrale Dienste, Poststelle"},
    ),
    Verwaltung(
        id=HANDWERKSKAMMER,
        kurz="handwerkskammer-luebeck",
        name="Handwerkskammer Lübeck",
        art="kammer",
        anschrift=("Breite Straße 10-12", "23552", "Lübeck"),
        telefon="0451 0000-90",
        gebiet=("01002", "01003", "01004", "01053", "01057"),
        einheiten={ORDNUNG: "Handwerksrolle", POST: "Zentrale Dienste, Poststelle"},
    ),
    Verwaltung(
        id=UEBUNG_PREETZ,
        kurz="uebung-preetz",
        name="Stadt Preetz (Übung)",
        art="gemeinde",
        anschrift=("Bahnhofstraße 24", "24211", "Preetz"),
        telefon="04342 0000-20",
        gebiet=("",),
        einheiten={BAU: "Übungsplatz"},
        uebung_von=PREETZ,
    ),
)
