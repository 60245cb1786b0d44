"""Entries of the quarantine over the life of a case: taken back, closed, handed over."""

import pytest

from doors.amt_zugang import at_clearing
from lauf import drain
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.gruende import schadsoftware, unpruefbar
from ozgcloud.eingang.models import Eingang, EingangAnlage, Quarantaene
from ozgcloud.eingang.rules import Quarantaeneart, Quarantaenegrund
from ozgcloud.postfach.actions.discard_dublette import discard_dublette
from ozgcloud.vorgang.actions.accept_quarantaene import accept_quarantaene
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import list_historie
from ozgcloud.vorgang.rules import Schritt
from welt import CLEARING, NIEMANDSORT, submit

DOPPELT = Quarantaenegrund(art=Quarantaeneart.DOPPELT, grund="Zweimal geschickt.")
UNGUELTIG = Quarantaenegrund(art=Quarantaeneart.UNGUELTIG, grund="Es fehlt etwas.", einzelheiten={"F1": "Fehlt."})


@pytest.fixture
def fall(welt):
    """A case with two open entries."""
    submit(welt)
    drain()
    with mandant_scope(1):
        vorgang = Vorgang.objects.get()
    for grund in (DOPPELT, UNGUELTIG):
        assert open_quarantaene(system_actor(1), vorgang_id=vorgang.id, grund=grund)
    return vorgang


def entries(mandant_id: int = 1) -> dict[str, Quarantaene]:
    with mandant_scope(mandant_id):
        return {row.art: row for row in Quarantaene.objects.all()}


def test_the_same_reason_is_noted_once(fall):
    assert not open_quarantaene(system_actor(1), vorgang_id=fall.id, grund=DOPPELT)
    assert len(entries()) == 2


def test_what_was_discarded_with_a_case_is_open_again_when_it_is_taken_back(welt, fall):
    user = welt.eins.sachbearbeitung
    taken = entries()["ungueltig"].id
    accept_quarantaene(user, vorgang_id=fall.id, quarantaene_id=taken, begruendung="Liegt in Papier vor.")
    discard_dublette(user, vorgang_id=fall.id, quarantaene_id=entries()["doppelt"].id, begruendung="Schon da.")
    assert entries()["doppelt"].massnahme == "verworfen"
    move_vorgang(user, vorgang_id=fall.id, schritt=Schritt.ZURUECKHOLEN)
    found = entries()
    assert (found["doppelt"].erledigt_am, found["doppelt"].massnahme) == (None, "")
    assert found["ungueltig"].massnahme == "uebernommen", "somebody has looked at it: that stays"
    assert "QuarantaeneReopened" in {zeile.typ for zeile in list_historie(user, fall.id)}


def test_closing_without_bescheid_settles_what_is_open(welt, fall):
    user = welt.eins.sachbearbeitung
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(user, vorgang_id=fall.id, schritt=schritt)
    conclude_vorgang(user, vorgang_id=fall.id)
    assert {row.massnahme for row in entries().values()} == {"abgeschlossen"}
    assert {row.person_id for row in entries().values()} == {user.person_id}


def _at_the_clearing(welt) -> tuple[Actor, Vorgang]:
    submit(welt, ars=NIEMANDSORT)
    drain()
    with mandant_scope(CLEARING):
        return at_clearing(), Vorgang.objects.get()


def test_open_entries_go_along_with_the_case(welt):
    clearing, vorgang = _at_the_clearing(welt)
    with mandant_scope(CLEARING):
        datei_id = EingangAnlage.objects.get().datei_id
    other = Quarantaenegrund(art=Quarantaeneart.DOPPELT, grund="Zweimal geschickt.", gegen_vorgang_id=vorgang.id)
    unroutable = Quarantaenegrund(art=Quarantaeneart.UNZUSTELLBAR, grund="Niemand zuständig.")
    for grund in (other, UNGUELTIG, unroutable, schadsoftware(datei_id), unpruefbar(datei_id)):
        open_quarantaene(system_actor(CLEARING), vorgang_id=vorgang.id, grund=grund)
    forward_vorgang(clearing, vorgang_id=vorgang.id, ziel=Abgabeziel(1, welt.eins.einheit), begruendung="Stadt 1.")
    assert {row.massnahme for row in entries(CLEARING).values()} == {"abgegeben"}
    drain()
    found = entries()
    assert set(found) == {"doppelt", "ungueltig", "schadsoftware"}
    assert {row.erledigt_am for row in found.values()} == {None}
    assert (found["doppelt"].gegen_vorgang_id, found["ungueltig"].einzelheiten) == (None, {"F1": "Fehlt."})
    with mandant_scope(1):
        assert found["schadsoftware"].vorgang_id == Eingang.objects.get().vorgang_id
        assert found["schadsoftware"].datei_id == EingangAnlage.objects.get().datei_id
