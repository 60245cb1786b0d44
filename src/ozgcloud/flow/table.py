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
from ozgcloud.bearbeitung import events as arbeit
from ozgcloud.benachrichtigung.events import WunschSaved
from ozgcloud.benachrichtigung.queries import has_post
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
from ozgcloud.eingang.events import QuarantaeneOpened, QuarantaeneReopened, QuarantaeneRequested, QuarantaeneSettled
from ozgcloud.erfassung.events import AntragCaptured
from ozgcloud.flow import abschluss, dateien, deliveries, notizen, portionen, steps, uebung, zuarbeit
from ozgcloud.flow.kinds import Consequence, Delivery, Portions, Step
from ozgcloud.leistung.events import LeistungenImported, LeistungenIndexed, LeistungenWritten
from ozgcloud.leseprotokoll.events import LeseprotokollRead
from ozgcloud.mandant.events import (
    AbwesenheitDeleted,
    AbwesenheitSaved,
    EinheitSaved,
    GebieteImported,
    MandantenschluesselDestroyed,
    MandantenschluesselRenewed,
    MandantSaved,
    OperatorCreated,
    PasswortChanged,
    PersonChanged,
    PersonCreated,
    PersonSwitched,
    PostleitzahlenImported,
    RolleGiven,
    RolleTaken,
    UebungszugangEnded,
    UebungszugangOpened,
)
from ozgcloud.nachforderung.events import (
    NachforderungAnswered,
    NachforderungChanged,
    NachforderungConcluded,
    NachforderungDrafted,
    NachforderungExpired,
    NachforderungProposed,
    NachforderungReminded,
    NachforderungSent,
    NachforderungWithdrawn,
    PostenAccepted,
    PostenReturned,
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
from ozgcloud.stapel.events import AuszugBegun, AuszugEnded, StapelCreated, StapelFinished, StapelStopped
from ozgcloud.uebung.events import UebungEmptied, UebungEntered, UebungsfaelleMade, UebungsuhrMoved
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
from ozgcloud.weiterleitung.events import VorgangExported, VorgeschichteTaken
from ozgcloud.zuarbeit.events import (
    AntwortSent,
    BeitragReceived,
    BeitragSent,
    NachtragReceived,
    ZuarbeitDelivered,
    ZuarbeitErased,
    ZuarbeitRead,
    ZuarbeitReceived,
    ZuarbeitRequested,
    ZuarbeitRouted,
)
from ozgcloud.zustaendigkeit.events import RegelApplied, RegelProposed, VorschlagDiscarded, ZustaendigkeitImported

BESCHEID = Delivery(
    deliveries.prepare_bescheid, deliveries.render_bescheid, deliveries.record_bescheid, hold=deliveries.hold_bescheid
)
AKTE = Delivery(deliveries.prepare_akte, deliveries.hand_over_akte, deliveries.record_handed_over)
NOTIZDATEIEN = Delivery(notizen.release_notizdateien, dateien.release_bytes, notizen.record_notizdateien)
NOTIZSCAN = Delivery(notizen.scan_notizdateien, dateien.scan_bytes, dateien.record_scans, wanted=has_scanner)
ENDE = Delivery(
    abschluss.prepare_mitteilung, abschluss.pass_through, abschluss.record_mitteilung, hold=abschluss.hold_ending
)
ENDAKTE = Delivery(
    abschluss.prepare_endakte, deliveries.hand_over_akte, deliveries.record_handed_over, hold=abschluss.hold_ending
)
ABGABE = Delivery(deliveries.prepare_abgabe, deliveries.hand_over_vorgang, deliveries.record_handed_on)
DATEIEN = Delivery(dateien.release_dateien, dateien.release_bytes, dateien.record_dateien)
DOKUMENT = Delivery(dateien.release_bescheid, dateien.release_bytes, dateien.record_bescheid)
ANTWORTEN = Delivery(dateien.release_antworten, dateien.release_bytes, dateien.record_antworten)
ANTWORTSCAN = Delivery(dateien.scan_antworten, dateien.scan_bytes, dateien.record_scans, wanted=has_scanner)
SCAN = Delivery(dateien.scan_dateien, dateien.scan_bytes, dateien.record_scans, wanted=has_scanner)
FAELLIGES = Delivery(uebung.prepare_faelliges, uebung.run_faelliges, uebung.record_faelliges)
VORDATEIEN = Delivery(dateien.release_vordateien, dateien.release_bytes, dateien.record_vordateien)
ANFRAGE = Delivery(zuarbeit.prepare_zuarbeit, zuarbeit.hand_over_zuarbeit, zuarbeit.record_delivered)
BEITRAG = Delivery(zuarbeit.prepare_beitrag, zuarbeit.hand_over_beitrag, zuarbeit.record_beitrag)
BEILAGEN = Delivery(zuarbeit.release_zuarbeit, dateien.release_bytes, zuarbeit.record_zuarbeit_dateien)
BEILAGEN_SCAN = Delivery(
    zuarbeit.scan_zuarbeit, zuarbeit.scan_zuarbeit_bytes, zuarbeit.record_zuarbeit_scans, wanted=has_scanner
)
SUCHE = Step(steps.index_vorgang)
NEUER_VORGANG = Step(steps.note_neuen_vorgang, wanted=has_post)
ZUWEISUNG = Step(steps.note_zuweisung, wanted=has_post)
NACHRICHT = Step(steps.note_nachricht, wanted=has_post)

TABLE: dict[type[Event], tuple[Consequence, ...]] = {
    VorgangOpened: (
        *(Step(steps.publish_eingang), SUCHE, DATEIEN, SCAN),
        *(Step(steps.propose_nachforderung, follows=steps.may_lack), NEUER_VORGANG),
    ),
    VorgangMoved: (Step(steps.publish_stand),),
    VorgangAssigned: (ZUWEISUNG,),
    VorgangForwarded: (ABGABE, Step(steps.publish_stand), Step(steps.end_nachforderungen)),
    VorgangTakenOver: (
        *(Step(steps.publish_stand), Step(steps.prepare_uebernommenen), DATEIEN, SCAN),
        *(Step(steps.propose_nachforderung), NEUER_VORGANG, SUCHE),
    ),
    VorgangHandedOver: (),
    VorgeschichteTaken: (VORDATEIEN,),
    VorgangExported: (),
    RegelSuggested: (),
    QuarantaeneOpened: (),
    QuarantaeneRequested: (),
    QuarantaeneSettled: (),
    QuarantaeneReopened: (),
    VorgangDecided: (Step(steps.draft_bescheid), Step(steps.publish_stand), Step(steps.end_nachforderungen)),
    BescheidDrafted: (),
    BescheidEdited: (),
    BescheidIssued: (BESCHEID,),
    BescheidWithdrawn: (),
    BescheidDelivered: (Step(steps.publish_bescheid), DOKUMENT),
    VorgangClosed: (AKTE, Step(steps.publish_stand), Step(steps.end_nachforderungen)),
    AkteDelivered: (),
    VorgangRead: (),
    DateiRead: (),
    LeseprotokollRead: (),
    NotizAdded: (SUCHE,),
    arbeit.ArbeitsvorlageSaved: (),
    arbeit.EndingTold: (),
    arbeit.EndingUndone: (),
    arbeit.FristEnded: (),
    arbeit.FristSet: (),
    arbeit.LoeschungNoted: (),
    arbeit.NotizTyped: (NOTIZDATEIEN, NOTIZSCAN),
    arbeit.PrioritaetSet: (),
    arbeit.PunktAdded: (),
    arbeit.PunktTicked: (),
    arbeit.SchlagworteSet: (),
    arbeit.VorgangEnded: (ENDE, ENDAKTE),
    arbeit.VorgangJoined: (),
    arbeit.VorgangPassedOn: (),
    arbeit.VorgangPostponed: (),
    arbeit.VorgangPrepared: (),
    arbeit.WiedervorlageDone: (),
    arbeit.WiedervorlageSet: (),
    AntragCaptured: (),
    NachforderungProposed: (),
    NachforderungDrafted: (),
    NachforderungSent: (Step(steps.publish_nachforderung),),
    NachforderungChanged: (),
    NachforderungAnswered: (Step(steps.publish_antwort), ANTWORTEN, ANTWORTSCAN, NACHRICHT),
    PostenAccepted: (),
    PostenReturned: (Step(steps.publish_nachforderung),),
    NachforderungReminded: (),
    NachforderungExpired: (),
    NachforderungConcluded: (),
    NachforderungWithdrawn: (),
    NachrichtSent: (),
    NachrichtReceived: (NACHRICHT,),
    DokumentRetrieved: (),
    DeliveryRetried: (),
    ZuarbeitRequested: (ANFRAGE,),
    ZuarbeitDelivered: (),
    ZuarbeitReceived: (BEILAGEN, Step(steps.note_zuarbeit, wanted=has_post)),
    ZuarbeitRead: (),
    ZuarbeitRouted: (),
    ZuarbeitErased: (),
    BeitragSent: (BEILAGEN_SCAN, BEILAGEN, BEITRAG),
    AntwortSent: (BEILAGEN_SCAN, BEILAGEN, BEITRAG),
    BeitragReceived: (BEILAGEN, NACHRICHT),
    NachtragReceived: (BEILAGEN,),
    UebungEntered: (),
    UebungsuhrMoved: (FAELLIGES,),
    UebungsfaelleMade: (),
    UebungEmptied: (),
    StapelCreated: (Portions(portionen.run_stapel),),
    StapelStopped: (),
    StapelFinished: (),
    AuszugBegun: (),
    AuszugEnded: (),
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
    PersonChanged: (),
    PersonSwitched: (),
    PasswortChanged: (),
    RolleGiven: (),
    RolleTaken: (),
    EinheitSaved: (),
    AbwesenheitSaved: (),
    AbwesenheitDeleted: (),
    WunschSaved: (),
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
    """The row of the table for an event, without what this installation does not have and what does not follow."""
    return tuple(c for c in TABLE[type(event)] if _is_due(c, event))


def _is_due(consequence: Consequence, event: Event) -> bool:
    match consequence:
        case Portions():
            return True
        case Delivery():
            return consequence.wanted()
        case Step():
            return consequence.wanted() and consequence.follows(event)


def consequence(event: Event, name: str) -> Consequence:
    """One consequence of an event by its stable name; raises KeyError when this version no longer has it."""
    return {c.name: c for c in TABLE[type(event)]}[name]
