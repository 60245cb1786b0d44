"""Seeding: complete, repeatable, resumable at any point, and refused where real data may be."""

import csv
import dataclasses
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from lauf import drain
from ozgcloud.bearbeitung.models import Checkpunkt
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind, Rolle
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope, zugang_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.demo import anlegen, ausrollen, fakten, orte, vorgaenge
from ozgcloud.demo.betrieb import BETRIEBE
from ozgcloud.demo.dienste import DIENSTE
from ozgcloud.demo.faelle import BEISPIEL, Fall, faelle
from ozgcloud.demo.leistungen import (
    BAUMFAELLUNG,
    BEWOHNERPARKEN,
    FUNDTIER,
    GEWERBE,
    HANDWERKSROLLE,
    HUNDESTEUER,
    JAGDSCHEIN,
    LEISTUNGEN,
    SCHWERBEHINDERTENAUSWEIS,
)
from ozgcloud.demo.management.commands.demo_daten import Command
from ozgcloud.demo.personen import OPERATOR, PASSWORT, PERSONEN
from ozgcloud.eingang.models import Zugang
from ozgcloud.eingang.rules import access_hash
from ozgcloud.erfassung.queries import list_erfassungen
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.models import Abwesenheit, Gebiet, Mandant
from ozgcloud.mandant.ortssuche import find_gebiete
from ozgcloud.nachforderung.models import Nachforderung, Posten
from ozgcloud.onlinedienst.queries import is_online_at, parameters_of, released_for
from ozgcloud.rollout.models import Ausrollung
from ozgcloud.schnittstelle.queries import list_clients, list_schluessel
from ozgcloud.stapel.queries import list_stapel
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Filter, list_vorgaenge
from ozgcloud.vorgang.rules import Status
from ozgcloud.zuarbeit.models import Zuarbeit
from ozgcloud.zustaendigkeit.queries import Stelle, find_stelle

TAG = date(2026, 1, 1)


def seed(*arguments: str) -> str:
    out = StringIO()
    call_command(Command(), *arguments, stdout=out)
    return out.getvalue()


def statuses(mandant_id: int) -> Counter[str]:
    with mandant_scope(mandant_id):
        return Counter(Vorgang.objects.values_list("status", flat=True))


def snapshot() -> dict[int, tuple[int, int]]:
    counted = {}
    for verwaltung in fakten.VERWALTUNGEN:
        with mandant_scope(verwaltung.id):
            counted[verwaltung.id] = (Vorgang.objects.count(), Ereignis.objects.count())
    return counted


@pytest.fixture
def seeded(db_ozg: str) -> str:
    return seed("--print-logins")


def test_every_office_finds_work_in_every_state(seeded: str) -> None:
    for mandant_id in (fakten.KIEL, fakten.PREETZ, fakten.AMT_PREETZ_LAND):
        found = statuses(mandant_id)
        assert set(found) == {status.value for status in Status} - {
            Status.ZU_LOESCHEN.value,
            Status.WEITERGELEITET.value,
        }
        assert sum(found.values()) >= 8
    for mandant_id in (fakten.FLENSBURG, fakten.LUEBECK, fakten.NEUMUENSTER, fakten.AMT_BOKHORST_WANKENDORF):
        assert len(statuses(mandant_id)) > 2
    assert statuses(fakten.CLEARING) == {Status.NEU.value: 2}
    assert sum(statuses(fakten.UEBUNG_PREETZ).values()) == 3


def test_each_login_works_and_sees_its_own(seeded: str) -> None:
    for person in PERSONEN:
        assert person.benutzername in seeded
        user = authenticate(username=person.benutzername, password=PASSWORT)
        actor = actor_of_login(user) if user else None
        assert actor is not None
        assert actor.mandant_id == person.mandant_id
        leistungen = {zeile.leistung_schluessel for zeile in list_vorgaenge(actor, Filter())[0]}
        wanted = {rolle[2] for rolle in person.rollen if rolle[0] is Rolle.USER}
        if wanted and None not in wanted:
            assert leistungen == wanted
    operator = actor_of_login(User.objects.get(username=OPERATOR))
    assert operator is not None
    assert operator.kind is ActorKind.OPERATOR


def test_a_second_run_changes_nothing(seeded: str) -> None:
    before = snapshot()
    assert seed() == ""
    anlegen.seed_land()
    ausrollen.seed_rollout()
    vorgaenge.seed_vorgaenge()
    assert snapshot() == before


