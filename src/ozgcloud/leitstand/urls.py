"""URLs of this door."""

from django.urls import URLPattern

from ozgcloud.core.access import Recht, View, tuer
from ozgcloud.leitstand import betrieb, mandanten, rollout, views

app_name = "leitstand"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.LEITSTAND, door="leitstand")


urlpatterns: list[URLPattern] = [
    _tuer("", views.ueberblick, "start"),
    _tuer("schemata/", views.schemata, "schemata"),
    _tuer("codelisten/", views.codelisten, "codelisten"),
    _tuer("schema/<uuid:datenschema_id>/", views.schema, "schema"),
    _tuer("schema/<uuid:datenschema_id>/veroeffentlichen/", views.veroeffentlichen, "veroeffentlichen"),
    _tuer("mandanten/", mandanten.liste, "mandanten"),
    _tuer("mandanten/neu/", mandanten.neu, "mandant_neu"),
    _tuer("mandanten/<int:mandant_id>/", mandanten.mandant, "mandant"),
    _tuer("mandanten/<int:mandant_id>/dienst/<uuid:onlinedienst_id>/", rollout.dienst, "dienst"),
    _tuer("rollout/", rollout.viele, "rollout"),
    _tuer("dienst/<uuid:onlinedienst_id>/abkuendigen/", rollout.abkuendigen, "abkuendigen"),
    _tuer("betrieb/", betrieb.betrieb, "betrieb"),
    _tuer("betrieb/<int:mandant_id>/<uuid:uebergabe_id>/erneut/", betrieb.erneut, "erneut"),
]
