"""A case goes from A to B and back: one number, one day of receipt, one history, nothing lost and no name told."""

import pytest

from doors.amt_zugang import log_in, somebody, text
from gang import Fall, in_bearbeitung
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.sealing import verify
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.eingang.models import Eingang
from ozgcloud.flow.run import run_consequence
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.postfach.queries import Fall as Zugangsfall
from ozgcloud.postfach.queries import get_standseite
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Schritt
from ozgcloud.weiterleitung.actions.forward_case import forward_case
from ozgcloud.weiterleitung.models import Station, Vordatei, Vorgeschichte
from ozgcloud.weiterleitung.queries import (
    find_rueckkehr,
    list_nachweise,
    list_stationen,
    list_vordateien,
    list_vorgeschichte,
)
from ozgcloud.weiterleitung.rules import Zeilenart
from ozgcloud.zuarbeit.rules import Art
from zuarbeit.lage import PDF, Lage, datei

HIN, HER = "Der Hund wohnt in Stadt 2.", "Doch nicht, er ist umgezogen."


@pytest.fixture
def fall(welt) -> Fall:
    made = in_bearbeitung(welt)
    add_notiz(made.user, vorgang_id=made.vorgang_id, text="Notiz aus Stadt 1")
    send_nachricht(made.user, vorgang_id=made.vorgang_id, betreff="Frage", text="Seit wann?")
    lage = Lage(welt, made)
    lage.frage()
    drain()
    lage.sage(Art.ANTWORT, "Bei uns gemeldet.", datei())
    drain()
    return made


def the_case(mandant_id: int) -> Vorgang:
    with mandant_scope(mandant_id):
        return Vorgang.objects.exclude(status="Weitergeleitet").get()


def give(actor, vorgang_id, ziel: int, grund: str):
    forward_case(actor, vorgang_id=vorgang_id, ziel=Abgabeziel(ziel, None), begruendung=grund)
    drain()


def there_and_back(fall: Fall, welt) -> Vorgang:
    give(fall.user, fall.vorgang_id, 2, HIN)
    dort, wer = the_case(2), somebody(2, Rolle.USER, name="Geheim Name")
    move_vorgang(wer, vorgang_id=dort.id, schritt=Schritt.ANNEHMEN)
    add_notiz(wer, vorgang_id=dort.id, text="Notiz aus Stadt 2")
    give(wer, dort.id, 1, HER)
    return the_case(1)


def test_there_and_back_is_one_history(fall, welt):
    before = fall.vorgang()
    back = there_and_back(fall, welt)
    assert (back.vorgangsnummer, back.eingangsdatum) == (before.vorgangsnummer, before.eingangsdatum)
    with mandant_scope(1):
        first, last = Eingang.objects.order_by("id")
    assert (first.eingegangen_am, bytes(first.roh)) == (last.eingegangen_am, bytes(last.roh))
    user = somebody(1, Rolle.USER)
    zeilen = list_vorgeschichte(user, back.id)
    told = [(z.verwaltung, z.text) for z in zeilen if z.art is Zeilenart.EREIGNIS]
    assert told[0] == ("Stadt 1", "Der Antrag ist eingegangen.")
    assert ("Stadt 2", "Der Vorgang wurde angenommen.") in told
    assert [name for name, _ in told] == sorted(name for name, _ in told), "first here, then there"
    assert {z.text for z in zeilen if z.art is Zeilenart.NOTIZ} == {"Notiz aus Stadt 1", "Notiz aus Stadt 2"}
    assert any("Bei uns gemeldet." in z.text for z in zeilen if z.art is Zeilenart.ZUARBEIT)
    assert "Geheim" not in str(zeilen)
    assert [(s.verwaltung, s.hier) for s in list_stationen(user, back.id)] == [
        ("Stadt 1", fall.vorgang_id), ("Stadt 2", None),
    ]  # fmt: skip
    assert find_rueckkehr(user, fall.vorgang_id) == back.id
    (beilage,) = list_vordateien(user, back.id)
    with mandant_scope(1):
        assert file_store().read_verified(beilage.verweis) == PDF
        assert Vordatei.objects.get().datei.status == "frei"
    nachrichten = get_standseite(Zugangsfall(1, back.id)).nachrichten
    assert [n.text for n in nachrichten if n.betreff == "Frage"] == ["Seit wann?"]
    assert [grund for grund in (HIN, HER) if any(grund in n.text for n in nachrichten)] == [HIN, HER]
    assert verify() == []


def test_the_pages_show_it_as_one_and_prove_it(fall, welt):
    back = there_and_back(fall, welt)
    browser = log_in(somebody(1, Rolle.USER))
    page = text(browser.get(f"/amt/vorgang/{back.id}/"))
    history = page[page.index("Historie, neueste zuerst") if "Historie, neueste" in page else 0 :]
    assert history.index("von einer anderen Verwaltung übernommen") < history.index("Der Antrag ist eingegangen.")
    for part in ("Notiz aus Stadt 1", "Notiz aus Stadt 2", "Bei uns gemeldet.", "Stadt 2"):
        assert part in page
    assert "Dieser Vorgang ist zurückgekommen" in text(browser.get(f"/amt/vorgang/{fall.vorgang_id}/"))
    proof = text(browser.get(f"/amt/vorgang/{fall.vorgang_id}/nachweis/"))
    for part in (HIN, "Weitergeleitet an Stadt 2", "Empfang bestätigt", "Person A 1"):
        assert part in proof
    (ab,) = list_nachweise(somebody(1, Rolle.USER), fall.vorgang_id)
    assert ab.bestaetigt_am is not None
    assert ab.bestaetigt_am >= ab.am


def test_an_open_zuarbeit_comes_first(fall, welt):
    lage = Lage(welt, fall)
    lage.frage()
    with pytest.raises(Conflict, match="Zuarbeit offen"):
        give(fall.user, fall.vorgang_id, 2, HIN)
    with pytest.raises(NotFound):
        give(welt.eins.fremde_einheit, fall.vorgang_id, 2, HIN)
    lage.sage(Art.RUECKNAHME, "")
    give(fall.user, fall.vorgang_id, 2, HIN)
    assert the_case(2).status == "Neu"


def test_a_death_between_both_offices_leaves_exactly_one_of_everything(fall, als_superuser):
    forward_case(fall.user, vorgang_id=fall.vorgang_id, ziel=Abgabeziel(2, None), begruendung=HIN)
    als_superuser.execute("ALTER TABLE ereignis ADD CONSTRAINT bruch CHECK (typ <> 'VorgangHandedOver') NOT VALID")
    drain()
    als_superuser.execute("ALTER TABLE ereignis DROP CONSTRAINT bruch")
    with mandant_scope(1):
        delivery = Delivery.objects.get(schritt="prepare_abgabe")
    for _ in range(2):
        run_consequence(1, delivery.ereignis_id, "prepare_abgabe")
    with mandant_scope(2):
        assert (Station.objects.count(), Vordatei.objects.count()) == (1, 1)
        nummern = list(Vorgeschichte.objects.values_list("nummer", flat=True))
    assert sorted(nummern) == list(range(1, len(nummern) + 1))
