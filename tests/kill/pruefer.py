"""What must hold after the storm. Every function returns findings as sentences; an empty list is good.

They look from outside: a database connection no policy binds, the file store, the drop folder. Each is shown to find
planted damage in `test_kill.py`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from kill.buerger import Beleg
from kill.dienst import MANDANTEN
from ozgcloud.core import journal
from ozgcloud.core.errors import OzgError
from ozgcloud.core.files import Dateiverweis, FileStore
from ozgcloud.flow.run import key_of
from ozgcloud.flow.table import consequences_of

Datenbank = psycopg.Connection[Any]
UNSERE = list(MANDANTEN)

EINGAENGE = """
SELECT v.vorgangsnummer, v.id, e.roh, e.sha256, d.schluessel, d.sha256, d.status, r.absender, s.sha256,
    d.groesse, d.datenschluessel
FROM vorgang v
LEFT JOIN eingang e ON e.vorgang_id = v.id
LEFT JOIN eingang_anlage a ON a.eingang_id = e.id
LEFT JOIN datei d ON d.id = a.datei_id
LEFT JOIN eingangsregister r ON r.vorgang_id = v.id
LEFT JOIN postfach_stand s ON s.vorgang_id = v.id
WHERE v.mandant_id = ANY(%s)
"""


def receipts_kept(db: Datenbank, store: FileStore, belege: Iterable[Beleg]) -> list[str]:
    """Every answered receipt has exactly one case with what was sent: the text and the file, byte for byte."""
    nach_nummer: dict[str, list[Any]] = {}
    for zeile in db.execute(EINGAENGE, [UNSERE]):
        nach_nummer.setdefault(zeile[0], []).append(zeile)
    befunde: list[str] = []
    for beleg in belege:
        zeilen = nach_nummer.get(beleg.nummer, [])
        if len(zeilen) != 1:
            befunde.append(f"{beleg.nummer}: {len(zeilen)} Eingänge statt einem")
            continue
        befunde += [f"{beleg.nummer}: {grund}" for grund in _differences(store, beleg, zeilen[0])]
    return befunde


def _differences(store: FileStore, beleg: Beleg, zeile: Any) -> Iterable[str]:
    _, _, roh, summe, schluessel, datei, status, absender, stand, groesse, geheimnis = zeile
    if absender != f"portal:{beleg.entwurf_id}":
        yield f"gehört zu {absender}, nicht zu {beleg.entwurf_id}"
    if not sha256(roh).hexdigest() == summe == beleg.pruefsumme == stand:
        yield "Prüfsumme der Angaben weicht ab (Eingang, Quittung, Statusseite)"
    if datei != beleg.datei:
        yield "Anlage ist nicht die gesendete"
        return
    if status != "frei":
        yield f"Anlage ist nicht freigegeben, sondern {status}"
    try:
        store.read_verified(Dateiverweis(schluessel, datei, groesse or 0, bytes(geheimnis or b"")))
    except OzgError as fehler:
        yield f"Anlage: {fehler.meldung}"


def one_case_per_draft(db: Datenbank) -> list[str]:
    """Drafts and cases name each other, one to one; cases of machines have none."""
    doppelt = db.execute(
        "SELECT absender, count(*) FROM eingangsregister WHERE mandant_id = ANY(%s) AND absender LIKE 'portal:%%'"
        " GROUP BY 1 HAVING count(*) > 1",
        [UNSERE],
    )
    befunde = [f"{absender}: {zahl} Vorgänge" for absender, zahl in doppelt]
    entwuerfe = db.execute(
        "SELECT 'portal:' || id, vorgangsnummer FROM entwurf WHERE vorgangsnummer <> '' AND gebiet_ars LIKE '77%%'"
    )
    register = db.execute(
        "SELECT r.absender, v.vorgangsnummer FROM vorgang v LEFT JOIN eingangsregister r ON r.vorgang_id = v.id"
        " WHERE v.mandant_id = ANY(%s) AND (r.absender IS NULL OR r.absender LIKE 'portal:%%')",
        [UNSERE],
    )
    links, rechts = set(entwuerfe.fetchall()), set(register.fetchall())
    befunde += [f"Entwurf {a} nennt {n}, aber es gibt keinen solchen Vorgang" for a, n in links - rechts]
    befunde += [f"Vorgang {n} hat keinen abgesendeten Entwurf ({a})" for a, n in rechts - links]
    return befunde


def consequences_complete(db: Datenbank) -> list[str]:
    """Every event had exactly the consequences the table of the flow names, each done once; nothing else happened."""
    ereignisse = db.execute("SELECT id, typ, daten FROM ereignis WHERE mandant_id = ANY(%s)", [UNSERE])
    erwartet = {
        key_of(ereignis_id, folge.name): f"{typ} → {folge.name} ({ereignis_id})"
        for ereignis_id, typ, daten in ereignisse
        for folge in consequences_of(journal.restore(typ, daten))
    }
    ist = {
        schluessel: (schritt, status, fehler)
        for schluessel, schritt, status, fehler in db.execute(
            "SELECT id, schritt, status, fehler FROM delivery WHERE mandant_id = ANY(%s)", [UNSERE]
        )
    }
    befunde = [f"nie ausgeführt: {text}" for schluessel, text in erwartet.items() if schluessel not in ist]
    befunde += [f"ohne Ereignis: {ist[s][0]} {s}" for s in ist.keys() - erwartet.keys()]
    befunde += [
        f"{schritt} {schluessel} ist {status}: {fehler}"
        for schluessel, (schritt, status, fehler) in ist.items()
        if status != "erledigt"
    ]
    return befunde


def akten_once(db: Datenbank, ablage: Path) -> list[str]:
    """Each closed case lies in its Mandant's drop folder exactly once, unchanged, and nothing else lies there."""
    befunde: list[str] = []
    for mandant in MANDANTEN:
        geschlossen = {
            row[0]
            for row in db.execute(
                "SELECT DISTINCT daten->>'vorgang_id' FROM ereignis WHERE mandant_id = %s AND typ = 'VorgangClosed'",
                [mandant],
            )
        }
        akten = {
            str(vorgang): (ort, summe)
            for vorgang, ort, summe in db.execute(
                "SELECT vorgang_id, ort, sha256 FROM akte WHERE mandant_id = %s", [mandant]
            )
        }
        befunde += [f"Vorgang {v} hat keine Akte" for v in geschlossen - akten.keys()]
        befunde += _packages(ablage / f"mandant-{mandant}", akten)
    return befunde


