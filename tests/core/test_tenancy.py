"""Mandanten are kept apart: in Python by a raising manager, in the database by forced policies."""

import threading
from contextlib import contextmanager

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections, transaction

from gang import auffindbar, reiche_ein
from ozgcloud.antrag.models import Entwurf, EntwurfDatei
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.classification import Datenklasse
from ozgcloud.core.errors import ScopeError
from ozgcloud.core.tenancy import (
    MandantModel,
    absender_scope,
    current_mandant,
    entwurf_scope,
    in_mandant,
    konto_scope,
    mandant_scope,
    zugang_scope,
)
from ozgcloud.core.types import new_id
from ozgcloud.eingang.models import Eingangsregister, Zugang
from ozgcloud.mandant.models import Konto, Organisationseinheit
from ozgcloud.vorgang.models import Notiz, Vorgang
from welt import fill_entwurf

OWN = [m for m in apps.get_models() if m.__module__.startswith("ozgcloud.")]
TENANT = [m for m in OWN if issubclass(m, MandantModel)]


def setting(name="app.mandant"):
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [name])
        return cursor.fetchone()[0]


def counts(models=TENANT):
    with connection.cursor() as cursor:
        found = {}
        for model in models:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            found[model.__name__] = cursor.fetchone()[0]
    return found


@pytest.fixture
def zwei_faelle(welt):
    return welt, reiche_ein(welt), reiche_ein(welt, nummer=2)


def test_without_a_scope_there_is_nothing(zwei_faelle):
    assert set(counts().values()) == {0}
    assert len(TENANT) > 12
    for model in TENANT:
        with pytest.raises(ScopeError):
            model.objects.count()


def test_a_scope_shows_its_own_rows_only(zwei_faelle, als_superuser):
    for nummer in (1, 2):
        with mandant_scope(nummer):
            for model in TENANT:
                table = model._meta.db_table
                wahr = als_superuser.execute(f"SELECT count(*) FROM {table} WHERE mandant_id = %s", [nummer]).fetchone()
                assert counts([model])[model.__name__] == wahr[0], table
                assert model.objects.count() == wahr[0]
    assert als_superuser.execute("SELECT count(*) FROM vorgang").fetchone() == (2,)


def test_another_scope_inside_is_refused_and_leaves_the_outer_one_intact(welt):
    with mandant_scope(1):
        with pytest.raises(ScopeError), mandant_scope(2):
            pass
        assert (current_mandant(), setting()) == (1, "1")


def test_scopes_nest_and_restore_the_setting(welt):
    assert setting() == ""
    with mandant_scope(1):
        with mandant_scope(1), entwurf_scope("a"), entwurf_scope("b"):
            assert (setting(), setting("app.entwurf")) == ("1", "b")
        assert (setting(), setting("app.entwurf")) == ("1", "")
    assert setting() == ""
    with pytest.raises(ScopeError):
        current_mandant()


def test_the_setting_is_restored_after_an_error_inside(welt):
    with entwurf_scope("außen"):
        with pytest.raises(ZeroDivisionError), entwurf_scope("innen"):
            raise ZeroDivisionError
        assert setting("app.entwurf") == "außen"
        with pytest.raises(DatabaseError), mandant_scope(1), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert (setting("app.entwurf"), setting()) == ("außen", "")
    with pytest.raises(ScopeError):
        current_mandant()


def test_the_setting_dies_with_its_transaction_whatever_happens(welt):
    with pytest.raises(ZeroDivisionError), mandant_scope(1):
        raise ZeroDivisionError
    assert setting() == ""
    with pytest.raises(ScopeError):
        current_mandant()


def test_a_scope_commits_and_an_error_rolls_back(welt, als_superuser):
    for fails in (False, True):
        try:
            with mandant_scope(1):
                Organisationseinheit.objects.create(mandant_id=1, name=f"Amt {fails}")
                if fails:
                    raise ScopeError("weg damit")
        except ScopeError:
            pass
    names = {row[0] for row in als_superuser.execute("SELECT name FROM organisationseinheit WHERE mandant_id = 1")}
    assert "Amt False" in names
    assert "Amt True" not in names


def test_threads_do_not_share_a_scope(welt):
    seen = {}

    def look():
        try:
            current_mandant()
        except ScopeError:
            seen["scope"] = "keiner"
        with mandant_scope(2):
            seen["setting"] = setting()
        connection.close()

    with mandant_scope(1):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert setting() == "1"
    assert seen == {"scope": "keiner", "setting": "2"}


def test_in_mandant_needs_an_actor_with_a_mandant(welt):
    @in_mandant
    def tu(actor):
        return current_mandant()

    assert tu(Actor(ActorKind.SYSTEM, "flow", 2)) == 2
    with pytest.raises(ScopeError):
        tu(Actor(ActorKind.BUERGER, "portal"))


