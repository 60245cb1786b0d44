"""A draft by HTTP: nothing typed is lost, whatever is posted, whoever comes back, in how many windows."""

import pytest
from django.test import Client

from datenschema.proben import feld, gruppe, xdf
from doors.portal_welt import GUT, PDF, PNG, SCHEMA, Buerger, field, seitentext, upload
from ozgcloud.antrag.queries import get_entwurf
from welt import ARS, Welt, make_welt


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    return make_welt(SCHEMA)


@pytest.fixture
def buerger(welt: Welt) -> Buerger:
    found = Buerger()
    found.beginne()
    return found


def stand(buerger: Buerger):
    return get_entwurf(buerger.geheimnis)


# --- the key ---


def test_cookie_reaches_only_its_draft(buerger):
    cookie = buerger.client.cookies["ozg_entwurf"]
    assert cookie["path"] == buerger.antrag
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < cookie["max-age"] <= 30 * 86_400
    assert buerger.geheimnis not in buerger.antrag


def test_two_drafts_side_by_side(buerger):
    zweiter = Buerger(buerger.client)
    erster_code = buerger.geheimnis
    zweiter.beginne(ARS[2])
    assert zweiter.antrag != buerger.antrag
    assert zweiter.geheimnis != erster_code
    fremd = buerger.client.get(buerger.antrag)
    assert fremd.status_code == 404, "the key of one draft must not open another"


@pytest.mark.parametrize("ort", ["", "schritt/G1/", "pruefen/", "quittung/", "spaeter/", "loeschen/", "angaben.json"])
def test_without_the_key_every_page_shows_the_way_back_in(buerger, ort):
    response = Client().get(f"{buerger.antrag}{ort}")
    assert response.status_code == 404
    assert "Entwurfscode" in seitentext(response)


def test_resume_on_another_device(buerger):
    buerger.sende("G1")
    anderes = Client()
    code = buerger.geheimnis.lower().replace("-", " ")
    response = anderes.post("/antrag/fortsetzen/", {"_entwurfscode": f"  {code} "})
    assert response.status_code == 302
    assert response.headers["Location"] == buerger.antrag
    anderes.cookies["ozg_entwurf"]["path"] = "/"
    assert anderes.get(buerger.antrag).headers["Location"] == buerger.pfad("G2")
    assert "Musterfrau" in anderes.get(buerger.pfad("G1")).content.decode()


@pytest.mark.parametrize("code", ["", "falsch", "2" * 25, "\x00" * 25, "😀" * 25, "A" * 100_000])
def test_wrong_resume_code(welt, code):
    response = Client().post("/antrag/fortsetzen/", {"_entwurfscode": code})
    assert response.status_code == 422
    assert "Code" in seitentext(response)


def test_lost_cookie_loses_nothing_typed(buerger):
    code, pfad = buerger.geheimnis, buerger.pfad("G1")
    version = buerger.version(pfad)
    fremd = Client()
    typed = {**GUT["G1"], "G1/F2": 'Müller "<b>"'}
    response = fremd.post(pfad, {"_version": version, **typed, "_weiter": "1"})
    assert response.status_code == 404
    html = response.content.decode()
    assert "Ihre letzten Eingaben sind noch da" in html
    assert field(html, "G1/F2") == 'Müller "<b>"'
    kept = {name: field(html, name) for name in (*typed, "_version", "_weiter")}
    response = fremd.post(pfad, {**kept, "_entwurfscode": code})
    assert response.headers["Location"] == buerger.pfad("G2")
    assert stand(buerger).eingaben["G1/F2"] == 'Müller "<b>"'


# --- keeping ---


def test_invalid_values_are_kept_and_explained(buerger):
    response = buerger.sende("G1", {**GUT["G1"], "G1/F3": "31.2.1980", "G1/F7": "abc"})
    assert response.status_code == 422
    text = seitentext(response)
    assert "Dieses Datum gibt es nicht" in text
    assert 'value="31.2.1980"' in response.content.decode()
    assert stand(buerger).eingaben["G1/F7"] == "abc"
    assert "<title>Fehler: " in response.content.decode()


