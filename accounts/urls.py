"""Addresses under /account/ that allauth doesn't have."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
