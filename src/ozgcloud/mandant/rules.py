"""Who may give which Rollen and look after whom; the tree of Organisationseinheiten; who stands in. Plain Python.

Rollen are given by the Fachadministration of the same Mandant, no further than its own reach, and by the house itself.
Nobody makes himself an operator of the Land.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound

MAX_NAME = 120
MAX_STUNDEN = 24
LEISTUNG = re.compile(r"[0-9]{1,14}")
BENUTZERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")
GRANTABLE = frozenset(Rolle) - {Rolle.LEITSTAND}
WHOLE_MANDANT = frozenset({Rolle.DATENBEAUFTRAGUNG, Rolle.DATENSCHUTZ})
"""Figures and the log of who has read what are about the whole Verwaltung."""


def require_may_create_person(actor: Actor, rollen: Collection[Rollenzuweisung]) -> None:
    """The house, or a Fachadministration that reaches everything it gives away.

    Raises Forbidden; InvalidInput for no Rolle at all or one that a Mandant cannot give.
    """
    require_grantable(rollen)
    if not reaches(actor, rollen):
        raise Forbidden


def require_grantable(rollen: Collection[Rollenzuweisung]) -> None:
    """At least one Rolle, all of them such as a Mandant can give; raises InvalidInput."""
    if not rollen or any(zuweisung.rolle not in GRANTABLE for zuweisung in rollen):
        raise InvalidInput(
            "Diese Rollen können nicht vergeben werden.",
            {"rolle": "Bitte wählen Sie mindestens eine Rolle Ihrer Verwaltung aus."},
        )
    if any(zuweisung.rolle in WHOLE_MANDANT and _is_narrow(zuweisung) for zuweisung in rollen):
        raise InvalidInput(
            "Diese Rolle gilt für die ganze Verwaltung.",
            {"organisationseinheit": "Datenschutz und Datenbeauftragung lassen sich nicht eingrenzen."},
        )


def reaches(actor: Actor, rollen: Iterable[Rollenzuweisung]) -> bool:
    """Whether the actor administers everything these assignments reach. The house does."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    reach = [zuweisung for zuweisung in actor.rollen if zuweisung.rolle is Rolle.FACHADMIN]
    is_admin = actor.kind is ActorKind.PERSON and bool(reach)
    return is_admin and all(_is_covered(zuweisung, reach) for zuweisung in rollen)


def reaches_einheit(actor: Actor, organisationseinheit_id: UUID | None) -> bool:
    """Whether the actor administers this Organisationseinheit with every Leistung; None is the top of the tree."""
    return reaches(actor, [Rollenzuweisung(Rolle.FACHADMIN, organisationseinheit_id)])


def require_reach(actor: Actor, rollen: Iterable[Rollenzuweisung]) -> None:
    """Somebody who works, even partly, beyond the actor's reach is not there for him; raises NotFound."""
    if not reaches(actor, rollen):
        raise NotFound


def _is_narrow(zuweisung: Rollenzuweisung) -> bool:
    return zuweisung.organisationseinheit_id is not None or zuweisung.leistung_schluessel is not None


def _is_covered(given: Rollenzuweisung, reach: Collection[Rollenzuweisung]) -> bool:
    """An open assignment (None: all) is covered by an open one only, what grows with the tree by what grows too."""
    return any(
        own.organisationseinheit_id in (None, given.organisationseinheit_id)
        and (own.organisationseinheit_id is None or own.mit_untergeordneten or not given.mit_untergeordneten)
        and (given.leistung_schluessel or "").startswith(own.leistung_schluessel or "")
        for own in reach
    )


Eltern = Mapping[UUID, UUID | None]
"""Organisationseinheit → the one above it (None: at the top)."""


def below(eltern: Eltern, wurzel: UUID) -> list[UUID]:
    """Everything below an Organisationseinheit, nearest first, without itself."""
    children: dict[UUID | None, list[UUID]] = {}
    for einheit, oben in eltern.items():
        children.setdefault(oben, []).append(einheit)
    found = [wurzel]
    for einheit in found:
        found += [child for child in children.get(einheit, ()) if child not in found]
    return found[1:]


