"""Typing in what came on paper, at the counter, by telephone or e-mail."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from ozgcloud.amt.antworten import errors_of
from ozgcloud.amt.antworten import page as frame
from ozgcloud.amt.erfassung import LABELS, differences, keep, load_blatt, start_context, typed_in
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.antrag.formulare import find_ort
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Reject, Retry, TooLarge
from ozgcloud.core.store import file_store
from ozgcloud.erfassung.actions.discard_erfassung import discard_erfassung
from ozgcloud.erfassung.actions.start_erfassung import Beginn, start_erfassung
from ozgcloud.erfassung.actions.submit_erfassung import submit_erfassung
from ozgcloud.erfassung.brief import compose_brief
from ozgcloud.erfassung.queries import Erfassungszeile, entwurf_of, show_erfassung
from ozgcloud.erfassung.rules import ROLLEN
from ozgcloud.flow import wiring

ANLEGEN = "_anlegen"
UNVOLLSTAENDIG = "_unvollstaendig"
MAX_ORT = 200
MEANWHILE = (
    "Diese Erfassung wurde inzwischen in einem anderen Fenster gespeichert. Unten steht, was Sie hier eingegeben haben;"
    " wo im anderen Fenster etwas anderes steht, ist es am Feld genannt. Gespeichert wird, was Sie jetzt hier stehen"
    " lassen."
)
FILES_AGAIN = "Dateien wählen Sie bitte noch einmal."
MEANWHILE_MADE = (
    "Der Vorgang ist inzwischen in einem anderen Fenster angelegt worden. Ergänzen Sie den Rest am Vorgang."
)


def _page(request: ActorRequest, vorlage: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this part of the door."""
    return frame(request, f"erfassung/{vorlage}", {"nav": "erfassen", **context}, status)


def neu(request: ActorRequest) -> HttpResponse:
    """Choose form, place, way and day; then type."""
    _require_rolle(request)
    if request.method != "POST":
        return _page(request, "neu", start_context(request.actor, {}))
    try:
        erfassung_id = start_erfassung(request.actor, beginn=_read_beginn(request))
    except InvalidInput as fehler:
        context = {**start_context(request.actor, request.POST.dict()), **errors_of(fehler, LABELS)}
        return _page(request, "neu", context, 422)
    return HttpResponseRedirect(reverse("amt:erfassung", args=(erfassung_id,)))


def _require_rolle(request: ActorRequest) -> None:
    if not any(request.actor.has(rolle) for rolle in ROLLEN):
        raise Forbidden


def _read_beginn(request: ActorRequest) -> Beginn:
    """What was chosen; raises InvalidInput that names every field with an error it can see."""
    try:
        dienst = UUID(request.POST.get("onlinedienst", ""))
    except ValueError:
        raise InvalidInput("Die Leistung fehlt.", {"onlinedienst": "Wählen Sie, worum es geht."}) from None
    try:
        ars = find_ort(name=request.POST.get("ort", "").replace("\x00", "")[:MAX_ORT])
    except InvalidInput as error:
        raise InvalidInput(error.meldung, {"ort": next(iter(error.fehler.values()), error.meldung)}) from None
    return Beginn(dienst, ars, request.POST.get("kanal", ""), read_day(request.POST.get("eingangsdatum", "")))


def bearbeiten(request: ActorRequest, erfassung_id: UUID) -> HttpResponse:
    """The form: save, go on, and make a case of it, complete or not."""
    erfassung = show_erfassung(request.actor, erfassung_id)
    if erfassung.vorgangsnummer:
        return HttpResponseRedirect(reverse("amt:erfassung_fertig", args=(erfassung_id,)))
    if request.method != "POST":
        return _form(request, erfassung)
    try:
        stand = entwurf_of(request.actor, erfassung_id)
        fehler = keep(request, request.actor, stand, erfassung_id, _version(request))
        if not fehler and (ANLEGEN in request.POST or UNVOLLSTAENDIG in request.POST):
            submit_erfassung(request.actor, erfassung_id=erfassung_id, unvollstaendig=UNVOLLSTAENDIG in request.POST)
            return HttpResponseRedirect(reverse("amt:erfassung_fertig", args=(erfassung_id,)))
    except InvalidInput as error:
        return _form(request, erfassung, error.fehler, error.meldung, 413 if isinstance(error, TooLarge) else 422)
    except Conflict:
        return _changed_meanwhile(request, erfassung_id)
    if fehler:
        return _form(
            request, erfassung, fehler, "Eine Datei wurde nicht übernommen. Alles andere ist gespeichert.", 422
        )
    messages.success(request, "Gespeichert.")
    return HttpResponseRedirect(request.get_full_path())


