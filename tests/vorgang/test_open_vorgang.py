"""The one way in: everything of an intake or nothing, a retry gets the same answer, nothing is lost."""

import hashlib
import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from ozgcloud.core import clock
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.sealing import verify
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.datenschema.models import Datenschema
from ozgcloud.eingang.models import Eingang, EingangAnlage, Zugang
from ozgcloud.eingang.rules import Anlage, Einreichung
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.vorgang.actions.open_vorgang import Quittung, open_vorgang
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from ozgcloud.vorgang.rules import new_vorgangsnummer
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel
from welt import ARS, CLEARING, LEISTUNG, NIEMANDSORT, Welt

TABLES = ("vorgang", "vorgangsdaten", "eingang", "eingang_anlage", "datei", "ereignis", "zugang", "eingangsregister")


def anlage(adresse: str = "F7") -> Anlage:
    return Anlage(
        id=new_id(),
        adresse=adresse,
        schluessel=new_id(),
        name="a.pdf",
        medientyp="application/pdf",
        groesse=3,
        sha256="ab" * 32,
    )


def einreichung(welt: Welt, **mehr: Any) -> Einreichung:
    einer = Einreichung(
        vorgangsnummer=new_vorgangsnummer(),
        absender="pruefung",
        transaktion="eins",
        kanal="api",
        onlinedienst_id=welt.onlinedienst_id,
        datenschema_id=Datenschema.objects.get().id,
        leistung=LEISTUNG,
        gebiet_ars=ARS[1],
        land_id=1,
        uebung=False,
        roh='{"F2": ["Müller"]}'.encode(),
        werte={"F2": {"text": "Müller 🐕 \u202e"}},
        fassungen={"datenschema": "S1@1.0.0"},
        antragsteller="Erika Müller",
        anschrift=("Erika Müller", "Weg 1", "24103 Kiel"),
        zugang_hash=hashlib.sha256(new_id().bytes).hexdigest(),
    )
    return replace(einer, **mehr)


def oeffne(welt: Welt, **mehr: Any) -> Quittung:
    return open_vorgang(citizen_actor(), einreichung=einreichung(welt, **mehr))


def zaehle(als_superuser) -> dict[str, int]:
    return {t: als_superuser.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def test_everything_of_an_intake_is_written(welt, als_superuser):
    before = zaehle(als_superuser)
    einer = einreichung(welt, anlagen=(anlage("F7"), anlage("F8")))
    quittung = open_vorgang(citizen_actor(), einreichung=einer)
    assert (quittung.neu, quittung.mandant_id, quittung.vorgangsnummer) == (True, 1, einer.vorgangsnummer)
    assert {t: n - before[t] for t, n in zaehle(als_superuser).items()} == dict.fromkeys(TABLES, 1) | {
        "eingang_anlage": 2,
        "datei": 2,
    }
    with mandant_scope(1):
        vorgang, eingang, daten = Vorgang.objects.get(), Eingang.objects.get(), Vorgangsdaten.objects.get()
        anlagen = {a.adresse: a.datei for a in EingangAnlage.objects.select_related("datei")}
        ereignis = Ereignis.objects.get(kette=str(vorgang.id))
    assert (vorgang.status, vorgang.organisationseinheit_id, vorgang.version) == ("Neu", welt.eins.einheit, 1)
    assert (vorgang.eingangsdatum, eingang.eingangsdatum) == (clock.today(), clock.today())
    assert bytes(eingang.roh) == einer.roh
    assert eingang.sha256 == hashlib.sha256(einer.roh).hexdigest()
    assert eingang.werte == einer.werte
    assert eingang.fassungen["datenschema"] == "S1@1.0.0"
    assert eingang.fassungen["zustaendigkeit"]["version"] == 1
    assert "genau eine Regel" in eingang.zuordnung["satz"]
    assert (daten.antragsteller, daten.anschrift) == ("Erika Müller", ["Erika Müller", "Weg 1", "24103 Kiel"])
    assert {a: d.schluessel for a, d in anlagen.items()} == {a.adresse: a.schluessel for a in einer.anlagen}
    assert {a: d.id for a, d in anlagen.items()} == {a.adresse: a.id for a in einer.anlagen}
    assert ereignis.typ == "VorgangOpened"
    assert ereignis.daten == {
        "vorgang_id": str(vorgang.id),
        "eingang_id": str(eingang.id),
        "onlinedienst_id": str(welt.onlinedienst_id),
        "leistung": int(LEISTUNG),
        "gebiet": int(ARS[1]),
        "uebung": False,
        "in_clearing": False,
        "kanal": "api",
        "vollstaendig": False,
    }
    assert verify() == []


def test_an_intake_is_all_or_nothing(welt, als_superuser):
    before = zaehle(als_superuser)
    for table in ("ereignis", "zugang", "eingang_anlage", "vorgangsdaten"):
        als_superuser.execute(f"ALTER TABLE {table} ADD CONSTRAINT bruch CHECK (false) NOT VALID")
        with pytest.raises(IntegrityError):
            oeffne(welt, transaktion=table, anlagen=(anlage(),))
        als_superuser.execute(f"ALTER TABLE {table} DROP CONSTRAINT bruch")
        assert zaehle(als_superuser) == before, table
    assert oeffne(welt, transaktion="ereignis").neu, "the key of a failed try is free"


def test_a_retry_gets_the_same_number_and_writes_nothing(welt, als_superuser):
    einer = einreichung(welt, anlagen=(anlage(),))
    first = open_vorgang(citizen_actor(), einreichung=einer)
    count = zaehle(als_superuser)
    again = open_vorgang(
        citizen_actor(), einreichung=replace(einer, vorgangsnummer=new_vorgangsnummer(), zugang_hash="1" * 64)
    )
    assert again == replace(first, neu=False)
    assert zaehle(als_superuser) == count


def test_other_content_under_the_same_key_is_a_conflict(welt, als_superuser):
    einer = einreichung(welt, anlagen=(anlage(),))
    open_vorgang(citizen_actor(), einreichung=einer)
    count = zaehle(als_superuser)
    others = {
        "text": {"roh": b"{}"},
        "place": {"gebiet_ars": ARS[2]},
        "service": {"onlinedienst_id": new_id()},
        "file": {"anlagen": (replace(einer.anlagen[0], sha256="cd" * 32),)},
        "no file": {"anlagen": ()},
    }
    for case, change in others.items():
        with pytest.raises(Conflict) as error:
            open_vorgang(citizen_actor(), einreichung=replace(einer, **change))
        assert error.value.code == "schluessel-vergeben", case
    assert zaehle(als_superuser) == count


def test_the_same_key_of_another_sender_is_another_submission(welt):
    assert oeffne(welt).neu
    assert oeffne(welt, absender="fit-connect").neu
    assert oeffne(welt, transaktion="zwei").neu


def test_the_same_submission_in_many_threads_is_one_case(welt, als_superuser):
    einer = einreichung(welt, anlagen=(anlage(),))
    answers, start = [], threading.Barrier(6)

    def submit():
        try:
            start.wait()
            mine = replace(
                einer, vorgangsnummer=new_vorgangsnummer(), zugang_hash=hashlib.sha256(new_id().bytes).hexdigest()
            )
            answers.append(open_vorgang(citizen_actor(), einreichung=mine))
        except Exception as error:  # reported below
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(answer, Quittung) for answer in answers), answers
    assert len({answer.vorgangsnummer for answer in answers}) == 1
    assert sum(answer.neu for answer in answers) == 1
    assert zaehle(als_superuser)["vorgang"] == 1
    assert zaehle(als_superuser)["zugang"] == 1


