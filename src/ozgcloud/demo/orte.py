"""Places of the demo: public facts. Regionalschlüssel: Amtliches Gemeindeverzeichnis (12 digits; of an Amt the first 9
count). Postcodes are those of the seat, for larger towns a few of many.
"""

AMT_PREETZ_LAND_ARS, AMT_BOKHORST_WANKENDORF_ARS = "010575747000", "010575785000"
STAEDTE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "010020000000",
        "Kiel",
        ("24103", "24105", "24106", "24113", "24114", "24116", "24118", "24143", "24149", "24159"),
    ),
    ("010570062062", "Preetz", ("24211",)),
    ("010010000000", "Flensburg", ("24937", "24939", "24941", "24943", "24944")),
    ("010030000000", "Lübeck", ("23552", "23554", "23556", "23558", "23562", "23564")),
    ("010040000000", "Neumünster", ("24534", "24536", "24537", "24539")),
)
OHNE_VERWALTUNG: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("010530100100", "Ratzeburg", ("23909",)),
    ("010540056056", "Husum", ("25813",)),
    ("010570057057", "Plön", ("24306",)),
)
"""Seats of the three Kreise. Their town halls take no part: what a Gemeinde decides goes to the Clearingstelle."""

AEMTER: dict[str, tuple[tuple[str, str, str], ...]] = {
    AMT_PREETZ_LAND_ARS: (
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
    ),
    AMT_BOKHORST_WANKENDORF_ARS: (
        ("005", "Belau", "24601"),
        ("008", "Bönebüttel", "24620"),
        ("024", "Großharrie", "24625"),
        ("068", "Rendswühren", "24619"),
        ("069", "Ruhwinkel", "24601"),
        ("071", "Schillsdorf", "24637"),
        ("080", "Stolpe", "24601"),
        ("083", "Tasdorf", "24536"),
        ("085", "Wankendorf", "24601"),
    ),
}


def gemeinden() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(ARS, name, ARS of the Amt or empty, postcodes) of every Gemeinde."""
    frei = [(ars, name, "", plz) for ars, name, plz in (*STAEDTE, *OHNE_VERWALTUNG)]
    return frei + [
        (f"{amt[:9]}{ende}", name, amt, (plz,))
        for amt, gemeinden_des_amtes in AEMTER.items()
        for ende, name, plz in gemeinden_des_amtes
    ]