def _changed_meanwhile(request: ActorRequest, erfassung_id: UUID) -> HttpResponse:
    """Another window was quicker: everything typed here is shown again, and where the other one says something else."""
    erfassung = show_erfassung(request.actor, erfassung_id)
    if erfassung.vorgangsnummer:
        messages.warning(request, MEANWHILE_MADE)
        return HttpResponseRedirect(reverse("amt:erfassung_fertig", args=(erfassung_id,)))
    stand = entwurf_of(request.actor, erfassung_id)
    getippt = typed_in(request, stand)
    fehler = differences(stand, getippt)
    context = {
        "blatt": load_blatt(request.actor, erfassung, fehler=fehler, getippt=getippt),
        "erfassung": erfassung,
        "meldung": MEANWHILE + (f" {FILES_AGAIN}" if request.FILES else ""),
        "ungespeichert": True,
    }
    return _page(request, "formular", context, 409)


def _version(request: ActorRequest) -> int:
    """The version the page was made from; -1 (fits none) when it says none."""
    seen = read_version(request, "_version")
    return -1 if seen is None else seen


def _form(
    request: ActorRequest,
    erfassung: Erfassungszeile,
    fehler: dict[str, str] | None = None,
    meldung: str = "",
    status: int = 200,
) -> HttpResponse:
    schritt = request.GET.get("schritt", "") if not fehler else ""
    blatt = load_blatt(request.actor, erfassung, schritt=schritt, fehler=fehler)
    scanfehler = (fehler or {}).get("_scans", "")
    context = {"blatt": blatt, "erfassung": erfassung, "meldung": meldung, "scanfehler": scanfehler}
    return _page(request, "formular", {**context, "schritt": schritt}, status)


def fertig(request: ActorRequest, erfassung_id: UUID) -> HttpResponse:
    """What became of it: number, office, letter, and on to the next one."""
    erfassung = show_erfassung(request.actor, erfassung_id)
    if not erfassung.vorgangsnummer:
        return HttpResponseRedirect(reverse("amt:erfassung", args=(erfassung_id,)))
    return _page(request, "fertig", {"erfassung": erfassung})


def brief(request: ActorRequest, erfassung_id: UUID) -> HttpResponse:
    """The letter with number and access code, as PDF in the browser."""
    try:
        letter = compose_brief(request.actor, erfassung_id)
        pdf = wiring.brief().render(letter)
    except (Conflict, Reject, Retry) as error:
        messages.error(request, error.meldung)
        return HttpResponseRedirect(reverse("amt:erfassung_fertig", args=(erfassung_id,)))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"Eingangsbestaetigung_{letter.merkposten[0][1]}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


def verwerfen(request: ActorRequest, erfassung_id: UUID) -> HttpResponse:
    """Throw away what was begun."""
    erfassung = show_erfassung(request.actor, erfassung_id)
    if request.method != "POST":
        return _page(request, "verwerfen", {"erfassung": erfassung})
    try:
        for key in discard_erfassung(request.actor, erfassung_id=erfassung_id):
            file_store().discard(key)
        messages.success(request, "Die Erfassung ist gelöscht.")
    except (Conflict, NotFound) as error:
        messages.warning(request, error.meldung)
    return HttpResponseRedirect(reverse("amt:erfassen"))
