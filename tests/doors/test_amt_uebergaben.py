"""Failed deliveries by HTTP, and that every consequence has a name people understand."""

import pytest

from doors.amt_zugang import log_in, somebody, text, toasts
from gang import in_bearbeitung
from lauf import drain
from ozgcloud.amt.texte import UEBERGABEN
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.flow.table import TABLE
from ozgcloud.mandant.models import Anschluss
from ozgcloud.vorgang.actions.close_vorgang import close_vorgang


@pytest.fixture
def fehlschlag(welt):
    """A closed case whose e-Akte cannot be reached: the connection is unknown."""
    fall = in_bearbeitung(welt)
    with mandant_scope(1):
        Anschluss.objects.update(adapter="gibtesnicht")
    close_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    drain()
    return fall


def delivery(fall) -> Delivery:
    with mandant_scope(1):
        return Delivery.objects.get(vorgang_id=fall.vorgang_id, schritt="prepare_akte")


def test_every_consequence_has_a_name():
    assert {consequence.name for row in TABLE.values() for consequence in row} <= set(UEBERGABEN)


def test_nothing_failed(welt):
    assert "Alles ist übergeben" in text(log_in(welt.eins.sachbearbeitung).get("/amt/uebergaben/"))


def test_failure_is_explained_and_tried_again(fehlschlag):
    client = log_in(fehlschlag.user)
    page = client.get("/amt/uebergaben/")
    assert "Akte an die e-Akte übergeben" in text(page)
    assert "Anschluss zur e-Akte ist unbekannt" in text(page)
    assert fehlschlag.vorgangsnummer in text(page)
    with mandant_scope(1):
        Anschluss.objects.update(adapter="ablage")
    again = f"/amt/uebergaben/{delivery(fehlschlag).id}/erneut/"
    assert again in page.content.decode()
    assert "erneut versucht" in toasts(client.post(again, follow=True))[0]
    drain()
    assert delivery(fehlschlag).status == "erledigt"
    assert "nicht mehr fehlgeschlagen" in toasts(client.post(again, follow=True))[0]
    assert client.get(again).status_code == 302


def test_number_of_a_case_of_another_office_is_not_shown(welt, fehlschlag):
    page = log_in(welt.eins.fremde_einheit).get("/amt/uebergaben/")
    assert "andere Organisationseinheit" in text(page)
    assert fehlschlag.vorgangsnummer not in page.content.decode()


def test_poststelle_looks_but_does_not_retry(welt, fehlschlag):
    client = log_in(welt.eins.poststelle)
    assert "Erneut versuchen" not in text(client.get("/amt/uebergaben/"))
    assert client.post(f"/amt/uebergaben/{delivery(fehlschlag).id}/erneut/").status_code == 403


def test_fachadministration_retries(welt, fehlschlag):
    client = log_in(somebody(1, Rolle.FACHADMIN))
    assert client.post(f"/amt/uebergaben/{delivery(fehlschlag).id}/erneut/").status_code == 302
    assert delivery(fehlschlag).status == "offen"


def test_delivery_of_another_mandant_is_not_found(welt, fehlschlag):
    client = log_in(welt.zwei.sachbearbeitung)
    assert client.post(f"/amt/uebergaben/{delivery(fehlschlag).id}/erneut/").status_code == 404
    assert delivery(fehlschlag).status == "fehlgeschlagen"
