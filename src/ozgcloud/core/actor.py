"""Who acts. An `Actor` is always passed, never read from a request further inside."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.errors import Forbidden, ScopeError


class ActorKind(StrEnum):
    """The five kinds of acting parties; the journal stores kind and id, never a name."""

    BUERGER = "buerger"
    PERSON = "person"
    OPERATOR = "operator"
    MASCHINE = "maschine"
    SYSTEM = "system"


class Rolle(StrEnum):
    """Rollen of the field (facts: Rollen der OZG-Cloud); what each may do stands in the slices' `rules.py`."""

    USER = "VERWALTUNG_USER"
    POSTSTELLE = "VERWALTUNG_POSTSTELLE"
    LOESCHEN = "VERWALTUNG_LOESCHEN"
    ANSPRECHPARTNER = "EINHEITLICHER_ANSPRECHPARTNER"
    FACHADMIN = "ADMIN_ADMIN"
    DATENBEAUFTRAGUNG = "DATENBEAUFTRAGUNG"
    DATENSCHUTZ = "DATENSCHUTZ"
    LEITSTAND = "LEITSTAND"


@dataclass(frozen=True, slots=True)
class Rollenzuweisung:
    """A Rolle, narrowed to an Organisationseinheit and a Leistung (or the beginning of its key); `None` means all.

    `mit_untergeordneten` says that it was given for everything below that Organisationseinheit too. An Actor carries
    one assignment for each of them, so this mark decides nothing but what he may give away.
    """

    rolle: Rolle
    organisationseinheit_id: UUID | None = None
    leistung_schluessel: str | None = None
    mit_untergeordneten: bool = False

    def covers(self, organisationseinheit_id: UUID | None, leistung_schluessel: str) -> bool:
        """Whether this assignment reaches a case of that Organisationseinheit and Leistung."""
        is_leistung = leistung_schluessel.startswith(self.leistung_schluessel or "")
        return self.organisationseinheit_id in (None, organisationseinheit_id) and is_leistung


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts; `id` is opaque (a UUID or a technical name), never personal data.

    `vertritt`: whose work he does on a day besides his own, where that was read together with the Rollen.
    """

    kind: ActorKind
    id: str
    mandant_id: int | None = None
    rollen: frozenset[Rollenzuweisung] = field(default_factory=frozenset)
    vertritt: tuple[date, frozenset[UUID]] | None = field(default=None, compare=False)

    def has(self, rolle: Rolle) -> bool:
        """Whether the actor holds the Rolle anywhere in his Mandant."""
        return any(zuweisung.rolle is rolle for zuweisung in self.rollen)

    @property
    def person_id(self) -> UUID | None:
        """The Person behind the actor, when it is one."""
        return UUID(self.id) if self.kind is ActorKind.PERSON else None

    def require_person(self) -> UUID:
        """The Person, where only a human may act; raises ScopeError for anything else (a programming error)."""
        if self.person_id is None:
            raise ScopeError("Dieser Schritt braucht einen Menschen.")
        return self.person_id


def require_operator(actor: Actor) -> None:
    """Operators of the Land, the command line of the installation, and the house itself; raises Forbidden."""
    if actor.kind not in (ActorKind.OPERATOR, ActorKind.SYSTEM):
        raise Forbidden


def system_actor(mandant_id: int | None, name: str = "flow") -> Actor:
    """The house itself, acting in one Mandant as a consequence of an event."""
    return Actor(kind=ActorKind.SYSTEM, id=name, mandant_id=mandant_id)


def citizen_actor(mandant_id: int | None = None) -> Actor:
    """Somebody who applies without an account; known by the secret he holds, not by a name."""
    return Actor(kind=ActorKind.BUERGER, id="portal", mandant_id=mandant_id)
