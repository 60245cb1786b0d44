"""The list as a file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from ozgcloud.amt.antworten import errors_of, page
from ozgcloud.amt.auszug import answer, load_blatt, read_bestellung
from ozgcloud.amt.listenadresse import read_filter, write_filter
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import InvalidInput

LABELS = {"format": "Format", "spalte": "Spalten"}


def auszug(request: ActorRequest) -> HttpResponseBase:
    """Choose format and columns for the list in the address; by POST the file itself."""
    if request.method != "POST":
        liste = write_filter(read_filter(request.GET))
        return _form(request, {"blatt": load_blatt(request.actor, liste), "texte": {}, "fehler": {}}, 200)
    try:
        bestellung = read_bestellung(request.POST)
    except InvalidInput as fehler:
        blatt = load_blatt(request.actor, request.POST.get("liste", ""), request.POST.getlist("spalte"))
        return _form(request, {"blatt": blatt, "texte": request.POST, **errors_of(fehler, LABELS)}, 422)
    return answer(request.actor, bestellung)


def _form(request: ActorRequest, context: dict[str, object], status: int) -> HttpResponse:
    return page(request, "auszug/form", context, status=status)