def test_errors_can_be_left_for_later_and_are_listed_at_the_end(buerger):
    buerger.sende("G1", {"G1/F1": "Erika"})
    response = buerger.sende("G1", {"G1/F1": "Erika"}, _trotzdem="1")
    assert response.headers["Location"] == buerger.pfad("G2")
    buerger.sende("G2")
    buerger.sende("G3")
    buerger.sende("G4")
    seite = buerger.client.get(f"{buerger.antrag}pruefen/")
    assert "6 Angaben fehlen noch" in seitentext(seite)
    assert f'href="{buerger.pfad("G1")}#f-G1-F2"' in seite.content.decode()
    response = buerger.sende_ab()
    assert response.status_code == 422
    assert buerger.client.get(f"{buerger.antrag}quittung/").headers["Location"] == f"{buerger.antrag}pruefen/"


def test_other_steps_stay_untouched(buerger):
    buerger.sende("G1")
    buerger.sende("G2")
    assert stand(buerger).eingaben["G1/F2"] == "Musterfrau"


@pytest.mark.parametrize(("knopf", "ziel"), [("_zurueck", "schritt/G1/"), ("_spaeter", "spaeter/")])
def test_leaving_a_step_saves_it_without_judging(buerger, knopf, ziel):
    response = buerger.sende("G2", {"G2[0]/F20": "Bel"}, **{knopf: "1"})
    assert response.headers["Location"] == buerger.antrag + ziel
    assert stand(buerger).eingaben["G2[0]/F20"] == "Bel"
    assert "Bitte" not in "".join(stand(buerger).besucht)


def test_page_for_later_shows_the_code(buerger):
    assert buerger.geheimnis in seitentext(buerger.client.get(f"{buerger.antrag}spaeter/"))


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ("a" * 10_000, "Bitte kürzen Sie sie; Ihr Text bleibt so lange stehen."),
        ("😀", "keine Emojis"),
        ("\u202everkehrt", "Schreibrichtung"),
        ("مرحبا", "lateinische Buchstaben"),
        ("Nul\x00l", "nicht möglich"),
    ],
)
def test_strange_text(buerger, text, satz):
    response = buerger.sende("G1", {**GUT["G1"], "G1/F1": text})
    assert response.status_code == 422
    assert satz in seitentext(response)
    assert stand(buerger).eingaben["G1/F1"] == text.replace("\x00", "\ufffd")


def test_free_text_takes_emoji_and_other_scripts(buerger):
    buerger.sende("G4", {"G4/F46": "😀 مرحبا"}, _spaeter="1")
    assert "G4/F46" not in stand(buerger).pruefe().fehler


def test_unknown_names_are_refused_with_a_word(buerger):
    response = buerger.sende("G1", {**GUT["G1"], "X9/F1": "a", "G2[0]/F20": "b", "G1/F1[3]": "c", "../../etc": "d"})
    assert response.status_code == 302
    assert "nicht übernommen" in seitentext(buerger.client.get(buerger.pfad("G2")))
    assert set(stand(buerger).eingaben) == set(GUT["G1"])


def test_thousands_of_fields_get_an_answer(buerger):
    response = buerger.sende("G1", {f"G2[{n}]/F20": "x" for n in range(6_000)})
    assert response.status_code == 400
    assert "konnten wir nicht lesen" in seitentext(response)
    assert buerger.client.get(buerger.pfad("G1")).status_code == 200


def test_too_much_text_is_shown_again_not_lost(buerger):
    lang = "x" * 3_000_000
    response = buerger.sende("G4", {"G4/F46": lang})
    assert response.status_code == 413
    assert "zu umfangreich" in seitentext(response)
    assert lang in response.content.decode()


# --- repetition ---


