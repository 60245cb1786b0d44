"""Read with a login also who is away, and give settings their values without a query each.

The function of 0010 stays for programs that run beside this version.
"""

from typing import ClassVar

from django.db import migrations

# An assignment evaluates a setting where PERFORM asks a query. What it opens it closes again: within a transaction
# nothing of it stays open. After an error the rollback closes it.
CREATE = """
CREATE FUNCTION konto_lesen(wer integer, jetzt timestamptz) RETURNS TABLE (
    mandant_id bigint, kennung uuid, gueltig_bis timestamptz,
    person_id uuid, aktiv_bis timestamptz, rollen jsonb, eltern jsonb, tag date, abwesend jsonb
) LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    konto_vorher text := coalesce(current_setting('app.konto', true), '');
    mandant_vorher text := coalesce(current_setting('app.mandant', true), '');
    heute date := (jetzt AT TIME ZONE 'Europe/Berlin')::date;
    hier mandant_konto%ROWTYPE;
    gesetzt text;
BEGIN
    gesetzt := set_config('app.konto', wer::text, true);
    SELECT k.* INTO hier FROM mandant_konto k WHERE k.login_id = wer;
    gesetzt := set_config('app.konto', konto_vorher, true);
    IF hier.login_id IS NULL THEN
        RETURN;
    END IF;
    gesetzt := set_config('app.mandant', coalesce(hier.mandant_id::text, ''), true);
    RETURN QUERY SELECT hier.mandant_id::bigint, hier.kennung, hier.gueltig_bis, p.id, p.aktiv_bis,
        (SELECT jsonb_agg(jsonb_build_array(
                r.rolle, r.organisationseinheit_id, r.leistung_schluessel, r.mit_untergeordneten))
            FROM person_rolle r WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id),
        (SELECT jsonb_object_agg(o.id, o.eltern_id) FROM organisationseinheit o
            WHERE o.mandant_id = p.mandant_id AND EXISTS (SELECT FROM person_rolle r
                WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id AND r.mit_untergeordneten)),
        heute,
        (SELECT jsonb_agg(jsonb_build_array(a.person_id,
                CASE WHEN v.aktiv_bis IS NULL OR v.aktiv_bis > jetzt THEN a.vertretung_id END) ORDER BY a.bis, a.id)
            FROM abwesenheit a LEFT JOIN person v ON v.mandant_id = a.mandant_id AND v.id = a.vertretung_id
            WHERE a.mandant_id = p.mandant_id AND a.von <= heute AND a.bis >= heute)
        FROM (SELECT 1) AS immer
        LEFT JOIN person p ON p.mandant_id = hier.mandant_id AND p.id = hier.person_id;
    gesetzt := set_config('app.mandant', mandant_vorher, true);
END
$$;
REVOKE ALL ON FUNCTION konto_lesen(integer, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION konto_lesen(integer, timestamptz) TO app;
"""


class Migration(migrations.Migration):
    """Read with a login also who is away, and give settings their values without a query each."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0010_konto_lesen")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(CREATE, "DROP FUNCTION konto_lesen(integer, timestamptz)"),
    ]
