"""Question and answer between two Mandanten, with policies on: a copy each way, the excerpt and nothing else."""

from datetime import timedelta

import pytest

from doors.amt_zugang import somebody
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow.zuarbeit import erase_zuarbeiten, remind_zuarbeiten
from ozgcloud.mandant.models import Mandant, MandantArt, Organisationseinheit
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zuarbeit.actions.route_zuarbeit import route_zuarbeit
from ozgcloud.zuarbeit.actions.write_beitrag import Wort, write_beitrag
from ozgcloud.zuarbeit.adressaten import list_adressaten, list_einheiten, search_adressaten
from ozgcloud.zuarbeit.auszug import Auswahl
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit, Zuarbeitdatei
from ozgcloud.zuarbeit.queries import get_blatt, list_incoming, list_of_case
from ozgcloud.zuarbeit.rules import Art, Stand, id_of_copy
from zuarbeit.lage import FRAGE, PDF, Lage, datei, make_lage


@pytest.fixture
def lage(welt) -> Lage:
    return make_lage(welt)


def everything_of(lage: Lage) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    angebot = lage.angebot()
    return tuple(angebot.angaben), tuple(angebot.notizen), tuple(angebot.dateien)


def test_the_asked_office_gets_the_excerpt_and_nothing_else(lage, als_superuser):
    """A canary in everything of the case that was not chosen is found nowhere in the other Mandant."""
    angaben, notizen, _ = everything_of(lage)
    chosen = lage.angebot().angaben[angaben[0]]
    als_superuser.execute("UPDATE notiz SET text = 'KANARIE ' || text WHERE text LIKE '%geheime%'")
    als_superuser.execute("UPDATE vorgangsdaten SET antragsteller = 'KANARIE', anschrift = '[\"KANARIE\"]'")
    als_superuser.execute("UPDATE datei SET name = 'KANARIE.pdf'")
    first = next(key for key in notizen if "Erste" in lage.angebot().notizen[key].text)
    lage.frage(Auswahl((angaben[0],), (first,)))
    drain()
    blatt = get_blatt(lage.gefragt, lage.kopie_id)
    assert (blatt.frage, blatt.stand, blatt.gegenstelle) == (FRAGE, Stand.OFFEN, "Stadt 1, Amt A")
    assert [(zeile.label, zeile.wert) for zeile in blatt.auszug.angaben] == [(chosen.label, chosen.wert)]
    assert [notiz.text for notiz in blatt.auszug.notizen] == ["Erste Notiz."]
    assert blatt.dateien == ()
    tables = als_superuser.execute(
        "SELECT c.table_name FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name"
        " WHERE c.column_name = 'mandant_id' AND c.table_schema = 'public'"
    ).fetchall()
    for (table,) in tables:
        rows = als_superuser.execute(f"SELECT t::text FROM {table} t WHERE mandant_id = 2").fetchall()
        assert "KANARIE" not in str(rows), table
    with mandant_scope(2):
        assert not Vorgang.objects.exists()
    assert lage.hier().zugestellt_am is not None
    assert lage.vorgang().wartet_auf == "zuarbeit"


def test_files_are_copies_under_the_other_mandants_key(lage):
    _, _, dateien = everything_of(lage)
    lage.frage(Auswahl(dateien=dateien))
    drain()
    with mandant_scope(1):
        here = Zuarbeitdatei.objects.select_related("datei").get()
        original = file_store().read_verified(here.datei.verweis)
    with mandant_scope(2):
        there = Zuarbeitdatei.objects.select_related("datei").get()
        assert file_store().read_verified(there.datei.verweis) == original
    assert (there.name, there.datei.status) == (here.name, "frei")
    assert there.datei.schluessel != here.datei.schluessel
    assert bytes(there.datei.datenschluessel)[:40] != bytes(here.datei.datenschluessel)[:40]


def test_answer_and_files_come_back_into_the_case(lage):
    lage.frage()
    drain()
    lage.sage(Art.RUECKFRAGE, "Welcher Hund?")
    drain()
    assert lage.hier().stand == "rueckfrage"
    lage.sage(Art.ERGAENZUNG, "Der braune.")
    drain()
    lage.sage(Art.ANTWORT, "Ja, seit 2024.", datei())
    drain()
    (blatt,) = list_of_case(lage.fragt, lage.fall.vorgang_id)
    assert [(b.art, b.text, b.ist_eigen) for b in blatt.beitraege] == [
        (Art.RUECKFRAGE, "Welcher Hund?", False),
        (Art.ERGAENZUNG, "Der braune.", True),
        (Art.ANTWORT, "Ja, seit 2024.", False),
    ]
    (beilage,) = blatt.beitraege[-1].dateien
    with mandant_scope(1):
        assert (beilage.name, file_store().read_verified(beilage.verweis)) == ("auskunft.pdf", PDF)
    vorgang = lage.vorgang()
    assert (blatt.stand, vorgang.wartet_auf, vorgang.ungelesen) == (Stand.BEANTWORTET, "", True)
    with mandant_scope(1):
        told = list(Ereignis.objects.filter(kette=str(vorgang.id), daten__has_key="zuarbeit_id").values_list("typ"))
    assert [typ for (typ,) in told] == [
        "ZuarbeitRequested", "ZuarbeitDelivered", "BeitragReceived", "BeitragSent", "BeitragReceived",
    ]  # fmt: skip


