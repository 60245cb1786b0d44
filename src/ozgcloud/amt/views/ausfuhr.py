"""Export packages for recipients outside."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from ozgcloud.amt import ausfuhr as paketbau
from ozgcloud.amt.antworten import errors_of, page
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.teile import address
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.types import new_id
from ozgcloud.mandant.queries import list_personen
from ozgcloud.weiterleitung.actions.export_vorgang import Ausfuhrangaben, export_vorgang, require_angaben
from ozgcloud.weiterleitung.queries import list_ausfuhren

LABELS = {"empfaenger": "Empfänger", "zweck": "Zweck"}


def ausfuhr(request: ActorRequest, vorgang_id: UUID) -> HttpResponseBase:
    """Say for whom and what for, then get the package; what left before is listed."""
    fall = load_fall(request.actor, vorgang_id)
    if not fall.darf_bearbeiten:
        return HttpResponseRedirect(address(vorgang_id))
    if request.method != "POST":
        return _form(request, fall)
    try:
        angaben = Ausfuhrangaben(request.POST.get("empfaenger", ""), request.POST.get("zweck", ""))
        return _package(request, fall, require_angaben(angaben))
    except InvalidInput as fehler:
        return _form(request, fall, fehler)


def _form(request: ActorRequest, fall: Fall, fehler: InvalidInput | None = None) -> HttpResponse:
    namen = {person.id: person.name for person in list_personen(request.actor).values()}
    before = [(one, namen.get(one.person_id, "")) for one in list_ausfuhren(request.actor, fall.id)]
    context = {"fall": fall, "texte": request.POST, "fehler": {}, "ausfuhren": before}
    again = errors_of(fehler, LABELS) if fehler else {}
    return page(request, "ausfuhr/formular", {**context, **again}, 422 if fehler else 200)


def _package(request: ActorRequest, fall: Fall, angaben: Ausfuhrangaben) -> FileResponse:
    paket, inhalt = paketbau.compose(request.actor, fall)
    ziel, sha256, groesse = paketbau.write(paket, {**inhalt, "empfaenger": angaben.empfaenger}, new_id())
    try:
        export_vorgang(request.actor, vorgang_id=fall.id, angaben=angaben, sha256=sha256, groesse=groesse)
    except BaseException:
        ziel.close()
        raise
    name = f"{fall.vorgangsnummer}-ausfuhr.zip"
    return FileResponse(ziel, as_attachment=True, filename=name, content_type="application/zip")
