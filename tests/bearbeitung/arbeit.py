"""A case with work on it, for tests of several kinds."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from gang import Fall
from ozgcloud.bearbeitung.actions.add_punkt import add_punkt
from ozgcloud.bearbeitung.actions.set_frist import set_frist
from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.rules import Fristart
from ozgcloud.core.clock import today


@dataclass(frozen=True)
class Angelegt:
    """What was noted."""

    wiedervorlage_id: UUID
    frist_id: UUID
    punkt_id: UUID


def lege_an(fall: Fall, tage: int = 3) -> Angelegt:
    """One Wiedervorlage, one Frist and one point."""
    tag = today() + timedelta(days=tage)
    wieder = set_wiedervorlage(fall.user, vorgang_id=fall.vorgang_id, betreff="Nachsehen", faellig_am=tag)
    frist = set_frist(fall.user, vorgang_id=fall.vorgang_id, art=Fristart.EIGEN, ende=tag, grund="Antwort Bauhof")
    punkt = add_punkt(fall.user, vorgang_id=fall.vorgang_id, text="Lageplan prüfen")
    return Angelegt(wieder.wiedervorlage_id, frist.frist_id, punkt.punkt_id)