# ── attempts in SQL


@contextmanager
def refused(*kinds):
    with pytest.raises(kinds), transaction.atomic():
        yield


def test_rows_of_another_mandant_cannot_be_written(zwei_faelle):
    _, eins, zwei = zwei_faelle
    with mandant_scope(1), connection.cursor() as cursor:
        with refused(ProgrammingError):
            cursor.execute(
                "INSERT INTO organisationseinheit (id, mandant_id, name, kurz) VALUES (%s, 2, 'X', '')", [new_id()]
            )
        with refused(ProgrammingError):
            cursor.execute("UPDATE vorgang SET mandant_id = 2 WHERE id = %s", [eins.vorgang_id])
        cursor.execute("UPDATE vorgang SET aktenzeichen = 'geklaut' WHERE id = %s", [zwei.vorgang_id])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM person WHERE mandant_id = 2")
        assert cursor.rowcount == 0
        with refused(ProgrammingError):
            cursor.execute("COPY (SELECT 1) TO PROGRAM 'id'")
        for attempt in ("SET row_security = off", "SET ROLE owner", "SET SESSION AUTHORIZATION owner"):
            with refused(DatabaseError):
                cursor.execute(attempt)
                cursor.execute("SELECT count(*) FROM vorgang")
        with refused(ProgrammingError):
            cursor.execute("ALTER TABLE vorgang DISABLE ROW LEVEL SECURITY")
        with refused(ProgrammingError):
            cursor.execute("TRUNCATE notiz")


@pytest.mark.parametrize("column", ["vorgang", "person"])
def test_a_reference_to_another_mandants_row_is_refused(column, zwei_faelle):
    w, eins, zwei = zwei_faelle
    vorgang_id = zwei.vorgang_id if column == "vorgang" else eins.vorgang_id
    person_id = (w.zwei if column == "person" else w.eins).sachbearbeitung.person_id
    with refused(IntegrityError), mandant_scope(1):
        Notiz.objects.create(mandant_id=1, vorgang_id=vorgang_id, person_id=person_id, text="X")
    with refused(IntegrityError), mandant_scope(1):
        Vorgang.objects.filter(id=eins.vorgang_id).update(organisationseinheit_id=w.zwei.einheit)
    with refused(IntegrityError), mandant_scope(1):
        Vorgang.objects.filter(id=eins.vorgang_id).update(zugewiesen_an=w.zwei.sachbearbeitung.person_id)


REST = "NULL, '{Neu}', '', NULL, NULL, NULL, NULL, NULL, true, 100"


def test_the_search_functions_stay_inside(zwei_faelle):
    _, eins, _ = zwei_faelle
    auffindbar(1, 2)
    for scope, expected in ((mandant_scope(1), {eins.vorgang_id}), (transaction.atomic(), set())):
        with scope, connection.cursor() as cursor:
            for name, begriff in (("suche_worte", "'ozg'::tsquery"), ("suche_aehnlich", "'ozg'")):
                cursor.execute(f"SELECT id FROM {name}({begriff}, {REST})")
                assert {row[0] for row in cursor.fetchall()} == expected


# ── what has no Mandant yet


def test_a_draft_opens_to_its_secret_only(welt):
    eins, zwei = fill_entwurf(welt, seed=1), fill_entwurf(welt, seed=2)
    hashes = [row.geheimnis_hash for row in _drafts(eins, zwei)]
    assert len(set(hashes)) == 2
    assert (Entwurf.objects.count(), EntwurfDatei.objects.count()) == (0, 0)
    with entwurf_scope(hashes[0]):
        assert [e.geheimnis_hash for e in Entwurf.objects.all()] == hashes[:1]
        assert {d.geheimnis_hash for d in EntwurfDatei.objects.all()} == set(hashes[:1])
        assert Entwurf.objects.filter(geheimnis_hash=hashes[1]).delete()[0] == 0
    with mandant_scope(1):
        assert Entwurf.objects.count() == 0
    with entwurf_scope("%"):
        assert Entwurf.objects.count() == 0


def _drafts(*secrets):
    for secret in secrets:
        with entwurf_scope(secret_hash(secret)):
            yield Entwurf.objects.get()


def test_an_access_opens_to_its_hash_and_its_mandant(zwei_faelle, als_superuser):
    _, eins, _ = zwei_faelle
    hash_, vorgang_id = als_superuser.execute("SELECT hash, vorgang_id FROM zugang WHERE mandant_id = 1").fetchone()
    assert Zugang.objects.count() == 0
    with zugang_scope(hash_):
        assert [z.vorgang_id for z in Zugang.objects.all()] == [vorgang_id] == [eins.vorgang_id]
    with mandant_scope(2):
        assert Zugang.objects.filter(hash=hash_).count() == 0
    with zugang_scope("0" * 64):
        assert Zugang.objects.count() == 0