@pytest.mark.parametrize(("art", "stand"), [(Art.ABLEHNUNG, Stand.ABGELEHNT), (Art.RUECKNAHME, Stand.ZURUECKGEZOGEN)])
def test_it_can_end_without_an_answer(art, stand, lage):
    lage.frage()
    drain()
    lage.sage(art, "Das geht nicht.")
    drain()
    assert (lage.hier().stand, lage.dort().stand, lage.vorgang().wartet_auf) == (stand.value, stand.value, "")
    with pytest.raises(Conflict):
        lage.sage(Art.ANTWORT)


def test_what_crosses_on_the_way_is_kept_and_changes_no_end(lage):
    lage.frage()
    drain()
    lage.sage(Art.ANTWORT, "Ja.")
    lage.sage(Art.RUECKNAHME, "Hat sich erledigt.")
    drain()
    assert (lage.hier().stand, lage.dort().stand) == ("zurueckgezogen", "beantwortet")
    (blatt,) = list_of_case(lage.fragt, lage.fall.vorgang_id)
    assert {b.text for b in blatt.beitraege} == {"Ja.", "Hat sich erledigt."}


@pytest.mark.parametrize("bruch", ["ZuarbeitDelivered", "ZuarbeitReceived"])
def test_a_death_between_both_halves_leaves_exactly_one_copy(bruch, lage, als_superuser):
    _, _, dateien = everything_of(lage)
    lage.frage(Auswahl(dateien=dateien))
    als_superuser.execute(f"ALTER TABLE ereignis ADD CONSTRAINT bruch CHECK (typ <> '{bruch}') NOT VALID")
    drain()
    als_superuser.execute("ALTER TABLE ereignis DROP CONSTRAINT bruch")
    als_superuser.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    als_superuser.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) SELECT 'flow', 'flow.consequence',"
        " jsonb_build_object('mandant_id', mandant_id, 'ereignis_id', ereignis_id, 'schritt', schritt)"
        " FROM delivery WHERE schritt = 'prepare_zuarbeit'"
    )
    drain()
    with mandant_scope(2):
        assert (Zuarbeit.objects.count(), Zuarbeitdatei.objects.count(), Datei.objects.count()) == (1, 1, 1)
        assert Ereignis.objects.filter(typ="ZuarbeitReceived").count() == 1
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="ZuarbeitDelivered").count() == 1


def test_only_the_asked_office_finds_it_and_its_verwaltung_may_pass_it_on(lage, welt):
    lage.frage(stelle="2:")
    drain()
    post = somebody(2, Rolle.POSTSTELLE)
    assert [zeile.von for zeile in list_incoming(post)[0]] == ["Stadt 1, Amt A"]
    assert list_incoming(lage.gefragt)[0] == [], "nobody of Amt A yet"
    with pytest.raises(NotFound):
        get_blatt(lage.gefragt, lage.kopie_id)
    route_zuarbeit(post, zuarbeit_id=lage.kopie_id, organisationseinheit_id=welt.zwei.einheit)
    assert len(list_incoming(lage.gefragt)[0]) == 1
    for stranger in (welt.zwei.fremde_einheit, lage.fragt, somebody(2, Rolle.LOESCHEN)):
        with pytest.raises(NotFound):
            get_blatt(stranger, lage.kopie_id)
    with pytest.raises(InvalidInput):
        route_zuarbeit(post, zuarbeit_id=lage.kopie_id, organisationseinheit_id=welt.eins.einheit)


def test_another_office_of_the_same_verwaltung_is_asked_the_same_way(lage, welt):
    lage.frage(stelle=f"1:{welt.eins.andere_einheit}")
    drain()
    who = welt.eins.fremde_einheit
    with pytest.raises(NotFound):
        get_blatt(who, lage.zuarbeit_id)
    write_beitrag(who, zuarbeit_id=id_of_copy(lage.zuarbeit_id), wort=Wort(art=Art.ANTWORT, text="Ja."))
    drain()
    assert lage.hier().stand == "beantwortet"


