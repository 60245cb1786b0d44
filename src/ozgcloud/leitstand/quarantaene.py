"""What waits to be looked at in the whole Land: numbers by kind and age, no case."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from ozgcloud.core import clock
from ozgcloud.core.access import ActorRequest
from ozgcloud.eingang.rechnung import count_open

OLD = timedelta(days=7)
ARTEN = {
    "ungeprueft": "Datei ungeprüft",
    "schadsoftware": "Schadsoftware gefunden",
    "ungueltig": "Angaben ungültig",
    "doppelt": "doppelt eingereicht",
    "unzustellbar": "Zuständigkeit offen",
}


def quarantaene(request: ActorRequest) -> HttpResponse:
    """Open entries per Verwaltung and kind: how many, how many for more than a week, and since when."""
    jetzt = clock.now()
    rows = [(row, ARTEN.get(row.art, row.art)) for row in count_open(request.actor, aelter_als=jetzt - OLD)]
    summe = {name: sum(row.anzahl for row, art in rows if art == name) for name in ARTEN.values()}
    context = {
        "zeilen": rows,
        "summe": [(name, anzahl) for name, anzahl in summe.items() if anzahl],
        "gesamt": sum(summe.values()),
        "nav": "quarantaene",
    }
    return render(request, "leitstand/quarantaene.html", context)
