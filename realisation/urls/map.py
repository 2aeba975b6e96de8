"""Addresses of the kansenkaart."""

from django.urls import URLPattern, path

from realisation.views import map as views

urlpatterns: list[URLPattern] = [
    path("kansenkaart/", views.place, name="map"),
    path("kansenkaart/kaart.json", views.layers, name="map_layers"),
    path("kansenkaart/partijen/", views.parties, name="map_parties"),
    path("kansenkaart/tijd/", views.time, name="map_time"),
    path("kansenkaart/meenemen/<slug:form>/", views.download, name="map_download"),
]
