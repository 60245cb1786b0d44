"""Everything of an intake in one call: register, case, files, access and event, or nothing.

A function and not one large statement, because the server prepares each INSERT once and starts only those it needs:
that halves what an intake costs there. Policies bind it as they bind its caller. Columns that come later get defaults;
what an intake must fill needs a function of another name, because older programs call this one until they have ended.
"""

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE FUNCTION eingang_annehmen(
    p_register_id uuid,
    p_absender text,
    p_transaktion text,
    p_anfrage_sha256 text,
    p_mandant_id int,
    p_vorgang_id uuid,
    p_vorgangsnummer text,
    p_eingang_id uuid,
    p_onlinedienst_id uuid,
    p_datenschema_id uuid,
    p_kanal text,
    p_roh bytea,
    p_roh_sha256 text,
    p_werte jsonb,
    p_fassungen jsonb,
    p_zuordnung jsonb,
    p_jetzt timestamptz,
    p_eingegangen_am timestamptz,
    p_heute date,
    p_leistung text,
    p_organisationseinheit_id uuid,
    p_status text,
    p_gebiet_ars text,
    p_uebung bool,
    p_antragsteller text,
    p_anschrift jsonb,
    p_servicekonto jsonb,
    p_inhalt_sha256 text,
    p_suchtext text,
    p_zugang_hash text,
    p_quarantaene jsonb,
    p_anlagen jsonb,
    p_ereignis_id uuid,
    p_typ text,
    p_akteur_art text,
    p_akteur_id text,
    p_daten jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO eingangsregister
        (id, absender, schluessel, anfrage_sha256, mandant_id, vorgang_id, vorgangsnummer)
    VALUES (p_register_id, p_absender, p_transaktion, p_anfrage_sha256, p_mandant_id, p_vorgang_id, p_vorgangsnummer)
    ON CONFLICT (absender, schluessel) DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO vorgang
        (id, mandant_id, vorgangsnummer, aktenzeichen, leistung_schluessel, onlinedienst_id, organisationseinheit_id,
         status, gebiet_ars, kanal, uebung, eingangsdatum, created_at, geaendert_am, version)
    VALUES (p_vorgang_id, p_mandant_id, p_vorgangsnummer, '', p_leistung, p_onlinedienst_id, p_organisationseinheit_id,
        p_status, p_gebiet_ars, p_kanal, p_uebung, p_heute, p_jetzt, p_jetzt, 1);
    INSERT INTO vorgangsdaten (vorgang_id, mandant_id, antragsteller, anschrift, suchtext, servicekonto)
    VALUES (p_vorgang_id, p_mandant_id, p_antragsteller, p_anschrift, p_suchtext, p_servicekonto);
    INSERT INTO eingang
        (id, mandant_id, vorgang_id, onlinedienst_id, datenschema_id, kanal, absender, transaktion, roh, sha256, werte,
         fassungen, zuordnung, eingegangen_am, eingangsdatum, inhalt_sha256)
    VALUES (p_eingang_id, p_mandant_id, p_vorgang_id, p_onlinedienst_id, p_datenschema_id, p_kanal, p_absender,
        p_transaktion, p_roh, p_roh_sha256, p_werte, p_fassungen, p_zuordnung, p_eingegangen_am, p_heute,
        p_inhalt_sha256);
    IF p_anlagen <> '[]' THEN
        INSERT INTO datei (id, mandant_id, schluessel, name, medientyp, groesse, sha256, status, scan, erstellt_am,
            datenschluessel)
        SELECT datei_id, p_mandant_id, schluessel, name, medientyp, groesse, sha256, 'wartet', 'ungeprueft', p_jetzt,
            decode(nullif(schluesselgeheimnis, ''), 'hex')
        FROM jsonb_to_recordset(p_anlagen) AS a (datei_id uuid, schluessel uuid, name text, medientyp text,
            groesse bigint, sha256 text, schluesselgeheimnis text);
        INSERT INTO eingang_anlage (id, mandant_id, eingang_id, datei_id, adresse)
        SELECT id, p_mandant_id, p_eingang_id, datei_id, adresse
        FROM jsonb_to_recordset(p_anlagen) AS a (id uuid, datei_id uuid, adresse text);
    END IF;
    IF p_quarantaene <> '[]' THEN
        INSERT INTO quarantaene (id, mandant_id, vorgang_id, art, grund, einzelheiten, datei_id, gegen_vorgang_id, seit,
            massnahme, begruendung)
        SELECT q.id, p_mandant_id, p_vorgang_id, q.art, q.grund, q.einzelheiten, q.datei_id, q.gegen_vorgang_id,
            p_jetzt, '', ''
        FROM jsonb_to_recordset(p_quarantaene) AS q (id uuid, art text, grund text, einzelheiten jsonb, datei_id uuid,
            gegen_vorgang_id uuid);
    END IF;
    IF p_zugang_hash <> '' THEN
        INSERT INTO zugang (hash, mandant_id, vorgang_id) VALUES (p_zugang_hash, p_mandant_id, p_vorgang_id);
    END IF;
    INSERT INTO ereignis
        (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am, sequenz, vorher, hash)
    VALUES (p_ereignis_id, p_vorgang_id::text, p_mandant_id, p_typ, p_akteur_art, p_akteur_id, p_daten, p_jetzt, 0, '',
        '');
    -- A reference that leads nowhere is this statement's error, not a surprise at the commit.
    SET CONSTRAINTS ALL IMMEDIATE;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION eingang_annehmen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION eingang_annehmen TO app;
"""


class Migration(migrations.Migration):
    """Add the function; nobody calls it yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("eingang", "0007_register_nummer")]

    operations: ClassVar[list[migrations.RunSQL]] = [migrations.RunSQL(FUNCTION, "DROP FUNCTION eingang_annehmen")]
