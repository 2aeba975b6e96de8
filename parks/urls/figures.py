"""Addresses under /p/<slug>/terrein/cijfers/."""

from django.urls import URLPattern

app_name = "figures"
urlpatterns: list[URLPattern] = []
