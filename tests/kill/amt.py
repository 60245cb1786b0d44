"""The office inside the running product: takes cases, decides, issues and closes them, one step per look.

Run by `Produkt.starte` with the number of cases and the persons as JSON; prints a line for each closed case and at the
end what it met. Every step begins by reading where the case stands, so what a crash left unanswered is not done twice.
"""

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db import InterfaceError, OperationalError, close_old_connections

from kill.produkt import say
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.bescheid.rules import BescheidStatus
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status

PATIENCE_SECONDS = 1500.0
AT_ONCE = 12


@dataclass
class Sachbearbeitung:
    """One Person of one Mandant; `ziel` is how many cases she closes."""

    actor: Actor
    ziel: int
    offen: list[UUID] = field(default_factory=list)
    genommen: set[UUID] = field(default_factory=set)
    abgeschlossen: int = 0

    def look(self) -> None:
        """Take new cases up to the goal, and try the next step of each open one."""
        frei = min(AT_ONCE - len(self.offen), self.ziel - len(self.genommen))
        with mandant_scope(self.actor.mandant_id or 0):
            neu = Vorgang.objects.filter(status=Status.NEU.value).exclude(id__in=self.offen).order_by("created_at")
            ids = list(neu.values_list("id", flat=True)[: max(frei, 0)])
        self.offen += ids
        self.genommen |= set(ids)
        for vorgang_id in list(self.offen):
            if self.step(vorgang_id):
                self.offen.remove(vorgang_id)
                self.abgeschlossen += 1
                say("abgeschlossen")

    def step(self, vorgang_id: UUID) -> bool:
        """One step of one case; True when it is closed."""
        status = Status(read_vorgang(self.actor, vorgang_id=vorgang_id).status)
        match status:
            case Status.NEU:
                move_vorgang(self.actor, vorgang_id=vorgang_id, schritt=Schritt.ANNEHMEN)
            case Status.ANGENOMMEN:
                move_vorgang(self.actor, vorgang_id=vorgang_id, schritt=Schritt.BEARBEITEN)
            case Status.IN_BEARBEITUNG:
                decide_vorgang(self.actor, vorgang_id=vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung="")
            case Status.BESCHIEDEN:
                self.finish(vorgang_id)
        return status is Status.ABGESCHLOSSEN

    def finish(self, vorgang_id: UUID) -> None:
        """Issue the draft when it is there; close when the Bescheid has arrived."""
        bescheide = list_bescheide(self.actor, vorgang_id)
        if not bescheide:
            return
        status = BescheidStatus(bescheide[0].status)
        if status is BescheidStatus.ENTWURF:
            issue_bescheid(self.actor, bescheid_id=bescheide[0].id)
        elif status is BescheidStatus.BEREITGESTELLT:
            conclude_vorgang(self.actor, vorgang_id=vorgang_id)


def work(ziel: int, personen: dict[str, str]) -> None:
    """All Mandanten in turn until every goal is reached; a lost database is waited out."""
    teil = -(-ziel // len(personen))
    leute = [
        Sachbearbeitung(
            Actor(ActorKind.PERSON, person, int(mandant), frozenset({Rollenzuweisung(Rolle.USER)})), ziel=teil
        )
        for mandant, person in personen.items()
    ]
    getroffen: Counter[str] = Counter()
    ende = time.monotonic() + PATIENCE_SECONDS
    while any(s.abgeschlossen < s.ziel for s in leute) and time.monotonic() < ende:
        for sachbearbeitung in leute:
            try:
                sachbearbeitung.look()
            except (OperationalError, InterfaceError) as fehler:
                getroffen[type(fehler).__name__] += 1
                time.sleep(0.5)
            finally:
                close_old_connections()
        time.sleep(0.1)
    say(json.dumps({"abgeschlossen": sum(s.abgeschlossen for s in leute), "getroffen": getroffen}))


if __name__ == "__main__":
    work(int(sys.argv[1]), json.loads(sys.argv[2]))
