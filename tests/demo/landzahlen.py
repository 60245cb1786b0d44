"""What the monitor says about the model Land, read as the public reads it."""

import csv
import io
from datetime import date

from django.test import Client

from ozgcloud.demo.land import ziele
from ozgcloud.demo.land.ziele import Antragsziele


def tabelle(name: str, tag: date) -> list[dict[str, str]]:
    """One download of the monitor."""
    antwort = Client().get(f"/monitor/{name}.csv", {"stichtag": tag.isoformat()})
    assert antwort.status_code == 200
    return list(csv.DictReader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))


def kennzahlen(tag: date) -> dict[str, int]:
    """The figures of the first page by name."""
    return {zeile["kennzahl"]: int(zeile["wert"]) for zeile in tabelle("kennzahlen", tag)}


def check_rollout() -> None:
    """The published figures of the roll-out, whatever the number of Anträge."""
    for tag, angeschlossen in ((date(2023, 4, 10), 24), (date(2023, 7, 3), 30), (ziele.STICHTAG, 73)):
        assert kennzahlen(tag)["Angeschlossene Verwaltungen"] == angeschlossen
    am_ende = kennzahlen(ziele.STICHTAG)
    assert am_ende["Verwaltungen in Einarbeitung"] == 12
    assert am_ende["Ausgerollte Online-Dienste"] == 820
    champions = [(z["rang"], z["verwaltung"], z["ausgerollt"]) for z in tabelle("champions", date(2023, 7, 3))[:3]]
    assert champions == [
        ("1", "Stadt Flensburg", "58"),
        ("2", "Kreis Herzogtum Lauenburg", "42"),
        ("3", "Stadt Preetz", "40"),
    ]


def check_antraege(soll: Antragsziele) -> None:
    """The published figures of the Anträge, or a share of them."""
    zahlen = kennzahlen(ziele.STICHTAG)
    assert zahlen["Anträge seit Beginn"] == soll.gesamt
    assert zahlen["Anträge in vier Wochen"] == soll.vier_wochen
    assert zahlen["Anträge je Tag"] == round(soll.vier_wochen / 28)
    kiel = {z["verwaltung"]: z["antraege_vier_wochen"] for z in tabelle("champions", ziele.STICHTAG)}
    assert int(kiel["Landeshauptstadt Kiel"]) in (soll.kiel_vier_wochen, round(soll.kiel_vier_wochen / 5) * 5)
