"""A Klärungsfall handed to the competent office: a copy under the same number, both sides linked, nothing lost."""

import pytest
from django.conf import settings

from doors.amt_zugang import at_clearing, somebody
from lauf import drain
from ozgcloud.core.actor import Rolle, citizen_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.sealing import verify
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.eingang.models import Eingang, EingangAnlage
from ozgcloud.eingang.rules import access_hash, require_code
from ozgcloud.flow.run import run_consequence
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.postfach.actions.discard_vorgang import discard_vorgang
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.postfach.models import Nachricht
from ozgcloud.postfach.queries import Fall, find_zugang, get_standseite
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.actions.forward_vorgang import Abgabeziel, forward_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.actions.suggest_regel import suggest_regel
from ozgcloud.vorgang.models import Abgabe, Vorgang, Vorgangsdaten
from ozgcloud.vorgang.queries import list_abgaben
from ozgcloud.vorgang.rules import Schritt
from welt import CLEARING, NIEMANDSORT, Welt, submit

GRUND = "Der Baum steht in Stadt 1."


class Klaerungsfall:
    """A case at the Clearingstelle with its citizen, and somebody who works there."""

    def __init__(self, welt: Welt) -> None:
        self.empfang = submit(welt, ars=NIEMANDSORT)
        drain()
        self.clearing = at_clearing()
        self.id = self.where().vorgang_id
        self.ziel = Abgabeziel(1, welt.eins.einheit)

    def where(self) -> Fall:
        """The place the citizen's key leads to now."""
        code = require_code(self.empfang.zugangscode)
        return find_zugang(access_hash(settings.SECRET_KEY, self.empfang.vorgangsnummer, code))

    def give_away(self):
        return forward_vorgang(self.clearing, vorgang_id=self.id, ziel=self.ziel, begruendung=GRUND)


@pytest.fixture
def fall(welt) -> Klaerungsfall:
    return Klaerungsfall(welt)


def rows(mandant_id: int):
    with mandant_scope(mandant_id):
        return Vorgang.objects.get(), Eingang.objects.get(), Vorgangsdaten.objects.get()


def test_number_receipt_and_key_lead_to_the_new_office(fall, welt):
    before, eingang, daten = rows(CLEARING)
    event = fall.give_away()
    drain()
    after, kopie, dort = rows(1)
    assert (after.id, after.vorgangsnummer) == (event.ziel_vorgang_id, before.vorgangsnummer)
    assert (after.status, after.organisationseinheit_id) == ("Neu", welt.eins.einheit)
    assert (kopie.sha256, bytes(kopie.roh)) == (eingang.sha256, bytes(eingang.roh))
    assert (kopie.eingegangen_am, kopie.eingangsdatum) == (eingang.eingegangen_am, eingang.eingangsdatum)
    assert (dort.antragsteller, dort.anschrift) == (daten.antragsteller, daten.anschrift)
    assert (fall.where().mandant_id, fall.where().vorgang_id) == (1, after.id)
    seite = get_standseite(fall.where())
    assert (seite.behoerde, seite.status, seite.sha256) == ("Stadt 1", "Eingegangen", eingang.sha256)
    assert [punkt.satz for punkt in seite.verlauf] == [
        "Ihr Antrag ist eingegangen.",
        "Ihr Antrag ist jetzt bei der zuständigen Behörde.",
    ]
    assert seite.verlauf[0].am == eingang.eingegangen_am
    (told,) = seite.nachrichten
    assert all(part in told.text for part in ("Clearingstelle", "Stadt 1", GRUND))
    assert verify() == []


