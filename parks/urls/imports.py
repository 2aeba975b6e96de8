"""Addresses under /p/<slug>/terrein/inlezen/."""

from django.urls import URLPattern

app_name = "imports"
urlpatterns: list[URLPattern] = []
