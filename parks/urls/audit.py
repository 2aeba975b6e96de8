"""Addresses under /p/<slug>/mensen/logboek/."""

from django.urls import URLPattern

app_name = "audit"
urlpatterns: list[URLPattern] = []
