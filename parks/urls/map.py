"""Addresses under /p/<slug>/terrein/kaart/."""

from django.urls import URLPattern

app_name = "map"
urlpatterns: list[URLPattern] = []
