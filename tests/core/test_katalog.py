"""The catalogue of the migrated database: walls, references, functions; each check finds a planted gap."""

import os

import pytest
from django.apps import apps
from django.db import connection, connections

from core import katalog
from ozgcloud.core.classification import Datenklasse
from ozgcloud.core.rolle import check_role
from ozgcloud.settings.test import PASSWORD

# Tables without a wall, and why.
OPEN = {
    "land": "public fact",
    "mandant": "public list of Verwaltungen",
    "gebiet": "public fact",
    "gebiet_plz": "public fact",
    "gebiet_nachfolge": "public fact",
    "leistung": "public catalogue",
    "leistung_suchstamm": "index of the public catalogue",
    "leistung_suchform": "index of the public catalogue",
    "onlinedienst": "public offer of the Land",
    "datenschema": "public standard",
    "formularabbildung": "public: how forms of others fit ours",
    "codeliste": "public standard",
    "zustaendigkeitsregel": "public fact: who is competent",
    "vollzugsebene": "public fact: who executes what",
    "regelstand": "a mark without meaning, read-only for app",
    "regelvorschlag": "public fact in the making",
    "antragstag": "public numbers of the whole Land",
    "relay_stand": "one row of the flow, read-only for app",
    "kontingent": "how often a machine asked in this minute: an id and a time",
    "ausgang_stand": "two numbers, read-only for app",
    "auth_group": "framework, unused",
    "auth_group_permissions": "framework, unused",
    "auth_permission": "framework",
    "auth_user": "logins; who they are stands behind the wall in mandant_konto and person",
    "auth_user_groups": "framework, unused",
    "auth_user_user_permissions": "framework, unused",
    "account_emailaddress": "framework, unused: no addresses are kept",
    "account_emailconfirmation": "framework, unused",
    "django_content_type": "framework",
    "django_migrations": "framework",
    "django_session": "framework; found by a random key only",
    "procrastinate_events": "queue: ids only",
    "procrastinate_jobs": "queue: ids only",
    "procrastinate_periodic_defers": "queue: ids only",
    "procrastinate_workers": "queue: ids only",
}
# Tenant tables whose rows everybody may read, and why.
PUBLIC = {"dienstbetrieb": "what an office offers online, since when and at what price is public"}
# Tenant tables role `leitstand` writes for the Mandanten of its Land.
OF_THE_LAND = {"dienstbetrieb", "anbindung", "ausrollung", "ausrollungsschritt"}
# Tables of plain numbers and ids that role `relay` folds from the journal.
COUNTED = {
    *("antragszahl", "rollout_verlauf", "ausgang", "lesezaehler"),
    *("kennzahl_fall", "kennzahl_woche", "kennzahl_bestand"),
}
# Columns named like a tenant table that may outlive its row, and why.
LOOSE = {
    ("delivery", "ereignis_id"): "the journal has no keys to or from anything; its rows are never deleted",
    ("ereignis", "kette"): "the trigger makes the head of the chain",
    ("ausgang", "ereignis_id"): "as in delivery",
    ("ausgang", "vorgang_id"): "what others were told outlives the case",
    ("lesezaehler", "vorgang_id"): "counted after the fact, when the case may be gone",
    ("kennzahl_fall", "vorgang_id"): "what was counted outlives the case",
    ("kennzahl_fall", "organisationseinheit_id"): "figures outlive the office",
    ("kennzahl_woche", "organisationseinheit_id"): "figures outlive the office",
    ("kennzahl_bestand", "organisationseinheit_id"): "figures outlive the office",
    ("delivery", "vorgang_id"): "the record of a delivery outlives the case",
    ("eingangsregister", "vorgang_id"): "the receipt outlives the case: a retry still gets its number",
}
INSTALLATION_WIDE = {
    "ausgang_einmal": "an event of the journal stands in the list once",
    "vorgang_nummer": "one number, one case, in the whole installation",
    "eingangsregister_schluessel": "(sender, key) is recognised before the Mandant is known",
    "ereignis_kette_sequenz": "a chain belongs to one Mandant by its name",
    "mandant_konto_kennung_key": "random id",
    "zustaendigkeitsregel_version": "one version of a public rule",
}
# Written by the database only, so no model names them.
DATABASE_ONLY = {("ereignis", "position"), ("ereignis", "transaktion"), ("gebiet", "plz")}


