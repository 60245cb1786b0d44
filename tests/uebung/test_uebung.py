"""Practice mode: in and out with one click, a clock of its own, invented cases, nothing leaves, empty again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from doors.amt_zugang import log_in, somebody, text, toasts
from gang import in_bearbeitung
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle, system_actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.models import Datei
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang
from ozgcloud.mandant.models import Anschluss, Mandant, MandantArt, Organisationseinheit, Person, PersonRolle
from ozgcloud.onlinedienst.models import Dienstbetrieb
from ozgcloud.uebung.actions.add_uebungsfaelle import add_uebungsfaelle
from ozgcloud.uebung.actions.empty_uebung import empty_uebung
from ozgcloud.uebung.actions.enter_uebung import enter_uebung
from ozgcloud.uebung.actions.move_uhr import move_uhr
from ozgcloud.uebung.rules import next_versatz, require_anzahl
from ozgcloud.uebung.uhr import forget_twins, versatz_of
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from ozgcloud.zuarbeit.actions.request_zuarbeit import Auftrag, request_zuarbeit
from ozgcloud.zuarbeit.actions.write_beitrag import Wort, write_beitrag
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit
from ozgcloud.zuarbeit.rules import Art

TWIN = 91


@pytest.fixture
def twin(welt) -> Mandant:
    """The twin of Mandant 1, with an office."""
    made = Mandant.objects.create(
        id=TWIN, land_id=1, kurz="uebung-1", name="Stadt 1 (Übung)", art=MandantArt.STADT, uebung_von_id=1
    )
    with mandant_scope(TWIN):
        Organisationseinheit.objects.create(mandant_id=TWIN, name="Übungsplatz")
        Anschluss.objects.create(mandant_id=TWIN, port="dms", adapter="ablage")
    with mandant_scope(1):
        Dienstbetrieb.objects.get_or_create(
            onlinedienst_id=welt.onlinedienst_id,
            mandant_id=1,
            defaults={"aktiv_von": clock.today() - timedelta(days=9)},
        )
    forget_twins()
    return made


@pytest.fixture
def uebende(twin):
    return somebody(TWIN, Rolle.USER, name="Übt")


@pytest.mark.parametrize(("text_", "gilt"), [("1", 1), ("20", 20), ("0", None), ("21", None), ("x", None), ("", None)])
def test_how_many_at_once(text_, gilt):
    if gilt is None:
        with pytest.raises(InvalidInput):
            require_anzahl(text_)
    else:
        assert require_anzahl(text_) == gilt


def test_the_clock_goes_ahead_only():
    assert next_versatz(timedelta(days=3), "woche") == timedelta(days=10)
    with pytest.raises(InvalidInput):
        next_versatz(timedelta(), "zurueck")
    with pytest.raises(Conflict):
        next_versatz(timedelta(days=3650), "monat")


def test_invented_cases_are_the_same_for_the_same_seed_and_only_in_the_twin(uebende, als_superuser):
    made = add_uebungsfaelle(uebende, anzahl=3)
    again = add_uebungsfaelle(uebende, anzahl=3, saat=made.saat)
    assert (made.anzahl, again.anzahl) == (3, 3)
    drain()
    with mandant_scope(TWIN):
        cases = list(Vorgang.objects.order_by("id"))
        werte = [eingang.sha256 for eingang in Eingang.objects.order_by("vorgang_id")]
        namen = list(Vorgangsdaten.objects.order_by("vorgang_id").values_list("antragsteller", flat=True))
    assert all(case.uebung for case in cases)
    assert all(case.organisationseinheit_id for case in cases), "an office has them, as it would in earnest"
    assert (werte[:3], namen[:3]) == (werte[3:], namen[3:])
    assert len({case.vorgangsnummer for case in cases}) == 6
    with mandant_scope(1):
        assert not Vorgang.objects.exists()
    assert als_superuser.execute("SELECT count(*) FROM antragszahl").fetchone() == (0,), "practice is never counted"


def test_every_fifth_invented_case_is_one_to_clear(uebende):
    add_uebungsfaelle(uebende, anzahl=5, saat=1)
    drain()
    with mandant_scope(TWIN):
        assert Vorgang.objects.filter(organisationseinheit_id=None).count() == 1


def test_moving_the_clock_makes_things_due_there_and_nowhere_else(uebende, welt):
    add_uebungsfaelle(uebende, anzahl=1)
    live = in_bearbeitung(welt)
    drain()
    with mandant_scope(TWIN):
        fall, platz = Vorgang.objects.get(), Organisationseinheit.objects.get()
    frist = clock.today() + timedelta(days=6)
    auftrag = Auftrag(stelle=f"{TWIN}:{platz.id}", frage="Wer weiß das?", frist=frist)
    request_zuarbeit(uebende, vorgang_id=fall.id, auftrag=auftrag)
    drain()
    move_uhr(uebende, sprung="woche")
    drain()
    assert (versatz_of(TWIN), versatz_of(1)) == (timedelta(days=7), timedelta())
    with mandant_scope(TWIN):
        reminded = list(Beitrag.objects.values_list("art", flat=True))
    assert reminded == ["erinnerung", "erinnerung"], "on both sides"
    browser = log_in(uebende)
    assert f"{clock.today() + timedelta(days=7):%d.%m.%Y}" in text(browser.get("/amt/ueben/"))
    assert live.vorgang().geaendert_am < clock.now()
    with mandant_scope(TWIN):
        copy = Zuarbeit.objects.get(seite="gefragt")
    write_beitrag(uebende, zuarbeit_id=copy.id, wort=Wort(art=Art.ANTWORT, text="Ich."))
    drain()
    with mandant_scope(TWIN):
        assert Zuarbeit.objects.filter(stand="beantwortet").count() == 2, "no job waits for a day that is not today"


def test_nothing_leaves(uebende, welt):
    add_uebungsfaelle(uebende, anzahl=1)
    with mandant_scope(TWIN):
        fall = Vorgang.objects.get()
    with pytest.raises(Conflict, match="verlässt nichts"):
        forward_vorgang(uebende, vorgang_id=fall.id, ziel=Abgabeziel(1, welt.eins.einheit), begruendung="Dorthin.")
    auftrag = Auftrag(stelle=f"1:{welt.eins.einheit}", frage="Wer?", frist=clock.today() + timedelta(days=5))
    with pytest.raises(InvalidInput) as error:
        request_zuarbeit(uebende, vorgang_id=fall.id, auftrag=auftrag)
    assert "stelle" in error.value.fehler
    assert not (settings.ENV.data_dir / "ablage" / f"mandant-{TWIN}").exists()


def test_emptied_it_is_empty_and_the_others_are_untouched(uebende, welt):
    add_uebungsfaelle(uebende, anzahl=2)
    live = in_bearbeitung(welt)
    drain()
    move_uhr(uebende, sprung="tag")
    drain()
    keys = empty_uebung(uebende)
    with mandant_scope(TWIN):
        assert (Vorgang.objects.count(), Eingang.objects.count(), Datei.objects.count()) == (0, 0, 0)
        assert Person.objects.filter(id=uebende.person_id).exists()
        assert Organisationseinheit.objects.count() == 1
    assert versatz_of(TWIN) == timedelta()
    assert len(keys) == 2
    for key in keys:
        file_store().discard(key)
    assert live.vorgang().status == "In Bearbeitung"
    with pytest.raises(Conflict):
        empty_uebung(live.user)
    with pytest.raises(Exception, match="Übungsmandant"), mandant_scope(1), connection.cursor() as cursor:
        cursor.execute("SELECT uebung_leeren()")
    add_uebungsfaelle(uebende, anzahl=1)


def test_one_click_in_and_one_back(twin, welt):
    in_bearbeitung(welt)
    who = welt.eins.sachbearbeitung
    browser = log_in(who)
    assert "/amt/ueben/betreten/" in browser.get("/amt/").content.decode()
    page = browser.post("/amt/ueben/betreten/", follow=True)
    assert "Übungsmodus" in text(page)
    assert "Stadt 1 (Übung)" in text(page)
    made = browser.post("/amt/ueben/faelle/", {"anzahl": "2"}, follow=True)
    assert toasts(made) == ["2 erfundene Anträge sind eingegangen."]
    assert browser.post("/amt/ueben/faelle/", {"anzahl": "99"}).status_code == 422
    browser.post("/amt/ueben/uhr/", {"sprung": "monat"})
    assert "Übungsmodus" in text(browser.get("/amt/zuarbeit/"))
    with mandant_scope(TWIN):
        made_up = Vorgang.objects.first().id
    assert "Übungsmodus" in text(browser.get(f"/amt/vorgang/{made_up}/")), "also where one works most"
    assert browser.get("/amt/ueben/leeren/").status_code == 200
    emptied = browser.post("/amt/ueben/leeren/", follow=True)
    assert "leer" in toasts(emptied)[0]
    back = browser.post("/amt/ueben/verlassen/", follow=True)
    assert "Übungsmodus" not in text(back)
    assert toasts(back) == ["Sie arbeiten wieder mit echten Vorgängen."]
    with mandant_scope(1):
        assert Vorgang.objects.count() == 1
    browser.post("/amt/ueben/betreten/")
    with mandant_scope(TWIN):
        PersonRolle.objects.all().delete()
        Person.objects.filter(name="Person A 1").delete()
    refused = browser.post("/amt/ueben/faelle/", {"anzahl": "1"})
    assert (refused.status_code, "nicht ausgeführt" in text(refused)) == (409, True)
    assert "Alles hier ist erfunden" not in text(browser.get("/amt/"))
    enter_uebung(who)
    enter_uebung(who)
    with mandant_scope(TWIN):
        assert Person.objects.count() == 1, "the same other self every time"


def test_where_nobody_practises_it_says_so(welt):
    browser = log_in(welt.zwei.sachbearbeitung)
    for address in ("/amt/ueben/betreten/", "/amt/ueben/leeren/", "/amt/ueben/faelle/", "/amt/ueben/uhr/"):
        answer = browser.post(address, {"anzahl": "1", "sprung": "tag"}, follow=True)
        assert answer.status_code == 200
        assert "Alles hier ist erfunden" not in text(answer)
    with pytest.raises(Conflict):
        enter_uebung(welt.zwei.sachbearbeitung)
    with pytest.raises(Conflict):
        move_uhr(system_actor(2), sprung="tag")
