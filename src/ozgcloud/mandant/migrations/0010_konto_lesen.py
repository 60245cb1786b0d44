"""Read who a login is in one question: opening its own row and then its Mandant took three."""

from typing import ClassVar

from django.db import migrations

# What it opens it closes again: within a transaction nothing of it stays open. After an error the rollback closes it.
CREATE = """
CREATE FUNCTION konto_lesen(wer integer) RETURNS TABLE (
    mandant_id bigint, kennung uuid, gueltig_bis timestamptz,
    person_id uuid, aktiv_bis timestamptz, rollen jsonb, eltern jsonb
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    konto_vorher text := coalesce(current_setting('app.konto', true), '');
    mandant_vorher text := coalesce(current_setting('app.mandant', true), '');
    hier mandant_konto%ROWTYPE;
BEGIN
    PERFORM set_config('app.konto', wer::text, true);
    SELECT k.* INTO hier FROM mandant_konto k WHERE k.login_id = wer;
    PERFORM set_config('app.konto', konto_vorher, true);
    IF hier.login_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.mandant', coalesce(hier.mandant_id::text, ''), true);
    RETURN QUERY SELECT hier.mandant_id::bigint, hier.kennung, hier.gueltig_bis, p.id, p.aktiv_bis,
        (SELECT jsonb_agg(jsonb_build_array(
                r.rolle, r.organisationseinheit_id, r.leistung_schluessel, r.mit_untergeordneten))
            FROM person_rolle r WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id),
        (SELECT jsonb_object_agg(o.id, o.eltern_id) FROM organisationseinheit o
            WHERE o.mandant_id = p.mandant_id AND EXISTS (SELECT FROM person_rolle r
                WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id AND r.mit_untergeordneten))
        FROM (SELECT 1) AS immer
        LEFT JOIN person p ON p.mandant_id = hier.mandant_id AND p.id = hier.person_id;
    PERFORM set_config('app.mandant', mandant_vorher, true);
END
$$;
REVOKE ALL ON FUNCTION konto_lesen(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION konto_lesen(integer) TO app;
"""


class Migration(migrations.Migration):
    """Read who a login is in one question: opening its own row and then its Mandant took three."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0009_versionen")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(CREATE, "DROP FUNCTION konto_lesen(integer)"),
    ]