def test_what_cannot_be_routed_goes_to_the_clearing(welt):
    quittung = oeffne(welt, gebiet_ars=NIEMANDSORT)
    assert quittung.mandant_id == CLEARING
    with mandant_scope(CLEARING):
        vorgang, eingang = Vorgang.objects.get(), Eingang.objects.get()
        assert Ereignis.objects.get(typ="VorgangOpened").daten["in_clearing"] is True
        assert Zugang.objects.count() == 1
    assert vorgang.organisationseinheit_id is None
    assert eingang.zuordnung["ausgang"] == "keine"
    assert eingang.fassungen["zustaendigkeit"] is None
    with mandant_scope(1):
        assert Vorgang.objects.count() == 0


def test_two_equally_good_rules_go_to_the_clearing(welt):
    rule = Zustaendigkeitsregel.objects.get(mandant_id=1)
    rule.id, rule.regel_id = new_id(), new_id()
    rule.mandant_id, rule.organisationseinheit_id = 2, welt.zwei.einheit
    rule.save(force_insert=True)
    assert oeffne(welt).mandant_id == CLEARING
    with mandant_scope(CLEARING):
        zuordnung = Eingang.objects.get().zuordnung
    assert zuordnung["ausgang"] == "mehrere"
    assert len(zuordnung["verworfen"]) == 2


def test_practice_goes_to_practice_rules_only(welt):
    twin = Mandant.objects.create(
        id=11, land_id=1, kurz="stadt-1-uebung", name="Übung", art=MandantArt.STADT, uebung_von_id=1
    )
    Zustaendigkeitsregel.objects.create(
        leistung_praefix=LEISTUNG,
        ars_praefix=ARS[1],
        mandant=twin,
        stelle="Übung",
        gueltig_von=clock.today(),
        uebung=True,
    )
    assert oeffne(welt, uebung=True).mandant_id == twin.id
    assert oeffne(welt, transaktion="ernst").mandant_id == 1
    with mandant_scope(twin.id):
        assert Vorgang.objects.get().uebung


def test_a_land_without_clearing_and_an_unknown_place_are_named(welt):
    with pytest.raises(NotFound, match="Clearingstelle"):
        oeffne(welt, gebiet_ars="020000000000", land_id=2)
    for ars in ("", "1", "0100000000ab", "٠١٠٠٠٠٠٠٠٠٠٠"):
        with pytest.raises(InvalidInput):
            oeffne(welt, gebiet_ars=ars)


def test_a_rule_cannot_send_a_case_to_the_office_of_another_mandant(welt):
    rule = Zustaendigkeitsregel.objects.get(mandant_id=1)
    rule.id, rule.regel_id, rule.organisationseinheit_id = new_id(), new_id(), welt.zwei.einheit
    with pytest.raises(IntegrityError):
        rule.save(force_insert=True)


def test_the_receipt_day_is_counted_in_berlin(welt):
    now = clock.now().astimezone(clock.BERLIN)
    nearly_midnight = now.replace(hour=23, minute=30, second=0, microsecond=0)
    with clock.moved_by(nearly_midnight - now):
        oeffne(welt)
    with clock.moved_by(nearly_midnight - now + timedelta(hours=1)):
        oeffne(welt, transaktion="danach")
    with mandant_scope(1):
        first, second = Eingang.objects.order_by("eingegangen_am")
    assert (first.eingangsdatum, second.eingangsdatum) == (now.date(), now.date() + timedelta(days=1))
    assert first.eingegangen_am.utcoffset() == timedelta()


def test_the_pseudonymous_row_names_nobody(welt, als_superuser):
    oeffne(welt)
    (row,) = als_superuser.execute("SELECT v::text FROM vorgang v").fetchone()
    assert "Müller" not in row
    assert json.dumps("Erika")[1:-1] not in row
    with mandant_scope(1):
        assert Datei.objects.count() == 0
