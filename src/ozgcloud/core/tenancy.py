"""How Mandanten are kept apart. No other file knows.

Two walls. In Python: `MandantModel.objects` raises outside a scope. In the database: every tenant table has a
*forced* row level security policy that compares `mandant_id` with the transaction-local setting `app.mandant`;
without the setting there are no rows. The web and the worker connect as role `app`, which is neither owner nor
superuser nor allowed to bypass policies: `core/rolle.py` refuses anything else.

Three things have no Mandant yet and carry a small policy of their own, opened by holding a secret: the draft of
a citizen (`entwurf_scope`), the access to a submitted Antrag (`zugang_scope`), and the receipt register
of a sender (`absender_scope`). Each is a transaction-local setting too, so it ends with the transaction.

Operators of a Land work in `land_scope`: everything inside runs on the connection of role `leitstand`, which has no
grant on any table of cases, and its policies keep it to the Mandanten of that Land. `ScopeRouter` sends models there.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Concatenate, LiteralString, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.utils import CursorWrapper

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, ScopeError
from ozgcloud.core.sql import begin_with, fetch_prepared, fetch_together

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

LEITSTAND = "leitstand"
NO_LEITSTAND = (
    "Der Leitstand ist in dieser Installation nicht eingerichtet. Bitte wenden Sie sich an den Betrieb "
    "(OZG_LEITSTAND_DATABASE_URL)."
)
SET_ONE: LiteralString = "SELECT set_config(%s, %s, true)"
SET_ANNAHME = "SELECT set_config('app.mandant', %s, true), set_config('app.absender', %s, true)"
_mandant: ContextVar[int | None] = ContextVar("mandant", default=None)
_alias: ContextVar[str] = ContextVar("alias", default="default")
_settings: ContextVar[Mapping[tuple[str, str], str]] = ContextVar("settings", default=MappingProxyType({}))


class ScopeRouter:
    """Inside `land_scope` models are read and written over the connection of role `leitstand`."""

    def db_for_read(self, _model: type[models.Model], **_hints: Any) -> str:
        """The connection of the open scope."""
        return _alias.get()

    db_for_write = db_for_read

    def allow_relation(self, _one: models.Model, _other: models.Model, **_hints: Any) -> bool:
        """Connections are roles of one database."""
        return True


def current_mandant() -> int:
    """The Mandant whose scope is open; raises ScopeError when none is."""
    mandant_id = _mandant.get()
    if mandant_id is None:
        raise ScopeError("Mandantendaten außerhalb eines Mandanten angefasst.")
    return mandant_id


def _set_local(values: Mapping[str, str]) -> None:
    for pair in values.items():
        if _alias.get() == LEITSTAND:
            connections[LEITSTAND].cursor().execute(SET_ONE, pair)
        else:
            fetch_prepared(SET_ONE, pair)


@contextmanager
def _setting(**named: str) -> Iterator[None]:
    """Open a transaction (durable when outermost) with local settings `app.<name>`, and restore the outer values.

    A local setting lasts until the *outer* transaction ends, hence the explicit restore; after an error the
    rollback to the savepoint has restored it already. What stands outside is remembered here, not asked for.
    """
    values = {f"app.{name}": value for name, value in named.items()}
    alias = _alias.get()
    is_outermost = not connections[alias].in_atomic_block
    known: Mapping[tuple[str, str], str] = {} if is_outermost else _settings.get()
    is_set = not is_outermost and all(known.get((alias, name)) == value for name, value in values.items())
    with transaction.atomic(using=alias, durable=is_outermost):
        if is_outermost and alias == DEFAULT_DB_ALIAS:
            begin_with(values)
        elif not is_set:
            _set_local(values)
        token = _settings.set({**known, **{(alias, name): value for name, value in values.items()}})
        try:
            yield
        finally:
            _settings.reset(token)
        if not is_outermost and not is_set:
            _set_local({name: known.get((alias, name), "") for name in values})


@contextmanager
def _in_python(mandant_id: int) -> Iterator[None]:
    outer = _mandant.get()
    if outer is not None and outer != mandant_id:
        raise ScopeError(f"Bereich von Mandant {outer} ist offen, {mandant_id} verlangt.")
    token = _mandant.set(mandant_id)
    try:
        yield
    finally:
        _mandant.reset(token)


@contextmanager
def mandant_scope(mandant_id: int) -> Iterator[None]:
    """Everything inside belongs to one Mandant and to one transaction.

    Entering the same Mandant again nests, another one raises ScopeError: nothing may copy rows there by accident.
    """
    with _in_python(mandant_id), _setting(mandant=str(mandant_id)):
        yield


@contextmanager
def annahme_scope(absender: str, mandant_id: int) -> Iterator[None]:
    """Where an Antrag is accepted: one Mandant and the receipt register of one sender, opened at once."""
    with _in_python(mandant_id), _setting(mandant=str(mandant_id), absender=absender):
        yield


def fetch_in_annahme(
    absender: str, mandant_id: int, statement: LiteralString, values: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Rows of one prepared statement, by itself a transaction inside `annahme_scope`: settings, statement and commit
    travel together, one way to the database and back instead of four. Inside a transaction it belongs to that.
    """
    if connection.in_atomic_block:
        with annahme_scope(absender, mandant_id):
            return fetch_prepared(statement, values)
    with _in_python(mandant_id):
        return fetch_together((SET_ANNAHME, [str(mandant_id), absender]), (statement, values))


