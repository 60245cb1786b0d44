"""Asking the applicant for what is missing: write, look at it, send, judge the answers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from ozgcloud.amt.antworten import done, errors_of, moved_on, only_by_post, page
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.nachforderung import (
    LABELS,
    Formular,
    again,
    get_eine,
    load_formular,
    preview,
    read_inhalt,
    usual_frist,
)
from ozgcloud.amt.teile import Teil
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, Reject, Retry
from ozgcloud.flow import wiring
from ozgcloud.nachforderung.actions.accept_posten import accept_posten
from ozgcloud.nachforderung.actions.change_nachforderung import change_nachforderung
from ozgcloud.nachforderung.actions.conclude_nachforderung import conclude_nachforderung
from ozgcloud.nachforderung.actions.return_posten import return_posten
from ozgcloud.nachforderung.actions.save_nachforderung import save_nachforderung
from ozgcloud.nachforderung.actions.send_nachforderung import send_nachforderung
from ozgcloud.nachforderung.actions.withdraw_nachforderung import withdraw_nachforderung
from ozgcloud.nachforderung.brief import compose_brief
from ozgcloud.nachforderung.queries import Nachforderungsstand
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang

TEIL = Teil.NACHFORDERUNG
SENT = "Die Nachforderung ist gesendet. Der Vorgang wartet jetzt auf die antragstellende Person."


def neu(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Write a new request; then look at it before it goes out."""
    return _write(request, _editable(request, vorgang_id), None)


