"""Klärungsfälle by HTTP: why, and the three remedies; the citizen finds his Antrag at the new office."""

import pytest
from django.test import Client

from doors.amt_zugang import at_clearing, log_in, text, toasts
from lauf import drain
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.models import Vorgang
from welt import CLEARING, NIEMANDSORT, submit

GRUND = "Der Baum steht in Stadt 1."


@pytest.fixture
def fall(welt):
    empfang = submit(welt, ars=NIEMANDSORT)
    drain()
    with mandant_scope(CLEARING):
        return Vorgang.objects.get(), empfang


@pytest.fixture
def clearing(welt) -> Client:
    return log_in(at_clearing())


def ziel(welt) -> str:
    return f"1:{welt.eins.einheit}"


def test_list_and_case_say_why(fall, clearing, welt):
    vorgang, _ = fall
    assert "ist keine Stelle eingetragen" in text(clearing.get("/amt/"))
    page = clearing.get(f"/amt/vorgang/{vorgang.id}/")
    assert "Die Zuständigkeit ist offen" in text(page)
    assert f"/amt/vorgang/{vorgang.id}/klaerung/abgeben/" in page.content.decode()
    submit(welt)
    own = log_in(welt.eins.sachbearbeitung)
    with mandant_scope(1):
        routed = Vorgang.objects.get().id
    assert "klaerung/regel" not in own.get(f"/amt/vorgang/{routed}/").content.decode()
    assert "Grund" not in text(own.get("/amt/"))
    assert "An eine andere Verwaltung weiterleiten" in text(own.get(f"/amt/vorgang/{routed}/klaerung/abgeben/"))


def test_given_away_the_citizen_follows(fall, clearing, welt):
    vorgang, empfang = fall
    adresse = f"/amt/vorgang/{vorgang.id}/klaerung/abgeben/"
    form = clearing.get(adresse)
    assert f'<option value="{ziel(welt)}">Stadt 1, Amt A</option>' in form.content.decode()
    assert "Clearingstelle</option>" not in form.content.decode()
    empty = clearing.post(adresse, {"stelle": "", "begruendung": GRUND})
    assert (empty.status_code, GRUND in empty.content.decode()) == (422, True)
    assert clearing.post(adresse, {"stelle": ziel(welt), "begruendung": " "}).status_code == 422
    assert clearing.post(adresse, {"stelle": "2:x", "begruendung": GRUND}).status_code == 422
    done = clearing.post(adresse, {"stelle": ziel(welt), "begruendung": GRUND}, follow=True)
    assert "Der Vorgang ist abgegeben." in toasts(done)[0]
    drain()
    page = clearing.get(f"/amt/vorgang/{vorgang.id}/")
    assert "Abgegeben an Stadt 1" in text(page)
    assert "Die Zuständigkeit ist offen" not in text(page)
    assert clearing.post(adresse, {"stelle": ziel(welt), "begruendung": GRUND}, follow=True).status_code == 200
    with mandant_scope(1):
        (there,) = Vorgang.objects.all()
    office = text(log_in(welt.eins.sachbearbeitung).get(f"/amt/vorgang/{there.id}/"))
    assert "Abgegeben von Clearingstelle" in office
    assert GRUND in office
    citizen = Client()
    page = citizen.post(
        "/status/", {"vorgangsnummer": empfang.vorgangsnummer, "zugangscode": empfang.zugangscode}, follow=True
    )
    assert "Ihr Antrag ist jetzt bei der zuständigen Behörde" in text(page)
    assert "Stadt 1" in text(page)


def test_discarded_with_a_reason(fall, clearing):
    vorgang, _ = fall
    adresse = f"/amt/vorgang/{vorgang.id}/klaerung/verwerfen/"
    assert clearing.get(adresse).status_code == 200
    assert clearing.post(adresse, {"begruendung": ""}).status_code == 422
    done = clearing.post(adresse, {"begruendung": "Der Ort liegt in Dänemark."}, follow=True)
    assert "Der Antrag ist verworfen." in toasts(done)[0]
    assert clearing.post(adresse, {"begruendung": "Noch einmal."}, follow=True).status_code == 200


def test_a_rule_is_asked_for(fall, clearing):
    vorgang, _ = fall
    adresse = f"/amt/vorgang/{vorgang.id}/klaerung/regel/"
    assert clearing.get(adresse).status_code == 302
    assert "Betrieb des Landes" in toasts(clearing.post(adresse, follow=True))[0]


def test_every_way_through_an_old_address_ends_somewhere(fall, clearing):
    vorgang, _ = fall
    assert clearing.get(f"/amt/vorgang/{vorgang.id}/schritt/weiterleiten/").status_code == 302
    refused = clearing.post(f"/amt/vorgang/{vorgang.id}/schritt/weiterleiten/", follow=True)
    assert "weitere Angaben" in toasts(refused)[0]
