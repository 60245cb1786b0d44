"""Steps and page views: nothing is lost between tree and page, and buttons change what they say."""

import re

import pytest

from datenschema import proben
from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, praezisierung, schema, werte
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Feldart
from ozgcloud.datenschema.pruefung import DateiMeta, pruefe
from ozgcloud.datenschema.schritte import (
    GRENZE_FELDER,
    Eingaben,
    aendere_wiederholung,
    fehler_im_schritt,
    gehoert_zum_schritt,
    schritt_von,
    schritte,
    seite,
)


def felder(*nummern: int) -> list[str]:
    return [feld(f"F{nummer}") for nummer in nummern]


def alle_sichten(sichten):
    for sicht in sichten:
        yield sicht
        match sicht.kind:
            case "gruppe":
                yield from alle_sichten(sicht.kinder)
            case "wiederholung":
                yield from alle_sichten(sicht.instanzen)
            case "auswahl":
                yield from alle_sichten(zweig.inhalt for zweig in sicht.zweige)


def erste(form, **eingaben):
    return seite(form, schritte(form)[0], Eingaben(**eingaben))


def test_top_level_groups_and_loose_fields():
    form = schema(*felder(1, 2), gruppe("G1", feld("F1")), gruppe("G2", feld("F1")), feld("F9"))
    assert [(s.titel, s.pfade) for s in schritte(form)] == [
        ("Allgemeine Angaben", ("F1", "F2")),
        ("Gruppe G1", ("G1",)),
        ("Gruppe G2", ("G2",)),
        ("Weitere Angaben", ("F9",)),
    ]
    assert [s.nummer for s in schritte(form)] == [1, 2, 3, 4]
    assert schritt_von(schritte(form), "G2/F1").nummer == 3


def test_large_group_is_split_along_its_groups():
    form = schema(gruppe("G1", *felder(1, 2), gruppe("G2", *felder(*range(20))), gruppe("G3", feld("F1")),
                         gruppe("G4", *felder(*range(15)))))  # fmt: skip
    assert [(s.titel, s.uebertitel) for s in schritte(form)] == [
        ("Gruppe G1", ""),
        ("Gruppe G2", "Gruppe G1"),
        ("Gruppe G3", "Gruppe G1"),
        ("Gruppe G4", "Gruppe G1"),
    ]
    ungeteilt = schema(gruppe("G1", gruppe("G2", *felder(*range(20))), gruppe("G3", *felder(*range(20))), anzahl="0:*"))
    assert len(schritte(ungeteilt)) == 1


@pytest.mark.parametrize("nummer", range(0, 70, 6))
def test_real_schemas_are_shown_completely_and_once(nummer):
    datei = sorted((proben.shared_fim() / "xdf3").iterdir())[nummer]
    form = proben.real(f"xdf3/{datei.name}")
    alle = schritte(form)
    ergebnis = pruefe(form, {})
    assert sum(len(fehler_im_schritt(s, ergebnis.fehler)) for s in alle) == len(ergebnis.fehler)
    gezeigt: list[str] = []
    for schritt in alle:
        bild = seite(form, schritt, Eingaben(fehler=ergebnis.fehler, codelisten=proben.aufgeloest(form)))
        sichten = list(alle_sichten(bild.inhalt))
        ids = [sicht.html_id for sicht in sichten] + [o.html_id for s in sichten for o in getattr(s, "optionen", ())]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", html_id) for html_id in ids)
        assert {link.ziel for link in bild.fehlerliste} <= set(ids)
        gezeigt += [adressen.pfad_von(s.adresse) for s in sichten if hasattr(s, "html_name") and s.kind != "auswahl"]
    # Fields of repeated groups with 0:n appear only after „hinzufügen“.
    sofort = {k.pfad for k in form.alle() if not k.ist_gruppe and k.feldart != Feldart.HIDDEN and _sofort(form, k.pfad)}
    assert set(gezeigt) >= sofort


def _sofort(form, pfad: str) -> bool:
    teile = pfad.split("/")
    vorfahren = [form.index["/".join(teile[:n])] for n in range(1, len(teile))]
    return all(not v.wiederholt or v.anzahl_min > 0 for v in vorfahren)


def test_steps_of_real_schemas_fit_a_page():
    for datei in sorted((proben.shared_fim() / "xdf3").iterdir())[::10]:
        form = proben.real(f"xdf3/{datei.name}")
        schluessel = [s.schluessel for s in schritte(form)]
        assert len(schluessel) == len(set(schluessel))
        assert len(schluessel) <= form.felderzahl / 2 + 2, "too many tiny steps"
        assert GRENZE_FELDER == 25


KINDS = [
    (feld(), "text"),
    (feld(zusatz=praezisierung(max=256)), "textarea"),
    (feld("F1", "date"), "datum"),
    (feld("F1", "time"), "zeit"),
    (feld("F1", "datetime"), "datumzeit"),
    (feld("F1", "num_int"), "zahl"),
    (feld("F1", "bool"), "radio"),
    (feld("F1", "file"), "datei"),
    (feld(art="select", zusatz=werte("a", "b")), "radio"),
    (feld(art="select", zusatz=werte(*"abcdefg")), "select"),
    (feld(art="select"), "gesperrt"),
    (feld(art="label", zusatz="<x:inhalt>Hinweis</x:inhalt>"), "hinweis"),
    (feld(art="locked"), "fest"),
    (feld("F1", "unbekannt"), "text"),
]