@pytest.mark.parametrize("abbruch_nach", [0, 3, 14, 29])
def test_an_interrupted_run_is_completed(db_ozg: str, monkeypatch: pytest.MonkeyPatch, abbruch_nach: int) -> None:
    alle = faelle()
    anlegen.seed_land()
    with monkeypatch.context() as gekuerzt:
        gekuerzt.setattr(vorgaenge, "faelle", lambda: [_unbearbeitet(fall) for fall in alle[:abbruch_nach]])
        vorgaenge.seed_vorgaenge()
    assert not vorgaenge.is_seeded()
    seed()
    assert vorgaenge.is_seeded()
    # One more came on paper.
    expected = Counter([Status.NEU.value, *(fall.status.value for fall in alle)])
    assert sum((statuses(v.id) for v in fakten.VERWALTUNGEN), Counter()) == expected


@pytest.mark.parametrize(
    "bruch",
    [
        "SchluesselAdded",
        "AbwesenheitSaved",
        "PunktTicked",
        "NachforderungSent",
        "NachforderungAnswered",
        "AntragCaptured",
        "ZuarbeitRequested",
        "StapelCreated",
    ],
)
def test_a_run_cut_off_beside_the_cases_is_completed(
    as_superuser: psycopg.Connection[tuple[object, ...]], bruch: str
) -> None:
    as_superuser.execute(f"ALTER TABLE ereignis ADD CONSTRAINT bruch CHECK (typ <> '{bruch}') NOT VALID")
    with pytest.raises(IntegrityError):
        seed()
    as_superuser.execute("ALTER TABLE ereignis DROP CONSTRAINT bruch")
    assert seed() == "Demodaten angelegt.\n"
    assert all(list_schluessel(client.id) for client in list_clients())
    ordnung, steuern = _login("kiel.ordnung"), _login("preetz.steuern")
    assert len(list_stapel(ordnung)) == 1
    assert Rolle.ANSPRECHPARTNER in {zuweisung.rolle for zuweisung in ordnung.rollen}
    with mandant_scope(fakten.KIEL):
        assert Abwesenheit.objects.count() == 1
    with mandant_scope(fakten.PREETZ):
        assert Checkpunkt.objects.filter(erledigt_am__isnull=False).count() == 1
        assert sorted(Nachforderung.objects.values_list("zustand", flat=True)) == ["offen", "offen"]
        assert Posten.objects.filter(zustand="beantwortet").count() == 2
        assert Zuarbeit.objects.count() == 1
    assert [bool(zeile.vorgangsnummer) for zeile in list_erfassungen(steuern)] == [True]
    assert seed() == ""


def _login(name: str) -> Actor:
    actor = actor_of_login(User.objects.get(username=name))
    assert actor is not None
    return actor


def _unbearbeitet(fall: Fall) -> Fall:
    return dataclasses.replace(fall, status=Status.NEU)


def test_the_worker_takes_everything_over_without_a_failure(seeded: str) -> None:
    assert drain() > 50
    for verwaltung in fakten.VERWALTUNGEN:
        with mandant_scope(verwaltung.id):
            assert not Delivery.objects.exclude(status="erledigt").exists()
    assert drain() == 0


def test_the_example_opens_the_status_page(seeded: str, settings: LazySettings) -> None:
    fall = vorgaenge.beispiel(BEISPIEL)
    assert fall.vorgangsnummer in seeded
    assert fall.zugangscode in seeded
    schluessel = access_hash(settings.SECRET_KEY, fall.vorgangsnummer, fall.zugangscode)
    with zugang_scope(schluessel):
        assert Zugang.objects.get(hash=schluessel).mandant_id == fakten.PREETZ


def test_without_the_demo_switch_it_is_refused(db_ozg: str, settings: LazySettings) -> None:
    settings.ENV = dataclasses.replace(settings.ENV, demo=False)
    for arguments in ((), ("--print-logins",)):
        with pytest.raises(CommandError, match="OZG_DEMO=1"):
            seed(*arguments)
    assert not Mandant.objects.exists()
    assert not User.objects.exists()


def test_a_password_changed_since_is_kept(db_ozg: str) -> None:
    anlegen.seed_land()
    user = User.objects.get(username="kiel.bau")
    user.set_password("mein-eigenes-passwort")
    user.save()
    seed()
    assert authenticate(username="kiel.bau", password="mein-eigenes-passwort") is not None
    assert authenticate(username="kiel.bau", password=PASSWORT) is None


