"""One big office for measuring work over many cases: made by SQL, past all doors."""

from datetime import date
from uuid import UUID

import psycopg

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.tenancy import konto_scope, mandant_scope
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import Konto, Land, Mandant, MandantArt, Organisationseinheit, Person, PersonRolle

MANDANT = 1
LEISTUNGEN = 100
EINHEITEN = 20
FILL = """
INSERT INTO vorgang (id, mandant_id, vorgangsnummer, aktenzeichen, leistung_schluessel, onlinedienst_id,
    organisationseinheit_id, status, gebiet_ars, kanal, uebung, eingangsdatum, created_at, geaendert_am, version)
SELECT gen_random_uuid(), 1, 'OZG-' || n, n::text, lpad((99000000000001 + n %% %(leistungen)s)::text, 14, '0'),
    gen_random_uuid(), (%(einheiten)s::uuid[])[1 + n %% %(anzahl_einheiten)s],
    CASE WHEN n <= %(angenommen)s THEN 'Angenommen' ELSE 'Neu' END, '010000000001', 'portal', false,
    (now() - n * interval '7 minutes')::date, now() - n * interval '7 minutes', now(), 1
FROM generate_series(1, %(faelle)s) n
"""
NAMEN = """
INSERT INTO vorgangsdaten (vorgang_id, mandant_id, antragsteller, anschrift, suchtext)
SELECT id, 1, 'Vorname Nachname ' || aktenzeichen, '[]', '' FROM vorgang WHERE mandant_id = 1
"""
CELLS = """
INSERT INTO kennzahl_woche (mandant_id, woche, organisationseinheit_id, leistung_schluessel, art, klasse, anzahl)
SELECT 1, woche, (%(einheiten)s::uuid[])[1 + (place.l * 7 + place.e) %% %(anzahl_einheiten)s],
    lpad((99000000000001 + place.l)::text, 14, '0'), art, klasse, greatest(1, round(rate / 12))::int
FROM generate_series(%(von)s::date, %(bis)s::date, interval '7 days') woche,
    (SELECT l, e, 200.0 / (1 + l) AS rate FROM generate_series(0, %(leistungen)s - 1) l, generate_series(0, 2) e) place,
    (VALUES ('eingang', 0), ('verworfen', 0), ('abgegeben', 0), ('erledigt', 0), ('erledigt', 3), ('erledigt', 7),
        ('erledigt', 10), ('erledigt', 14), ('erledigt', 21), ('erledigt', 28), ('erledigt', 56), ('erledigt', 112))
        AS arten (art, klasse)
WHERE rate >= 12 OR (art, klasse) IN (('eingang', 0), ('erledigt', 7))
ON CONFLICT DO NOTHING
"""
OPEN = """
INSERT INTO kennzahl_bestand (mandant_id, woche, organisationseinheit_id, leistung_schluessel, anzahl)
SELECT 1, woche, organisationseinheit_id, leistung_schluessel, 3 FROM kennzahl_woche
WHERE art = 'eingang' AND woche > now() - interval '26 weeks'
"""


def make_office() -> tuple[Actor, list[UUID]]:
    """A Mandant with Organisationseinheiten, Leistungen and one clerk of all of them who can log in."""
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=MANDANT, land_id=1, kurz="amt", name="Amt", art=MandantArt.AMT)
    keys = [str(99_000_000_000_001 + n) for n in range(LEISTUNGEN)]
    Leistung.objects.bulk_create(Leistung(schluessel=key, name=f"Leistung {key}") for key in keys)
    with mandant_scope(MANDANT):
        units = [Organisationseinheit.objects.create(mandant_id=1, name=f"Amt {n}").id for n in range(EINHEITEN)]
        person = Person.objects.create(mandant_id=1, name="Sachbearbeitung")
        PersonRolle.objects.create(mandant_id=1, person_id=person.id, rolle=Rolle.USER.value)
    rollen = frozenset({Rollenzuweisung(Rolle.USER)})
    return Actor(ActorKind.PERSON, str(person.id), MANDANT, rollen), units


def open_account(actor: Actor, login_id: int) -> None:
    """Let the clerk log in as this user."""
    with konto_scope(login_id), mandant_scope(MANDANT):
        Konto.objects.create(login_id=login_id, mandant_id=MANDANT, person_id=actor.person_id)


def fill_cases(
    connection: psycopg.Connection[tuple[object, ...]], units: list[UUID], faelle: int, angenommen: int
) -> None:
    """So many cases, the youngest `angenommen` of them accepted; seven minutes between two."""
    werte = {
        "faelle": faelle, "angenommen": angenommen, "leistungen": LEISTUNGEN, "einheiten": units,
        "anzahl_einheiten": EINHEITEN,
    }  # fmt: skip
    connection.execute(FILL, werte)
    connection.execute(NAMEN)
    connection.execute("ANALYZE vorgang, vorgangsdaten")


def fill_numbers(connection: psycopg.Connection[tuple[object, ...]], units: list[UUID], von: date, bis: date) -> None:
    """Cells as an office with half a million cases leaves them in three years."""
    werte = {
        "einheiten": units, "anzahl_einheiten": EINHEITEN, "leistungen": LEISTUNGEN, "von": von, "bis": bis
    }  # fmt: skip
    connection.execute(CELLS, werte)
    connection.execute(OPEN)
    connection.execute("ANALYZE kennzahl_woche, kennzahl_bestand")