def _packages(ordner: Path, akten: dict[str, tuple[str, str]]) -> Iterable[str]:
    da = {str(pfad): sha256(pfad.read_bytes()).hexdigest() for pfad in ordner.glob("*") if pfad.is_file()}
    soll = dict(akten.values())
    yield from (f"fehlt im Ablageordner: {Path(ort).name}" for ort in soll.keys() - da.keys())
    yield from (f"zu viel im Ablageordner: {Path(ort).name}" for ort in da.keys() - soll.keys())
    yield from (f"verändert: {Path(ort).name}" for ort in soll.keys() & da.keys() if soll[ort] != da[ort])
    belege = [json.loads(pfad.read_text()) for pfad in (ordner / ".ozg").glob("*.json")]
    if Counter(b["pfad"] for b in belege) != Counter(soll.keys()):
        yield f"{len(belege)} Belege für {len(soll)} Pakete"
    yield from (f"halb übergeben: {rest.name}" for rest in (ordner / ".ozg").glob("*.bereit"))


def bescheide_once(db: Datenbank, store: FileStore) -> list[str]:
    """Each issued Bescheid reached its citizen as exactly one published document with its recorded bytes."""
    befunde = []
    sql = """
        SELECT b.id, b.status, d.schluessel, d.sha256, d.status, d.groesse, d.datenschluessel,
            (SELECT count(*) FROM ereignis e
                WHERE e.typ = 'BescheidDelivered' AND e.daten->>'bescheid_id' = b.id::text),
            (SELECT count(*) FROM postfach_dokument p WHERE p.vorgang_id = b.vorgang_id AND p.datei_id = b.datei_id),
            (SELECT count(*) FROM postfach_dokument p WHERE p.vorgang_id = b.vorgang_id)
        FROM bescheid b LEFT JOIN datei d ON d.id = b.datei_id
        WHERE b.mandant_id = ANY(%s) AND b.erlass > 0
    """
    for zeile in db.execute(sql, [UNSERE]):
        bescheid, status, schluessel, summe, frei, groesse, geheimnis, bereitgestellt, eigene, alle = zeile
        if (status, frei, bereitgestellt, eigene, alle) != ("Bereitgestellt", "frei", 1, 1, 1):
            befunde.append(
                f"Bescheid {bescheid}: {status}, Datei {frei}, {bereitgestellt} Zustellungen, {eigene}/{alle} Dokumente"
            )
            continue
        try:
            store.read_verified(Dateiverweis(schluessel, summe, groesse, bytes(geheimnis or b"")))
        except OzgError as fehler:
            befunde.append(f"Bescheid {bescheid}: {fehler.meldung}")
    return befunde


def orphans(db: Datenbank, store_folder: Path) -> list[str]:
    """Bytes in the store that no record names, by key. Some are expected: interrupted uploads and letters."""
    bekannt = {
        str(row[0])
        for sql in ("SELECT schluessel FROM datei", "SELECT schluessel FROM entwurf_datei")
        for row in db.execute(sql)
    }
    return [pfad.name for pfad in store_folder.glob("*/*") if pfad.name not in bekannt]


def server_errors(protokoll: str) -> list[dict[str, Any]]:
    """Requests the web server answered with 500, from its JSON log."""
    zeilen = [json.loads(zeile) for zeile in protokoll.splitlines() if zeile.startswith("{")]
    return [zeile for zeile in zeilen if zeile.get("event") == "request" and zeile.get("status") == 500]


OFFEN = """
SELECT (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'flow.consequence' AND status IN ('todo', 'doing')
            AND (args->>'mandant_id')::int = ANY(%s))
    + (SELECT count(*) FROM ereignis e, relay_stand r
        WHERE (e.transaktion::text::bigint, e.position) > (r.transaktion, r.position))
"""


def open_work(db: Datenbank) -> int:
    """Consequences of our Mandanten still to run, and events the relay has not read yet."""
    row = db.execute(OFFEN, [UNSERE]).fetchone()
    return int(row[0]) if row else 0
