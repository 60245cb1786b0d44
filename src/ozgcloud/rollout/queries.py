"""Reading the roll-out, for operators of the Land."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import NotFound, OzgError
from ozgcloud.core.tenancy import land_scope
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst
from ozgcloud.onlinedienst.models import Phase as Freigabe
from ozgcloud.rollout import rules
from ozgcloud.rollout.models import Anbindung, Antragszahl, Ausrollung, Ausrollungsschritt
from ozgcloud.rollout.rules import Anbindungsstand, Phase


@dataclass(frozen=True, slots=True)
class Mandantenzeile:
    """A Mandant in the list of the operators: how far it is, and its services live, on their way, and blocked."""

    mandant: Mandant
    stand: str
    seit: date | None
    ausgerollt: int
    unterwegs: int
    blockiert: int


@dataclass(frozen=True, slots=True)
class Dienststand:
    """One Online-Dienst at one Mandant; `phase` is None before its first. `genutzt_seit` is the first real Antrag."""

    dienst: Onlinedienst
    phase: Phase | None
    seit: date | None
    blocker: str
    geplant: date | None
    genutzt_seit: date | None

    @property
    def name(self) -> str:
        """The phase as people say it; "in Nutzung" follows from the first Antrag."""
        if self.phase is None:
            return "nicht begonnen"
        if self.phase in rules.LIVE and self.genutzt_seit:
            return "in Nutzung"
        return rules.PHASEN[self.phase]


@dataclass(frozen=True, slots=True)
class Weg:
    """Everything about one Online-Dienst at one Mandant."""

    stand: Dienststand
    schritte: dict[Phase, Ausrollungsschritt]
    betrieb: Dienstbetrieb | None


@dataclass(frozen=True, slots=True)
class Vorschau:
    """What a step would do at one Mandant: `grund` says why it is refused, empty when it is not."""

    mandant: Mandant
    dienst: Onlinedienst
    von: Phase | None
    grund: str

    @property
    def jetzt(self) -> str:
        """Where it stands now, in words."""
        return rules.PHASEN[self.von] if self.von else "nicht begonnen"


def get_ausrollung(onlinedienst_id: UUID, *, lock: bool = False) -> Ausrollung:
    """The way of an Online-Dienst into the open Mandant; raises NotFound before its first phase."""
    rows = Ausrollung.objects.select_for_update() if lock else Ausrollung.objects.all()
    found = rows.filter(onlinedienst_id=onlinedienst_id).first()
    if found is None:
        raise NotFound("Dieser Online-Dienst hat hier noch keine Phase. Bitte beginnen Sie mit „Interesse“.")
    return found


def list_mandantenzeilen(actor: Actor) -> list[Mandantenzeile]:
    """All Mandanten of all Länder with their state, by name; practice and clearing are in the list too."""
    require_operator(actor)
    mandanten = list(Mandant.objects.select_related("land").order_by("name"))
    anbindungen: dict[int, Anbindung] = {}
    live, underway, blocked = Counter[int](), Counter[int](), Counter[int]()
    for land_id in sorted({m.land_id for m in mandanten}):
        with land_scope(land_id):
            anbindungen |= {a.mandant_id: a for a in Anbindung.im_land.all()}
            for mandant_id, phase, blocker in Ausrollung.im_land.values_list("mandant_id", "phase", "blocker"):
                live[mandant_id] += phase in rules.LIVE
                underway[mandant_id] += phase not in rules.LIVE and phase != Phase.AUSGESETZT
                blocked[mandant_id] += bool(blocker)
    return [_line(m, anbindungen.get(m.id), live[m.id], underway[m.id], blocked[m.id]) for m in mandanten]


def _line(mandant: Mandant, anbindung: Anbindung | None, live: int, underway: int, blocked: int) -> Mandantenzeile:
    stand = rules.STAENDE[Anbindungsstand(anbindung.stand)] if anbindung else "nicht begonnen"
    return Mandantenzeile(mandant, stand, anbindung.seit if anbindung else None, live, underway, blocked)


def list_dienststaende(actor: Actor, mandant_id: int) -> tuple[Anbindung | None, list[Dienststand]]:
    """How far a Mandant is, and every published Online-Dienst there. Raises Forbidden, NotFound."""
    with operator_scope(actor, mandant_id):
        dienste = list(
            Onlinedienst.objects.exclude(phase=Freigabe.ENTWURF).select_related("leistung").order_by("titel")
        )
        return Anbindung.objects.first(), _states(dienste)


def get_weg(actor: Actor, mandant_id: int, onlinedienst_id: UUID) -> Weg:
    """One Online-Dienst at one Mandant with all its steps. Raises Forbidden, NotFound."""
    with operator_scope(actor, mandant_id):
        dienst = Onlinedienst.objects.filter(id=onlinedienst_id).select_related("leistung").first()
        if dienst is None:
            raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
        schritte = Ausrollungsschritt.objects.filter(ausrollung__onlinedienst_id=dienst.id)
        betrieb = Dienstbetrieb.objects.filter(onlinedienst_id=dienst.id).first()
        return Weg(_states([dienst])[0], {Phase(s.phase): s for s in schritte}, betrieb)


def _states(dienste: list[Onlinedienst]) -> list[Dienststand]:
    """Inside the scope of one Mandant."""
    ausrollungen = {a.onlinedienst_id: a for a in Ausrollung.objects.all()}
    geplant = dict(
        Ausrollungsschritt.objects.filter(erreicht_am=None, geplant_am__isnull=False)
        .values("ausrollung__onlinedienst_id")
        .annotate(tag=Min("geplant_am"))
        .values_list("ausrollung__onlinedienst_id", "tag")
    )
    used = dict(
        Antragszahl.objects.values("onlinedienst_id").annotate(tag=Min("tag")).values_list("onlinedienst_id", "tag")
    )
    return [
        Dienststand(
            dienst=dienst,
            phase=Phase(a.phase) if (a := ausrollungen.get(dienst.id)) else None,
            seit=a.seit if a else None,
            blocker=a.blocker if a else "",
            geplant=geplant.get(dienst.id),
            genutzt_seit=used.get(dienst.id),
        )
        for dienst in dienste
    ]


def preview_phase(
    actor: Actor, *, mandanten: Iterable[int], dienste: Iterable[UUID], phase: Phase, am: date
) -> list[Vorschau]:
    """What `switch_many` would do with every pair, without doing it."""
    require_operator(actor)
    chosen = list(Onlinedienst.objects.filter(id__in=list(dienste)).order_by("titel"))
    found: list[Vorschau] = []
    for mandant in Mandant.objects.filter(id__in=list(mandanten)).order_by("name"):
        with operator_scope(actor, mandant.id):
            anbindung = Anbindung.objects.first()
            ways = {a.onlinedienst_id: a for a in Ausrollung.objects.all()}
            found += [_preview(mandant, dienst, ways.get(dienst.id), anbindung, (phase, am)) for dienst in chosen]
    return found


def _preview(
    mandant: Mandant,
    dienst: Onlinedienst,
    ausrollung: Ausrollung | None,
    anbindung: Anbindung | None,
    schritt: tuple[Phase, date],
) -> Vorschau:
    phase, am = schritt
    von = Phase(ausrollung.phase) if ausrollung else None
    try:
        rules.require_step(von, phase, seit=ausrollung.seit if ausrollung else None, am=am, today=clock.today())
        if phase is Phase.GOLIVE:
            stand = Anbindungsstand(anbindung.stand) if anbindung else None
            rules.require_connected(stand, anbindung.angeschlossen_seit if anbindung else None, am)
    except OzgError as error:
        return Vorschau(mandant, dienst, von, error.meldung)
    return Vorschau(mandant, dienst, von, "")


def list_auswahl(actor: Actor) -> tuple[list[Mandant], list[Onlinedienst]]:
    """What can be chosen for a step in many places: Mandanten but clearing, and released Online-Dienste."""
    require_operator(actor)
    mandanten = Mandant.objects.exclude(art=MandantArt.CLEARING).order_by("name")
    return list(mandanten), list(Onlinedienst.objects.filter(phase=Freigabe.FREIGEGEBEN).order_by("titel"))
