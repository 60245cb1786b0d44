"""Begin a hash chain with one row instead of an empty head that is filled at once; the hashes stay the same."""

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION ereignis_verketten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
AS $$
DECLARE kopf kette%ROWTYPE;
BEGIN
    IF NEW.kette <> coalesce(NEW.daten->>'vorgang_id', 'mandant:' || NEW.mandant_id, 'installation') THEN
        RAISE EXCEPTION 'ereignis %: wrong chain', NEW.id;
    END IF;
    <body>
    RETURN NEW;
END
$$;
"""
# Every intake opens a chain. Who loses the race for its first row waits for the winner and goes on behind him; a chain
# that exists and cannot be seen is another Mandant's, and stays an error.
BEGIN_AT_ONCE = """
    NEW.transaktion := pg_current_xact_id();
    SELECT * INTO kopf FROM kette WHERE name = NEW.kette FOR UPDATE;
    IF NOT FOUND THEN
        NEW.sequenz := 1;
        NEW.vorher := ''::bytea;
        NEW.hash := sha256(ereignis_inhalt(NEW));
        INSERT INTO kette (name, mandant_id, sequenz, hash)
            VALUES (NEW.kette, NEW.mandant_id, NEW.sequenz, NEW.hash) ON CONFLICT (name) DO NOTHING;
        IF FOUND THEN
            RETURN NEW;
        END IF;
        SELECT * INTO STRICT kopf FROM kette WHERE name = NEW.kette FOR UPDATE;
    END IF;
    NEW.sequenz := kopf.sequenz + 1;
    NEW.vorher := kopf.hash;
    NEW.hash := sha256(kopf.hash || ereignis_inhalt(NEW));
    UPDATE kette SET sequenz = NEW.sequenz, hash = NEW.hash WHERE name = NEW.kette;
"""
EMPTY_FIRST = """
    INSERT INTO kette (name, mandant_id, sequenz, hash) VALUES (NEW.kette, NEW.mandant_id, 0, ''::bytea)
        ON CONFLICT (name) DO NOTHING;
    SELECT * INTO STRICT kopf FROM kette WHERE name = NEW.kette FOR UPDATE;
    NEW.sequenz := kopf.sequenz + 1;
    NEW.vorher := kopf.hash;
    NEW.transaktion := pg_current_xact_id();
    NEW.hash := sha256(kopf.hash || ereignis_inhalt(NEW));
    UPDATE kette SET sequenz = NEW.sequenz, hash = NEW.hash WHERE name = NEW.kette;
"""


class Migration(migrations.Migration):
    """Replace the function behind the trigger; a running older program notices nothing."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("core", "0003_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(FUNCTION.replace("<body>", BEGIN_AT_ONCE), FUNCTION.replace("<body>", EMPTY_FIRST))
    ]
