"""Zuarbeit by HTTP: choose, preview, send; the other side answers; errors keep what was typed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doors.amt_zugang import log_in, text, toasts
from lauf import drain
from ozgcloud.core.clock import today
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.zuarbeit.models import Zuarbeit
from zuarbeit.lage import PDF, Lage, make_lage


@pytest.fixture
def lage(welt) -> Lage:
    return make_lage(welt)


def form(lage: Lage, **more: object) -> dict[str, object]:
    angebot = lage.angebot()
    fields: dict[str, object] = {
        "suche": "stadt 2",
        "stelle": f"2:{lage.welt.zwei.einheit}",
        "frage": "Wie viele Hunde kennen Sie?",
        "frist": f"{today() + timedelta(days=7):%d.%m.%Y}",
        "angaben": list(angebot.angaben)[:1],
        "schluessel": "einmal",
    }
    return {**fields, **more}


def test_from_question_to_answer(lage):
    hier, dort = log_in(lage.fragt), log_in(lage.gefragt)
    neu = f"/amt/vorgang/{lage.fall.vorgang_id}/zuarbeit/neu/"
    assert "Andere Stelle um Zuarbeit bitten" in text(hier.get(neu))
    searched = hier.post(neu, form(lage, schritt="suchen"))
    assert "Stadt 2, Amt A" in text(searched)
    assert "Wie viele Hunde" in text(searched)
    seen = text(hier.post(neu, form(lage, schritt="vorschau")))
    (line,) = [zeile for key, zeile in lage.angebot().angaben.items() if key == form(lage)["angaben"][0]]
    assert "Genau das wird gesehen" in seen
    assert line.wert in seen
    for _ in range(2):
        answer = hier.post(neu, form(lage, schritt="senden"), follow=True)
    assert any("wartet jetzt auf Zuarbeit" in toast for toast in toasts(answer))
    drain()
    with mandant_scope(2):
        key = Zuarbeit.objects.get().id
    assert "Stadt 1, Amt A" in text(dort.get("/amt/zuarbeit/"))
    page = dort.get(f"/amt/zuarbeit/{key}/")
    assert line.wert in text(page)
    said = {"art": "antwort", "text": "Zwei.", "version": "1", "schluessel": "x"}
    beilage = SimpleUploadedFile("liste.pdf", PDF, content_type="application/pdf")
    answer = dort.post(f"/amt/zuarbeit/{key}/wort/", {**said, "datei": beilage}, follow=True)
    assert any("erledigt" in toast for toast in toasts(answer))
    drain()
    (mine,) = _ids(1)
    page = hier.get(f"/amt/zuarbeit/{mine}/")
    assert "Zwei." in text(page)
    assert "liste.pdf" in text(page)
    with mandant_scope(1):
        datei = next(part for part in page.content.decode().split('"') if "/datei/" in part)
    assert hier.get(datei).content == PDF
    assert dort.get(datei).status_code == 404
    fall = text(hier.get(f"/amt/vorgang/{lage.fall.vorgang_id}/"))
    assert "beantwortet" in fall
    assert "Die Zuarbeit ist beantwortet." in fall


def _ids(mandant_id: int) -> list[UUID]:
    with mandant_scope(mandant_id):
        return list(Zuarbeit.objects.values_list("id", flat=True))


def test_errors_keep_everything_and_store_nothing(lage):
    hier = log_in(lage.fragt)
    neu = f"/amt/vorgang/{lage.fall.vorgang_id}/zuarbeit/neu/"
    answer = hier.post(neu, form(lage, schritt="vorschau", frist="gestern", stelle=""))
    assert answer.status_code == 422
    assert "Wie viele Hunde" in text(answer)
    assert hier.post(neu, form(lage, schritt="senden", angaben=["7.7"])).status_code == 422
    assert _ids(1) == []
    lage.frage()
    drain()
    dort = log_in(lage.gefragt)
    wort = f"/amt/zuarbeit/{lage.kopie_id}/wort/"
    bad = SimpleUploadedFile("programm.pdf", b"MZ kein PDF", content_type="application/pdf")
    answer = dort.post(wort, {"art": "antwort", "text": "Mein langer Text", "datei": bad})
    assert answer.status_code == 422
    assert "Mein langer Text" in text(answer)
    assert "programm.pdf" in text(answer)
    assert dort.post(wort, {"art": "unsinn"}).status_code == 422
    assert dort.post(wort, {"art": "antwort", "text": "", "version": "1"}).status_code == 422
    assert dort.post(wort, {"art": "antwort", "text": "Ja", "version": "7"}).status_code == 409
    assert dort.get(wort).status_code == 302
    assert lage.dort().stand == "offen"


def test_passing_on_and_a_page_of_the_finished(lage, welt):
    lage.frage()
    drain()
    dort, other = log_in(lage.gefragt), log_in(welt.zwei.fremde_einheit)
    there = f"/amt/zuarbeit/{lage.kopie_id}/"
    assert other.get(there).status_code == 404
    assert dort.post(f"{there}verteilen/", {"organisationseinheit": "x"}).status_code == 422
    moved = dort.post(f"{there}verteilen/", {"organisationseinheit": str(welt.zwei.andere_einheit)}, follow=True)
    assert "Niemand wartet auf Sie" in text(moved)
    assert dort.get(there).status_code == 404
    assert other.post(f"{there}wort/", {"art": "ablehnung", "text": "Nicht zuständig."}).status_code == 302
    assert "abgelehnt" in text(other.get("/amt/zuarbeit/?ansicht=erledigt"))
    assert "Niemand wartet" in text(other.get("/amt/zuarbeit/"))
