"""From the journal into the list of events for others: in order, once, and only for those who may see it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import Error, connection, connections, transaction

from ausgang.maschinen import EREIGNISSE, als_maschine, feed, gib_frei, maschine, zeilen
from doors.amt_zugang import at_clearing
from gang import entschieden, in_bearbeitung, reiche_ein
from lauf import drain, relay_all
from ozgcloud.ausgang.faltung import AUFBEWAHRUNG, clear_old, recheck
from ozgcloud.ausgang.rules.arten import Art
from ozgcloud.core import clock
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import ereignis_scope
from ozgcloud.flow.relay import relay_once
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from welt import ARS, LEISTUNG, NIEMANDSORT, Welt

ALLES = Angabe(EREIGNISSE)


def nummern() -> list[int]:
    return [row[0] for row in zeilen("SELECT nummer FROM ausgang ORDER BY nummer")]


def test_a_case_is_told_in_order_and_once(welt: Welt):
    alle = maschine(welt, ALLES)
    fall = entschieden(welt)
    drain()
    told = [(m.art, m.daten.get("status")) for m in feed(alle)]
    assert told == [
        (Art.EINGEGANGEN, "Neu"),
        (Art.STATUS, "Angenommen"),
        (Art.STATUS, "In Bearbeitung"),
        (Art.STATUS, "Beschieden"),
    ]
    assert {m.vorgang_id for m in feed(alle)} == {fall.vorgang_id}
    assert {(m.mandant_id, m.leistung) for m in feed(alle)} == {(1, LEISTUNG)}
    assert nummern() == [1, 2, 3, 4]
    drain()
    assert nummern() == [1, 2, 3, 4]


def test_reading_a_case_is_nobodys_business(welt: Welt):
    fall = reiche_ein(welt)
    read_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    relay_all()
    assert len(nummern()) == 1


def test_small_batches_and_a_crash_give_the_same_numbers(welt: Welt):
    for seed in range(3):
        in_bearbeitung(welt, seed=seed)
    while not relay_once(1):
        pass
    with transaction.atomic(using="relay"):
        while not relay_once(1):
            pass
        transaction.set_rollback(True, using="relay")
    relay_all(limit=2)
    assert nummern() == list(range(1, 10))
    assert recheck(jetzt=clock.now()).stimmt


def test_freigaben_narrow_by_verwaltung_and_leistung(welt: Welt):
    reiche_ein(welt, nummer=1)
    reiche_ein(welt, nummer=2)
    relay_all()
    alle = maschine(welt, ALLES)
    assert {m.mandant_id for m in feed(alle)} == {1, 2}
    assert {m.mandant_id for m in feed(gib_frei(welt, alle.client_id, Angabe(EREIGNISSE, 2)))} == {2}
    assert feed(gib_frei(welt, alle.client_id, Angabe(EREIGNISSE, None, "99111"))) == []
    assert len(feed(gib_frei(welt, alle.client_id, Angabe(EREIGNISSE, 1, LEISTUNG[:5])))) == 1
    assert feed(gib_frei(welt, alle.client_id, Angabe(Befugnis.LESEN))) == []


def test_a_machine_follows_what_it_submitted_and_nothing_else(welt: Welt):
    eigene, fremde = maschine(welt, Angabe(Befugnis.EINREICHEN)), maschine(welt, Angabe(Befugnis.EINREICHEN))
    vorgang_id = als_maschine(welt, eigene)
    reiche_ein(welt)
    relay_all()
    assert [m.vorgang_id for m in feed(eigene)] == [vorgang_id]
    assert feed(fremde) == []


def test_a_machine_follows_its_case_into_another_office(welt: Welt):
    sender, stadt = maschine(welt, Angabe(Befugnis.EINREICHEN)), maschine(welt, Angabe(EREIGNISSE, 1))
    vorgang_id = als_maschine(welt, sender, gebiet_ars=NIEMANDSORT, zugang_hash="")
    drain()
    assert feed(stadt) == []
    forward_vorgang(
        at_clearing(), vorgang_id=vorgang_id, ziel=Abgabeziel(1, welt.eins.einheit), begruendung="Dorthin gehört er."
    )
    drain()
    told = feed(sender)
    assert {m.art for m in told} >= {Art.EINGEGANGEN, Art.ABGEGEBEN, Art.UEBERNOMMEN}
    dort = next(m for m in told if m.art is Art.UEBERNOMMEN)
    assert (dort.mandant_id, dort.daten["vonVorgangId"]) == (1, str(vorgang_id))
    assert {m.vorgang_id for m in feed(stadt)} == {dort.vorgang_id}


def test_a_token_for_less_shows_less(welt: Welt):
    alle = maschine(welt, ALLES, Angabe(Befugnis.EINREICHEN))
    reiche_ein(welt)
    relay_all()
    assert len(feed(alle)) == 1
    assert feed(alle.narrowed([Befugnis.EINREICHEN])) == []


def test_practice_reaches_test_machines_only(welt: Welt):
    Mandant.objects.create(id=51, land_id=1, kurz="ueben", name="Üben", art=MandantArt.STADT, uebung_von_id=1)
    probe, echt = maschine(welt, ALLES, uebung=True), maschine(welt, ALLES)
    als_maschine(welt, probe, uebung=True)
    reiche_ein(welt)
    relay_all()
    assert len(feed(probe)) == 1
    assert len(feed(echt)) == 1
    assert feed(probe)[0].ereignis_id != feed(echt)[0].ereignis_id


def test_another_land_sees_nothing(welt: Welt):
    reiche_ein(welt)
    relay_all()
    from_elsewhere = maschine(welt, ALLES, land_id=None)
    assert len(feed(from_elsewhere)) == 1, "without a Land of its own it is given every Land"
    with ereignis_scope(from_elsewhere.client_id, "e/2/%/%"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ausgang")
        assert cursor.fetchone() == (0,)


def test_nothing_opens_without_a_scope_and_nobody_but_the_relay_writes(welt: Welt):
    reiche_ein(welt)
    relay_all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ausgang")
        assert cursor.fetchone() == (0,)
    for verb in ("DELETE FROM ausgang", "UPDATE ausgang_stand SET letzte = 0", "INSERT INTO ausgang_stand VALUES (2)"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


def test_the_recheck_finds_and_repairs(welt: Welt, als_superuser):
    alle = maschine(welt, ALLES)
    in_bearbeitung(welt)
    relay_all()
    als_superuser.execute("DELETE FROM ausgang WHERE nummer = 2")
    als_superuser.execute("UPDATE ausgang SET ereignis_id = gen_random_uuid() WHERE nummer = 3")
    found = recheck(jetzt=clock.now())
    assert (found.fehlend, found.erfunden) == (2, 1)
    with pytest.raises(SystemExit):
        call_command("ereignisse", "pruefe", stdout=StringIO())
    call_command("ereignisse", "pruefe", "--reparieren", stdout=StringIO())
    assert recheck(jetzt=clock.now()).stimmt
    assert [m.nummer for m in feed(alle)] == [1, 4, 5], "at the end, so that whoever read on gets them"
    call_command("ereignisse", "pruefe", stdout=StringIO())


def test_after_90_days_events_go_and_an_old_cursor_says_so(welt: Welt):
    alle = maschine(welt, ALLES)
    in_bearbeitung(welt)
    relay_all()
    assert clear_old(jetzt=clock.now()) == 0
    assert clear_old(jetzt=clock.now() + AUFBEWAHRUNG + timedelta(days=1)) == 3
    assert feed(alle) == []
    with pytest.raises(InvalidInput) as zu_alt:
        feed(alle, nach=1)
    assert zu_alt.value.code == "zeiger-veraltet"
    assert feed(alle, nach=3) == []
    with pytest.raises(InvalidInput) as unbekannt:
        feed(alle, nach=4)
    assert unbekannt.value.code == "zeiger-unbekannt"
    reiche_ein(welt, nummer=2, seed=5)
    relay_all()
    assert [m.nummer for m in feed(alle, nach=3)] == [4]


def test_a_feed_is_read_in_pages_without_gap_or_double(welt: Welt, als_superuser):
    alle, zwei = maschine(welt, ALLES), maschine(welt, Angabe(EREIGNISSE, 2))
    for seed in range(4):
        reiche_ein(welt, nummer=1 + seed % 2, seed=seed)
    relay_all()
    gesamt, nach = [], 0
    while seite := feed(alle, nach=nach, limit=1):
        gesamt += seite
        nach = seite[-1].nummer
    assert [m.nummer for m in gesamt] == [1, 2, 3, 4]
    assert [m.nummer for m in feed(zwei)] == [2, 4]
    assert [m.nummer for m in feed(alle, arten=[Art.BESCHEID])] == []


def test_ars_is_not_told(welt: Welt):
    reiche_ein(welt)
    relay_all()
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM ausgang a")
        text = cursor.fetchone()[0]
    assert ARS[1] not in text
    assert "onlinedienst" not in text
