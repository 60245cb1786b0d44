"""Every address of the door, each with its right: an open one, or only with a key."""

from collections.abc import Iterator

from django.urls import URLPattern

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


urlpatterns = list(_operations())
