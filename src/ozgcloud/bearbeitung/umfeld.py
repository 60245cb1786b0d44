"""What surrounds a case, for its page: people, Organisationseinheiten, place, notes, cases that may belong to it.

All of it is asked in one statement: a page that asks for each part waits for the database each time. Nothing of another
Mandant is in it (policies), and cases of other Organisationseinheiten are left out by the rules.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from ozgcloud.bearbeitung.queries import ALL_AT_ONCE, Arbeit, read_arbeit
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import rollen_for
from ozgcloud.vorgang.rules import Status, may_read

NAHE_TAGE = 90
UMFELD: LiteralString = """
SELECT jsonb_build_object(
 'mandant', (SELECT jsonb_build_array(m.name, m.uebung_von_id,
     EXISTS (SELECT FROM mandant t WHERE t.uebung_von_id = m.id)) FROM mandant m WHERE m.id = %(m)s),
 'personen', (SELECT jsonb_agg(jsonb_build_array(p.id, p.name, p.aktiv_bis <= %(jetzt)s) ORDER BY p.name, p.id)
   FROM person p WHERE p.mandant_id = %(m)s),
 'einheiten', (SELECT jsonb_agg(jsonb_build_array(o.id, o.name, o.geschlossen_am IS NOT NULL) ORDER BY o.name, o.id)
   FROM organisationseinheit o WHERE o.mandant_id = %(m)s),
 'abwesend', (SELECT jsonb_agg(jsonb_build_array(a.person_id, CASE WHEN p.aktiv_bis <= %(jetzt)s THEN NULL
     ELSE a.vertretung_id END) ORDER BY a.bis, a.id)
   FROM abwesenheit a LEFT JOIN person p ON p.mandant_id = a.mandant_id AND p.id = a.vertretung_id
   WHERE a.mandant_id = %(m)s AND %(heute)s BETWEEN a.von AND a.bis),
 'ort', (SELECT g.name FROM gebiet g WHERE g.ars = %(ars)s),
 'leistung', (SELECT l.name FROM leistung l WHERE l.schluessel = %(leistung)s),
 'daten', (SELECT jsonb_build_array(d.antragsteller, d.anschrift) FROM vorgangsdaten d
   WHERE d.mandant_id = %(m)s AND d.vorgang_id = %(v)s),
 'notizen', (SELECT jsonb_agg(jsonb_build_object('id', n.id, 'person', n.person_id, 'text', n.text,
     'am', n.erstellt_am) ORDER BY n.erstellt_am DESC, n.id DESC)
   FROM notiz n WHERE n.mandant_id = %(m)s AND n.vorgang_id = %(v)s),
 'entscheidung', (SELECT e.id FROM entscheidung e WHERE e.mandant_id = %(m)s AND e.vorgang_id = %(v)s
   ORDER BY e.erstellt_am DESC, e.id DESC LIMIT 1),
 'lieferungen', (SELECT jsonb_agg(jsonb_build_array(d.id, d.schritt, d.status, d.versuche, d.fehler, d.geaendert_am)
     ORDER BY d.erstellt_am DESC, d.id DESC)
   FROM delivery d WHERE d.mandant_id = %(m)s AND d.vorgang_id = %(v)s),
 'abgaben', EXISTS (SELECT FROM abgabe a WHERE a.mandant_id = %(m)s AND a.vorgang_id = %(v)s),
 'hinweise', EXISTS (SELECT FROM quarantaene q WHERE q.mandant_id = %(m)s AND q.vorgang_id = %(v)s),
 'gleiche', (SELECT jsonb_agg(jsonb_build_array(v.id, v.vorgangsnummer, v.status,
     v.organisationseinheit_id, v.leistung_schluessel, v.eingangsdatum))
   FROM eingang e
   JOIN eingang o ON o.mandant_id = e.mandant_id AND o.inhalt_sha256 = e.inhalt_sha256 AND o.id <> e.id
   JOIN vorgang v ON v.mandant_id = o.mandant_id AND v.id = o.vorgang_id
   WHERE e.mandant_id = %(m)s AND e.vorgang_id = %(v)s AND e.inhalt_sha256 <> ''),
 'verwandte', (SELECT jsonb_agg(jsonb_build_array(v.id, v.vorgangsnummer, v.status,
     v.organisationseinheit_id, v.leistung_schluessel, v.eingangsdatum))
   FROM vorgangsdaten d
   CROSS JOIN LATERAL suche_worte(
     plainto_tsquery('simple', als_worte(lower(d.antragsteller))),
     NULL, %(stati)s, '', NULL, NULL, NULL, NULL, NULL, true, 20) AS s (id, am)
   JOIN vorgang v ON v.mandant_id = d.mandant_id AND v.id = s.id
   JOIN vorgangsdaten o ON o.mandant_id = d.mandant_id AND o.vorgang_id = s.id
     AND lower(o.antragsteller) = lower(d.antragsteller)
   WHERE d.mandant_id = %(m)s AND d.vorgang_id = %(v)s AND length(d.antragsteller) > 2 AND s.id <> %(v)s),
 'genannte', (SELECT jsonb_agg(jsonb_build_array(v.id, v.vorgangsnummer, v.status,
     v.organisationseinheit_id, v.leistung_schluessel, v.eingangsdatum))
   FROM abschluss a
   JOIN vorgang v ON v.mandant_id = a.mandant_id AND v.id IN (a.vorgang_id, a.fuehrend_id) AND v.id <> %(v)s
   WHERE a.mandant_id = %(m)s AND %(v)s IN (a.vorgang_id, a.fuehrend_id) AND a.aufgehoben_am IS NULL)
)
"""

BEIDES: LiteralString = " ".join(("SELECT", "(", UMFELD, "),", "(", ALL_AT_ONCE, ")"))


@dataclass(frozen=True, slots=True)
class Notiz:
    """A note as the page shows it."""

    id: UUID
    person_id: UUID
    text: str
    erstellt_am: datetime


@dataclass(frozen=True, slots=True)
class Lieferung:
    """What became of a consequence of the case."""

    id: UUID
    schritt: str
    status: str
    versuche: int
    fehler: str
    geaendert_am: datetime
    vorgang_id: UUID


@dataclass(frozen=True, slots=True)
class Verwandt:
    """Another case the actor may see that may belong to this one; `grund` says why, `doppelt` that it may be the same
    Antrag.
    """

    id: UUID
    vorgangsnummer: str
    status: Status
    leistung: str
    am: date
    grund: str
    doppelt: bool


@dataclass(frozen=True, slots=True)
class Haus:
    """A Verwaltung as its pages name it; `uebung_von_id` is the one it is the practice twin of, `hat_uebung` whether it
    has a twin itself.
    """

    name: str
    uebung_von_id: int | None
    hat_uebung: bool


@dataclass(frozen=True, slots=True)
class Umfeld:
    """Names by id, and what lies around. `ehemalig` are people who have left, `geschlossen` closed
    Organisationseinheiten, `abwesend` those away today, with their Vertretung.
    """

    haus: Haus
    namen: dict[UUID, str]
    ehemalig: frozenset[UUID]
    einheiten: dict[UUID, str]
    geschlossen: frozenset[UUID]
    abwesend: dict[UUID, UUID | None]
    ort: str
    leistung: str
    antragsteller: str
    anschrift: tuple[str, ...]
    notizen: tuple[Notiz, ...]
    lieferungen: tuple[Lieferung, ...]
    entscheidung_id: UUID | None
    hat_abgaben: bool
    hat_hinweise: bool
    verwandte: tuple[Verwandt, ...]


@reads_mandant
def load_umfeld(actor: Actor, vorgang: Vorgang) -> tuple[Umfeld, Arbeit]:
    """What surrounds a case the actor may see, and the work on it."""
    values: dict[str, Any] = {
        "m": vorgang.mandant_id,
        "v": vorgang.id,
        "ars": vorgang.gebiet_ars,
        "leistung": vorgang.leistung_schluessel,
        "jetzt": clock.now(),
        "heute": clock.today(),
        "stati": [status.value for status in Status],
    }
    [(around, work)] = fetch_prepared(BEIDES, values)
    return _umfeld(actor, vorgang, json.loads(around)), read_arbeit(json.loads(work))


def _umfeld(actor: Actor, vorgang: Vorgang, found: dict[str, Any]) -> Umfeld:
    name, address = found["daten"] or ("", [])
    people = found["personen"] or []
    return Umfeld(
        haus=Haus(*found["mandant"]),
        namen={UUID(id_): text for id_, text, _ in people},
        ehemalig=frozenset(UUID(id_) for id_, _, has_left in people if has_left),
        einheiten={UUID(id_): text for id_, text, _ in found["einheiten"] or ()},
        geschlossen=frozenset(UUID(id_) for id_, _, is_closed in found["einheiten"] or () if is_closed),
        abwesend={UUID(a): UUID(b) if b else None for a, b in found["abwesend"] or ()},
        ort=found["ort"] or "",
        leistung=found["leistung"] or "",
        antragsteller=name,
        anschrift=tuple(address),
        notizen=tuple(
            Notiz(UUID(n["id"]), UUID(n["person"]), n["text"], datetime.fromisoformat(n["am"]))
            for n in found["notizen"] or ()
        ),
        lieferungen=tuple(
            Lieferung(UUID(id_), schritt, stand, versuche, fehler, datetime.fromisoformat(am), vorgang.id)
            for id_, schritt, stand, versuche, fehler, am in found["lieferungen"] or ()
        ),
        entscheidung_id=UUID(found["entscheidung"]) if found["entscheidung"] else None,
        hat_abgaben=found["abgaben"],
        hat_hinweise=found["hinweise"],
        verwandte=_related(actor, vorgang, found),
    )


def _related(actor: Actor, vorgang: Vorgang, found: dict[str, Any]) -> tuple[Verwandt, ...]:
    """Merged ones first, then same content, then same applicant; each case once, and only where the Rollen reach."""
    seen: dict[UUID, Verwandt] = {}
    candidates = [(kind, row) for kind in ("genannte", "gleiche", "verwandte") for row in found[kind] or ()]
    for kind, (id_, nummer, stand, einheit, leistung, tag) in candidates:
        case, status, am = UUID(id_), Status(stand), date.fromisoformat(tag)
        rollen = rollen_for(actor, UUID(einheit) if einheit else None, leistung)
        if case in seen or case == vorgang.id or not may_read(status, rollen):
            continue
        is_same = leistung == vorgang.leistung_schluessel
        is_near = abs(am - vorgang.eingangsdatum) <= timedelta(days=NAHE_TAGE)
        grund, doppelt = {
            "genannte": ("zusammengeführt", False),
            "gleiche": ("gleicher Inhalt", True),
            "verwandte": ("gleicher Name, gleiche Leistung" if is_same else "gleicher Name", is_same and is_near),
        }[kind]
        seen[case] = Verwandt(case, nummer, status, leistung, am, grund, doppelt)
    return tuple(seen.values())