def test_both_histories_name_each_other(fall):
    event = fall.give_away()
    drain()
    for mandant_id, typ, other in (
        (CLEARING, "VorgangForwarded", event.ziel_vorgang_id),
        (1, "VorgangTakenOver", fall.id),
    ):
        with mandant_scope(mandant_id):
            daten, seite = Ereignis.objects.get(typ=typ).daten, Abgabe.objects.get()
        assert str(other) in daten.values()
        assert daten["abgabe_id"] == str(event.abgabe_id)
        assert seite.gegen_vorgang_id == other
    with mandant_scope(CLEARING):
        assert Ereignis.objects.filter(typ="VorgangHandedOver").count() == 1
    with mandant_scope(1):
        assert not Ereignis.objects.filter(typ="VorgangOpened").exists(), "the intake was counted where it came in"
    (zeile,) = list_abgaben(fall.clearing, fall.id)
    assert (zeile.ist_abgabe, zeile.verwaltung, zeile.begruendung) == (True, "Stadt 1", GRUND)


def test_the_files_are_copies_with_the_same_hash(fall):
    fall.give_away()
    drain()
    found = []
    for mandant_id in (CLEARING, 1):
        with mandant_scope(mandant_id):
            anlage, werte = EingangAnlage.objects.select_related("datei").get(), Eingang.objects.get().werte
        assert werte[anlage.adresse]["datei"] == str(anlage.datei_id)
        assert file_store().read_verified(anlage.datei.verweis)
        found.append(anlage.datei)
    there, here = found
    assert (there.sha256, here.status) == (here.sha256, "frei")
    assert there.id != here.id
    assert there.schluessel != here.schluessel


def test_what_was_given_away_never_changes_again(fall, als_superuser):
    fall.give_away()
    drain()
    person = fall.clearing.require_person()
    for attempt in (
        fall.give_away,
        lambda: move_vorgang(fall.clearing, vorgang_id=fall.id, schritt=Schritt.ANNEHMEN),
        lambda: add_notiz(fall.clearing, vorgang_id=fall.id, text="Doch noch etwas"),
        lambda: assign_vorgang(fall.clearing, vorgang_id=fall.id, person_id=person),
        lambda: send_nachricht(fall.clearing, vorgang_id=fall.id, betreff="Noch", text="etwas"),
        lambda: discard_vorgang(fall.clearing, vorgang_id=fall.id, begruendung="Nein."),
    ):
        with pytest.raises(Conflict, match="abgegeben"):
            attempt()
    with pytest.raises(Exception, match="vorgang_nummer"):
        als_superuser.execute("UPDATE vorgang SET status = 'Neu' WHERE id = %s", [fall.id])


def test_it_is_repeatable_when_the_process_ends_between_both_offices(fall, als_superuser):
    """The copy is there, but this side could not write it down: the next try finds the copy and writes it down."""
    fall.give_away()
    als_superuser.execute("ALTER TABLE ereignis ADD CONSTRAINT bruch CHECK (typ <> 'VorgangHandedOver') NOT VALID")
    drain()
    with mandant_scope(CLEARING):
        delivery = Delivery.objects.get(schritt="prepare_abgabe")
        assert (delivery.status, Ereignis.objects.filter(typ="VorgangHandedOver").count()) == ("offen", 0)
    als_superuser.execute("ALTER TABLE ereignis DROP CONSTRAINT bruch")
    for _ in range(2):
        run_consequence(CLEARING, delivery.ereignis_id, "prepare_abgabe")
    with mandant_scope(1):
        assert (Vorgang.objects.count(), Nachricht.objects.count(), Abgabe.objects.count()) == (1, 1, 1)
        assert Ereignis.objects.filter(typ="VorgangTakenOver").count() == 1
    with mandant_scope(CLEARING):
        assert Ereignis.objects.filter(typ="VorgangHandedOver").count() == 1


def test_nothing_is_at_the_other_office_when_a_part_fails(fall, als_superuser):
    fall.give_away()
    als_superuser.execute("ALTER TABLE postfach_nachricht ADD CONSTRAINT bruch CHECK (mandant_id <> 1) NOT VALID")
    drain()
    with mandant_scope(1):
        assert not Vorgang.objects.exists()
        assert not Abgabe.objects.exists()
    assert fall.where().mandant_id == CLEARING, "the citizen is not led to where nothing is"


