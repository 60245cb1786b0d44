"""Who publishes an Online-Dienst, what it must look like, and who can start it."""

from dataclasses import replace

import pytest

from ozgcloud.core.actor import Rolle, Rollenzuweisung, citizen_actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.onlinedienst.models import Onlinedienst, Phase
from ozgcloud.onlinedienst.queries import get_onlinedienst, get_startable, released_for
from ozgcloud.onlinedienst.rules import require_kennung
from welt import LEISTUNG


@pytest.fixture
def angaben(welt):
    schema_id = Onlinedienst.objects.get().datenschema_id
    return Angaben(kennung="neu", leistung=LEISTUNG, datenschema_id=schema_id, titel="Neu", bescheid={})


def test_the_land_and_the_house_publish_nobody_else(welt, angaben):
    for n, actor in enumerate((welt.leitstand, system_actor(None))):
        event = publish_onlinedienst(actor, angaben=replace(angaben, kennung=f"neu-{n}"))
        assert get_onlinedienst(event.onlinedienst_id).phase == Phase.FREIGEGEBEN
    admin = replace(welt.eins.sachbearbeitung, rollen=frozenset({Rollenzuweisung(Rolle.FACHADMIN)}))
    for actor in (welt.eins.sachbearbeitung, admin, citizen_actor()):
        with pytest.raises(Forbidden):
            publish_onlinedienst(actor, angaben=angaben)
    assert Ereignis.objects.filter(typ="OnlinedienstPublished").count() == 3


def test_a_name_is_given_once(welt, angaben):
    publish_onlinedienst(welt.leitstand, angaben=angaben)
    with pytest.raises(Conflict):
        publish_onlinedienst(welt.leitstand, angaben=angaben)


@pytest.mark.parametrize("minuten", [-1, 1441])
def test_the_hold_has_limits(minuten, welt, angaben):
    with pytest.raises(InvalidInput) as error:
        publish_onlinedienst(welt.leitstand, angaben=replace(angaben, haltezeit_minuten=minuten))
    assert set(error.value.fehler) == {"haltezeit_minuten"}


def test_practice_is_started_by_its_name_and_not_offered(welt, angaben):
    publish_onlinedienst(welt.leitstand, angaben=replace(angaben, uebung=True))
    assert get_startable("neu").phase == Phase.TEST
    assert released_for(LEISTUNG).kennung == "pruefdienst"
    for phase in (Phase.ENTWURF, Phase.ABGEKUENDIGT):
        Onlinedienst.objects.filter(kennung="neu").update(phase=phase)
        with pytest.raises(NotFound):
            get_startable("neu")
    with pytest.raises(NotFound):
        get_startable("gibt-es-nicht")


@pytest.mark.parametrize("kennung", ["hund-anmelden", "a", "x1-2", "a" * 80])
def test_good_names(kennung):
    assert require_kennung(kennung) == kennung


@pytest.mark.parametrize("kennung", ["", "-a", "a-", "a--b", "Ä", "A", "a b", "a/b", "a" * 81, "a\n"])
def test_bad_names(kennung):
    with pytest.raises(InvalidInput):
        require_kennung(kennung)
