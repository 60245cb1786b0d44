"""All addresses of this door: open to everybody."""

from functools import partial

from django.urls import URLPattern

from ozgcloud.core.access import Recht, tuer
from ozgcloud.monitor import views

app_name = "monitor"
offen = partial(tuer, recht=Recht.OFFEN, door=app_name)

urlpatterns: list[URLPattern] = [
    offen("", views.start, name="start"),
    offen("verwaltungen/", views.verwaltungen, name="verwaltungen"),
    offen("online-dienste/", views.dienste, name="dienste"),
    offen("antraege/", views.antraege, name="antraege"),
    offen("champions/", views.champions, name="champions"),
    offen("definitionen/", views.definitionen_seite, name="definitionen"),
    offen("<slug:name>.csv", views.datei, name="datei"),
]
