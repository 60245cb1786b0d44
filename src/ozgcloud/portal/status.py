"""Following a submitted Antrag: status, messages, documents."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.downloads import download
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.types import new_id
from ozgcloud.leseprotokoll.queries import get_lesebilanz
from ozgcloud.nachforderung.queries import list_for_citizen
from ozgcloud.portal import zugang
from ozgcloud.portal.eingaben import read
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.postfach.actions.retrieve_dokument import retrieve_dokument
from ozgcloud.postfach.queries import Fall, get_standseite

MAX_MESSAGE = 100_000
LEFT = "Zu Ihrer Sicherheit schließen wir den Antrag nach einer Stunde. Bitte geben Sie Nummer und Code erneut ein."
TOO_MANY_REQUESTS = 429


def status(request: HttpRequest) -> HttpResponse:
    """`/status/`: Vorgangsnummer and Zugangscode."""
    text = read(request.POST, "text", MAX_MESSAGE)
    if request.method != "POST":
        return redirect("portal:stand") if zugang.current(request) else _ask(request, text)
    try:
        fall = zugang.enter(request)
    except InvalidInput as error:
        return _ask(request, text, error)
    return _show(request, fall, text=text) if text else redirect("portal:stand")


def _ask(request: HttpRequest, text: str = "", error: InvalidInput | None = None, hinweis: str = "") -> HttpResponse:
    is_too_often = error is not None and error.code == "zu-oft"
    context = {
        "nav": "status",
        "nummer": read(request.POST, "vorgangsnummer"),
        "text": text,
        "hinweis": hinweis,
        "fehler": error.fehler if error else {},
        "unbekannt": error.meldung if error and error.code in ("unbekannt", "zu-oft") else "",
    }
    code = 200 if error is None else TOO_MANY_REQUESTS if is_too_often else 422
    return render(request, "portal/status.html", context, status=code)


def stand(request: HttpRequest) -> HttpResponse:
    """`/status/vorgang/`: where the Antrag stands."""
    fall = zugang.current(request)
    return _show(request, fall) if fall else redirect("portal:status")


def _show(request: HttpRequest, fall: Fall, *, text: str = "", fehler: str = "", code: int = 200) -> HttpResponse:
    seite = get_standseite(fall)
    if seite is None:
        return render(request, "portal/stand_folgt.html", {"nav": "status", "text": text})
    gefordert = list_for_citizen(citizen_actor(fall.mandant_id), fall.vorgang_id)
    context = {
        "nav": "status",
        "seite": seite,
        "text": text,
        "fehler": fehler,
        "schluessel": new_id(),
        "gefordert": next((one for one in gefordert if one.ist_offen), None),
        "fruehere": [one for one in gefordert if not one.ist_offen],
        "lesen": get_lesebilanz(fall.mandant_id, fall.vorgang_id),
    }
    return render(request, "portal/stand.html", context, status=code)


def nachricht(request: HttpRequest) -> HttpResponse:
    """`POST /status/vorgang/nachricht/`: write to the authority."""
    if request.method != "POST":
        return redirect("portal:stand")
    fall, text = zugang.current(request), read(request.POST, "text", MAX_MESSAGE)
    if fall is None:
        return _ask(request, text, hinweis=LEFT)
    try:
        answer_nachricht(
            citizen_actor(fall.mandant_id), vorgang_id=fall.vorgang_id, text=text, nachricht_id=_key(request)
        )
    except InvalidInput as error:
        return _show(request, fall, text=text, fehler=error.fehler["text"], code=422)
    messages.success(request, "Ihre Nachricht ist bei der Behörde angekommen.")
    return redirect("portal:stand")


def _key(request: HttpRequest) -> UUID | None:
    """The mark of the form, so that a double click sends one message."""
    try:
        return UUID(read(request.POST, "schluessel"))
    except ValueError:
        return None


def dokument(request: HttpRequest, dokument_id: UUID) -> HttpResponseBase:
    """`/status/dokument/<id>/`: download; the first time is kept as proof (§ 9 OZG)."""
    fall = zugang.current(request)
    if fall is None:
        return redirect("portal:status")
    actor = citizen_actor(fall.mandant_id)
    datei = retrieve_dokument(actor, vorgang_id=fall.vorgang_id, dokument_id=dokument_id)
    response = download(datei.verweis, medientyp=datei.medientyp)
    response.headers["Content-Disposition"] = disposition(datei.name)
    return response


def disposition(name: str) -> str:
    """A download under its own name (RFC 6266; RFC 5987 for letters beyond ASCII)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def abmelden(request: HttpRequest) -> HttpResponse:
    """`POST /status/abmelden/`: close the Antrag in this browser."""
    if request.method == "POST":
        zugang.leave(request)
        messages.success(request, "Sie sind abgemeldet. In diesem Browser ist kein Antrag mehr geöffnet.")
    return redirect("portal:status")
