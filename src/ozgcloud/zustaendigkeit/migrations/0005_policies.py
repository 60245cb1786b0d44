"""Let the operators of the Land read intake without cases, and names of offices; nothing else of a Mandant."""

from typing import ClassVar

from django.db import migrations

EVENTS = "'VorgangOpened', 'VorgangForwarded', 'RegelSuggested'"
GRANT = f"""
CREATE POLICY leitstand_eingang ON ereignis FOR SELECT TO leitstand USING (typ IN ({EVENTS}));
GRANT SELECT (id, mandant_id, typ, daten, erstellt_am) ON ereignis TO leitstand;
CREATE POLICY leitstand_stellen ON organisationseinheit FOR SELECT TO leitstand USING (true);
GRANT SELECT (id, mandant_id, name) ON organisationseinheit TO leitstand;
"""
REVOKE = """
DROP POLICY leitstand_eingang ON ereignis;
REVOKE SELECT (id, mandant_id, typ, daten, erstellt_am) ON ereignis FROM leitstand;
DROP POLICY leitstand_stellen ON organisationseinheit;
REVOKE SELECT (id, mandant_id, name) ON organisationseinheit FROM leitstand;
"""


class Migration(migrations.Migration):
    """Let the operators of the Land read intake without cases, and names of offices; nothing else of a Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("zustaendigkeit", "0004_suche"),
        ("core", "0003_policies"),
        ("mandant", "0002_policies"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [migrations.RunSQL(GRANT, REVOKE)]
