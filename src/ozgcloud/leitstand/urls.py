"""URLs of this door."""

from django.urls import URLPattern

app_name = "leitstand"
urlpatterns: list[URLPattern] = []
