"""Two people on one case: the later one is told who changed what since, and can look and repeat.

A form that changes a case carries `version` (template `amt/_version.html`). The action refuses with the code
`VERALTET` when the case has moved on; `refused` makes the page of it, with everything typed in hidden fields.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.historie import LESEN, Eintrag, entries_of
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang, list_historie
from ozgcloud.vorgang.rules import VERALTET

LEFT_OUT = frozenset({"csrfmiddlewaretoken", "version"})
GETIPPT = {
    "schlagworte": "Schlagworte",
    "fuehrend": "Vorgangsnummer des anderen Vorgangs",
    "begruendung": "Begründung",
    "bis": "Bis wann",
    "grund": "Warum",
    "ergebnis": "Entscheidung",
}
"""What somebody wrote, by the name of its field, to be shown to him again; keys and choices say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Aenderungen:
    """What happened since somebody last opened the case, oldest first; `version` is that of now."""

    vorgangsnummer: str
    version: int
    eintraege: tuple[Eintrag, ...]


@in_mandant
def changes_since_seen(actor: Actor, vorgang_id: UUID, seen: int) -> Aenderungen:
    """Since the actor's last look, as the journal has it (looking is logged); when he has looked at it again since
    in another window, the last changes of which he had not seen the version. Raises NotFound.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    zeilen = list_historie(actor, vorgang_id)
    looks = [n for n, zeile in enumerate(zeilen) if zeile.typ == "VorgangRead" and zeile.akteur_id == actor.id]
    after = zeilen[looks[-1] + 1 :] if looks else zeilen
    news = [zeile for zeile in after if zeile.typ not in LESEN]
    if not news:
        news = [zeile for zeile in zeilen if zeile.typ not in LESEN][-max(vorgang.version - seen, 1) :]
    return Aenderungen(vorgang.vorgangsnummer, vorgang.version, tuple(entries_of(actor, news)))


def version_of(post: Mapping[str, str], feld: str = "version") -> int | None:
    """What the form says its writer looked at; None for a form without (an undo in a message), -1 (fits none) for what
    is no number.
    """
    text = post.get(feld, "")
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1


def read_version(request: HttpRequest, feld: str = "version") -> int | None:
    """The same of a request."""
    return version_of(request.POST, feld)


def refused(request: ActorRequest, vorgang_id: UUID, conflict: Conflict, ziel: str) -> HttpResponse:
    """The page that says what changed meanwhile; any other conflict leads to `ziel` with its sentence."""
    if conflict.code != VERALTET:
        messages.warning(request, conflict.meldung)
        return HttpResponseRedirect(ziel)
    changes = changes_since_seen(request.actor, vorgang_id, read_version(request) or 0)
    felder = [(name, wert) for name, werte in request.POST.lists() for wert in werte if name not in LEFT_OUT]
    context: dict[str, Any] = {
        "nav": "vorgaenge",
        "aenderungen": changes,
        "meldung": conflict.meldung,
        "felder": felder,
        "getippt": [(GETIPPT[name], wert) for name, wert in felder if name in GETIPPT and wert],
        "adresse": request.get_full_path(),
        "fall_adresse": reverse("amt:antrag", args=(vorgang_id,)),
    }
    return render(request, "amt/gleichzeitig.html", context, status=409)
