"""The form names the place: the Antrag goes where the tree stands, and the citizen reads so before he submits."""

from django.test import Client

from doors.amt_zugang import text
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.antrag.actions.submit_antrag import submit_antrag
from ozgcloud.antrag.queries import get_entwurf, preview_empfaenger
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang
from ozgcloud.mandant.models import GebietPlz
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.vorgang.models import Vorgang
from welt import ARS, CLEARING, Welt, fill_entwurf


def entwurf(welt: Welt, plz: str) -> str:
    """A complete draft begun in Stadt 1 whose Postleitzahl field decides."""
    Onlinedienst.objects.update(anknuepfung_pfad="F5", ortsfrage="Wo steht der Baum?")
    geheimnis = fill_entwurf(welt)
    eingaben = {**get_entwurf(geheimnis).eingaben, "F5": [plz]}
    save_eingaben(citizen_actor(), geheimnis=geheimnis, eingaben=eingaben, schritt="alles")
    return geheimnis


def submitted(mandant_id: int) -> tuple[Vorgang, Eingang]:
    with mandant_scope(mandant_id):
        return Vorgang.objects.get(), Eingang.objects.get()


def test_the_place_in_the_form_decides(welt):
    geheimnis = entwurf(welt, "24002")
    submit_antrag(citizen_actor(), geheimnis=geheimnis)
    vorgang, eingang = submitted(2)
    assert vorgang.gebiet_ars == ARS[2]
    tatsachen = eingang.zuordnung["tatsachen"]
    assert tatsachen["ort"] == ARS[2]
    assert tatsachen["anknuepfung"] == {"herkunft": "feld", "pfad": "F5", "grund": ""}


def test_without_a_value_the_place_asked_at_the_start_counts(welt):
    geheimnis = entwurf(welt, "")
    stand = get_entwurf(geheimnis)
    empfaenger = preview_empfaenger(stand, stand.pruefe().werte)
    assert (empfaenger.behoerde, empfaenger.satz) == ("Stadt 1", "weil Sie als Ort Stadt 1 angegeben haben")


def test_a_plz_of_several_gemeinden_without_the_start_place_is_clarified(welt):
    for ars in (ARS[2], "010000000099"):
        GebietPlz.objects.get_or_create(plz="24777", gebiet_id=ars)
    geheimnis = entwurf(welt, "24777")
    submit_antrag(citizen_actor(), geheimnis=geheimnis)
    vorgang, eingang = submitted(CLEARING)
    assert vorgang.gebiet_ars == ARS[1]
    assert eingang.zuordnung["ausgang"] == "ort-unklar"
    assert "passt auf 2 Gemeinden" in eingang.zuordnung["satz"]


def test_the_check_page_says_who_gets_it_and_why(welt):
    geheimnis = entwurf(welt, "24002")
    client = Client()
    client.post("/antrag/fortsetzen/", {"_entwurfscode": geheimnis})
    shown = text(client.get(f"/antrag/{get_entwurf(geheimnis).id}/pruefen/"))
    assert "Ihr Antrag geht an Stadt 2, Amt A , weil der Baum in Stadt 2 steht." in shown