def test_every_table_with_a_mandant_has_a_forced_policy(katalogrolle):
    assert katalog.unforced(katalogrolle, {"zustaendigkeitsregel"}) == []
    assert len(katalog.tenant_tables(katalogrolle)) > 15
    katalogrolle.execute("CREATE TABLE geplant (id int, mandant_id int)")
    assert katalog.unforced(katalogrolle, {"zustaendigkeitsregel"}) == ["geplant"]
    katalogrolle.execute("ALTER TABLE geplant ENABLE ROW LEVEL SECURITY")
    assert katalog.unforced(katalogrolle, {"zustaendigkeitsregel"}) == ["geplant"], "enabled is not forced"


def test_every_table_without_a_wall_has_a_reason(katalogrolle):
    assert katalog.unwalled(katalogrolle, set(OPEN)) == []
    assert set(OPEN) <= set(katalog.tables(katalogrolle)), "a reason for a table that is gone"
    katalogrolle.execute("CREATE TABLE geplant (id int)")
    assert katalog.unwalled(katalogrolle, set(OPEN)) == ["geplant"]


@pytest.mark.parametrize(
    ("policy", "finding"),
    [
        ("USING (true) WITH CHECK (false)", "USING und WITH CHECK verschieden"),
        ("USING (true)", "USING und WITH CHECK verschieden"),
        ("FOR SELECT USING (true)", "nur für SELECT"),
        ("TO app USING (true)", "eigene Policy"),
        ("FOR ALL TO leitstand USING (true)", "darf ALL"),
    ],
)
def test_policies_are_one_per_table_and_equal_both_ways(policy, finding, katalogrolle):
    assert katalog.odd_policies(katalogrolle, PUBLIC, OF_THE_LAND, COUNTED) == []
    katalogrolle.execute(f"CREATE POLICY geplant ON notiz {policy}")
    assert any(finding in text for text in katalog.odd_policies(katalogrolle, PUBLIC, OF_THE_LAND, COUNTED))


def test_the_tenant_policies_compare_with_the_setting(katalogrolle):
    conditions = {
        table: using
        for table, _, roles, _, using, _ in katalogrolle.execute(katalog.POLICIES).fetchall()
        if roles == ["public"]
    }
    special = {"ereignis", "kette", "entwurf", "entwurf_datei", "eingangsregister", "zugang", "mandant_konto"} | {
        "ausgang",
        "abonnement",
        "zustellposten",
        "zustellversuch",
        "client",
        "clientschluessel",
        "freigabe",
        "upload",
        "upload_teil",
    }
    assert {t for t, using in conditions.items() if using.strip("()") != katalog.TENANT.strip("()")} == special
    assert all("current_setting" in conditions[table] for table in special)


def test_references_between_tenant_tables_are_composite(katalogrolle):
    assert katalog.plain_references(katalogrolle, set(LOOSE)) == []
    assert katalog.single_references(katalogrolle) == []
    katalogrolle.execute("ALTER TABLE notiz DROP CONSTRAINT notiz_vorgang_id_mandant_fk")
    assert katalog.plain_references(katalogrolle, set(LOOSE)) == ["notiz.vorgang_id → vorgang"]
    katalogrolle.execute("ALTER TABLE notiz ADD FOREIGN KEY (vorgang_id) REFERENCES vorgang (id)")
    assert katalog.single_references(katalogrolle) == ["notiz['vorgang_id'] → vorgang"]


