"""Reading the work on a case. The caller has been allowed to see the case."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from ozgcloud.bearbeitung.models import Abschluss, Arbeitsvorlage, Notizdatei
from ozgcloud.bearbeitung.models import Wiedervorlage as Eintrag
from ozgcloud.bearbeitung.rules import Abschlussgrund, Fristart, Notizart, Wiederholung
from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import waiting_of
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.models import ScanStatus
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.eingang.queries import AnlageZeile

T = TypeVar("T")
ALL_AT_ONCE: LiteralString = """
SELECT jsonb_build_object(
 'wiedervorlagen', (SELECT jsonb_agg(t ORDER BY t.faellig_am, t.id) FROM wiedervorlage t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'fristen', (SELECT jsonb_agg(t ORDER BY t.ende, t.id) FROM vorgangsfrist t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'punkte', (SELECT jsonb_agg(t ORDER BY t.nummer) FROM checkpunkt t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'notizarten', (SELECT jsonb_object_agg(t.notiz_id, t.art) FROM notizangabe t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'notizdateien', (SELECT jsonb_agg(jsonb_build_object('notiz_id', t.notiz_id, 'datei_id', d.id, 'name', d.name,
     'medientyp', d.medientyp, 'groesse', d.groesse, 'scan', d.scan) ORDER BY t.id)
   FROM notizdatei t JOIN datei d ON d.mandant_id = t.mandant_id AND d.id = t.datei_id
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'weitergaben', (SELECT jsonb_agg(jsonb_build_object('von', coalesce(a.name, ''), 'nach', coalesce(b.name, ''),
     'begruendung', t.begruendung, 'person_id', t.person_id, 'am', t.erstellt_am) ORDER BY t.id)
   FROM weitergabe t
   LEFT JOIN organisationseinheit a ON a.mandant_id = t.mandant_id AND a.id = t.von_einheit
   LEFT JOIN organisationseinheit b ON b.mandant_id = t.mandant_id AND b.id = t.nach_einheit
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'abschluss', (SELECT to_jsonb(t) FROM abschluss t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s AND t.aufgehoben_am IS NULL ORDER BY t.id DESC LIMIT 1),
 'dubletten', (SELECT jsonb_agg(t.vorgang_id ORDER BY t.id) FROM abschluss t
   WHERE t.mandant_id = %(m)s AND t.fuehrend_id = %(v)s AND t.aufgehoben_am IS NULL),
 'loeschvormerkung', (SELECT t.seit FROM loeschvormerkung t
   WHERE t.mandant_id = %(m)s AND t.vorgang_id = %(v)s),
 'worte', (SELECT jsonb_agg(w.wort) FROM (SELECT t.wort FROM schlagwort t
   WHERE t.mandant_id = %(m)s ORDER BY t.wort LIMIT 200) w)
)
"""
"""Ten small lists in one question: a page that asks for each of them waits ten times for the database."""


@dataclass(frozen=True, slots=True)
class Wiedervorlage:
    """A day on which the case comes back."""

    id: UUID
    betreff: str
    faellig_am: date
    wiederholung: Wiederholung
    person_id: UUID | None
    erledigt_am: datetime | None
    erledigt_von: UUID | None


@dataclass(frozen=True, slots=True)
class Frist:
    """A deadline with its reason."""

    id: UUID
    art: Fristart
    bezeichnung: str
    rechtsgrundlage: str
    folge: str
    beginn: date
    ende: date
    beendet_am: datetime | None
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Punkt:
    """A point of the Checkliste."""

    id: UUID
    text: str
    erledigt_am: datetime | None
    erledigt_von: UUID | None


@dataclass(frozen=True, slots=True)
class Notizanhang:
    """A file of a note; size in bytes."""

    notiz_id: UUID
    datei_id: UUID
    name: str
    medientyp: str
    groesse: int
    scan: str


@dataclass(frozen=True, slots=True)
class Weitergabezeile:
    """A move within the house, with the names of both Organisationseinheiten."""

    von: str
    nach: str
    begruendung: str
    person_id: UUID | None
    am: datetime


@dataclass(frozen=True, slots=True)
class Ende:
    """The ending that counts."""

    id: UUID
    grund: Abschlussgrund
    begruendung: str
    fuehrend_id: UUID | None
    person_id: UUID | None
    am: datetime


@dataclass(frozen=True, slots=True)
class Arbeit:
    """Everything people have noted about the work on one case; `worte` are the Schlagworte of the whole Mandant."""

    wiedervorlagen: tuple[Wiedervorlage, ...]
    fristen: tuple[Frist, ...]
    punkte: tuple[Punkt, ...]
    notizarten: dict[UUID, Notizart]
    notizdateien: tuple[Notizanhang, ...]
    weitergaben: tuple[Weitergabezeile, ...]
    ende: Ende | None
    dubletten: tuple[UUID, ...]
    loeschen_seit: datetime | None
    worte: tuple[str, ...]


@reads_mandant
def load_arbeit(actor: Actor, vorgang_id: UUID) -> Arbeit:
    """All of it in one statement."""
    [(found,)] = fetch_prepared(ALL_AT_ONCE, {"m": current_mandant(), "v": vorgang_id})
    return read_arbeit(json.loads(found))


def read_arbeit(found: Mapping[str, Any]) -> Arbeit:
    """The object `ALL_AT_ONCE` makes, with types."""
    return Arbeit(
        wiedervorlagen=_rows(found["wiedervorlagen"], _wiedervorlage),
        fristen=_rows(found["fristen"], _frist),
        punkte=_rows(found["punkte"], _punkt),
        notizarten={UUID(key): Notizart(art) for key, art in (found["notizarten"] or {}).items()},
        notizdateien=_rows(found["notizdateien"], _anhang),
        weitergaben=_rows(found["weitergaben"], _weitergabe),
        ende=_ende(found["abschluss"]) if found["abschluss"] else None,
        dubletten=_rows(found["dubletten"], UUID),
        loeschen_seit=_time(found["loeschvormerkung"]),
        worte=tuple(found["worte"] or ()),
    )


def _rows(found: list[Any] | None, make: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(make(row) for row in found or ())


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _wiedervorlage(row: dict[str, Any]) -> Wiedervorlage:
    return Wiedervorlage(
        UUID(row["id"]),
        row["betreff"],
        date.fromisoformat(row["faellig_am"]),
        Wiederholung(row["wiederholung"]),
        _id(row["person_id"]),
        _time(row["erledigt_am"]),
        _id(row["erledigt_von"]),
    )


def _frist(row: dict[str, Any]) -> Frist:
    return Frist(
        UUID(row["id"]),
        Fristart(row["art"]),
        row["bezeichnung"],
        row["rechtsgrundlage"],
        row["folge"],
        date.fromisoformat(row["beginn"]),
        date.fromisoformat(row["ende"]),
        _time(row["beendet_am"]),
        _id(row["person_id"]),
    )


def _punkt(row: dict[str, Any]) -> Punkt:
    return Punkt(UUID(row["id"]), row["text"], _time(row["erledigt_am"]), _id(row["erledigt_von"]))


def _anhang(row: dict[str, Any]) -> Notizanhang:
    ids = UUID(row["notiz_id"]), UUID(row["datei_id"])
    return Notizanhang(*ids, row["name"], row["medientyp"], row["groesse"], row["scan"])


def _weitergabe(row: dict[str, Any]) -> Weitergabezeile:
    am = datetime.fromisoformat(row["am"])
    return Weitergabezeile(row["von"], row["nach"], row["begruendung"], _id(row["person_id"]), am)


def _ende(row: dict[str, Any]) -> Ende:
    am = datetime.fromisoformat(row["erstellt_am"])
    grund, fuehrend = Abschlussgrund(row["grund"]), _id(row["fuehrend_id"])
    return Ende(UUID(row["id"]), grund, row["begruendung"], fuehrend, _id(row["person_id"]), am)


def get_wiedervorlage(vorgang_id: UUID, wiedervorlage_id: UUID) -> Eintrag:
    """One of a case, locked, inside the Mandant's scope; raises NotFound, Conflict when it is done."""
    row = Eintrag.objects.select_for_update().filter(id=wiedervorlage_id, vorgang_id=vorgang_id).first()
    if row is None:
        raise NotFound
    if row.erledigt_am is not None:
        raise Conflict("Diese Wiedervorlage ist schon erledigt.")
    return row


@reads_mandant
def get_arbeitsvorlage(actor: Actor, leistung: str) -> Arbeitsvorlage:
    """The template of a Leistung; an empty one of version 0 when nobody has written it."""
    found = Arbeitsvorlage.objects.filter(leistung_schluessel=leistung).first()
    return found or Arbeitsvorlage(mandant_id=current_mandant(), leistung_schluessel=leistung, version=0)


@reads_mandant
def list_arbeitsvorlagen(actor: Actor) -> dict[str, Arbeitsvorlage]:
    """All templates of the Mandant by Leistung."""
    return {row.leistung_schluessel: row for row in Arbeitsvorlage.objects.order_by("leistung_schluessel")}


@reads_mandant
def is_pending(actor: Actor, abschluss_id: UUID) -> bool:
    """Whether an ending still counts, i.e. was not taken back."""
    return Abschluss.objects.filter(id=abschluss_id, aufgehoben_am=None).exists()


@reads_mandant
def get_abschluss(actor: Actor, abschluss_id: UUID) -> Abschluss:
    """An ending with its words; raises NotFound."""
    row = Abschluss.objects.filter(id=abschluss_id).select_related("fuehrend").first()
    if row is None:
        raise NotFound
    return row


@reads_mandant
def attachments_of(actor: Actor, vorgang_id: UUID) -> frozenset[UUID]:
    """Files of the notes of a case."""
    return frozenset(Notizdatei.objects.filter(vorgang_id=vorgang_id).values_list("datei_id", flat=True))


@reads_mandant
def waiting_notizdateien(actor: Actor, vorgang_id: UUID) -> list[UUID]:
    """Store keys of files of notes whose bytes are not released yet."""
    return waiting_of(attachments_of(actor, vorgang_id))


@reads_mandant
def unscanned_notizdateien(actor: Actor, vorgang_id: UUID) -> list[AnlageZeile]:
    """Files of notes that no scanner has looked at."""
    rows = Notizdatei.objects.filter(vorgang_id=vorgang_id, datei__scan=ScanStatus.UNGEPRUEFT).select_related("datei")
    return [
        AnlageZeile(
            row.datei.id,
            row.datei.schluessel,
            f"notiz/{row.notiz_id}",
            row.datei.name,
            row.datei.medientyp,
            row.datei.groesse,
            row.datei.sha256,
            row.datei.scan,
            bytes(row.datei.datenschluessel or b""),
        )
        for row in rows.order_by("id")
    ]
