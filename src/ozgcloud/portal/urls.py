"""URLs of this door."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
