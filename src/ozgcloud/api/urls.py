"""Every address of the door, each with its right: an open one, or only with a key."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from ozgcloud.api.antrag import antrag
from ozgcloud.api.dokument import document_text
from ozgcloud.api.v1 import api
from ozgcloud.api.zugang import View, guarded
from ozgcloud.core.access import Recht, tuer

app_name = "api"
OFFEN = frozenset({"token", "openapi"})
V1 = "api/v1/"


def maschinentuer(route: str, view: View, *, name: str) -> URLPattern:
    """A URL for machines: with a key, or open when its name stands in `OFFEN`."""
    if name in OFFEN:
        return tuer(route, view, name=name, recht=Recht.OFFEN, door=app_name)
    return tuer(route, guarded(view), name=name, recht=Recht.API, door=app_name)


def _operations() -> Iterator[URLPattern]:
    """What ninja made of the routers, without its page at the root."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            yield maschinentuer(f"{V1}{pattern.pattern}", pattern.callback, name=str(pattern.name))


def openapi(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of this version, open to everybody."""
    return HttpResponse(document_text(), content_type="application/json", headers={"Cache-Control": "max-age=300"})


urlpatterns = [
    maschinentuer(f"{V1}openapi.json", openapi, name="openapi"),
    *_operations(),
    # Asks for the key itself, because a named network needs none.
    tuer("antrag", antrag, name="fremdantrag", recht=Recht.API, door=app_name),
    tuer("antrag/", antrag, name="fremdantrag_", recht=Recht.API, door=app_name),
]