@contextmanager
def land_scope(land_id: int) -> Iterator[None]:
    """Everything inside is done by role `leitstand` for one Land, in one transaction; `mandant_scope` nests inside.

    Raises Conflict when this installation has no connection for it, ScopeError inside a Mandant's scope of role `app`.
    """
    if LEITSTAND not in settings.DATABASES:
        raise Conflict(NO_LEITSTAND)
    if _mandant.get() is not None and _alias.get() != LEITSTAND:
        raise ScopeError("Der Leitstand arbeitet nicht im Bereich eines Mandanten.")
    token = _alias.set(LEITSTAND)
    try:
        with _setting(land=str(land_id)):
            yield
    finally:
        _alias.reset(token)


@contextmanager
def leitstand_cursor() -> Iterator[CursorWrapper]:
    """Statements by role `leitstand` outside any Land: what its column grants show of all of them, and no case.

    Raises Conflict when this installation has no connection for it.
    """
    if LEITSTAND not in settings.DATABASES:
        raise Conflict(NO_LEITSTAND)
    with connections[LEITSTAND].cursor() as cursor:
        yield cursor


@contextmanager
def entwurf_scope(geheimnis_hash: str) -> Iterator[None]:
    """Opens the one draft whose secret has this SHA-256 (hex)."""
    with _setting(entwurf=geheimnis_hash):
        yield


@contextmanager
def rotation_scope() -> Iterator[None]:
    """Opens the files of all drafts, for wrapping their data keys anew and for nothing else."""
    with _setting(umschluesseln="ja"):
        yield


@contextmanager
def zugang_scope(zugang_hash: str) -> Iterator[None]:
    """Opens the one row of `zugang` whose access code has this keyed hash (hex)."""
    with _setting(zugang=zugang_hash):
        yield


@contextmanager
def absender_scope(absender: str) -> Iterator[None]:
    """Opens the receipt register of one sender (a technical name such as `portal`)."""
    with _setting(absender=absender):
        yield


EVERY_CLIENT = "*"
"""Instead of an id: the list of machines, for operators; keys and Freigaben stay one machine's."""


@contextmanager
def client_scope(client: str) -> Iterator[None]:
    """Opens what belongs to one machine, by its id or the public half of one of its keys."""
    with _setting(client=client):
        yield


@contextmanager
def ereignis_scope(client_id: UUID, sicht: str) -> Iterator[None]:
    """Opens the events others may see to one machine: what it submitted, and what fits one of the patterns of `sicht`
    (paths for LIKE, divided by blanks; `ausgang.rules.sicht` makes them).
    """
    with client_scope(str(client_id)), _setting(sicht=sicht):
        yield


@contextmanager
def konto_scope(konto_id: int) -> Iterator[None]:
    """Opens the one row of `mandant_konto` that belongs to a login."""
    with _setting(konto=str(konto_id)):
        yield


def in_mandant(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Run an action or query inside the scope of its actor's Mandant: the one transaction it has."""

    @functools.wraps(function)
    def scoped(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if actor.mandant_id is None:
            raise ScopeError(f"{function.__name__} braucht einen Actor mit Mandant.")
        with mandant_scope(actor.mandant_id):
            return function(actor, *args, **kwargs)

    return scoped


def reads_mandant(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """`in_mandant` for what only reads: inside the scope of the same Mandant it takes part as it is, without the
    savepoint that keeps the writing of one action apart from another's.
    """
    alone = in_mandant(function)

    @functools.wraps(function)
    def scoped(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        is_inside = actor.mandant_id is not None and actor.mandant_id == _mandant.get()
        return (function if is_inside else alone)(actor, *args, **kwargs)

    return scoped


class MandantManager(models.Manager[M]):
    """Loud in Python: a query outside a scope raises before it reaches the database."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Rows of the open Mandant; the policy would filter anyway, the condition lets indexes lead with it."""
        return super().get_queryset().filter(mandant_id=current_mandant())


class LandManager(models.Manager[M]):
    """Rows of all Mandanten of a Land, for its operators: only inside `land_scope`, where policies keep to the Land."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Raises ScopeError for everybody else."""
        if _alias.get() != LEITSTAND:
            raise ScopeError("Daten eines Landes außerhalb des Leitstands angefasst.")
        return super().get_queryset()


class MandantModel(models.Model):
    """A record that belongs to exactly one Mandant."""

    mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = MandantManager()
    im_land = LandManager()

    class Meta:
        """No table of its own."""

        abstract = True
