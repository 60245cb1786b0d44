"""Every address of the door × everybody × reading and writing, generated from the table of doors."""

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from doors.amt_zugang import argumente, log_in, somebody
from gang import entschieden
from lauf import drain
from ozgcloud.core.access import Recht
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus
from ozgcloud.vorgang.models import Vorgangsdaten
from tueren import DOORS
from weltbank import cloned

NAMES = sorted(door.name for door in DOORS if door.name.startswith("amt:") and door.recht is Recht.AMT)
OHNE_FALL = {"amt:quarantaene", "amt:liste", "amt:uebergaben_liste", "amt:zuarbeit_liste"}
VIELE = {
    "amt:einstellungen": {200, 302, 422},
    "amt:erfassen": {200, 403, 422},
    "amt:stapel_liste": {200, 302},
    "amt:stapel_neu": {302},
    "amt:liste_filter": {200},
    "amt:liste_spalten": {200, 302},
    "amt:ansicht_speichern": {302, 403, 422},
    "amt:ansicht_loeschen": {302, 404},
    "amt:auszug": {200, 422},
    "amt:zahlen": {200},
    "amt:zahlen_tabelle": {200, 404},
    **{f"amt:ueben{part}": {302} for part in ("", "_betreten", "_verlassen", "_uhr", "_faelle", "_leeren")},
}
"""Doors without a case that ask for something, and what they answer to a form that says nothing."""
NUR_USER = {"amt:notizen", "amt:nachrichten", "amt:zuweisen"}
KANARIE = "Kanarienvogel Eins"


@pytest.fixture(scope="module")
def _fallvorlage(superuser_dsn, _weltvorlage, django_db_blocker):
    """The world with a decided case, made once for all doors; each test gets a copy."""
    vorlage, welt = _weltvorlage
    with cloned(superuser_dsn, vorlage) as name:
        with django_db_blocker.unblock():
            made = entschieden(welt)
            drain()
            with mandant_scope(1):
                Vorgangsdaten.objects.filter(vorgang_id=made.vorgang_id).update(antragsteller=KANARIE)
                Delivery.objects.filter(vorgang_id=made.vorgang_id).update(status=DeliveryStatus.FEHLGESCHLAGEN.value)
        connections.close_all()
        yield name, welt, made


@pytest.fixture
def gestellt(superuser_dsn, _fallvorlage, django_db_blocker):
    vorlage, welt, made = _fallvorlage
    with cloned(superuser_dsn, vorlage), django_db_blocker.unblock():
        yield welt, made


@pytest.fixture
def welt(gestellt):
    return gestellt[0]


@pytest.fixture
def fall(gestellt):
    return gestellt[1]


def test_the_table_is_not_empty():
    assert len(NAMES) >= 19
    assert {door.recht for door in DOORS if door.name in NAMES} == {Recht.AMT}


def test_every_door_has_a_name_of_its_own():
    """Of two doors of one name this matrix would try only one."""
    names = [door.name for door in DOORS if door.name.startswith("amt:")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", NAMES)
def test_strangers_get_nothing(welt, fall, name):
    """Other Mandant, other Organisationseinheit, Poststelle (the case is decided), operator, nobody."""
    address = reverse(name, kwargs=argumente(name, fall))
    leserlos = somebody(1, Rolle.FACHADMIN)
    for actor in (welt.zwei.sachbearbeitung, welt.eins.fremde_einheit, welt.eins.poststelle, leserlos, welt.leitstand):
        client = log_in(actor)
        for response in (client.get(address), client.post(address, {"text": "Hallo Welt", "betreff": "Hallo"})):
            assert KANARIE not in response.content.decode()
            assert fall.vorgangsnummer not in response.content.decode()
            expected = {403} if actor is welt.leitstand else VIELE.get(name, {404})
            if name in OHNE_FALL and actor is not welt.leitstand:
                expected = {200}
            if name == "amt:erneut" and actor.mandant_id == 1:
                continue  # belongs to the Mandant, not to an Organisationseinheit: see test_amt_uebergaben
            assert response.status_code in expected, f"{name} {actor.rollen}"
    for response in (Client().get(address), Client().post(address)):
        assert response.status_code in (302, 403)
        assert KANARIE not in response.content.decode()
    assert fall.vorgang().status == "Beschieden"


@pytest.mark.parametrize("name", NAMES)
def test_own_office_may_read(welt, fall, name):
    response = log_in(welt.eins.sachbearbeitung).get(reverse(name, kwargs=argumente(name, fall)))
    assert response.status_code in (200, 204, 302)


@pytest.mark.parametrize("name", sorted(NUR_USER))
def test_loeschen_reads_but_does_not_write(welt, fall, name):
    client = log_in(somebody(1, Rolle.LOESCHEN, welt.eins.einheit))
    address = reverse(name, kwargs=argumente(name, fall))
    assert client.get(address, follow=True).status_code == 200
    assert client.post(address, {"text": "Hallo Welt", "betreff": "Hallo"}).status_code == 403


@pytest.mark.parametrize("name", ["amt:bescheid_bearbeiten", "amt:bescheid_erlassen", "amt:bescheid_zuruecknehmen"])
def test_loeschen_does_not_touch_the_bescheid(welt, fall, name):
    client = log_in(somebody(1, Rolle.LOESCHEN, welt.eins.einheit))
    assert client.post(reverse(name, kwargs=argumente(name, fall)), {"tenor": "Ein Satz."}).status_code == 403
    assert fall.bescheid().status == "Entwurf"


def test_a_form_without_token_is_refused(welt, fall):
    client = Client(enforce_csrf_checks=True)
    client.cookies = log_in(welt.eins.sachbearbeitung).cookies
    response = client.post(reverse("amt:notizen", kwargs={"vorgang_id": fall.vorgang_id}), {"text": "Hallo"})
    assert response.status_code == 403
    assert "zu lange offen" in response.content.decode()
