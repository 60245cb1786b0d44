"""The one statement of `open_vorgang`: everything of an intake or nothing, in one round trip.

What it does stands in the function (migration `eingang.0008_annehmen`). The register row comes first: when its (sender,
key) is taken, nothing else is written and the answer is false. There is no answer, and nothing is written, when the
rules of competence have changed since the office was found.
"""

ANNEHMEN = """
SELECT eingang_annehmen(
    %(register_id)s::uuid, %(absender)s, %(transaktion)s, %(anfrage_sha256)s, %(mandant_id)s::int,
    %(vorgang_id)s::uuid, %(vorgangsnummer)s, %(eingang_id)s::uuid, %(onlinedienst_id)s::uuid,
    %(datenschema_id)s::uuid, %(kanal)s, %(roh)s::bytea, %(roh_sha256)s, %(werte)s::jsonb, %(fassungen)s::jsonb,
    %(zuordnung)s::jsonb, %(jetzt)s::timestamptz, %(eingegangen_am)s::timestamptz, %(heute)s::date, %(leistung)s,
    %(organisationseinheit_id)s::uuid, %(status)s, %(gebiet_ars)s, %(uebung)s::bool, %(antragsteller)s,
    %(anschrift)s::jsonb, %(servicekonto)s::jsonb, %(inhalt_sha256)s, %(suchtext)s, %(zugang_hash)s,
    %(quarantaene)s::jsonb, %(anlagen)s::jsonb, %(ereignis_id)s::uuid, %(typ)s, %(akteur_art)s, %(akteur_id)s,
    %(daten)s::jsonb
)
WHERE %(stand)s = '' OR %(stand)s = (SELECT string_agg(stand::text, ',' ORDER BY id) FROM regelstand)
"""
