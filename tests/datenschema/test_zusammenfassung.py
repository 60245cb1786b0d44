"""The summary shows what was given, in order, as people in Germany read it."""

import pytest

from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, schema, werte
from ozgcloud.datenschema.pruefung import DateiMeta, pruefe
from ozgcloud.datenschema.zusammenfassung import zusammenfassung

PDF = DateiMeta("id-7", "Bild.pdf", 1000, "application/pdf")


@pytest.mark.parametrize(
    ("datentyp", "roh", "anzeige"),
    [
        ("date", "1.2.2026", "01.02.2026"),
        ("date", "01.01.1000", "01.01.1000"),
        ("time", "7:05", "07:05"),
        ("time", "7:05:09", "07:05:09"),
        ("datetime", "21.11.2026 7:05", "21.11.2026 07:05"),
        ("num", "1234567,5", "1.234.567,5"),
        ("num_int", "2026", "2026"),
        ("num_currency", "1234,5", "1.234,50 €"),
        ("bool", "ja", "Ja"),
        ("text", "a\nb", "a\nb"),
    ],
)
def test_display(datentyp, roh, anzeige):
    form = schema(feld("F1", datentyp))
    (zeile,) = zusammenfassung(form, pruefe(form, {"F1": roh}).werte)
    assert (zeile.label, zeile.adresse, zeile.anzeige) == ("Feld F1", "F1", anzeige)


def test_tree_in_schema_order_without_empty_groups():
    form = schema(
        gruppe("G1", feld("F2", anzahl="0:1"), feld("F1"), anzahl="0:*"),
        gruppe("G2", feld("F1"), anzahl="0:1"),
        gruppe("G3", feld("F1"), feld("F2", art="select", zusatz=werte("a")), zusatz=AUSWAHLGRUPPE),
        feld("F9", "file", "0:*"),
    )
    roh = {"G1[0]/F1": "x", "G1[2]/F1": "y", "G1[2]/F2": "z", "G3/_wahl": "F2", "G3/F2": "a"}
    zeilen = zusammenfassung(form, pruefe(form, roh, {"F9[0]": PDF}).werte)
    assert [(z.label, [(k.label, k.anzeige) for k in z.kinder]) for z in zeilen] == [
        ("Gruppe G1 1", [("Feld F1", "x")]),
        ("Gruppe G1 2", [("Feld F2", "z"), ("Feld F1", "y")]),
        ("Gruppe G3", [("Feld F2", "Wert a")]),
        ("Feld F9", []),
    ]
    assert (zeilen[-1].ist_datei, zeilen[-1].datei, zeilen[-1].anzeige) == (True, "id-7", "Bild.pdf")
    assert [z.adresse for zeile in zeilen for z in zeile.felder()] == [
        "G1[0]/F1",
        "G1[1]/F2",
        "G1[1]/F1",
        "G3/F2",
        "F9[0]",
    ]


def test_a_choice_without_further_values_is_an_answer():
    form = schema(gruppe("G1", feld("F1"), gruppe("G2", feld("F2", anzahl="0:1")), zusatz=AUSWAHLGRUPPE))
    (zeile,) = zusammenfassung(form, pruefe(form, {"G1/_wahl": "G2"}).werte)
    assert (zeile.label, zeile.anzeige, zeile.adresse) == ("Gruppe G1", "Gruppe G2", "G1/_wahl")