def test_a_receipt_opens_to_its_sender(zwei_faelle, als_superuser):
    senders = [row[0] for row in als_superuser.execute("SELECT absender FROM eingangsregister")]
    assert Eingangsregister.objects.count() == 0
    with absender_scope(senders[0]):
        assert [r.absender for r in Eingangsregister.objects.all()] == senders[:1]
    with absender_scope("portal"):
        assert Eingangsregister.objects.count() == 0


def test_a_konto_opens_to_its_login(welt):
    logins = [User.objects.create(username=f"login-{n}") for n in (1, 2)]
    for verwaltung, login in zip((welt.eins, welt.zwei), logins, strict=True):
        with mandant_scope(verwaltung.id):
            Konto.objects.create(login=login, mandant_id=verwaltung.id, person_id=verwaltung.sachbearbeitung.person_id)
    assert Konto.objects.count() == 0
    with konto_scope(logins[0].pk):
        assert [k.mandant_id for k in Konto.objects.all()] == [1]
        with pytest.raises(ObjectDoesNotExist):
            Konto.objects.get(login=logins[1])
        with refused(IntegrityError):
            Konto.objects.filter(login=logins[0]).update(person_id=welt.zwei.sachbearbeitung.person_id)
            connection.check_constraints()
    with mandant_scope(2):
        assert [k.login_id for k in Konto.objects.all()] == [logins[1].pk]


# ── the other roles


TOLD = ("ausgang", "ausgang_stand")
FOLDED = {"kennzahl_fall", "kennzahl_woche", "kennzahl_bestand", "lesezaehler"}
COUNTED = {"antragszahl", "antragstag", "rollout_verlauf"}
OF_THE_LAND = {"dienstbetrieb", "anbindung", "ausrollung", "ausrollungsschritt"}
PLACES = {"land", "mandant", "gebiet", "gebiet_nachfolge", "gebiet_plz"}
READABLE = {
    "monitor": {"ereignis", *PLACES, "onlinedienst", *COUNTED},
    "leitstand": {
        "delivery",
        "ereignis",
        "organisationseinheit",
        *PLACES,
        "onlinedienst",
        "leistung",
        "quarantaene",
        "abonnement",
        *OF_THE_LAND,
        *COUNTED,
    },
    "relay": {
        *("ereignis", "kette", "delivery", "datei", "entwurf", "entwurf_datei", "relay_stand"),
        *COUNTED,
        *TOLD,
        *("abonnement", "zustellposten", "mandant", "vorgang", "benachrichtigung_hinweis", "benachrichtigung_sendung"),
        "nachforderung_datei",
        *FOLDED,
    },
}


def readable_columns(role):
    found = set()
    with connections[role].cursor() as cursor:
        for model in OWN:
            for field in model._meta.concrete_fields:
                try:
                    with transaction.atomic(using=role):
                        cursor.execute(f'SELECT "{field.column}" FROM "{model._meta.db_table}" LIMIT 1')
                    found.add((model, field))
                except ProgrammingError:
                    pass
    return found


@pytest.mark.parametrize("role", READABLE)
def test_other_roles_read_what_they_need_and_nothing_personal(role, welt):
    found = readable_columns(role)
    assert {model._meta.db_table for model, _ in found} == READABLE[role]
    personal = {
        f"{m.__name__}.{f.name}"
        for m, f in found
        if m.klassifikation[f.name] in (Datenklasse.PERSON, Datenklasse.GEHEIM)
    }
    assert personal == set()


@pytest.mark.parametrize("role", READABLE)
def test_other_roles_write_nothing_of_ours(role, zwei_faelle):
    # What an operator may tell, and in whose chain: tests/rollout/test_actions.py.
    may = {
        "relay": {"relay_stand", "entwurf", "entwurf_datei", *FOLDED, *COUNTED, *TOLD},
        "leitstand": {"ereignis"},
    }
    with connections[role].cursor() as cursor:
        for model in OWN:
            table = model._meta.db_table
            if table in may.get(role, ()):
                continue
            for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} DEFAULT VALUES"):
                with pytest.raises(DatabaseError) as error, transaction.atomic(using=role):
                    cursor.execute(statement)
                assert isinstance(error.value.__cause__, psycopg.errors.InsufficientPrivilege), statement


def test_relay_sees_across_mandanten_and_app_does_not(zwei_faelle):
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT mandant_id) FROM ereignis WHERE mandant_id IS NOT NULL")
        assert cursor.fetchone() == (2,)
    with mandant_scope(1), connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(DISTINCT mandant_id) FROM ereignis")
        assert cursor.fetchone() == ([1],)
