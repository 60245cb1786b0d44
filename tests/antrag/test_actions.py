"""A draft belongs to its citizen until it is submitted, once."""

import threading

import pytest
from django.db import connection

from datenschema.proben import feld, xdf
from ozgcloud.antrag import rules
from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.antrag.actions.delete_entwurf import delete_entwurf
from ozgcloud.antrag.actions.detach_dateien import detach_dateien
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.antrag.actions.start_entwurf import start_entwurf
from ozgcloud.antrag.actions.submit_antrag import submit_antrag
from ozgcloud.antrag.models import Entwurf, EntwurfDatei
from ozgcloud.antrag.queries import Empfang, get_empfang, get_entwurf
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound, TooLarge
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import entwurf_scope, mandant_scope
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.eingang.models import Eingang, EingangAnlage
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from welt import ARS, CLEARING, LEISTUNG, NIEMANDSORT, fill_entwurf, submit

BUERGER = citizen_actor()


@pytest.fixture
def frei(welt):
    """An empty draft of a form with one required and one optional text."""
    schema = xdf(feld("F91", name="Pflicht"), feld("F92", name="Wunsch", anzahl="0:1"), kennung="S9")
    geladen = import_schema(welt.leitstand, roh=schema, dateiname="frei.xml")
    dienst = publish_onlinedienst(
        welt.leitstand,
        angaben=Angaben(kennung="frei", leistung=LEISTUNG, datenschema_id=geladen.id, titel="Frei", bescheid={}),
    )
    return start_entwurf(BUERGER, onlinedienst_id=dienst.onlinedienst_id, gebiet_ars=ARS[1])


def cases(als_superuser) -> int:
    return als_superuser.execute("SELECT count(*) FROM vorgang").fetchone()[0]


def datei():
    return file_store().put(iter([b"%PDF-1.7"]), medientyp="application/pdf")


def test_submitting_twice_is_one_case_with_one_receipt(welt, als_superuser):
    geheimnis = fill_entwurf(welt)
    first = submit_antrag(BUERGER, geheimnis=geheimnis)
    assert submit_antrag(BUERGER, geheimnis=geheimnis) == first == get_empfang(geheimnis)
    assert cases(als_superuser) == 1


def test_a_double_click_in_two_threads_is_one_case(welt, als_superuser):
    geheimnis = fill_entwurf(welt)
    answers, start = [], threading.Barrier(2)

    def click():
        try:
            start.wait()
            answers.append(submit_antrag(BUERGER, geheimnis=geheimnis))
        except Exception as error:  # reported below
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(answer) for answer in answers] == [Empfang, Empfang], answers
    assert answers[0] == answers[1]
    assert cases(als_superuser) == 1


def test_an_incomplete_draft_is_refused_with_addresses_and_stays(frei, als_superuser):
    with pytest.raises(InvalidInput) as error:
        submit_antrag(BUERGER, geheimnis=frei)
    assert len(error.value.fehler) == 1
    assert cases(als_superuser) == 0
    (adresse,) = error.value.fehler
    assert error.value.fehler[adresse]
    save_eingaben(BUERGER, geheimnis=frei, eingaben={adresse: ["Ja"]}, schritt="eins")
    assert submit_antrag(BUERGER, geheimnis=frei).vorgangsnummer


def test_what_was_typed_is_received_byte_for_byte_and_cleaned_beside(welt):
    geheimnis = fill_entwurf(welt)
    stand = get_entwurf(geheimnis)
    submit_antrag(BUERGER, geheimnis=geheimnis)
    with mandant_scope(1):
        eingang, anlage = Eingang.objects.get(), EingangAnlage.objects.select_related("datei").get()
        daten = Vorgangsdaten.objects.get()
        assert Vorgang.objects.get().status == "Neu"
    assert bytes(eingang.roh) == stand.roh()
    assert set(eingang.werte) <= set(stand.eingaben) | {anlage.adresse}
    (meta,) = stand.dateien.values()
    assert str(anlage.datei_id) == meta.datei
    assert anlage.datei.sha256 == stand.pruefsummen[meta.datei]
    assert daten.antragsteller
    assert eingang.absender == f"portal:{stand.id}"
    assert eingang.fassungen["datenschema"] == "S1@1.0.0"


def test_nothing_found_goes_to_the_clearing(welt, als_superuser):
    submit(welt, ars=NIEMANDSORT)
    assert als_superuser.execute("SELECT mandant_id FROM vorgang").fetchall() == [(CLEARING,)]


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "🐕" * 500, "\u202eabc\u202c", "<script>alert(1)</script>", "'; DROP TABLE vorgang; --"]
)
def test_whatever_is_typed_is_kept(text, frei, als_superuser):
    """Nothing typed is lost or crashes."""
    save_eingaben(BUERGER, geheimnis=frei, eingaben={"F91": [text]}, schritt="eins")
    kept = get_entwurf(frei).eingaben["F91"][0]
    assert kept == text