def test_every_place_reaches_its_own_town_hall(seeded: str) -> None:
    for leistung in (HUNDESTEUER, BAUMFAELLUNG, FUNDTIER, GEWERBE):
        assert released_for(leistung) is not None
        stellen = [_stelle(leistung, gebiet.ars) for gebiet in Gebiet.objects.filter(art="gemeinde")]
        assert Counter(stelle.mandant_id for stelle in stellen) == {
            fakten.KIEL: 1,
            fakten.PREETZ: 1,
            fakten.FLENSBURG: 1,
            fakten.LUEBECK: 1,
            fakten.NEUMUENSTER: 1,
            fakten.AMT_PREETZ_LAND: 17,
            fakten.AMT_BOKHORST_WANKENDORF: 9,
            fakten.CLEARING: 3,
        }


def test_each_kind_of_authority_is_found(seeded: str) -> None:
    for leistung, ars, mandant_id in (
        (JAGDSCHEIN, "010570062062", fakten.KREIS_PLOEN),
        (JAGDSCHEIN, "010540056056", fakten.KREIS_NF),
        (JAGDSCHEIN, "010030000000", fakten.LUEBECK),
        (BEWOHNERPARKEN, "010530100100", fakten.KREIS_RZ),
        (BEWOHNERPARKEN, "010020000000", fakten.KIEL),
        (SCHWERBEHINDERTENAUSWEIS, "010575785008", fakten.LANDESAMT),
        (HANDWERKSROLLE, "010575785008", fakten.HANDWERKSKAMMER),
        (HANDWERKSROLLE, "010010000000", fakten.CLEARING),
        (FUNDTIER, "010575785008", fakten.AMT_BOKHORST_WANKENDORF),
        (FUNDTIER, "010540056056", fakten.CLEARING),
    ):
        assert _stelle(leistung, ars).mandant_id == mandant_id


def test_practice_and_postcodes_find_their_way(seeded: str) -> None:
    uebung = find_stelle(leistung=HUNDESTEUER, ars="010020000000", tag=TAG, land_id=1, uebung=True)
    assert uebung.mandant_id == fakten.UEBUNG_PREETZ
    assert len(find_gebiete("24211").treffer) > 5


def _stelle(leistung: str, ars: str) -> Stelle:
    return find_stelle(leistung=leistung, ars=ars, tag=TAG, land_id=1)


def test_what_runs_where_is_told(seeded: str) -> None:
    dienste = {dienst.kennung: released_for(dienst.leistung) for dienst in DIENSTE}
    for mandant_id in (verwaltung.id for verwaltung in fakten.VERWALTUNGEN if verwaltung.art == "amt"):
        park = dienste["bewohnerparkausweis"]
        assert park is not None
        assert not is_online_at(park, mandant_id, clock.today())
    for betrieb in BETRIEBE:
        dienst = dienste[betrieb.dienst]
        assert dienst is not None
        assert is_online_at(dienst, betrieb.mandant_id, clock.today())
        assert all(parameters_of(dienst, betrieb.mandant_id).values())
    with mandant_scope(fakten.NEUMUENSTER):
        assert Counter(Ausrollung.objects.values_list("phase", flat=True)) == {"golive": 4, "test": 1}


def test_practice_stays_in_practice(seeded: str) -> None:
    with mandant_scope(fakten.UEBUNG_PREETZ):
        assert set(Vorgang.objects.values_list("uebung", flat=True)) == {True}
    for verwaltung in fakten.VERWALTUNGEN:
        if verwaltung.uebung_von is None:
            with mandant_scope(verwaltung.id):
                assert not Vorgang.objects.filter(uebung=True).exists()


def test_our_facts_agree_with_the_public_lists(shared: Path) -> None:
    with (shared / "data" / "gemeinden_sh.csv").open(encoding="utf-8") as datei:
        public = {zeile["ars"]: zeile for zeile in csv.DictReader(datei)}
    for ars, name, amt, plz in orte.gemeinden():
        assert public[ars]["name"] == name
        assert public[ars]["amt_ars"] == amt
        assert plz[0] == public[ars]["plz_sitz"] or name == "Lübeck"
    for amt in orte.AEMTER:
        des_amtes = {ars for ars, zeile in public.items() if zeile["amt_ars"] == amt and zeile["typ"] != "Amt"}
        assert des_amtes == {ars for ars, _, dieses, _ in orte.gemeinden() if dieses == amt}
    with (shared / "data" / "leistungen.csv").open(encoding="utf-8") as datei:
        keys = {zeile["leika_key"] for zeile in csv.DictReader(datei)}
    assert {leistung["schluessel"] for leistung in LEISTUNGEN} <= keys


def test_nobody_can_be_called_or_written_to(seeded: str) -> None:
    for mandant in Mandant.objects.all():
        assert mandant.email.endswith(".example")
        assert " 0000-" in mandant.telefon
