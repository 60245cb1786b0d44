"""The way back to the work list as it was looked at last.

Its address travels in a cookie, so that no page of the list writes into the session. What somebody searched for may be
a name: such an address stays in the session, on the server.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from ozgcloud.amt.listenadresse import read_filter, write_filter
from ozgcloud.vorgang.queries import Filter

COOKIE = "ozg_liste"
IN_SITZUNG = "-"
"""Value of the cookie: the address stands in the session."""
SITZUNG = "amt_liste"
"""Session key: the query string of the last list that was a search."""
LAENGSTE = 1000
"""Characters of an address that a cookie takes; a longer one stays in the session."""


def remember_liste(request: HttpRequest, response: HttpResponse, auswahl: Filter, adresse: str) -> None:
    """From here the way back leads to this list."""
    stays = bool(auswahl.suche) or len(adresse) > LAENGSTE
    if stays and request.session.get(SITZUNG) != adresse:
        request.session[SITZUNG] = adresse
    value = IN_SITZUNG if stays else adresse
    if request.COOKIES.get(COOKIE) != value:
        path, secure = reverse("amt:liste"), settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, value, path=path, secure=secure, httponly=True, samesite="Lax")


def last_liste(request: HttpRequest) -> str:
    """The query string of the list looked at last, empty for the plain one; as the list itself would write it."""
    value = request.COOKIES.get(COOKIE, "")
    adresse = str(request.session.get(SITZUNG, "")) if value == IN_SITZUNG else value
    return write_filter(read_filter(QueryDict(adresse)))


def liste_address(request: HttpRequest) -> str:
    """Path and query of the list looked at last."""
    auswahl = last_liste(request)
    return reverse("amt:liste") + (f"?{auswahl}" if auswahl else "")
