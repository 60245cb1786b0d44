"""What follows what: the page to read first. Every event stands here; an empty tuple is an answer."""

from ozgcloud.ausgang.events import (
    AbonnementChanged,
    AbonnementCreated,
    AbonnementDeleted,
    AbonnementResumed,
    AbonnementStopped,
    GeheimnisRotated,
    ProbeSent,
)
from ozgcloud.bescheid.events import (
    BescheidDelivered,
    BescheidDrafted,
    BescheidEdited,
    BescheidIssued,
    BescheidWithdrawn,
)
from ozgcloud.core.journal import Event
from ozgcloud.core.scan import has_scanner
from ozgcloud.datenschema.events import CodelisteImported, DatenschemaImported
from ozgcloud.delivery.events import DeliveryRetried
from ozgcloud.eingang.events import QuarantaeneOpened, QuarantaeneRequested, QuarantaeneSettled
from ozgcloud.flow import dateien, deliveries, steps
from ozgcloud.flow.kinds import Consequence, Delivery, Step
from ozgcloud.leistung.events import LeistungenImported, LeistungenIndexed, LeistungenWritten
from ozgcloud.mandant.events import (
    GebieteImported,
    MandantenschluesselDestroyed,
    MandantenschluesselRenewed,
    MandantSaved,
    OperatorCreated,
    PersonCreated,
    PostleitzahlenImported,
    UebungszugangEnded,
    UebungszugangOpened,
)
from ozgcloud.onlinedienst.events import (
    AbbildungSaved,
    DienstbetriebChanged,
    OnlinedienstPublished,
    OnlinedienstWithdrawn,
)
from ozgcloud.postfach.events import DokumentRetrieved, NachrichtReceived, NachrichtSent
from ozgcloud.rollout.events import AnbindungSet, BlockerSet, PhasePlanned, PhaseReached
from ozgcloud.schnittstelle.events import (
    ClientCreated,
    ClientLocked,
    FreigabenSet,
    SchluesselAdded,
    SchluesselRevoked,
)
from ozgcloud.veraktung.events import AkteDelivered
from ozgcloud.vorgang.events import (
    DateiRead,
    NotizAdded,
    RegelSuggested,
    VorgangAssigned,
    VorgangClosed,
    VorgangDecided,
    VorgangForwarded,
    VorgangHandedOver,
    VorgangMoved,
    VorgangOpened,
    VorgangRead,
    VorgangTakenOver,
)
from ozgcloud.zustaendigkeit.events import RegelApplied, RegelProposed, VorschlagDiscarded, ZustaendigkeitImported

BESCHEID = Delivery(
    deliveries.prepare_bescheid, deliveries.render_bescheid, deliveries.record_bescheid, hold=deliveries.hold_bescheid
)
AKTE = Delivery(deliveries.prepare_akte, deliveries.hand_over_akte, deliveries.record_handed_over)
ABGABE = Delivery(deliveries.prepare_abgabe, deliveries.hand_over_vorgang, deliveries.record_handed_on)
DATEIEN = Delivery(dateien.release_dateien, dateien.release_bytes, dateien.record_dateien)
DOKUMENT = Delivery(dateien.release_bescheid, dateien.release_bytes, dateien.record_bescheid)
SCAN = Delivery(dateien.scan_dateien, dateien.scan_bytes, dateien.record_scans, wanted=has_scanner)

TABLE: dict[type[Event], tuple[Consequence, ...]] = {
    VorgangOpened: (Step(steps.publish_eingang), DATEIEN, SCAN),
    VorgangMoved: (Step(steps.publish_stand),),
    VorgangAssigned: (),
    VorgangForwarded: (ABGABE, Step(steps.publish_stand)),
    VorgangTakenOver: (Step(steps.publish_stand), DATEIEN, SCAN),
    VorgangHandedOver: (),
    RegelSuggested: (),
    QuarantaeneOpened: (),
    QuarantaeneRequested: (),
    QuarantaeneSettled: (),
    VorgangDecided: (Step(steps.draft_bescheid), Step(steps.publish_stand)),
    BescheidDrafted: (),
    BescheidEdited: (),
    BescheidIssued: (BESCHEID,),
    BescheidWithdrawn: (),
    BescheidDelivered: (Step(steps.publish_bescheid), DOKUMENT),
    VorgangClosed: (AKTE, Step(steps.publish_stand)),
    AkteDelivered: (),
    VorgangRead: (),
    DateiRead: (),
    NotizAdded: (),
    NachrichtSent: (),
    NachrichtReceived: (),
    DokumentRetrieved: (),
    DeliveryRetried: (),
    OnlinedienstPublished: (),
    OnlinedienstWithdrawn: (),
    DienstbetriebChanged: (),
    AbbildungSaved: (),
    PhaseReached: (),
    PhasePlanned: (),
    BlockerSet: (),
    AnbindungSet: (),
    DatenschemaImported: (),
    CodelisteImported: (),
    LeistungenImported: (),
    LeistungenIndexed: (),
    LeistungenWritten: (),
    GebieteImported: (),
    PostleitzahlenImported: (),
    MandantSaved: (),
    MandantenschluesselRenewed: (),
    MandantenschluesselDestroyed: (),
    PersonCreated: (),
    OperatorCreated: (),
    UebungszugangOpened: (),
    UebungszugangEnded: (),
    AbonnementCreated: (),
    AbonnementChanged: (),
    AbonnementDeleted: (),
    AbonnementResumed: (),
    AbonnementStopped: (),
    GeheimnisRotated: (),
    ProbeSent: (),
    RegelProposed: (),
    RegelApplied: (),
    VorschlagDiscarded: (),
    ZustaendigkeitImported: (),
    ClientCreated: (),
    ClientLocked: (),
    SchluesselAdded: (),
    SchluesselRevoked: (),
    FreigabenSet: (),
}


def consequences_of(event: Event) -> tuple[Consequence, ...]:
    """The row of the table for an event, without what this installation does not have."""
    return tuple(c for c in TABLE[type(event)] if not isinstance(c, Delivery) or c.wanted())


def consequence(event: Event, name: str) -> Consequence:
    """One consequence of an event by its stable name; raises KeyError when this version no longer has it."""
    return {c.name: c for c in TABLE[type(event)]}[name]
