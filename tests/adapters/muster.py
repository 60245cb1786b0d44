"""Sample values for the adapter and contract tests: one short letter, one long, one finished case."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from ozgcloud.bescheid.port import Behoerde, Bescheid, Datenfeld, Kontakt
from ozgcloud.veraktung.port import Aktendokument, Aktenpaket, Antragsteller, Historieneintrag
from ozgcloud.vorgang.rules import Ergebnis

FORMULAR = '{"hund": {"name": "Bello", "rasse": "Dackel"}, "halterin": "Łucja Müller-Øster"}'.encode()

BESCHEID = Bescheid(
    behoerde=Behoerde(
        name="Landeshauptstadt Musterstadt",
        organisationseinheit="Amt für Finanzwirtschaft · Abteilung Steuern und Abgaben",
        anschrift=("Rathausplatz 1", "24000 Musterstadt"),
        internet="www.musterstadt.example",
    ),
    kontakt=Kontakt(
        name="Frau Petersen", telefon="0431 000-1234", email="hundesteuer@musterstadt.example", raum="B 214"
    ),
    empfaenger=("Frau", "Łucja Müller-Øster", "Hinterhaus, 3. Stock", "Am Fördeufer 12", "24000 Musterstadt"),
    vorgangsnummer="SH-7K4M-29QX-3",
    aktenzeichen="90.22-2026/000417",
    datum=date(2026, 11, 23),
    erstellt_am=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    betreff="Anmeldung zur Hundesteuer: Bescheid über die Festsetzung",
    anrede="Sehr geehrte Frau Müller-Øster,",
    ergebnis=Ergebnis.BEWILLIGT,
    tenor=("Ihre Anmeldung vom 20.11.2026 wird angenommen. Die Hundesteuer wird auf 126,00 € im Jahr festgesetzt.",),
    begruendung=(
        "Sie haben am 20.11.2026 die Haltung eines Hundes angemeldet. Die Haltung beginnt am 01.12.2026 in der Stadt.",
        "Die Höhe der Steuer folgt aus der Satzung. Gründe für eine Ermäßigung haben Sie nicht angegeben.",
    ),
    nebenbestimmungen=(
        "Die Steuermarke ist außerhalb der Wohnung sichtbar am Hund zu tragen.",
        "Änderungen teilen Sie bitte innerhalb von 14 Tagen mit.",
    ),
    gebuehr="Für diesen Bescheid wird keine Gebühr erhoben.",
    rechtsgrundlagen=("§§ 1 bis 5 der Hundesteuersatzung der Landeshauptstadt Musterstadt", "§ 3 KAG"),
    rechtsbehelfsbelehrung=(
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. "
        "Der Widerspruch ist bei der Landeshauptstadt Musterstadt, Rathausplatz 1, 24000 Musterstadt, einzulegen.",
    ),
    unterzeichner="Petersen",
    unterzeichner_funktion="Sachbearbeitung Steuern und Abgaben",
    formular_json=FORMULAR,
)

ANTRAGSDATEN = (
    Datenfeld(
        label="Halterin oder Halter",
        kinder=(
            Datenfeld(label="Familienname", wert="Müller-Øster"),
            Datenfeld(label="Vorname", wert="Łucja"),
            Datenfeld(
                label="Anschrift",
                kinder=(
                    Datenfeld(label="Straße und Hausnummer", wert="Am Fördeufer 12"),
                    Datenfeld(label="Ort", wert="24000 Musterstadt"),
                ),
            ),
        ),
    ),
    Datenfeld(
        label="Hund 1",
        kinder=(
            Datenfeld(label="Rufname", wert="Bello"),
            Datenfeld(label="Rasse", wert="Dackel"),
            Datenfeld(label="Chipnummer"),
        ),
    ),
    Datenfeld(label="Bemerkung", wert="Bitte die Marke zuschicken.\nVielen Dank!"),
)

LANGER_BESCHEID = replace(
    BESCHEID,
    ergebnis=Ergebnis.ABGELEHNT,
    tenor=("Ihr Antrag wird abgelehnt.", "Sie tragen die Kosten des Verfahrens."),
    begruendung=tuple(f"{n}. " + " ".join(BESCHEID.begruendung) * 3 for n in range(1, 15)),
    antragsdaten=tuple(replace(ANTRAGSDATEN[0], label=f"Halterin oder Halter {n}") for n in range(1, 16))
    + ANTRAGSDATEN[1:],
    uebungsmodus=True,
)


def make_dokument(nummer: int, inhalt: bytes, **abweichung: object) -> Aktendokument:
    """Return one document whose SHA-256 fits its bytes; `abweichung` replaces single values."""
    dokument = Aktendokument(
        id=UUID(int=(7 << 76) | (2 << 62) | nummer),
        titel=f"Anlage {nummer}: Größe & Maße",
        dateiname=f"Anlage {nummer} – Maße.pdf",
        medientyp="application/pdf",
        sha256=hashlib.sha256(inhalt).hexdigest(),
        quelle=inhalt,
        art="Anlage",
        datum=date(2026, 11, 20),
    )
    return replace(dokument, **abweichung)


PAKET = Aktenpaket(
    vorgang_id=UUID("019aa5a0-0000-7000-8000-000000000001"),
    vorgangsnummer="SH-7K4M-29QX-3",
    aktenzeichen="90.22-2026/000417",
    betreff="Hundesteuer: Anmeldung <Bello> & Co.",
    leistung="Hundesteuer-Anmeldung",
    mandant="Landeshauptstadt Musterstadt",
    organisationseinheit="Steuern und Abgaben",
    beginn=date(2026, 11, 20),
    ende=date(2026, 11, 24),
    erstellt_am=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
    historie=(
        Historieneintrag(
            zeit=datetime(2026, 11, 20, 8, 0, tzinfo=UTC), akteur="Antragstellerin", text="Der Antrag ist eingegangen."
        ),
        Historieneintrag(
            zeit=datetime(2026, 11, 23, 9, 30, tzinfo=UTC), akteur="Frau Petersen", text="Der Vorgang wurde beschieden."
        ),
    ),
    antragsteller=Antragsteller(
        vorname="Łucja",
        nachname="Müller-Øster",
        strasse="Am Fördeufer",
        hausnummer="12",
        postleitzahl="24000",
        ort="Musterstadt",
        email="lucja@example.org",
        telefon="0431 000-99",
    ),
    dokumente=(
        make_dokument(1, b"%PDF-1.7 Bescheid", titel="Bescheid", dateiname="Bescheid.pdf", art="Bescheid", pdf_a=True),
        make_dokument(2, b"%PDF-1.4 Anlage"),
    ),
    formular_json=FORMULAR,
    aktenplaneinheit="90.22",
)
