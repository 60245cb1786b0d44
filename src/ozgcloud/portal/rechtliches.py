"""The pages every public site must have (§ 5 DDG, Art. 13 DSGVO, § 12b BGG)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def impressum(request: HttpRequest) -> HttpResponse:
    """`/impressum/`: who is responsible for this site."""
    return render(request, "portal/impressum.html")


def datenschutz(request: HttpRequest) -> HttpResponse:
    """`/datenschutz/`: what happens to personal data."""
    return render(request, "portal/datenschutz.html")


def barrierefreiheit(request: HttpRequest) -> HttpResponse:
    """`/barrierefreiheit/`: what has been checked, and where to report a barrier."""
    return render(request, "portal/barrierefreiheit.html")
