"""The small forms beside a case: days, points, words, urgency. Each is one POST and leads back to its place."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse

from ozgcloud.amt.antworten import done, errors_of, moved_on, only_by_post, show_fall
from ozgcloud.amt.bearbeitung import LABELS, read_fristart, read_wiederholung, save_merkmale
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.teile import Teil
from ozgcloud.bearbeitung.actions.add_punkt import add_punkt
from ozgcloud.bearbeitung.actions.complete_wiedervorlage import complete_wiedervorlage
from ozgcloud.bearbeitung.actions.end_frist import end_frist
from ozgcloud.bearbeitung.actions.note_loeschung import note_loeschung
from ozgcloud.bearbeitung.actions.set_frist import set_frist
from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.actions.tick_punkt import tick_punkt
from ozgcloud.bearbeitung.actions.undo_ending import undo_ending
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import Conflict, InvalidInput

FRISTEN = Teil.FRISTEN


def _take(
    request: ActorRequest, vorgang_id: UUID, formular: str, action: Callable[[], object], satz: str
) -> HttpResponse:
    """Do it and say so; what was typed wrongly comes back in its form."""
    try:
        action()
    except InvalidInput as fehler:
        mehr = errors_of(fehler, LABELS, formular=formular)
        again = {formular: {"texte": request.POST, "fehler": mehr["fehler"]}, "fehlerliste": mehr["fehlerliste"]}
        return show_fall(request, vorgang_id, again, 422)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=FRISTEN)
    return done(request, vorgang_id, satz, teil=FRISTEN)


def wiedervorlage(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Have the case come back on a day."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> object:
        return set_wiedervorlage(
            request.actor,
            vorgang_id=vorgang_id,
            betreff=request.POST.get("betreff", ""),
            faellig_am=read_day(request.POST.get("faellig", "")),
            wiederholung=read_wiederholung(request.POST.get("wiederholung", "")),
        )

    return _take(request, vorgang_id, "wiedervorlage", action, "Die Wiedervorlage ist gespeichert.")


def wiedervorlage_erledigt(request: ActorRequest, vorgang_id: UUID, wiedervorlage_id: UUID) -> HttpResponse:
    """Tick a Wiedervorlage off; a repeating one stands there again with its next day."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> object:
        return complete_wiedervorlage(request.actor, vorgang_id=vorgang_id, wiedervorlage_id=wiedervorlage_id)

    return _take(request, vorgang_id, "wiedervorlage", action, "Die Wiedervorlage ist erledigt.")


def frist(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Let a deadline run."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> object:
        return set_frist(
            request.actor,
            vorgang_id=vorgang_id,
            art=read_fristart(request.POST.get("art", "")),
            ende=read_day(request.POST.get("ende", "")),
            grund=request.POST.get("grund", ""),
        )

    return _take(request, vorgang_id, "frist", action, "Die Frist ist gespeichert.")


def frist_erledigt(request: ActorRequest, vorgang_id: UUID, frist_id: UUID) -> HttpResponse:
    """A deadline was met or does not matter any more."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> object:
        return end_frist(request.actor, vorgang_id=vorgang_id, frist_id=frist_id)

    return _take(request, vorgang_id, "frist", action, "Die Frist ist erledigt.")


def checkliste(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Add a point."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> object:
        return add_punkt(request.actor, vorgang_id=vorgang_id, text=request.POST.get("punkt", ""))

    return _take(request, vorgang_id, "checkliste", action, "Der Punkt steht auf der Checkliste.")


def punkt(request: ActorRequest, vorgang_id: UUID, punkt_id: UUID) -> HttpResponse:
    """Tick a point, or take the tick off."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)
    ticked = request.POST.get("erledigt") == "1"

    def action() -> object:
        return tick_punkt(request.actor, vorgang_id=vorgang_id, punkt_id=punkt_id, erledigt=ticked)

    satz = "Der Punkt ist erledigt." if ticked else "Der Punkt ist wieder offen."
    return _take(request, vorgang_id, "checkliste", action, satz)


def merkmale(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Urgency and words, in one form."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, FRISTEN)

    def action() -> None:
        save_merkmale(request.actor, vorgang_id, request.POST, read_version(request))

    return _take(request, vorgang_id, "merkmale", action, "Priorität und Schlagworte sind gespeichert.")


def rueckgaengig(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Take an ending back while nobody has been told."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id)
    try:
        undo_ending(request.actor, vorgang_id=vorgang_id)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    return done(request, vorgang_id, "Rückgängig gemacht: Der Vorgang ist wieder offen, und niemand hat es erfahren.")


def loeschvormerkung(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Let what remains of a forwarded case go, or keep it after all."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id)
    wanted = request.POST.get("vorgemerkt", "1") == "1"
    try:
        note_loeschung(request.actor, vorgang_id=vorgang_id, vorgemerkt=wanted)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    satz = "Der abgegebene Vorgang ist zum Löschen vorgemerkt." if wanted else "Die Löschvormerkung ist aufgehoben."
    return done(request, vorgang_id, satz)
