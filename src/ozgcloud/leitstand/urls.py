"""URLs of this door."""

from django.urls import URLPattern

from ozgcloud.core.access import Recht, View, tuer
from ozgcloud.leitstand import views

app_name = "leitstand"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.LEITSTAND, door="leitstand")


urlpatterns: list[URLPattern] = [
    _tuer("", views.ueberblick, "start"),
    _tuer("schemata/", views.schemata, "schemata"),
    _tuer("codelisten/", views.codelisten, "codelisten"),
    _tuer("schema/<uuid:datenschema_id>/", views.schema, "schema"),
    _tuer("schema/<uuid:datenschema_id>/veroeffentlichen/", views.veroeffentlichen, "veroeffentlichen"),
]