def test_uniques_begin_with_the_mandant(katalogrolle):
    assert set(katalog.wide_uniques(katalogrolle)) <= set(INSTALLATION_WIDE) | {
        name for name in katalog.wide_uniques(katalogrolle) if name.startswith("mandant_konto_kennung")
    }
    katalogrolle.execute("CREATE UNIQUE INDEX geplant ON person (name)")
    assert "geplant" in katalog.wide_uniques(katalogrolle)


def test_no_view_goes_around_the_walls(katalogrolle):
    assert katalog.views(katalogrolle) == []
    katalogrolle.execute("CREATE VIEW geplant AS SELECT * FROM person")
    katalogrolle.execute("CREATE MATERIALIZED VIEW geplant2 AS SELECT * FROM person")
    assert sorted(katalog.views(katalogrolle)) == ["geplant", "geplant2"]


def test_definer_functions_are_the_reviewed_ones(katalogrolle):
    functions = katalog.definers(katalogrolle)
    assert {name: owner for name, (owner, _) in functions.items()} == {
        "ereignis_verketten": "owner",
        "regelstand_erneuern": "owner",
        "suche_vorgang": "suche",
        "suche_worte": "suche",
        "suche_aehnlich": "suche",
        "uebung_leeren": "owner",
    }
    assert all("search_path=public, pg_temp" in settings for _, settings in functions.values())


def test_every_column_of_own_tables_is_classified(katalogrolle):
    known = set(DATABASE_ONLY)
    own = set()
    for model in apps.get_models():
        if model.__module__.startswith("ozgcloud."):
            own.add(model._meta.db_table)
            known |= {(model._meta.db_table, field.column) for field in model._meta.concrete_fields}
    actual = {
        (table, column) for table, names in katalog.columns(katalogrolle).items() if table in own for column in names
    }
    assert actual == known


def test_no_personal_data_lie_in_open_tables():
    for model in apps.get_models():
        if model.__module__.startswith("ozgcloud.") and model._meta.db_table in OPEN:
            classes = set(model.klassifikation.values())
            assert not classes & {Datenklasse.PERSON, Datenklasse.GEHEIM}, model


def test_the_program_runs_as_a_role_the_policies_bind(db_ozg):
    assert check_role() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("app",)


@pytest.fixture
def as_new_role(as_superuser):
    """Connect the program as a role of its own making; roles belong to the whole server, so `app` stays as it is."""
    role = f"pruefrolle_{os.getpid()}"
    settings = connection.settings_dict
    user = settings["USER"]

    def become(powers: str) -> str:
        as_superuser.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}' {powers}")
        connection.close()
        settings["USER"] = role
        return role

    yield become
    connection.close()
    settings["USER"] = user
    as_superuser.execute(f"DROP OWNED BY {role}")
    as_superuser.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    ("powers", "finding"), [("SUPERUSER", "Superuser"), ("BYPASSRLS", "BYPASSRLS"), ("NOSUPERUSER", "")]
)
def test_a_role_that_could_go_around_the_policies_is_refused(powers, finding, as_new_role):
    as_new_role(powers)
    findings = check_role()
    assert findings == [] if not finding else any(finding in text for text in findings)


def test_the_owner_of_a_walled_table_is_refused(as_new_role, as_superuser):
    role = as_new_role("NOSUPERUSER")
    as_superuser.execute("CREATE TABLE geplant (id int)")
    as_superuser.execute("ALTER TABLE geplant ENABLE ROW LEVEL SECURITY")
    as_superuser.execute(f"ALTER TABLE geplant OWNER TO {role}")
    assert any("besitzt Tabellen" in text for text in check_role())


def test_no_role_of_ours_bypasses_policies(katalogrolle):
    rows = katalogrolle.execute(
        "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls)"
        " AND rolname IN ('owner', 'app', 'relay', 'leitstand', 'monitor', 'suche')"
    )
    assert rows.fetchall() == []
    assert set(connections) >= {"default", "owner", "relay", "leitstand", "monitor"}