def bearbeiten(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """Change a request: freely before it is sent, afterwards what is still open, and the citizen is told."""
    fall = _editable(request, vorgang_id)
    eine = get_eine(request.actor, vorgang_id, nachforderung_id)
    if not eine.ist_offen and not eine.ist_ungesendet:
        return moved_on(request, vorgang_id, Conflict("Diese Nachforderung ist schon beendet."), teil=TEIL)
    return _write(request, fall, eine)


def _editable(request: ActorRequest, vorgang_id: UUID) -> Fall:
    fall = load_fall(request.actor, vorgang_id)
    if not fall.darf_bearbeiten:
        raise Forbidden
    return fall


def _write(request: ActorRequest, fall: Fall, eine: Nachforderungsstand | None) -> HttpResponse:
    if request.method != "POST":
        return _form(request, fall, eine, load_formular(request.actor, fall.id, eine))
    typed = again(request.actor, fall.id, request.POST, request.POST.getlist("posten"))
    try:
        nachforderung_id = _save(request, fall, eine)
    except InvalidInput as fehler:
        return _form(request, fall, eine, typed, errors_of(fehler, LABELS), 422)
    except Conflict as conflict:
        return _form(request, fall, eine, typed, {"konflikt": conflict.meldung}, 409)
    if eine is not None and eine.ist_offen:
        satz = "Die Nachforderung ist geändert, die antragstellende Person hat eine Nachricht erhalten."
        return done(request, fall.id, satz, teil=TEIL)
    return HttpResponseRedirect(reverse("amt:nachforderung_vorschau", args=(fall.id, nachforderung_id)))


def _save(request: ActorRequest, fall: Fall, eine: Nachforderungsstand | None) -> UUID:
    inhalt = read_inhalt(request.actor, fall.id, request.POST, request.POST.getlist("posten"))
    if eine is not None and eine.ist_offen:
        change_nachforderung(
            request.actor, vorgang_id=fall.id, nachforderung_id=eine.id, inhalt=inhalt, version=read_version(request)
        )
        return eine.id
    saved = save_nachforderung(
        request.actor,
        vorgang_id=fall.id,
        inhalt=inhalt,
        nachforderung_id=eine.id if eine else None,
        version=read_version(request) if eine else None,
    )
    return saved.nachforderung_id


def _form(
    request: ActorRequest,
    fall: Fall,
    eine: Nachforderungsstand | None,
    formular: Formular,
    mehr: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"fall": fall, "eine": eine, "formular": formular, "fehler": {}, **(mehr or {})}
    return page(request, "nachforderung/formular", context, status)


def vorschau(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """The message as the citizen will read it, with the button that sends it."""
    fall, eine = load_fall(request.actor, vorgang_id), get_eine(request.actor, vorgang_id, nachforderung_id)
    frist = eine.frist or usual_frist(request.actor)
    return page(
        request,
        "nachforderung/vorschau",
        {"fall": fall, "eine": eine, "frist": frist, "text": preview(eine, frist)},
    )


def senden(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """Send it: after the preview, or a proposal with one click."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, TEIL)
    get_eine(request.actor, vorgang_id, nachforderung_id)
    try:
        send_nachforderung(
            request.actor, vorgang_id=vorgang_id, nachforderung_id=nachforderung_id, version=read_version(request)
        )
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=TEIL)
    except InvalidInput as fehler:
        fall, eine = load_fall(request.actor, vorgang_id), get_eine(request.actor, vorgang_id, nachforderung_id)
        formular = load_formular(request.actor, vorgang_id, eine)
        return _form(request, fall, eine, formular, errors_of(fehler, LABELS), 422)
    return done(request, vorgang_id, SENT, teil=TEIL)


def zurueckziehen(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """Take it back; a sent one asks for a word to the citizen first."""
    fall, eine = _editable(request, vorgang_id), get_eine(request.actor, vorgang_id, nachforderung_id)
    if request.method != "POST":
        return page(request, "nachforderung/zurueckziehen", {"fall": fall, "eine": eine, "fehler": {}, "texte": {}})
    try:
        withdraw_nachforderung(
            request.actor,
            vorgang_id=vorgang_id,
            nachforderung_id=nachforderung_id,
            grund=request.POST.get("grund", ""),
            version=read_version(request),
        )
    except InvalidInput as fehler:
        context = {"fall": fall, "eine": eine, "texte": request.POST, **errors_of(fehler, LABELS)}
        return page(request, "nachforderung/zurueckziehen", context, 422)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=TEIL)
    satz = "Die Nachforderung ist zurückgezogen." if eine.ist_offen else "Es wird nichts nachgefordert."
    return done(request, vorgang_id, satz, teil=TEIL)


def brief(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """The same on paper, as PDF in the browser."""
    read_vorgang(request.actor, vorgang_id=vorgang_id)
    try:
        letter = compose_brief(request.actor, vorgang_id, nachforderung_id)
        pdf = wiring.brief().render(letter)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=TEIL)
    except (Reject, Retry) as error:
        return moved_on(request, vorgang_id, Conflict(error.meldung), teil=TEIL)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"Nachforderung_{letter.merkposten[0][1]}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


def abschliessen(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID) -> HttpResponse:
    """Say that it is done."""

    def conclude() -> None:
        conclude_nachforderung(
            request.actor, vorgang_id=vorgang_id, nachforderung_id=nachforderung_id, version=read_version(request)
        )

    return _judge(request, vorgang_id, conclude, "Die Nachforderung ist abgeschlossen.")


def annehmen(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID, posten_id: UUID) -> HttpResponse:
    """The answer to an item is enough."""
    ids = {"vorgang_id": vorgang_id, "nachforderung_id": nachforderung_id, "posten_id": posten_id}
    return _judge(request, vorgang_id, lambda: accept_posten(request.actor, **ids), "Die Antwort ist angenommen.")


def zurueckgeben(request: ActorRequest, vorgang_id: UUID, nachforderung_id: UUID, posten_id: UUID) -> HttpResponse:
    """The answer to an item is not enough; with the reason."""
    ids = {"vorgang_id": vorgang_id, "nachforderung_id": nachforderung_id, "posten_id": posten_id}
    grund = request.POST.get("grund", "")
    return _judge(
        request,
        vorgang_id,
        lambda: return_posten(request.actor, **ids, grund=grund),
        "Die Antwort ist zurückgegeben, die antragstellende Person hat eine Nachricht erhalten.",
    )


def _judge(request: ActorRequest, vorgang_id: UUID, act: Callable[[], object], satz: str) -> HttpResponse:
    if request.method != "POST":
        return only_by_post(request, vorgang_id, TEIL)
    try:
        act()
    except InvalidInput as fehler:
        return moved_on(request, vorgang_id, Conflict(next(iter(fehler.fehler.values()), fehler.meldung)), teil=TEIL)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=TEIL)
    return done(request, vorgang_id, satz, teil=TEIL)