def expand(rollen: Iterable[Rollenzuweisung], eltern: Eltern) -> frozenset[Rollenzuweisung]:
    """The assignments with one more for every Organisationseinheit below those that reach down."""
    found = set(rollen)
    for zuweisung in tuple(found):
        if zuweisung.mit_untergeordneten and zuweisung.organisationseinheit_id is not None:
            found |= {
                replace(zuweisung, organisationseinheit_id=einheit)
                for einheit in below(eltern, zuweisung.organisationseinheit_id)
            }
    return frozenset(found)


def require_no_circle(eltern: Eltern, einheit: UUID, oben: UUID | None) -> None:
    """Nothing moves below itself; raises InvalidInput."""
    if oben is not None and (oben == einheit or oben in below(eltern, einheit)):
        raise InvalidInput(
            "Eine Organisationseinheit kann nicht unter sich selbst liegen.",
            {"eltern": "Bitte wählen Sie eine Organisationseinheit, die nicht darunter liegt."},
        )


def stand_in(abwesend: Mapping[UUID, UUID | None], person_id: UUID) -> UUID | None:
    """Who does somebody's work: `abwesend` maps everybody away to his Vertretung, who may be away herself.

    None when he is there, nobody is named, or all of them are away.
    """
    seen: set[UUID] = set()
    current: UUID | None = person_id
    while current is not None and current in abwesend:
        if current in seen:
            return None
        seen.add(current)
        current = abwesend[current]
    return current if seen else None


def represented(abwesend: Mapping[UUID, UUID | None], person_id: UUID) -> frozenset[UUID]:
    """Everybody whose work somebody does besides his own; `abwesend` as for `stand_in`."""
    return frozenset(other for other in abwesend if stand_in(abwesend, other) == person_id)


MAX_DAYS_AWAY = 732


def require_zeitraum(von: date | None, bis: date | None, heute: date) -> tuple[date, date]:
    """First and last day of an absence, at most two years and not over yet; raises InvalidInput naming the field."""
    if von is None or bis is None:
        fehlt = "Bitte geben Sie einen Tag an, zum Beispiel 21.11.2026."
        fehler = {name: fehlt for name, tag in (("von", von), ("bis", bis)) if tag is None}
        raise InvalidInput("Der Zeitraum ist unvollständig.", fehler)
    if bis < von:
        raise InvalidInput("Der Zeitraum ist ungültig.", {"bis": "Der letzte Tag liegt vor dem ersten."})
    if bis < heute:
        raise InvalidInput("Der Zeitraum ist vorbei.", {"bis": "Der letzte Tag liegt in der Vergangenheit."})
    if (bis - von).days > MAX_DAYS_AWAY:
        raise InvalidInput("Der Zeitraum ist zu lang.", {"bis": "Bitte höchstens zwei Jahre angeben."})
    return von, bis


def require_house(actor: Actor) -> None:
    """Only the house itself (a command on the machine), never a login; raises Forbidden."""
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden


def require_benutzername(text: str) -> str:
    """A login name: 3 to 40 of a–z, 0–9, dot, hyphen, underscore, beginning and ending with a letter or digit.

    Raises InvalidInput.
    """
    if not BENUTZERNAME.fullmatch(text):
        raise InvalidInput(
            "Der Anmeldename ist ungültig.",
            {
                "benutzername": "Bitte 3 bis 40 Zeichen verwenden: Kleinbuchstaben, Ziffern, Punkt, Bindestrich und "
                "Unterstrich, zum Beispiel „steueramt.meyer“."
            },
        )
    return text


def require_name(text: str) -> str:
    """A name of 1 to 120 characters on one line; raises InvalidInput."""
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise InvalidInput(
            "Der Name ist ungültig.", {"name": f"Bitte geben Sie den Namen an, höchstens {MAX_NAME} Zeichen."}
        )
    return cleaned


