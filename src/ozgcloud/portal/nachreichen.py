"""Answering what the authority asks for: item by item, saved on the way, sent when somebody is ready."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound, OzgError, Retry
from ozgcloud.core.store import file_store
from ozgcloud.core.uploads import ACCEPT, RULES, store_upload
from ozgcloud.nachforderung.actions.attach_antwortdatei import attach_antwortdatei
from ozgcloud.nachforderung.actions.detach_antwortdatei import detach_antwortdatei
from ozgcloud.nachforderung.actions.save_antworten import Antwort, save_antworten
from ozgcloud.nachforderung.actions.send_antworten import send_antworten
from ozgcloud.nachforderung.queries import Nachforderungsstand, get_for_citizen
from ozgcloud.nachforderung.rules.stand import MAX_ANTWORT
from ozgcloud.portal import zugang
from ozgcloud.portal.eingaben import read
from ozgcloud.postfach.queries import Fall

SENDEN = "_senden"
ENTFERNEN = "_entfernen"
MAX_TEXT = MAX_ANTWORT + 1_000
LEFT = "Zu Ihrer Sicherheit schließen wir den Antrag nach einer Stunde."
SENT = "Ihre Antworten sind bei der Behörde angekommen."
KEPT = "Gespeichert. Die Behörde sieht Ihre Antworten erst, wenn Sie sie senden."


def nachforderung(request: HttpRequest, nachforderung_id: UUID) -> HttpResponse:
    """`/status/vorgang/nachforderung/<id>/`: the list, its answers, saving and sending."""
    fall = zugang.current(request)
    if fall is None:
        return _closed(request)
    gefordert = get_for_citizen(citizen_actor(fall.mandant_id), fall.vorgang_id, nachforderung_id)
    if request.method != "POST":
        return _show(request, gefordert)
    try:
        fehler = _take(request, fall, gefordert)
        if not fehler and SENDEN in request.POST:
            return _send(request, fall, gefordert)
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
        return redirect("portal:stand")
    if fehler:
        return _show(request, _fresh(fall, gefordert), fehler, typed=True)
    messages.success(request, KEPT)
    return redirect("portal:nachforderung", nachforderung_id)


def _fresh(fall: Fall, gefordert: Nachforderungsstand) -> Nachforderungsstand:
    return get_for_citizen(citizen_actor(fall.mandant_id), fall.vorgang_id, gefordert.id)


def _closed(request: HttpRequest) -> HttpResponse:
    """Nobody is in: to the form for number and code; what was typed is shown once more, for it was not saved."""
    if request.method != "POST":
        return redirect("portal:status")
    texts = [value for name, value in request.POST.items() if name.startswith(("text-", "weil-")) and value]
    context = {"texte": texts, "weiter": reverse("portal:status"), "hinweis": LEFT, "nav": "status"}
    return render(request, "portal/nachforderung_zu.html", context, status=403)


def _take(request: HttpRequest, fall: Fall, gefordert: Nachforderungsstand) -> dict[str, str]:
    """Save texts, remove and add files; returns errors by field, and keeps what is right beside a mistake.

    Raises Conflict when the request has ended.
    """
    actor, ids = citizen_actor(fall.mandant_id), {"vorgang_id": fall.vorgang_id, "nachforderung_id": gefordert.id}
    fehler: dict[str, str] = {}
    try:
        save_antworten(actor, **ids, antworten=dict(_typed(request, gefordert)))
    except InvalidInput as error:
        fehler |= error.fehler
    if ENTFERNEN in request.POST:
        _remove(request, fall, gefordert)
    for posten in gefordert.posten:
        feld = f"datei-{posten.id}"
        for datei in request.FILES.getlist(feld) if posten.ist_beim_antragsteller else ():
            if satz := _attach(fall, gefordert, posten.id, datei):
                fehler[feld] = f"{fehler.get(feld, '')} {satz}".strip()
    return fehler


def _typed(request: HttpRequest, gefordert: Nachforderungsstand) -> Iterator[tuple[UUID, Antwort]]:
    """What stands in the fields of this page; an item it did not show stays as it is."""
    for posten in gefordert.posten:
        if f"text-{posten.id}" in request.POST:
            names = (f"{name}-{posten.id}" for name in ("text", "weil", "fassung"))
            yield posten.id, Antwort(*(read(request.POST, name, MAX_TEXT) for name in names))


def _remove(request: HttpRequest, fall: Fall, gefordert: Nachforderungsstand) -> None:
    """Delete the upload the button names, bytes and all; one that is gone already is gone."""
    try:
        key = detach_antwortdatei(
            citizen_actor(fall.mandant_id),
            vorgang_id=fall.vorgang_id,
            nachforderung_id=gefordert.id,
            antwortdatei_id=UUID(read(request.POST, ENTFERNEN)),
        )
    except (ValueError, NotFound):
        return
    file_store().discard(key)


def _attach(fall: Fall, gefordert: Nachforderungsstand, posten_id: UUID, datei: "UploadedFile[Any]") -> str:
    """Keep one upload; a sentence when it was not."""
    try:
        name, ablage = store_upload(datei)
    except (InvalidInput, Retry) as error:
        return error.meldung
    try:
        attach_antwortdatei(
            citizen_actor(fall.mandant_id),
            vorgang_id=fall.vorgang_id,
            nachforderung_id=gefordert.id,
            posten_id=posten_id,
            name=name,
            ablage=ablage,
        )
    except OzgError as error:
        file_store().discard(ablage.schluessel)
        if isinstance(error, InvalidInput):
            return error.meldung
        raise
    return ""


def _send(request: HttpRequest, fall: Fall, gefordert: Nachforderungsstand) -> HttpResponse:
    """Hand in what is saved; a second click finds it handed in and hears the same."""
    try:
        sent = send_antworten(citizen_actor(fall.mandant_id), vorgang_id=fall.vorgang_id, nachforderung_id=gefordert.id)
    except InvalidInput as error:
        if not _was_sent(request, gefordert):
            return _show(request, _fresh(fall, gefordert), error.fehler)
        messages.success(request, SENT)
    else:
        rest = f" {_open_points(sent.offen)}" if sent.offen else ""
        messages.success(request, f"{SENT}{rest}")
    return redirect("portal:stand")


def _open_points(offen: int) -> str:
    return "Ein Punkt ist noch offen." if offen == 1 else f"{offen} Punkte sind noch offen."


def _was_sent(request: HttpRequest, gefordert: Nachforderungsstand) -> bool:
    """Whether the page still asked for something that is answered by now."""
    return any(f"text-{one.id}" in request.POST and not one.ist_beim_antragsteller for one in gefordert.posten)


def _show(
    request: HttpRequest, gefordert: Nachforderungsstand, fehler: dict[str, str] | None = None, *, typed: bool = False
) -> HttpResponse:
    """The page; `typed`: texts could not be saved and come from the browser."""
    texte = {name: read(request.POST, name, MAX_TEXT) for name in request.POST} if typed else {}
    zeilen = [
        {
            "posten": posten,
            "text": texte.get(f"text-{posten.id}", posten.antwort),
            "weil": texte.get(f"weil-{posten.id}", posten.fehlt_weil),
            "fehler": {name: (fehler or {}).get(f"{name}-{posten.id}", "") for name in ("text", "weil", "datei")},
        }
        for posten in gefordert.posten
    ]
    context = {
        "nav": "status",
        "gefordert": gefordert,
        "zeilen": zeilen,
        "fehlerliste": [(f"id_{feld}" if "-" in feld else "", satz) for feld, satz in (fehler or {}).items()],
        "accept": ACCEPT,
        "regeln": RULES,
    }
    return render(request, "portal/nachforderung.html", context, status=422 if fehler else 200)
