"""Names and numbers of the Land, the Mandanten and the small Online-Dienst the kill tests use."""

from datenschema.proben import feld, gruppe, xdf

LAND, CLEARING, MANDANTEN = 77, 7700, (7701, 7702)
LEISTUNG = "99770000000001"
ARS = {7701: "770000000001", 7702: "770000000002"}
ORTE = {ars: f"Prüfstadt {mandant}" for mandant, ars in ARS.items()}
PERSON, UNTERLAGEN = "G7700000001", "G7700000002"
ANGABEN = {
    f"{PERSON}/F7700000001": "Änne",
    f"{PERSON}/F7700000002": "Prüfstein",
    f"{PERSON}/F7700000003": "Prüfweg",
    f"{PERSON}/F7700000004": "1 a",
    f"{PERSON}/F7700000005": "24000",
    f"{PERSON}/F7700000006": "Prüfstadt",
}
ANLIEGEN, NACHWEIS = f"{UNTERLAGEN}/F7700000007", f"{UNTERLAGEN}/F7700000008"


def schema() -> bytes:
    """Two steps: who applies; why, with one upload."""
    namen = ("Vorname", "Familienname", "Straße", "Hausnummer", "Postleitzahl", "Ort")
    person = gruppe(PERSON, *(feld(f"F770000000{n}", name=name) for n, name in enumerate(namen, start=1)))
    unterlagen = gruppe(UNTERLAGEN, feld("F7700000007", name="Anliegen"), feld("F7700000008", "file", name="Nachweis"))
    return xdf(person, unterlagen, kennung="S7700000001")
