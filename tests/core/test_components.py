"""Components, form templates, filters and page frame of the design foundation."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from ozgcloud.core.templatetags import ozg
from ozgcloud.datenschema.sichten import (
    AuswahlSicht,
    DateiSicht,
    FeldSicht,
    GruppeSicht,
    Knopf,
    OptionSicht,
    Seite,
    Sicht,
    WiederholungSicht,
    ZweigSicht,
)
from ozgcloud.datenschema.zusammenfassung import Eintrag

TEMPLATES = Path(ozg.__file__).parent.parent / "templates"
COMPONENTS = sorted((TEMPLATES / "cotton" / "kern").glob("*.html"))
BREAKOUT = '"a" onfocus="alert(1)" x="b"'
NOW = datetime(2026, 11, 21, 13, 3, tzinfo=UTC)


def kern(source, **context):
    """Render a snippet that uses components, as a template file would."""
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def feld(kind="text", name="F1", label="Familienname", **further):
    return FeldSicht(kind=kind, adresse=name, html_id=f"f-{name}", html_name=name, label=label, **further)


def seite(*inhalt: Sicht) -> str:
    return render_to_string("formular/seite.html", {"seite": Seite("s", 1, 1, "Person", inhalt)})


class Formular(forms.Form):
    name = forms.CharField(label="Name", help_text="Ihr voller Name.")
    weg = forms.ChoiceField(label="Weg", choices=[("a", "Post"), ("b", "Online")], widget=forms.RadioSelect)
    land = forms.ChoiceField(label="Land", choices=[("sh", "Schleswig-Holstein")], required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea)
    ja = forms.BooleanField(label="Einverstanden")
    geheim = forms.CharField(widget=forms.HiddenInput, initial="x")


# --- components ---


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_documents_itself(path):
    assert path.read_text().startswith("{% comment %}"), "attributes belong into a comment at the top"
    assert f"`{path.stem.replace('_', '-')}`" in (TEMPLATES / "cotton" / "README.md").read_text()


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_never_prints_unescaped_attributes(path):
    assert not re.search(r"{{\s*attrs\s*}}", path.read_text())


@pytest.mark.parametrize(
    "tag",
    [
        '<c-kern.input name="n" label="L" :value="böse" :autocomplete="böse" :hint="böse" :error="böse" />',
        '<c-kern.textarea name="n" label="L" :value="böse" :data-x="böse" />',
        '<c-kern.select name="n" label="L" :options="paare" :value="böse" :data-x="böse" />',
        '<c-kern.radio-group name="n" legend="L" :options="paare" :value="böse" :data-x="böse" />',
        '<c-kern.button :value="böse" :name="böse" :hx-post="böse">x</c-kern.button>',
        '<c-kern.link href="{{ böse }}" :title="böse">x</c-kern.link>',
        '<c-kern.file-item :name="böse" :href="böse" :meta="böse" />',
        '<c-kern.error-summary :errors="paare" />',
        '<c-kern.timeline-item :title="böse" :actor="böse" :time="böse" />',
    ],
)
def test_values_cannot_leave_their_attribute(tag):
    html = kern(tag, böse=BREAKOUT, paare=[(BREAKOUT, BREAKOUT)])
    assert 'onfocus="' not in html
    assert "onfocus=&quot;" in html


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_ignores_variables_of_the_page(path):
    declared = [found for c in COMPONENTS for found in re.findall(r"<c-vars(.*?)/>", c.read_text(), flags=re.S)]
    names = {name.replace("-", "_") for text in declared for name in re.findall(r":?([\w-]+)=", text)}
    assert {"error", "hint", "value", "icon", "actions", "hide_caption"} <= names
    html = kern(f"<c-kern.{path.stem.replace('_', '-')} />", **dict.fromkeys(names, "LECK"))
    assert "LECK" not in html


def test_input_connects_hint_and_error():
    html = kern('<c-kern.input name="plz" label="PLZ" hint="Fünf Ziffern" error="Zu kurz" optional />')
    assert 'for="id_plz"' in html
    assert 'id="id_plz"' in html
    assert 'aria-describedby="id_plz_helptext id_plz_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_plz_error"' in html
    assert "(freiwillig)" in html


def test_error_summary_is_absent_without_errors():
    assert kern('<c-kern.error-summary :errors="leer" />', leer=[]).strip() == ""


def test_style_guides_render():
    context = {"now": NOW, "kosten": Decimal("1234.5"), "form": Formular({}), "status_codes": ["NEU"], "steps": []}
    html = render_to_string("stilprobe.html", context)
    assert html.count("<h1") == 1
    user = SimpleNamespace(is_authenticated=True, get_full_name="Anna Petersen", get_username="ap")
    assert "Anna Petersen" in render_to_string(
        "stilprobe_amt.html", {**context, "user": user}, RequestFactory().get("/")
    )


# --- frame ---


@pytest.mark.parametrize("name", [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*.html"))])
def test_template_compiles_and_needs_no_inline_code(name):
    get_template(name)
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", (TEMPLATES / name).read_text(), flags=re.S)
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", source)


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_error_page_says_what_to_do(status):
    html = render_to_string(f"{status}.html", {"meldung": "Eigener Satz <b>."})
    assert "Eigener Satz &lt;b&gt;." in html
    assert 'href="/"' in html
    assert "Eigener Satz" not in render_to_string(f"{status}.html")


def test_page_for_a_broken_server_needs_no_context():
    assert "laden Sie die Seite neu" in get_template("500.html").render()


def test_static_files_of_the_frame_exist():
    for name in ("ozg/ozg.css", "ozg/ozg.js", "ozg/wortmarke.svg", "ozg/favicon.svg", "django_htmx/htmx-2.min.js"):
        assert finders.find(name), name


def test_frame_forbids_what_the_security_policy_forbids():
    html = render_to_string("404.html")
    assert '"includeIndicatorStyles": false' in html
    assert '"allowEval": false' in html
    assert '<html lang="de">' in html
    assert 'href="#inhalt"' in html


# --- Django forms ---


def test_django_form_renders_kern_markup():
    html = str(Formular({"name": "", "weg": "c", "land": "xx"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "kern-form-input__input--error" in html
    assert "kern-form-input__select--error" in html
    assert html.count("kern-form-check__radio--error") == 2
    assert "kern-form-check__checkbox--error" in html
    assert '<input type="hidden" name="geheim"' in html
    assert html.count("(freiwillig)") == 1


def test_form_without_input_shows_no_errors():
    assert "kern-error" not in str(Formular())


# --- generated form ---


def test_enter_goes_on_instead_of_removing():
    entfernen = Knopf("_entfernen", "H[0]", "Hund 1 entfernen")
    gruppe = GruppeSicht(adresse="H[0]", html_id="f-H-0", titel="Hund 1", kinder=(feld(),), entfernen=entfernen)
    hinzu = Knopf("_hinzufuegen", "H", "Hund hinzufügen")
    html = seite(WiederholungSicht("H", "f-H", "Hunde", (gruppe,), "Bis zu 5 Angaben möglich.", hinzufuegen=hinzu))
    buttons = re.findall(r'<button[^>]*name="(\w+)"[^>]*value="([^"]*)"', html)
    assert buttons == [("_weiter", "1"), ("_entfernen", "H[0]"), ("_hinzufuegen", "H")]


@pytest.mark.parametrize("kind", ["text", "textarea", "datum", "zeit", "datumzeit", "zahl", "select", "datei"])
def test_control_is_labelled_and_described(kind):
    html = seite(feld(kind, pflicht=True, hinweis="Hilfe", fehler="Falsch", warnung="Achtung"))
    assert 'for="f-F1"' in html
    assert 'aria-describedby="f-F1_helptext f-F1_warning f-F1_error"' in html
    assert html.count('id="f-F1_error"') == 1
    assert 'aria-required="true"' in html
    assert "maxlength" not in html
    assert "(freiwillig)" not in html


def test_choice_shows_branches_and_hides_doubled_titles():
    inhalt = GruppeSicht("W/P", "f-W-P", "Privatperson", (feld(),))
    zweig = ZweigSicht(OptionSicht("P", "Privatperson", True, "w-p"), inhalt)
    html = seite(AuswahlSicht("W", "f-W", "W/_wahl", "Wer?", (zweig,), fehler="Bitte wählen Sie."))
    assert 'type="radio" name="W/_wahl" id="w-p" value="P" checked' in html
    assert 'id="f-W_error"' in html
    assert html.count("kern-sr-only") >= 1


def test_blocked_and_fixed_fields_have_no_control():
    html = seite(
        feld("gesperrt", gesperrt_grund="Werteliste fehlt."),
        feld("fest", text="Preetz"),
        feld("hinweis", text="A\n\nB"),
    )
    assert "Werteliste fehlt." in html
    assert "Preetz" in html
    assert "<input" not in html


def test_stored_file_can_be_removed():
    html = seite(feld("datei", datei=DateiSicht("1", "Plan <x>.pdf", "1,2 MB"), pflicht=True))
    assert "Plan &lt;x&gt;.pdf" in html
    assert 'name="_datei_entfernen" value="F1"' in html
    assert "aria-required" not in html


def test_summary_keeps_the_order_of_the_schema():
    baum = (Eintrag("A", "a", "1"), Eintrag("B", "b", kinder=(Eintrag("C", "c", "<2>"),)), Eintrag("D", "d", "3"))
    html = render_to_string("formular/zusammenfassung.html", {"eintraege": baum})
    assert [html.index(mark) for mark in (">A<", ">B<", ">C<", "&lt;2&gt;", ">D<")] == sorted(
        html.index(mark) for mark in (">A<", ">B<", ">C<", "&lt;2&gt;", ">D<")
    )


# --- filters ---


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (date(2026, 11, 21), "21.11.2026"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "01.01.2027"),
        (None, ""),
        ("x", ""),
    ],
)
def test_datum(given, shown):
    assert ozg.datum(given) == shown


def test_zeitpunkt_is_berlin_time():
    assert ozg.zeitpunkt(NOW) == "21.11.2026, 14:03 Uhr"
    assert ozg.zeitpunkt(NOW.replace(month=7, day=1, hour=12, minute=0, tzinfo=None)) == "01.07.2026, 14:00 Uhr"
    assert ozg.uhrzeit(None) == ""


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (0, "0 Byte"),
        (999, "999 Byte"),
        (1000, "1 KB"),
        (1_234_567, "1,2 MB"),
        (999_999, "1 MB"),
        (20_000_000, "20 MB"),
        (None, ""),
    ],
)
def test_groesse(given, shown):
    assert ozg.groesse(given) == shown


def test_betrag():
    assert ozg.betrag(Decimal("1234.5")) == "1.234,50 €"
    assert ozg.betrag(None) == ""


def test_status_badge_knows_codes_and_names():
    assert ozg.status_badge("IN_BEARBEITUNG") == ozg.status_badge("In Bearbeitung")
    assert ozg.status_badge("Zu löschen").kind == "danger"
    assert ozg.status_badge("Sonderfall").text == "Sonderfall"
    assert ozg.status_badge(None).text == "Ohne Status"
