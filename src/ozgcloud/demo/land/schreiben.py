"""Cases of the past into the real tables, as role `app` through the real policies: some hundred per statement.

The same rows `open_vorgang` and the steps write, only many at once; each event goes through the journal's trigger, so
the chains are whole. What the past no longer needs is left out: access codes of citizens, status pages, drafts.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

Satz = dict[str, Any]

FAELLE = """
WITH f AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(faelle)s::json) AS f (register_id uuid, absender text, schluessel text,
        anfrage_sha256 text, vorgang_id uuid, vorgangsnummer text, leistung text, onlinedienst_id uuid,
        organisationseinheit_id uuid, status text, zugewiesen_an uuid, gebiet_ars text, tag date, am timestamptz,
        geaendert_am timestamptz, version int, antragsteller text, anschrift jsonb, suchtext text, eingang_id uuid,
        datenschema_id uuid, roh text, sha256 text, werte jsonb, fassungen jsonb, zuordnung jsonb)
), register AS (
    INSERT INTO eingangsregister (id, absender, schluessel, anfrage_sha256, mandant_id, vorgang_id, vorgangsnummer)
    SELECT register_id, absender, schluessel, anfrage_sha256, %(mandant_id)s, vorgang_id, vorgangsnummer FROM f
), fall AS (
    INSERT INTO vorgang
        (id, mandant_id, vorgangsnummer, aktenzeichen, leistung_schluessel, onlinedienst_id, organisationseinheit_id,
         status, zugewiesen_an, gebiet_ars, kanal, uebung, eingangsdatum, created_at, geaendert_am, version)
    SELECT vorgang_id, %(mandant_id)s, vorgangsnummer, '', leistung, onlinedienst_id, organisationseinheit_id, status,
        zugewiesen_an, gebiet_ars, 'portal', false, tag, am, geaendert_am, version
    FROM f
), daten AS (
    INSERT INTO vorgangsdaten (vorgang_id, mandant_id, antragsteller, anschrift, suchtext)
    SELECT vorgang_id, %(mandant_id)s, antragsteller, anschrift, suchtext FROM f
)
INSERT INTO eingang
    (id, mandant_id, vorgang_id, onlinedienst_id, datenschema_id, kanal, absender, transaktion, roh, sha256, werte,
     fassungen, zuordnung, eingegangen_am, eingangsdatum)
SELECT eingang_id, %(mandant_id)s, vorgang_id, onlinedienst_id, datenschema_id, 'portal', absender, schluessel,
    convert_to(roh, 'UTF8'), sha256, werte, fassungen, zuordnung, am, tag
FROM f
"""
ANLAGEN = """
INSERT INTO eingang_anlage (id, mandant_id, eingang_id, datei_id, adresse)
SELECT id, %(mandant_id)s, eingang_id, datei_id, adresse
FROM json_to_recordset(%(anlagen)s::json) AS a (id uuid, eingang_id uuid, datei_id uuid, adresse text)
"""
EREIGNISSE = """
INSERT INTO ereignis (id, kette, mandant_id, typ, akteur_art, akteur_id, daten, erstellt_am, sequenz, vorher, hash)
SELECT id, kette, %(mandant_id)s, typ, akteur_art, akteur_id, daten, erstellt_am, 0, '', ''
FROM ROWS FROM (json_to_recordset(%(ereignisse)s::json) AS (id uuid, kette text, typ text, akteur_art text,
    akteur_id text, daten jsonb, erstellt_am timestamptz)) WITH ORDINALITY AS e
ORDER BY ordinality
"""


def schreibe(mandant_id: int, faelle: Sequence[Satz], anlagen: Sequence[Satz], ereignisse: Sequence[Satz]) -> None:
    """Insert a batch in the open scope of that Mandant and sender. The keys are the columns of the statements."""
    with connection.cursor() as cursor:
        cursor.execute(FAELLE, {"mandant_id": mandant_id, "faelle": json.dumps(faelle)})
        if anlagen:
            cursor.execute(ANLAGEN, {"mandant_id": mandant_id, "anlagen": json.dumps(anlagen)})
        cursor.execute(EREIGNISSE, {"mandant_id": mandant_id, "ereignisse": json.dumps(ereignisse)})