MAX_KONTAKT = 120
KONTAKT = ("zeichen", "telefon", "zimmer")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def require_line(feld: str, text: str) -> str:
    """A short text on one line, may be empty; raises InvalidInput naming the field."""
    cleaned = " ".join(text.split())
    if len(cleaned) > MAX_KONTAKT or not cleaned.isprintable():
        raise InvalidInput("Eine Angabe ist zu lang.", {feld: f"Bitte höchstens {MAX_KONTAKT} Zeichen angeben."})
    return cleaned


def require_email(text: str) -> str:
    """An e-mail address as mail servers everywhere take it, or none; raises InvalidInput."""
    cleaned = require_line("email", text)
    if cleaned and not EMAIL.fullmatch(cleaned):
        raise InvalidInput(
            "Die E-Mail-Adresse ist ungültig.",
            {"email": "Bitte geben Sie eine Adresse wie name@verwaltung.example an."},
        )
    return cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class Personenangaben:
    """What others read of a Person. `zeichen` is the short sign on letters, `zimmer` the room."""

    name: str
    zeichen: str = ""
    telefon: str = ""
    email: str = ""
    zimmer: str = ""


def require_angaben(person: Personenangaben) -> dict[str, str]:
    """The columns of a Person, cleaned; raises InvalidInput with every error."""
    require_all(
        lambda: require_name(person.name),
        lambda: require_email(person.email),
        *(partial(require_line, feld, getattr(person, feld)) for feld in KONTAKT),
    )
    return {
        "name": require_name(person.name),
        "email": require_email(person.email),
        **{feld: require_line(feld, getattr(person, feld)) for feld in KONTAKT},
    }


def require_neu(benutzername: str, person: Personenangaben) -> None:
    """What a new Person needs besides a Rolle; raises InvalidInput with every error."""
    require_all(lambda: require_angaben(person), lambda: require_benutzername(benutzername))


VERALTET = "angaben-veraltet"
CHANGED = (
    "Jemand anderes hat diese Angaben inzwischen geändert; Ihre sind noch nicht gespeichert. Vergleichen Sie, und "
    "speichern Sie noch einmal."
)


def require_version(current: int, seen: int | None) -> None:
    """What somebody looked at is still so; raises Conflict with the code `VERALTET`. None asks for nothing."""
    if seen is not None and seen != current:
        raise Conflict(CHANGED, code=VERALTET)


def require_leistung(text: str) -> str | None:
    """A key of a Leistung, or its beginning, as Rollen are narrowed to; None for all. Raises InvalidInput."""
    cleaned = text.strip()
    if cleaned and not LEISTUNG.fullmatch(cleaned):
        raise InvalidInput(
            "Die Leistung ist ungültig.",
            {"leistung": "Bitte geben Sie den Leistungsschlüssel oder seinen Anfang an: 1 bis 14 Ziffern."},
        )
    return cleaned or None


def require_other(actor: Actor, person_id: UUID) -> None:
    """Nobody locks himself out; raises Conflict."""
    if actor.person_id == person_id:
        raise Conflict("Das können Sie nicht für sich selbst tun. Bitte wenden Sie sich an eine andere Administration.")


def require_may_open_practice(actor: Actor, uebung_von: int | None) -> None:
    """The house, or the Fachadministration of the Verwaltung the practice Mandant belongs to; raises Forbidden."""
    if actor.kind is ActorKind.SYSTEM:
        return
    if uebung_von is None or actor.mandant_id != uebung_von or not actor.has(Rolle.FACHADMIN):
        raise Forbidden


def require_practice(uebung_von: int | None) -> None:
    """Short-lived logins open practice Mandanten only, never one with real cases; raises Conflict."""
    if uebung_von is None:
        raise Conflict(
            "Kurzlebige Zugänge gibt es nur für Übungsmandanten. Bitte nennen Sie den Übungsmandanten der Verwaltung."
        )


def valid_until(now: datetime, stunden: int) -> datetime:
    """When a practice login ends: 1 to 24 hours from now; raises InvalidInput."""
    if not 1 <= stunden <= MAX_STUNDEN:
        raise InvalidInput("Die Dauer ist ungültig.", {"stunden": f"Bitte 1 bis {MAX_STUNDEN} Stunden angeben."})
    return now + timedelta(hours=stunden)
