"""What each database role may do with each table: one table, applied after every migration, repeatable.

Role `app` gets the four verbs on everything, then loses some: history may be added to, never changed. Rows are
narrowed by the policies; this is about verbs and columns only.
"""

from django.db import connections, transaction

APPEND_ONLY = (
    *("ereignis", "eingang", "eingang_anlage", "eingangsregister", "entscheidung", "notiz", "abgabe"),
    *("weitergabe", "notizangabe", "notizdatei"),
)
READ_ONLY = ("kette", "relay_stand", "django_migrations", "antragszahl", "antragstag", "rollout_verlauf", "regelstand")
NUMBERS = ("kennzahl_fall", "kennzahl_woche", "kennzahl_bestand")
OUTSIDE = ("ausgang", "ausgang_stand")
NEVER_DELETED = (
    "datei",
    "bescheid",
    "vorgang",
    "postfach_dokument",
    "postfach_nachricht",
    "akte",
    "delivery",
    "quarantaene",
    "mandantenschluessel",
    *("wiedervorlage", "vorgangsfrist", "checkpunkt", "abschluss", "arbeitsvorlage"),
    "nachforderung",
)
RULES = ("zustaendigkeitsregel", "vollzugsebene", "regelvorschlag")
NEVER_CHANGED = ("zugang", "datenschema", "codeliste", "formularabbildung")
CHANGED_COLUMNS = {
    "datei": "status, scan, datenschluessel, geprueft_am, geprueft_mit",
    "mandantenschluessel": "geheimnis, vernichtet_am",
    "zustaendigkeitsregel": "ersetzt_am",
    "vollzugsebene": "ersetzt_am",
    "zugang": "mandant_id, vorgang_id",
    "quarantaene": "einzelheiten, angefordert_am, erledigt_am, massnahme, person_id, begruendung",
}
RELAY = {
    "ereignis": "SELECT",
    "kette": "SELECT",
    "relay_stand": "SELECT, INSERT, UPDATE",
    "procrastinate_jobs": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_events": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_periodic_defers": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_workers": "SELECT, INSERT, UPDATE, DELETE",
}


def apply(alias: str) -> None:
    """Set all grants over the connection of role `owner`, in one transaction: nobody ever sees history writable."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {row[0] for row in cursor.fetchall()}
        cursor.execute("GRANT USAGE ON SCHEMA public TO app, relay, suche, leitstand, monitor")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app")
        cursor.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app, relay")
        for table in APPEND_ONLY:
            if table in tables:
                cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM app")
        for table in READ_ONLY + NUMBERS + OUTSIDE:
            if table in tables:
                cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM app")
        for table in tables.intersection(NEVER_CHANGED):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM app")
        for table in tables.intersection(NEVER_DELETED + RULES):
            cursor.execute(f"REVOKE DELETE ON {table} FROM app")
        for table, columns in CHANGED_COLUMNS.items():
            if table in tables:
                cursor.execute(f"REVOKE UPDATE ON {table} FROM app; GRANT UPDATE ({columns}) ON {table} TO app")
        for table, verbs in RELAY.items():
            if table in tables:
                cursor.execute(f"GRANT {verbs} ON {table} TO relay")