def test_too_much_text_is_refused_and_the_draft_stays(frei):
    save_eingaben(BUERGER, geheimnis=frei, eingaben={"a": ["b"]}, schritt="eins")
    with pytest.raises(TooLarge):
        save_eingaben(BUERGER, geheimnis=frei, eingaben={"a": ["x" * 2_100_000]}, schritt="eins")
    assert get_entwurf(frei).eingaben == {"a": ["b"]}


def test_two_windows_do_not_overwrite_each_other(frei):
    version = get_entwurf(frei).version
    second = save_eingaben(BUERGER, geheimnis=frei, eingaben={"a": ["neu"]}, schritt="eins", version=version)
    with pytest.raises(Conflict) as error:
        save_eingaben(BUERGER, geheimnis=frei, eingaben={"a": ["alt"]}, schritt="eins", version=version)
    assert error.value.code == "veraltet"
    assert get_entwurf(frei).eingaben == {"a": ["neu"]}
    with pytest.raises(Conflict):
        submit_antrag(BUERGER, geheimnis=frei, version=second - 1)
    assert get_entwurf(frei).besucht == ("eins",)


def test_an_upload_replaces_its_predecessor_and_can_be_taken_out(frei):
    for name in ("a.pdf", "b.pdf"):
        attach_datei(BUERGER, geheimnis=frei, adresse="F91", name=name, ablage=datei())
    assert [m.name for m in get_entwurf(frei).dateien.values()] == ["b.pdf"]
    assert detach_dateien(BUERGER, geheimnis=frei, betrifft=lambda adresse: adresse == "anders") == []
    assert len(detach_dateien(BUERGER, geheimnis=frei, betrifft=lambda adresse: adresse == "F91")) == 1
    assert get_entwurf(frei).dateien == {}


def test_a_draft_can_be_thrown_away(frei, als_superuser):
    attach_datei(BUERGER, geheimnis=frei, adresse="F91", name="a.pdf", ablage=datei())
    delete_entwurf(BUERGER, geheimnis=frei)
    with pytest.raises(NotFound, match="30 Tage"):
        get_entwurf(frei)
    for table in ("entwurf", "entwurf_datei"):
        assert als_superuser.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_once_submitted_nothing_changes(welt):
    geheimnis = fill_entwurf(welt)
    submit_antrag(BUERGER, geheimnis=geheimnis)
    for attempt in (
        lambda: save_eingaben(BUERGER, geheimnis=geheimnis, eingaben={}, schritt="x"),
        lambda: attach_datei(BUERGER, geheimnis=geheimnis, adresse="x", name="a.pdf", ablage=datei()),
        lambda: detach_dateien(BUERGER, geheimnis=geheimnis, betrifft=lambda _: True),
        lambda: delete_entwurf(BUERGER, geheimnis=geheimnis),
    ):
        with pytest.raises(Conflict) as error:
            attempt()
        assert error.value.code == "eingereicht"


def test_nobody_opens_a_draft_without_its_secret(frei):
    for guess in ("", "x", rules.new_secret(), rules.secret_hash(frei)):
        with pytest.raises(NotFound):
            get_entwurf(guess)
        with pytest.raises(NotFound):
            submit_antrag(BUERGER, geheimnis=guess)
    with pytest.raises(NotFound):
        get_empfang(frei)
    with entwurf_scope(rules.secret_hash(frei)):
        assert Entwurf.objects.get().geheimnis_hash == rules.secret_hash(frei)
        assert EntwurfDatei.objects.count() == 0


def test_a_draft_needs_a_known_place(welt):
    with pytest.raises(NotFound):
        start_entwurf(BUERGER, onlinedienst_id=welt.onlinedienst_id, gebiet_ars="999999999999")


# ── rules


def test_secrets_are_long_different_and_readable():
    secrets = {rules.new_secret() for _ in range(500)}
    assert len(secrets) == 500
    for secret in secrets:
        assert rules.read_secret(secret.lower().replace("-", " ")) == secret


@pytest.mark.parametrize(
    ("felder", "name", "zeilen"),
    [
        ([], "", 0),
        ([("Vornamen", "Erika"), ("Familienname", "Muster")], "Erika Muster", 0),
        ([("Vornamen", "Erika"), ("Familienname", "Muster"), ("Straße", "Weg"), ("Ort", "Kiel")], "Erika Muster", 3),
        (
            [("Name des Unternehmens", "Baum GmbH"), ("Straße", "Weg"), ("Postleitzahl", "24103"), ("Ort", "Kiel")],
            "Baum GmbH",
            3,
        ),
        ([("Vorname", "Erika"), ("Nachname", "M"), ("Vorname", "Zweite")], "Erika M", 0),
        ([("Vornamen", "A\nB  C"), ("Familienname", "x" * 200)], "A B C " + "x" * 94, 0),
    ],
)
def test_who_applies_is_read_from_the_first_fields_of_each_kind(felder, name, zeilen):
    found, anschrift = rules.applicant(felder)
    assert found == name
    assert len(anschrift) == zeilen
