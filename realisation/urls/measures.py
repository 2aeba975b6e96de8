"""Addresses of the measures catalogue."""

from django.urls import URLPattern, path

from realisation.views import measures

urlpatterns: list[URLPattern] = [
    path("maatregelen/", measures.measures_page, name="measures"),
    path("maatregelen/<slug:key>/", measures.measure_page, name="measure"),
]
