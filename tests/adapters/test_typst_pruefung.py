"""Every property the check looks at is taken away once; the check must see it."""

import io

import pikepdf
import pytest

from adapters.muster import BESCHEID, FORMULAR
from ozgcloud.adapters.typst.pruefung import pruefe_pdf

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"


@pytest.fixture(scope="module")
def gut(satz):
    return satz.render(BESCHEID)


def change(inhalt: bytes, eingriff, **speichern) -> bytes:
    with pikepdf.open(io.BytesIO(inhalt)) as pdf:
        eingriff(pdf)
        ziel = io.BytesIO()
        pdf.save(ziel, fix_metadata_version=False, **speichern)
    return ziel.getvalue()


def set_xmp(schluessel, wert):
    def eingriff(pdf):
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            if wert is None:
                del xmp[schluessel]
            else:
                xmp[schluessel] = wert

    return eingriff


def delete(*namen):
    def eingriff(pdf):
        ziel = pdf.Root
        for name in namen[:-1]:
            ziel = ziel[name]
        del ziel[namen[-1]]

    return eingriff


def unembed(pdf):
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Dictionary) and "/FontFile2" in objekt:
            del objekt["/FontFile2"]


def drop_to_unicode(pdf):
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Dictionary) and "/ToUnicode" in objekt:
            del objekt["/ToUnicode"]


def set_lang(pdf):
    pdf.Root.Lang = pikepdf.String("en")


def set_attachment(inhalt):
    def eingriff(pdf):
        pdf.Root.AF[0].EF.F.write(inhalt)

    return eingriff


def drop_attachment(pdf):
    del pdf.Root["/AF"]
    del pdf.Root.Names["/EmbeddedFiles"]


def set_script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


FAELLE = {
    "Teil": (set_xmp(PDFAID + "part", "2"), "PDF/A-3a"),
    "Stufe": (set_xmp(PDFAID + "conformance", "B"), "PDF/A-3a"),
    "UA fehlt": (set_xmp(PDFUAID + "part", None), "PDF/UA-1"),
    "Titel": (set_xmp("dc:title", None), "Titel fehlt"),
    "XMP": (delete("/Metadata"), "XMP-Metadaten"),
    "MarkInfo": (delete("/MarkInfo"), "MarkInfo"),
    "Strukturbaum": (delete("/StructTreeRoot"), "StructTreeRoot"),
    "Lang fehlt": (delete("/Lang"), "Lang: fehlt"),
    "Lang englisch": (set_lang, "Lang: en"),
    "Farbprofil": (delete("/OutputIntents"), "OutputIntent"),
    "Titelzeile": (delete("/ViewerPreferences", "/DisplayDocTitle"), "DisplayDocTitle"),
    "Schrift": (unembed, "nicht eingebettet"),
    "ToUnicode": (drop_to_unicode, "ToUnicode"),
    "Skript": (set_script, "aktive Inhalte"),
    "Anlage fehlt": (drop_attachment, "genau eine Datei"),
    "Anlage anders": (set_attachment(b"{}"), "weichen"),
    "Anlage kaputt": (set_attachment(b"{"), "kein gültiges JSON"),
    "Beziehung": (lambda pdf: pdf.Root.AF[0].__delitem__("/AFRelationship"), "AFRelationship"),
}


def test_untouched_letter_has_no_finding(gut):
    assert pruefe_pdf(gut) == []
    assert pruefe_pdf(gut, formular=FORMULAR) == []
    assert pruefe_pdf(change(gut, lambda pdf: None), formular=FORMULAR) == []


@pytest.mark.parametrize(("eingriff", "befund"), FAELLE.values(), ids=FAELLE.keys())
def test_each_missing_property_is_found(gut, eingriff, befund):
    befunde = pruefe_pdf(change(gut, eingriff), formular=FORMULAR)
    assert any(befund in b for b in befunde), befunde


def test_encrypted_file_is_a_finding(gut):
    geheim = change(gut, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert any("verschlüsselt" in b for b in pruefe_pdf(geheim))


@pytest.mark.parametrize("inhalt", [b"", b"kein PDF", b"%PDF-1.7\n%%EOF"])
def test_unreadable_input_is_one_finding(inhalt):
    assert len(pruefe_pdf(inhalt)) == 1


def test_cut_file_is_a_finding(gut):
    for anteil in (0.2, 0.5, 0.9):
        assert pruefe_pdf(gut[: int(len(gut) * anteil)]) != []