def test_a_closed_office_is_asked_nothing(lage, welt):
    post = somebody(2, Rolle.POSTSTELLE)
    lage.frage()
    drain()
    with mandant_scope(1):
        Organisationseinheit.objects.filter(id=welt.eins.andere_einheit).update(geschlossen_am=clock.today())
    with mandant_scope(2):
        Organisationseinheit.objects.filter(id=welt.zwei.einheit).update(geschlossen_am=clock.today())
    assert f"1:{welt.eins.andere_einheit}" not in {one.schluessel for one in list_adressaten(lage.fall.user)}
    assert welt.zwei.einheit not in dict(list_einheiten(post))
    with pytest.raises(InvalidInput):
        route_zuarbeit(post, zuarbeit_id=lage.kopie_id, organisationseinheit_id=welt.zwei.einheit)


@pytest.mark.parametrize(
    ("feld", "wrong"),
    [
        ("stelle", {"stelle": "77:"}),
        ("frist", {"frist_tage": 0}),
        ("angaben", {"auswahl": Auswahl(angaben=("99.9",))}),
        ("dateien", {"auswahl": Auswahl(dateien=("00000000-0000-7000-8000-000000000000",))}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(feld, wrong, lage):
    with pytest.raises(InvalidInput) as error:
        lage.frage(**wrong)
    assert set(error.value.fehler) == {feld}


def test_who_may_not_ask(lage, welt):
    leser = somebody(1, Rolle.LOESCHEN)
    lage.fall = type(lage.fall)(
        type(welt.eins)(1, welt.eins.einheit, welt.eins.andere_einheit, leser, leser, leser),
        lage.fall.vorgang_id,
        lage.fall.vorgangsnummer,
        lage.fall.zugangscode,
    )
    with pytest.raises(Forbidden):
        lage.frage()


def test_two_people_at_once_and_a_second_click(lage):
    lage.frage()
    lage.frage()
    drain()
    version = get_blatt(lage.gefragt, lage.kopie_id).version
    lage.sage(Art.RUECKFRAGE, "Welcher?")
    with pytest.raises(Conflict, match="jemand anderes"):
        write_beitrag(lage.gefragt, zuarbeit_id=lage.kopie_id, wort=Wort(art=Art.ANTWORT, text="Ja.", version=version))
    drain()
    with mandant_scope(1):
        assert (Zuarbeit.objects.count(), Beitrag.objects.count()) == (1, 1)


def test_reminded_once_and_the_copy_goes_after_its_time(lage):
    _, _, dateien = everything_of(lage)
    lage.frage(Auswahl(dateien=dateien), frist_tage=5)
    drain()
    assert remind_zuarbeiten() == 0
    with clock.moved_by(timedelta(days=4)):
        assert (remind_zuarbeiten(), remind_zuarbeiten()) == (1, 0)
        drain()
        assert [b.art for b in get_blatt(lage.gefragt, lage.kopie_id).beitraege] == [Art.ERINNERUNG]
        lage.sage(Art.ANTWORT, "Ja.", datei())
        drain()
    with clock.moved_by(timedelta(days=33)):
        assert erase_zuarbeiten() == 0
    with mandant_scope(2):
        verweise = [row.datei.verweis for row in Zuarbeitdatei.objects.select_related("datei")]
    with clock.moved_by(timedelta(days=35)):
        assert (erase_zuarbeiten(), erase_zuarbeiten()) == (1, 0)
    blatt = get_blatt(lage.gefragt, lage.kopie_id)
    assert (blatt.frage, blatt.dateien, blatt.auszug.angaben) == ("", (), ())
    assert [b.text for b in blatt.beitraege] == ["", ""]
    with mandant_scope(2):
        for verweis in verweise:
            with pytest.raises(NotFound):
                file_store().read_verified(verweis)
    (eigenes,) = list_of_case(lage.fragt, lage.fall.vorgang_id)
    assert eigenes.beitraege[-1].text == "Ja.", "the case keeps its answer"


def test_practice_asks_inside_practice_only(lage, welt):
    names = [one.name for one in list_adressaten(lage.fragt)]
    assert {"Stadt 1, Amt A", "Stadt 2, Amt A", "Stadt 2"} <= set(names)
    assert [one.name for one in search_adressaten(list_adressaten(lage.fragt), "stadt 2 amt")] == ["Stadt 2, Amt A"]
    Mandant.objects.create(
        id=91, land_id=1, kurz="uebung-1", name="Stadt 1 (Übung)", art=MandantArt.STADT, uebung_von_id=1
    )
    assert list_adressaten(somebody(91, Rolle.USER)) == []
