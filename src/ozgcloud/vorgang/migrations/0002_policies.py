"""Wall off the cases, and open the one reviewed search."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy, RolePolicy

SEARCH = r"""
CREATE INDEX vorgangsdaten_suchtext ON vorgangsdaten USING gin (mandant_id, suchtext gin_trgm_ops);
CREATE FUNCTION suche_vorgang(begriff text, einheiten uuid[], grenze int) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT v.id
    FROM vorgangsdaten d JOIN vorgang v ON v.mandant_id = d.mandant_id AND v.id = d.vorgang_id
    WHERE d.mandant_id = nullif(current_setting('app.mandant', true), '')::int
      AND d.suchtext ILIKE '%' || regexp_replace(begriff, '([\\%_])', '\\\1', 'g') || '%'
      AND (einheiten IS NULL OR v.organisationseinheit_id = ANY (einheiten))
    ORDER BY v.created_at DESC, v.id DESC
    LIMIT grenze;
END
$$;
ALTER FUNCTION suche_vorgang(text, uuid[], int) OWNER TO suche;
REVOKE ALL ON FUNCTION suche_vorgang(text, uuid[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION suche_vorgang(text, uuid[], int) TO app;
"""


class Migration(migrations.Migration):
    """Wall off the cases, and open the one reviewed search."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("vorgang", "0001_initial"), ("eingang", "0003_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("vorgang"),
        ForceTenancy("vorgangsdaten"),
        ForceTenancy("notiz"),
        ForceTenancy("entscheidung"),
        CompositeForeignKey("vorgangsdaten", "vorgang_id", "vorgang"),
        CompositeForeignKey("notiz", "vorgang_id", "vorgang"),
        CompositeForeignKey("entscheidung", "vorgang_id", "vorgang"),
        RolePolicy("vorgang", "suche", "id, mandant_id, organisationseinheit_id, created_at"),
        RolePolicy("vorgangsdaten", "suche", "vorgang_id, mandant_id, suchtext"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION suche_vorgang(text, uuid[], int); DROP INDEX vorgangsdaten_suchtext"),
    ]
