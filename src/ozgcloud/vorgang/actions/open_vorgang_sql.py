"""The one statement of `open_vorgang`: everything of an intake or nothing, in one round trip.

The register row comes first: when its (sender, key) is taken, nothing else is written and the answer is 0.
"""

INSERT_ALL = """
WITH register AS (
    INSERT INTO eingangsregister
        (id, absender, schluessel, anfrage_sha256, mandant_id, vorgang_id, vorgangsnummer)
    VALUES (%(register_id)s, %(absender)s, %(transaktion)s, %(anfrage_sha256)s, %(mandant_id)s, %(vorgang_id)s,
        %(vorgangsnummer)s)
    ON CONFLICT (absender, schluessel) DO NOTHING
    RETURNING 1
), fall AS (
    INSERT INTO vorgang
        (id, mandant_id, vorgangsnummer, aktenzeichen, leistung_schluessel, onlinedienst_id, organisationseinheit_id,
         status, gebiet_ars, kanal, uebung, eingangsdatum, created_at, geaendert_am, version)
    SELECT %(vorgang_id)s, %(mandant_id)s, %(vorgangsnummer)s, '', %(leistung)s, %(onlinedienst_id)s,
        %(organisationseinheit_id)s::uuid, %(status)s, %(gebiet_ars)s, %(kanal)s, %(uebung)s, %(heute)s, %(jetzt)s,
        %(jetzt)s, 1
    FROM register
), daten AS (
    INSERT INTO vorgangsdaten (vorgang_id, mandant_id, antragsteller, anschrift, suchtext, servicekonto)
    SELECT %(vorgang_id)s, %(mandant_id)s, %(antragsteller)s, %(anschrift)s::jsonb, %(suchtext)s,
        %(servicekonto)s::jsonb
    FROM register
), eingegangen AS (
    INSERT INTO eingang
        (id, mandant_id, vorgang_id, onlinedienst_id, datenschema_id, kanal, absender, transaktion, roh, sha256, werte,
         fassungen, zuordnung, eingegangen_am, eingangsdatum, inhalt_sha256)
    SELECT %(eingang_id)s, %(mandant_id)s, %(vorgang_id)s, %(onlinedienst_id)s, %(datenschema_id)s, %(kanal)s,
        %(absender)s, %(transaktion)s, %(roh)s, %(roh_sha256)s, %(werte)s::jsonb, %(fassungen)s::jsonb,
        %(zuordnung)s::jsonb, %(eingegangen_am)s, %(heute)s, %(inhalt_sha256)s
    FROM register
), anlage AS (
    SELECT a.* FROM register, jsonb_to_recordset(%(anlagen)s::jsonb)
        AS a (id uuid, datei_id uuid, adresse text, schluessel uuid, name text, medientyp text, groesse bigint,
            sha256 text, schluesselgeheimnis text)
), datei_neu AS (
    INSERT INTO datei (id, mandant_id, schluessel, name, medientyp, groesse, sha256, status, scan, erstellt_am,
        datenschluessel)
    SELECT datei_id, %(mandant_id)s, schluessel, name, medientyp, groesse, sha256, 'wartet', 'ungeprueft', %(jetzt)s,
        decode(nullif(schluesselgeheimnis, ''), 'hex')
    FROM anlage
), anlage_neu AS (
    INSERT INTO eingang_anlage (id, mandant_id, eingang_id, datei_id, adresse)
    SELECT id, %(mandant_id)s, %(eingang_id)s, datei_id, adresse FROM anlage
), quarantaene_neu AS (
    INSERT INTO quarantaene (id, mandant_id, vorgang_id, art, grund, einzelheiten, datei_id, gegen_vorgang_id, seit,
        massnahme, begruendung)
    SELECT q.id, %(mandant_id)s, %(vorgang_id)s, q.art, q.grund, q.einzelheiten, q.datei_id, q.gegen_vorgang_id,
        %(jetzt)s, '', ''
    FROM register, jsonb_to_recordset(%(quarantaene)s::jsonb)
        AS q (id uuid, art text, grund text, einzelheiten jsonb, datei_id uuid, gegen_vorgang_id uuid)
), zugang_neu AS (
    INSERT INTO zugang (hash, mandant_id, vorgang_id)
    SELECT %(zugang_hash)s::text, %(mandant_id)s, %(vorgang_id)s FROM register WHERE %(zugang_hash)s::text <> ''
), ereignis_neu AS (
    INSERT INTO ereignis
        (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am, sequenz, vorher, hash)
    SELECT %(ereignis_id)s, %(vorgang_id)s::text, %(mandant_id)s, %(typ)s, %(akteur_art)s, %(akteur_id)s,
        %(daten)s::jsonb, %(jetzt)s, 0, '', ''
    FROM register
)
SELECT count(*) FROM register
"""
