"""The database role this program works as: policies must bind it."""

from django.db import connection


def check_role() -> list[str]:
    """What is wrong with the role this program is connected as; empty when the policies bind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls,"
            " EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            "   WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relrowsecurity AND c.relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        name, is_superuser, bypasses, owns = cursor.fetchone()
    findings = (
        (is_superuser, "ist Superuser"),
        (bypasses, "darf Policies umgehen (BYPASSRLS)"),
        (owns, "besitzt Tabellen mit Policies"),
    )
    return [f"Die Datenbankrolle „{name}“ {text}." for wrong, text in findings if wrong]