def test_add_and_remove_a_repetition_without_script(buerger):
    pfad = buerger.pfad("G2")
    response = buerger.sende("G2", {**GUT["G2"]}, _hinzufuegen="G2")
    assert response.headers["Location"] == f"{pfad}?neu=1#f-G2_1"
    assert "Hund 2" in seitentext(buerger.client.get(f"{pfad}?neu=1"))
    buerger.sende("G2", {**GUT["G2"], "G2[1]/F20": "Rex"}, _hinzufuegen="G2")
    response = buerger.sende("G2", {"G2[0]/F20": "Bello", "G2[1]/F20": "Rex", "G2[2]/F20": "Max"}, _entfernen="G2[1]")
    assert response.status_code == 302
    names = {a: w for a, w in stand(buerger).eingaben.items() if a.endswith("F20")}
    assert names == {"G2[0]/F20": "Bello", "G2[2]/F20": "Max"}


@pytest.mark.parametrize("wert", ["", "G1", "G9", "G2[x]", "G2[0]/F20", "\x00", "G2[999999]"])
def test_strange_buttons_change_nothing(buerger, wert):
    buerger.sende("G2")
    for knopf in ("_hinzufuegen", "_entfernen", "_datei_entfernen"):
        if (knopf, wert) != ("_hinzufuegen", "G2"):
            assert buerger.sende("G2", {}, **{knopf: wert}).status_code == 302
    assert stand(buerger).eingaben["G2[0]/F20"] == "Bello"


# --- uploads ---


def test_upload_replace_and_remove(buerger):
    buerger.sende("G4", {"G4/F52": upload("a.pdf", PDF)}, _spaeter="1")
    buerger.sende("G4", {"G4/F52": upload("b.png", PNG)}, _spaeter="1")
    assert [d.name for d in stand(buerger).dateien.values()] == ["b.png"]
    response = buerger.sende("G4", {"G4/F41": "3"}, _datei_entfernen="G4/F52")
    assert response.headers["Location"].endswith("#f-G4-F52")
    assert stand(buerger).dateien == {}
    assert stand(buerger).eingaben["G4/F41"] == "3"


@pytest.mark.parametrize(
    ("name", "inhalt", "satz"),
    [
        ("programm.pdf", b"MZ\x90\x00" + b"\x00" * 200, "kein PDF, JPEG oder PNG"),
        ("leer.pdf", b"", "leer"),
        ("bild.pdf", PNG, "passt nicht zu ihrer Endung"),
        ("gross.pdf", PDF + b"0" * 21_000_000, "zu groß"),
        ("\u202e\x00gpj.pdf", b"kein pdf", "kein PDF, JPEG oder PNG"),
    ],
)
def test_bad_upload_is_explained_and_the_rest_kept(buerger, name, inhalt, satz):
    response = buerger.sende("G4", {"G4/F41": "2", "G4/F52": upload(name, inhalt)})
    assert response.status_code == 422
    assert satz in seitentext(response)
    assert stand(buerger).eingaben["G4/F41"] == "2"
    assert stand(buerger).dateien == {}


def test_upload_limit_of_the_schema(buerger):
    response = buerger.sende("G4", {"G4/F53[0]": upload("a.pdf", PDF + b"0" * 2_000)}, _spaeter="1")
    assert "möglich sind höchstens 1 kB" in seitentext(response)


def test_file_at_a_text_field(buerger):
    assert "keine Datei" in seitentext(buerger.sende("G4", {"G4/F41": upload("a.pdf", PDF)}))


def test_too_many_files_get_an_answer(buerger):
    response = buerger.sende("G4", {f"G4/F53[{n}]": upload("a.pdf", PDF) for n in range(60)})
    assert response.status_code == 400
    assert "konnten wir nicht lesen" in seitentext(response)


def test_removing_a_repetition_takes_its_files(db_ozg):
    make_welt(xdf(gruppe("G1", feld("F1", "file", name="Foto"), anzahl="1:3")))
    buerger = Buerger()
    buerger.beginne()
    buerger.sende("G1", {f"G1[{n}]/F1": upload(f"{n}.pdf", PDF) for n in range(2)}, _spaeter="1")
    buerger.sende("G1", {}, _entfernen="G1[0]")
    assert [d.name for d in stand(buerger).dateien.values()] == ["1.pdf"]
