"""Wall off what cases are found by, and open the one reviewed search over it."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy, RolePolicy

INDIZES = """
CREATE INDEX vorgangssuche_worte ON vorgangssuche USING gin (mandant_id, worte);
CREATE INDEX vorgangssuche_kopf ON vorgangssuche USING gin (mandant_id, kopf gin_trgm_ops);
"""
FUNCTION = """
CREATE FUNCTION {name}(begriff {typ}, einheiten uuid[], stati text[], leistung text, person uuid, von timestamptz,
        bis timestamptz, stelle timestamptz, stelle_id uuid, absteigend boolean, grenze int)
    RETURNS TABLE (id uuid, am timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
    SET jit = off SET pg_trgm.word_similarity_threshold = 0.5
AS $$
BEGIN
    IF absteigend THEN
        RETURN QUERY
        SELECT s.vorgang_id, s.created_at
        FROM vorgangssuche s JOIN vorgang v ON v.mandant_id = s.mandant_id AND v.id = s.vorgang_id
        WHERE {conditions} AND (stelle IS NULL OR (s.created_at, s.vorgang_id) < (stelle, stelle_id))
        ORDER BY s.created_at DESC, s.vorgang_id DESC LIMIT grenze;
    ELSE
        RETURN QUERY
        SELECT s.vorgang_id, s.created_at
        FROM vorgangssuche s JOIN vorgang v ON v.mandant_id = s.mandant_id AND v.id = s.vorgang_id
        WHERE {conditions} AND (stelle IS NULL OR (s.created_at, s.vorgang_id) > (stelle, stelle_id))
        ORDER BY s.created_at, s.vorgang_id LIMIT grenze;
    END IF;
END
$$;
ALTER FUNCTION {name} OWNER TO suche;
REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name} TO app;
"""
CONDITIONS = """s.mandant_id = nullif(current_setting('app.mandant', true), '')::int
            AND {treffer}
            AND (einheiten IS NULL OR v.organisationseinheit_id = ANY (einheiten)) AND v.status = ANY (stati)
            AND (leistung = '' OR v.leistung_schluessel LIKE leistung || '%')
            AND (person IS NULL OR v.zugewiesen_an = person)
            AND (von IS NULL OR s.created_at >= von) AND (bis IS NULL OR s.created_at < bis)"""


def _function(name: str, typ: str, treffer: str) -> str:
    return FUNCTION.format(name=name, typ=typ, conditions=CONDITIONS.format(treffer=treffer))


WORTE = _function("suche_worte", "tsquery", "s.worte @@ begriff")
AEHNLICH = _function("suche_aehnlich", "text", "begriff <% s.kopf")


class Migration(migrations.Migration):
    """Wall off what cases are found by, and open the one reviewed search over it."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("vorgang", "0012_suche")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("vorgangssuche"),
        CompositeForeignKey("vorgangssuche", "vorgang_id", "vorgang"),
        RolePolicy("vorgangssuche", "suche", "vorgang_id, mandant_id, created_at, kopf, worte"),
        migrations.RunSQL(
            "GRANT SELECT (status, leistung_schluessel, zugewiesen_an) ON vorgang TO suche",
            "REVOKE SELECT (status, leistung_schluessel, zugewiesen_an) ON vorgang FROM suche",
        ),
        migrations.RunSQL(INDIZES, "DROP INDEX vorgangssuche_worte; DROP INDEX vorgangssuche_kopf"),
        migrations.RunSQL(WORTE, "DROP FUNCTION suche_worte"),
        migrations.RunSQL(AEHNLICH, "DROP FUNCTION suche_aehnlich"),
    ]