def test_a_changed_file_stops_the_hand_over_and_is_seen(fall, als_superuser):
    fall.give_away()
    als_superuser.execute("UPDATE datei SET sha256 = %s WHERE mandant_id = %s", ["0" * 64, CLEARING])
    drain()
    with mandant_scope(1):
        assert not Vorgang.objects.exists()
    with mandant_scope(CLEARING):
        assert "Prüfsumme" in Delivery.objects.get(schritt="prepare_abgabe").fehler


def test_messages_go_along_and_none_is_written_between_the_offices(fall):
    send_nachricht(fall.clearing, vorgang_id=fall.id, betreff="Frage", text="Wo genau?")
    answer_nachricht(citizen_actor(CLEARING), vorgang_id=fall.id, text="Am Markt.")
    fall.give_away()
    with pytest.raises(InvalidInput, match="weitergegeben"):
        answer_nachricht(citizen_actor(CLEARING), vorgang_id=fall.id, text="Zu spät")
    drain()
    assert [nachricht.text for nachricht in get_standseite(fall.where()).nachrichten][:2] == ["Wo genau?", "Am Markt."]
    answer_nachricht(citizen_actor(1), vorgang_id=fall.where().vorgang_id, text="Danke.")


@pytest.mark.parametrize("art", ["own", "unknown", "foreign office", "clearing"])
def test_only_offices_the_rules_name_can_be_chosen(art, fall, welt):
    ziel = {
        "own": Abgabeziel(CLEARING, None),
        "unknown": Abgabeziel(77, None),
        "foreign office": Abgabeziel(1, welt.zwei.einheit),
        "clearing": Abgabeziel(CLEARING, welt.eins.einheit),
    }[art]
    with pytest.raises(InvalidInput):
        forward_vorgang(fall.clearing, vorgang_id=fall.id, ziel=ziel, begruendung=GRUND)
    with pytest.raises(InvalidInput):
        forward_vorgang(fall.clearing, vorgang_id=fall.id, ziel=fall.ziel, begruendung=" ")


def test_who_may_not(fall, welt):
    with pytest.raises(NotFound):
        forward_vorgang(welt.eins.sachbearbeitung, vorgang_id=fall.id, ziel=fall.ziel, begruendung=GRUND)
    with pytest.raises(Forbidden):
        forward_vorgang(somebody(CLEARING, Rolle.LOESCHEN), vorgang_id=fall.id, ziel=fall.ziel, begruendung=GRUND)


def test_an_accepted_klaerungsfall_can_still_leave(fall):
    move_vorgang(fall.clearing, vorgang_id=fall.id, schritt=Schritt.ANNEHMEN)
    fall.give_away()
    drain()
    assert fall.where().mandant_id == 1


def test_discarding_tells_the_citizen_why(fall):
    with pytest.raises(InvalidInput):
        discard_vorgang(fall.clearing, vorgang_id=fall.id, begruendung=" ")
    with mandant_scope(CLEARING):
        assert Vorgang.objects.get().status == "Neu", "all or nothing"
    discard_vorgang(fall.clearing, vorgang_id=fall.id, begruendung="Der Ort liegt in Dänemark.")
    drain()
    seite = get_standseite(fall.where())
    assert (seite.status, seite.nachrichten[-1].text) == ("Nicht weiter bearbeitet", "Der Ort liegt in Dänemark.")


def test_a_rule_is_suggested_once(fall):
    for _ in range(2):
        suggest_regel(fall.clearing, vorgang_id=fall.id)
    with mandant_scope(CLEARING):
        (daten,) = Ereignis.objects.filter(typ="RegelSuggested").values_list("daten", flat=True)
    assert daten == {"vorgang_id": str(fall.id), "leistung": 99000000000001, "gebiet": int(NIEMANDSORT)}
