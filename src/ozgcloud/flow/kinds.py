"""The three kinds of consequences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import Event


@dataclass(frozen=True, slots=True)
class Anlass:
    """Why something runs: the event with its row's id and time, and the id of this consequence (its idempotency
    key).
    """

    event: Any
    ereignis_id: UUID
    am: datetime
    schluessel: UUID


StepFunction = Callable[[Actor, Anlass], None]


def always() -> bool:
    """Every installation has it."""
    return True


def of_every(_event: Event) -> bool:
    """It follows from every event of its kind."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """A consequence inside the house: one transaction, at most once in effect.

    An installation for which it is not `wanted` (no mail server) does not have it. `follows` says of an event, from
    what stands in it alone, whether there may be something to do: a job that finds nothing is dearer than the question.
    """

    run: StepFunction
    wanted: Callable[[], bool] = always
    follows: Callable[[Any], bool] = of_every

    @property
    def name(self) -> str:
        """Stable name in `delivery.schritt`."""
        return self.run.__name__


def at_once(_event: Event) -> timedelta:
    """No hold."""
    return timedelta()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A consequence that speaks to a port.

    `prepare` reads in a transaction and returns what to hand over (None: the fact was taken back, nothing to do);
    `call` speaks outside of any transaction; `record` writes the outcome and returns the receipt for the record.
    An installation for which it is not `wanted` (no scanner) does not have it.
    """

    prepare: Callable[[Actor, Anlass], Any]
    call: Callable[[Actor, Anlass, Any], Any]
    record: Callable[[Actor, Anlass, Any], dict[str, Any]]
    hold: Callable[[Any], timedelta] = at_once
    wanted: Callable[[], bool] = always

    @property
    def name(self) -> str:
        """Stable name in `delivery.schritt`."""
        return self.prepare.__name__


@dataclass(frozen=True, slots=True)
class Portions:
    """A consequence inside the house that is too long for one transaction.

    `run` does the next portion in a transaction of its own and says whether more is left; it can be killed and repeated
    between and inside portions. One Mandant has one of them at work at a time, so that the short ones get their turn.
    """

    run: Callable[[Actor, Anlass], bool]

    @property
    def name(self) -> str:
        """Stable name in `delivery.schritt`."""
        return self.run.__name__


Consequence = Step | Delivery | Portions
