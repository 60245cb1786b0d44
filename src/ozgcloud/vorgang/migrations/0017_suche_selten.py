"""Find rare words as quickly as common ones.

For the beginning of a word the planner knows no frequency and reads the list from the newest case on, at worst to its
end: half a second at 500,000 cases. So the newest cases are read in their order first; only when
they hold few hits the rest is taken from the index of the words, which then is short.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

FRUEHER = import_module("ozgcloud.vorgang.migrations.0013_suche_policies").WORTE
FENSTER, WEITES_FENSTER = 4_000, 40_000
FENSTER_SQL = """SELECT s.vorgang_id, s.created_at, s.mandant_id, s.worte FROM vorgangssuche s
            WHERE {grenzen} AND (stelle IS NULL OR (s.created_at, s.vorgang_id) {weiter} (stelle, stelle_id))
            ORDER BY s.created_at {folge}, s.vorgang_id {folge} LIMIT fenster"""
ZWEIG = """
        FOREACH fenster IN ARRAY ARRAY[{eng}, {weit}] LOOP
            RETURN QUERY
            SELECT f.vorgang_id, f.created_at FROM ({fenster}) f
            JOIN vorgang v ON v.mandant_id = f.mandant_id AND v.id = f.vorgang_id
            WHERE f.worte @@ begriff AND {sichtbar}
            ORDER BY f.created_at {folge}, f.vorgang_id {folge} LIMIT grenze - gefunden;
            GET DIAGNOSTICS neu = ROW_COUNT;
            gefunden := gefunden + neu;
            IF gefunden >= grenze THEN
                RETURN;
            END IF;
            SELECT f.created_at, f.vorgang_id, count(*) OVER () INTO ende, ende_id, gelesen FROM ({fenster}) f
            ORDER BY f.created_at {zurueck}, f.vorgang_id {zurueck} LIMIT 1;
            IF ende IS NULL OR gelesen < fenster THEN
                RETURN;
            END IF;
            stelle := ende;
            stelle_id := ende_id;
            -- So few that the wide window would not hold enough either.
            EXIT WHEN neu * {weit} < grenze * fenster;
        END LOOP;
        RETURN QUERY
        WITH treffer AS MATERIALIZED (
            SELECT s.vorgang_id, s.created_at, s.mandant_id FROM vorgangssuche s
            WHERE {grenzen} AND s.worte @@ begriff
        )
        SELECT t.vorgang_id, t.created_at
        FROM treffer t JOIN vorgang v ON v.mandant_id = t.mandant_id AND v.id = t.vorgang_id
        WHERE (t.created_at, t.vorgang_id) {weiter} (stelle, stelle_id) AND {sichtbar}
        ORDER BY t.created_at {folge}, t.vorgang_id {folge} LIMIT grenze - gefunden;
"""
GRENZEN = """s.mandant_id = nullif(current_setting('app.mandant', true), '')::int
            AND (von IS NULL OR s.created_at >= von) AND (bis IS NULL OR s.created_at < bis)"""
SICHTBAR = """(einheiten IS NULL OR v.organisationseinheit_id = ANY (einheiten)) AND v.status = ANY (stati)
            AND (leistung = '' OR v.leistung_schluessel LIKE leistung || '%')
            AND (person IS NULL OR v.zugewiesen_an = person)"""


def _branch(*, absteigend: bool) -> str:
    folge, zurueck, weiter = ("DESC", "ASC", "<") if absteigend else ("ASC", "DESC", ">")
    places = {"grenzen": GRENZEN, "sichtbar": SICHTBAR, "folge": folge, "zurueck": zurueck, "weiter": weiter}
    return ZWEIG.format(**places, fenster=FENSTER_SQL.format(**places), eng=FENSTER, weit=WEITES_FENSTER)


FUNCTION = f"""
CREATE OR REPLACE FUNCTION suche_worte(begriff tsquery, einheiten uuid[], stati text[], leistung text, person uuid,
        von timestamptz, bis timestamptz, stelle timestamptz, stelle_id uuid, absteigend boolean, grenze int)
    RETURNS TABLE (id uuid, am timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
    SET jit = off
AS $$
DECLARE
    fenster int;
    ende timestamptz;
    ende_id uuid;
    gelesen bigint;
    neu bigint;
    gefunden bigint := 0;
BEGIN
    IF absteigend THEN{_branch(absteigend=True)}
    ELSE{_branch(absteigend=False)}
    END IF;
END
$$;
"""
# The old one names a setting that exists in a session that has used the library.
ZURUECK = "SELECT similarity('', '');" + FRUEHER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    """Find rare words as quickly as common ones."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("vorgang", "0016_mandant")]

    operations: ClassVar[list[migrations.RunSQL]] = [migrations.RunSQL(FUNCTION, ZURUECK)]
