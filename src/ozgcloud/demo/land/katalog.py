"""Which Leistungen of the given catalogue are Online-Dienste of the model Land, and which kind of Verwaltung runs them.

The Vollzugsebenen below are simplified for the model: real ones depend on the Land and the size of a town.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ozgcloud.core.imports import Zeile, read_rows
from ozgcloud.demo.betrieb import EBENEN
from ozgcloud.demo.dienste import DIENSTE
from ozgcloud.demo.land.orte import kurz
from ozgcloud.demo.land.plan import Katalogdienst
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene

DATEI = "leistungen.csv"
SPALTEN = ("leika_key", "name", "ebene", "name_aktuell")
GRUPPEN: dict[Ebene, tuple[str, ...]] = {
    Ebene.GEMEINDE: (
        *("99008", "99025", "99027", "99042", "99050", "99053", "99059", "99079", "99085", "99089", "99101"),
        *("99102", "99107022", "99107023", "99115", "99133"),
    ),
    Ebene.KREIS: (
        *("99010005", "99012", "99013", "99036", "99067", "99088", "99089016", "99093", "99099", "99107007"),
        *("99107009", "99107021", "99108", "99110"),
    ),
}
"""Beginnings of keys by who executes them in the model; the longer one counts."""
ANZAHL = {Ebene.GEMEINDE: 46, Ebene.KREIS: 48}
LOV = "LOV"


def katalog(ordner: Path) -> list[Katalogdienst]:
    """The Online-Dienste of the Land, most wanted first: the small demo's, then of the file, titled ones first."""
    eigene = [Katalogdienst(d.kennung, d.leistung, d.titel, EBENEN[d.leistung].value) for d in DIENSTE]
    vergeben = {dienst.leistung for dienst in eigene}
    zeilen = [z for z in read_rows(ordner / DATEI, required=SPALTEN) if z.get("leika_key") not in vergeben]
    zeilen.sort(key=lambda zeile: not zeile.get("name_aktuell"))
    return eigene + list(_waehle(zeilen, eigene))


def _waehle(zeilen: Iterable[Zeile], eigene: list[Katalogdienst]) -> Iterator[Katalogdienst]:
    frei = {ebene: anzahl - sum(d.ebene == ebene for d in eigene) for ebene, anzahl in ANZAHL.items()}
    kennungen = {dienst.kennung for dienst in eigene}
    for zeile in zeilen:
        leistung, titel = zeile.get("leika_key"), zeile.get("name_aktuell") or zeile.get("name")
        ebene = ebene_von(leistung)
        if ebene is None or not frei[ebene] or not (zeile.get("name_aktuell") or zeile.get("ebene") == LOV):
            continue
        kennung = kurz(titel)
        if kennung in kennungen:
            kennung = f"{kennung}-{leistung[5:]}"
        kennungen.add(kennung)
        frei[ebene] -= 1
        yield Katalogdienst(kennung, leistung, titel, ebene.value)


def ebene_von(leistung: str) -> Ebene | None:
    """Who executes a Leistung in the model; None for what the model leaves out."""
    passend = [(len(a), ebene) for ebene, anfaenge in GRUPPEN.items() for a in anfaenge if leistung.startswith(a)]
    return max(passend)[1] if passend else None