@pytest.mark.parametrize(("xml", "kind"), KINDS)
def test_kind_of_field(xml, kind):
    (sicht,) = erste(schema(xml, feld("F99"))).inhalt[:1]
    assert sicht.kind == kind
    assert (sicht.html_name, sicht.html_id) == ("F1", "f-F1")
    assert sicht.pflicht == (kind not in ("gesperrt", "hinweis", "fest"))
    assert bool(sicht.gesperrt_grund) == (kind == "gesperrt")


def test_hidden_fields_are_not_shown():
    form = schema(feld("F1", art="hidden"), feld("F2"))
    assert [sicht.adresse for sicht in erste(form).inhalt] == ["F2"]


def test_posted_values_come_back_even_when_wrong():
    form = schema(feld("F1", "date"), feld("F2", "bool"), feld("F3", "file"), feld("F4", "bool", "0:1"))
    roh = {"F1": "32.13.", "F2": "true"}
    dateien = {"F3": DateiMeta("d", "a.pdf", 1_500_000, "application/pdf")}
    bild = erste(form, roh=roh, dateien=dateien, fehler=pruefe(form, roh, dateien).fehler)
    datum, ja_nein, datei, freiwillig = bild.inhalt
    assert (datum.wert, bool(datum.fehler)) == ("32.13.", True)
    assert [(o.wert, o.gewaehlt) for o in ja_nein.optionen] == [("true", True), ("false", False)]
    assert [o.label for o in freiwillig.optionen] == ["Ja", "Nein", "Keine Angabe"]
    assert (datei.datei.name, datei.datei.groesse_text) == ("a.pdf", "1,5 MB")
    assert (datei.accept, datei.max_size) == ("application/pdf,image/jpeg,image/png", 20_000_000)
    assert [(link.ziel, link.label) for link in bild.fehlerliste] == [("f-F1", "Feld F1")]
    assert bild.hat_dateien


def test_required_marks_appear_with_the_group():
    form = schema(gruppe("G1", gruppe("G2", feld("F1"), feld("F2"), anzahl="0:1"), feld("F3")))
    (innen, f3) = erste(form).inhalt
    assert [k.pflicht for k in innen.kinder] == [False, False]
    assert "freiwillig" in innen.hinweis
    assert f3.pflicht
    (innen, _) = erste(form, roh={"G1/G2/F1": "x"}).inhalt
    assert [k.pflicht for k in innen.kinder] == [True, True]


def test_repeat_controls():
    form = schema(gruppe("G1", feld("F1"), anzahl="1:3"), feld("F2", anzahl="0:*"))
    (kinder,) = erste(form).inhalt
    assert kinder.anzahl_hinweis == "1 bis 3 Angaben."
    assert [i.adresse for i in kinder.instanzen] == ["G1[0]"]
    assert kinder.instanzen[0].entfernen is None
    roh = {"G1[0]/F1": "a"}
    for erwartet in (2, 3, 3):
        roh = aendere_wiederholung(form, roh, {}, kinder.hinzufuegen.name, kinder.hinzufuegen.wert)
        (stand,) = erste(form, roh=roh).inhalt
        assert len(stand.instanzen) == erwartet
    assert stand.hinzufuegen is None
    weg = stand.instanzen[0].entfernen
    assert weg.text == "Gruppe G1 1 entfernen"
    roh = aendere_wiederholung(form, {**roh, "G1[2]/F1": "c"}, {}, weg.name, weg.wert)
    (stand,) = erste(form, roh=roh).inhalt
    assert [i.adresse for i in stand.instanzen] == ["G1[1]", "G1[2]"]
    assert stand.instanzen[1].kinder[0].wert == "c"


@pytest.mark.parametrize("wert", ["F1", "G9", "G1", "", "../x", "G1[0]/F1", "G1[99999999999]"])
def test_foreign_buttons_change_nothing(wert):
    form = schema(gruppe("G1", feld("F1"), anzahl="0:1"), feld("F1"))
    for name in ("_hinzufuegen", "_entfernen"):
        assert aendere_wiederholung(form, {"F1": "x"}, {}, name, wert) == {"F1": "x"}


def test_auswahl_shows_all_branches_and_the_choice():
    form = schema(gruppe("G1", gruppe("G2", feld("F1")), feld("F2"), zusatz=AUSWAHLGRUPPE))
    (auswahl,) = erste(form, fehler={"G1/_wahl": "Bitte wählen."}).inhalt
    assert (auswahl.kind, auswahl.html_name, auswahl.fehler) == ("auswahl", "G1/_wahl", "Bitte wählen.")
    assert [(z.option.wert, z.option.gewaehlt) for z in auswahl.zweige] == [("G2", False), ("F2", False)]
    (auswahl,) = erste(form, roh={"G1/F2": "x"}).inhalt
    assert [z.option.gewaehlt for z in auswahl.zweige] == [False, True]
    assert gehoert_zum_schritt(schritte(form)[0], "G1/_wahl")
