"""Addresses under /p/<slug>/terrein/."""

from django.urls import URLPattern

app_name = "terrain"
urlpatterns: list[URLPattern] = []
