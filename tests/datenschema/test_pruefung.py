"""Presence, repetition, Auswahlgruppe, uploads, blocked fields; and nothing posted ever raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenschema.proben import AUSWAHLGRUPPE, feld, genericode, gruppe, praezisierung, schema, werte
from ozgcloud.datenschema.baum import CodelisteRef
from ozgcloud.datenschema.belegung import passt
from ozgcloud.datenschema.codeliste import parse_genericode, resolve
from ozgcloud.datenschema.export import from_fim, to_fim
from ozgcloud.datenschema.pruefung import DateiMeta, groesse_text, pruefe
from ozgcloud.datenschema.schritte import Eingaben, schritte, seite
from ozgcloud.datenschema.zusammenfassung import zusammenfassung

LISTE = (
    "<x:codelisteReferenz><x:canonicalIdentification>urn:probe:liste</x:canonicalIdentification>"
    "<x:version>1</x:version><x:canonicalVersionUri>urn:probe:liste_1</x:canonicalVersionUri></x:codelisteReferenz>"
)
PDF = DateiMeta("d1", "a.pdf", 1000, "application/pdf")


def fehler(ergebnis) -> set[str]:
    return set(ergebnis.fehler)


def test_required_and_optional_fields():
    form = schema(feld("F1"), feld("F2", anzahl="0:1"), feld("F3", "bool"), feld("F4", art="select", zusatz=werte("a")))
    leer = pruefe(form, {"F1": "  ", "F2": ""})
    assert leer.fehler == {
        "F1": "Bitte füllen Sie dieses Feld aus.",
        "F3": "Bitte wählen Sie Ja oder Nein.",
        "F4": "Bitte wählen Sie einen Eintrag aus.",
    }
    voll = pruefe(form, {"F1": ["", " x "], "F3": False, "F4": "a"})
    assert voll.gueltig
    assert voll.werte == {"F1": "x", "F3": False, "F4": {"code": "a", "label": "Wert a"}}


def test_optional_group_is_absent_until_something_is_filled():
    form = schema(gruppe("G1", feld("F1"), gruppe("G2", feld("F2")), anzahl="0:1"))
    assert pruefe(form, {"G1/F1": "", "G1/G2/F2": " "}).gueltig
    assert fehler(pruefe(form, {"G1/F1": "x"})) == {"G1/G2/F2"}
    assert fehler(pruefe(form, {"G1/G2/F2": "x"})) == {"G1/F1"}
    # A wrong value counts as content: it must not vanish silently.
    form = schema(gruppe("G1", feld("F1"), feld("F2", "date"), anzahl="0:1"))
    assert fehler(pruefe(form, {"G1/F2": "kein Datum"})) == {"G1/F1", "G1/F2"}


def test_repeated_group_counts_and_compacts():
    form = schema(gruppe("G1", feld("F1"), feld("F2", anzahl="0:1"), anzahl="2:3"))
    assert fehler(pruefe(form, {})) == {"G1[0]/F1", "G1[1]/F1"}
    assert fehler(pruefe(form, {"G1[1]/F1": "b"})) == {"G1[0]/F1"}
    luecke = pruefe(form, {"G1[0]/F1": "a", "G1[1]/F1": "", "G1[5]/F1": "c", "G1[5]/F2": "d"})
    assert luecke.gueltig
    assert luecke.werte == {"G1[0]/F1": "a", "G1[1]/F1": "c", "G1[1]/F2": "d"}
    zuviel = pruefe(form, {f"G1[{n}]/F1": "x" for n in range(5)})
    assert "höchstens 3" in zuviel.fehler["G1"]


def test_repeated_fields():
    form = schema(feld("F1", anzahl="1:*"), feld("F2", "date", "0:2"))
    assert fehler(pruefe(form, {"F1[0]": "", "F2[0]": "x"})) == {"F1[0]", "F2[0]"}
    assert pruefe(form, {"F1[3]": "a", "F1[1]": "b"}).werte == {"F1[0]": "b", "F1[1]": "a"}
    assert fehler(pruefe(form, {f"F1[{n}]": "x" for n in range(101)})) == {"F1"}
    assert fehler(pruefe(form, {"F1[0]": "a", **{f"F2[{n}]": "1.1.2026" for n in range(3)}})) == {"F2"}


def test_nested_repetition():
    form = schema(gruppe("G1", gruppe("G2", feld("F1"), anzahl="1:2"), anzahl="0:*"))
    assert pruefe(form, {}).gueltig
    assert pruefe(form, {"G1[4]/G2[1]/F1": "x"}).werte == {"G1[0]/G2[0]/F1": "x"}


ZWEIGE = (gruppe("G2", feld("F1"), feld("F2")), feld("F3", "date", "0:1"))


@pytest.mark.parametrize(
    ("roh", "fehlend", "wahl"),
    [
        ({}, {"G1/_wahl"}, None),
        ({"G1/_wahl": "G2"}, {"G1/G2/F1", "G1/G2/F2"}, "G2"),
        ({"G1/_wahl": "F3"}, {"G1/F3"}, "F3"),
        ({"G1/F3": "1.1.2026"}, set(), "F3"),
        ({"G1/G2/F1": "a", "G1/F3": "1.1.2026"}, {"G1/_wahl"}, None),
        ({"G1/_wahl": "F3", "G1/G2/F1": "bleibt roh", "G1/F3": "1.1.2026"}, set(), "F3"),
        ({"G1/_wahl": "G9", "G1/F3": "1.1.2026"}, {"G1/_wahl"}, None),
    ],
)
def test_exactly_one_branch(roh, fehlend, wahl):
    ergebnis = pruefe(schema(gruppe("G1", *ZWEIGE, zusatz=AUSWAHLGRUPPE)), roh)
    assert fehler(ergebnis) == fehlend
    assert ergebnis.werte.get("G1/_wahl") == wahl
    assert not any(adresse.startswith("G1/G2") for adresse in ergebnis.werte if wahl == "F3")


def test_optional_and_repeated_auswahlgruppe():
    form = schema(gruppe("G1", *ZWEIGE, anzahl="0:2", zusatz=AUSWAHLGRUPPE))
    assert pruefe(form, {}).gueltig
    assert fehler(pruefe(form, {"G1[0]/_wahl": "F3"})) == {"G1[0]/F3"}
    assert pruefe(form, {"G1[1]/F3": "1.1.2026"}).werte == {"G1[0]/_wahl": "F3", "G1[0]/F3": "2026-01-01"}


def test_fields_nobody_can_fill():
    inhalt = "<x:inhalt>fest</x:inhalt>"
    form = schema(
        feld("F1", art="label", zusatz=inhalt),
        feld("F2", art="locked", zusatz=inhalt),
        feld("F3", art="hidden"),
        feld("F4", "obj"),
    )
    ergebnis = pruefe(form, {"F1": "a", "F2": "gefälscht", "F3": "b", "F4": "c"})
    assert ergebnis.gueltig
    assert ergebnis.werte == {"F2": "fest"}


@pytest.mark.parametrize(
    ("meta", "meldung"),
    [
        (None, "laden Sie hier eine Datei hoch"),
        (PDF, ""),
        (DateiMeta("d", "a.pdf", 0, "application/pdf"), "leer"),
        (DateiMeta("d", "a.pdf", 21_000_000, "application/pdf"), "21 MB zu groß, möglich sind höchstens 20 MB"),
        (DateiMeta("d", "a.pdf", 1000, "application/x-dosexec"), "Erlaubt sind: PDF, JPEG, PNG"),
    ],
)
def test_uploads(meta, meldung):
    ergebnis = pruefe(schema(feld("F1", "file")), {"F1": "egal"}, {"F1": meta} if meta else {})
    assert ergebnis.gueltig == (not meldung)
    assert meldung in ergebnis.fehler.get("F1", "")
    if not meldung:
        assert ergebnis.werte["F1"] == {
            "datei": "d1", "name": "a.pdf", "groesse": 1000, "media_type": "application/pdf",
        }  # fmt: skip


def test_upload_limits_of_the_schema():
    grenzen = "<x:maxSize>999</x:maxSize><x:mediaType>image/png</x:mediaType>"
    form = schema(feld("F1", "file", "0:*", zusatz=grenzen))
    assert "höchstens 999 Byte" in pruefe(form, {}, {"F1[0]": PDF}).fehler["F1[0]"]
    assert pruefe(form, {}, {"F1[7]": DateiMeta("d", "a.png", 9, "image/png")}).werte.keys() == {"F1[0]"}
    assert [groesse_text(n) for n in (5, 1500, 1_500_000, 20_000_000)] == ["5 Byte", "1 kB", "1,5 MB", "20 MB"]


def test_code_list_exact_other_version_missing():
    form = schema(feld("F1", art="select", zusatz=LISTE))
    assert pruefe(form, {}).gesperrt == ("F1",)
    assert pruefe(form, {"F1": "a"}).gueltig
    ref = CodelisteRef("urn:probe:liste", "1", "urn:probe:liste_1")
    for version, warnung in (("1", False), ("2", True)):
        stand = resolve(ref, [parse_genericode(genericode(("a", "Apfel"), version=version))])
        assert bool(stand.warnung) == warnung
        ergebnis = pruefe(form, {"F1": "a"}, codelisten={"urn:probe:liste_1": stand})
        assert ergebnis.werte["F1"] == {"code": "a", "label": "Apfel", "liste": f"urn:probe:liste_{version}"}
        assert fehler(pruefe(form, {"F1": "b"}, codelisten={"urn:probe:liste_1": stand})) == {"F1"}
    assert pruefe(schema(feld("F1", art="select")), {}).gesperrt == ("F1",)


def test_foreign_addresses_are_named_and_ignored():
    form = schema(feld("F1", anzahl="0:1"), gruppe("G1", feld("F1"), anzahl="0:*"))
    fremd = ["csrf", "F1[0]", "G1/F1", "G1[01]/F1", "G1[-1]/F1", "G1[0]/F9", "F1/_wahl", "/F1", "G1[1e3]/F1", "x" * 999]
    ergebnis = pruefe(form, dict.fromkeys(fremd, "x"))
    assert (ergebnis.werte, ergebnis.fehler) == ({}, {})
    assert len(ergebnis.unbekannt) == len(fremd)
    assert not any(passt(form, adresse) for adresse in fremd)
    assert all(passt(form, adresse) for adresse in ("F1", "G1[7]/F1", "G1[7]"))


GROSS = schema(
    feld("F1", zusatz=praezisierung(min=1, max=20, muster="[a-z]+")),
    *(
        feld(f"F{n}", typ, "0:1")
        for n, typ in enumerate(["date", "time", "datetime", "num", "num_int", "num_currency", "bool", "file"], 2)
    ),
    feld("F20", "text_latin", "0:*"),
    feld("F21", art="select", zusatz=werte("a", "b")),
    gruppe("G1", feld("F1"), *ZWEIGE, anzahl="1:3", zusatz=AUSWAHLGRUPPE),
    gruppe("G2", feld("F1"), gruppe("G3", feld("F1", "date", "2:5"), anzahl="0:*"), anzahl="0:1"),
)
_ADRESSE = st.one_of(
    st.sampled_from(sorted(GROSS.index)),
    st.builds(lambda p, n: p.replace("G1", f"G1[{n}]").replace("G3", f"G3[{n}]"), st.sampled_from(sorted(GROSS.index)),
              st.integers(0, 10**7)),
    st.builds(lambda p, n: f"{p}[{n}]", st.sampled_from(sorted(GROSS.index)), st.integers(0, 10**7)),
    st.builds(lambda n: f"G1[{n}]/_wahl", st.integers(0, 9)),
    st.text(max_size=30),
)  # fmt: skip
_WERT = st.one_of(
    st.text(max_size=40), st.sampled_from(["x", "1.1.2026", "true", "G2", "F3", "a", "\x00", "\u202e", "12"]),
    st.lists(st.text(max_size=9), max_size=3), st.none(), st.booleans(), st.integers(), st.floats(),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip
_META = st.builds(DateiMeta, st.text(max_size=5), st.text(max_size=5), st.integers(), st.text(max_size=9))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_ADRESSE, _WERT, max_size=12), st.dictionaries(_ADRESSE, _META, max_size=3))
def test_never_raises_and_errors_are_sentences(roh, dateien):
    ergebnis = pruefe(GROSS, roh, dateien)
    assert all(text.endswith(".") for text in ergebnis.fehler.values())
    assert all(not isinstance(wert, float) for wert in ergebnis.werte.values())
    for schritt in schritte(GROSS):
        assert seite(GROSS, schritt, Eingaben(roh=roh, dateien=dateien, fehler=ergebnis.fehler)).inhalt
    assert from_fim(GROSS, to_fim(GROSS, ergebnis.werte)).keys() <= ergebnis.werte.keys()
    zusammenfassung(GROSS, ergebnis.werte)
