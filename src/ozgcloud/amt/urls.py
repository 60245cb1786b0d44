"""URLs of this door."""

from django.urls import URLPattern

app_name = "amt"
urlpatterns: list[URLPattern] = []
