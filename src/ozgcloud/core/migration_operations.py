"""Operations our migrations are made of: forced policies, composite foreign keys, policies of the other roles."""

from django.contrib.postgres.operations import NotInTransactionMixin
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Index, Model

TENANT = "mandant_id = nullif(current_setting('app.mandant', true), '')::int"


LAND = "mandant_id IN (SELECT m.id FROM mandant m WHERE m.land_id = nullif(current_setting('app.land', true), '')::int)"


class ForceTenancy(RunSQL):
    """Enable and force row level security with the one tenant policy, `USING` and `WITH CHECK` equal."""

    def __init__(self, table: str) -> None:
        super().__init__(_force(table, "mandant", TENANT), _release(table, "mandant"))


class ForcePolicy(RunSQL):
    """Enable and force row level security with a small policy of its own, for rows that have no Mandant yet."""

    def __init__(self, table: str, name: str, condition: str) -> None:
        super().__init__(_force(table, name, condition), _release(table, name))


class RolePolicy(RunSQL):
    """Let another role see all rows of some columns (its column grants narrow it): no role needs BYPASSRLS."""

    def __init__(self, table: str, role: str, columns: str) -> None:
        super().__init__(
            f"CREATE POLICY {role} ON {table} FOR SELECT TO {role} USING (true);"
            f"GRANT SELECT ({columns}) ON {table} TO {role};",
            f"DROP POLICY {role} ON {table}; REVOKE ALL ON {table} FROM {role};",
        )


class PublicRead(RunSQL):
    """Let role `app` read every row of a tenant table that holds public facts only; writing stays walled."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"CREATE POLICY oeffentlich ON {table} FOR SELECT TO app USING (true);",
            f"DROP POLICY oeffentlich ON {table};",
        )


class LandPolicy(RunSQL):
    """Let role `leitstand` write the rows of the Mandanten of one Land (`app.land`), and never those of another.

    Policies are added up, so a second, restrictive one holds the Land also where a Mandant's scope is open.
    """

    def __init__(self, table: str, verbs: str = "SELECT, INSERT, UPDATE") -> None:
        super().__init__(
            f"CREATE POLICY leitstand ON {table} TO leitstand USING ({LAND}) WITH CHECK ({LAND});"
            f"CREATE POLICY leitstand_land ON {table} AS RESTRICTIVE TO leitstand USING ({LAND}) WITH CHECK ({LAND});"
            f"GRANT {verbs} ON {table} TO leitstand;",
            f"DROP POLICY leitstand ON {table}; DROP POLICY leitstand_land ON {table};"
            f"REVOKE ALL ON {table} FROM leitstand;",
        )


class CounterPolicy(RunSQL):
    """Let role `relay` keep plain numbers folded from the journal, and the roles of the Land read them."""

    def __init__(self, table: str, readers: tuple[str, ...] = ("monitor", "leitstand")) -> None:
        super().__init__(
            f"CREATE POLICY relay ON {table} TO relay USING (true) WITH CHECK (true);"
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO relay;"
            + "".join(f"CREATE POLICY {role} ON {table} FOR SELECT TO {role} USING (true);" for role in readers)
            + "".join(f"GRANT SELECT ON {table} TO {role};" for role in readers),
            f"DROP POLICY relay ON {table};"
            + "".join(f"DROP POLICY {role} ON {table};" for role in readers)
            + f"REVOKE ALL ON {table} FROM {', '.join(('relay', *readers))};",
        )


class CompositeForeignKey(RunSQL):
    """The real constraint between two tenant tables: (mandant_id, column) → (mandant_id, id).

    A plain key would accept a row of another Mandant, because constraint checks see all tenants.
    """

    def __init__(self, table: str, column: str, target: str) -> None:
        name = f"{table}_{column}_mandant_fk"
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (mandant_id, {column})"
            f" REFERENCES {target} (mandant_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )


def _force(table: str, name: str, condition: str) -> str:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY {name} ON {table} USING ({condition}) WITH CHECK ({condition});"
    )


def _release(table: str, name: str) -> str:
    return (
        f"DROP POLICY {name} ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )


class ReplaceIndexConcurrently(NotInTransactionMixin, Operation):
    """Make an index anew beside the old one of the same name, and put it in its place while everybody goes on working.

    After an interruption it begins again. For migrations that are not atomic.
    """

    atomic = False

    def __init__(self, model_name: str, index: Index) -> None:
        self.model_name, self.index = model_name, index

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The new one stands for the old one."""
        state.remove_index(app_label, self.model_name, self.index.name)
        state.add_index(app_label, self.model_name, self.index)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """To the index of the state this leads to; raises NotSupportedError inside a transaction."""
        self._ensure_not_in_transaction(schema_editor)
        index = to_state.models[app_label, self.model_name].get_index_by_name(self.index.name)
        _replace(schema_editor, to_state.apps.get_model(app_label, self.model_name), index)

    database_backwards = database_forwards

    def describe(self) -> str:
        """For those who watch it run."""
        return f"Replace index {self.index.name} on model {self.model_name}"


def _replace(schema_editor: BaseDatabaseSchemaEditor, model: type[Model], index: Index) -> None:
    new = index.clone()
    new.name = f"{index.name}_neu"
    schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {new.name}")
    schema_editor.execute(new.create_sql(model, schema_editor, concurrently=True))
    schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
    schema_editor.execute(f"ALTER INDEX {new.name} RENAME TO {index.name}")
