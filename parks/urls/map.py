"""Addresses under /p/<slug>/terrein/kaart/."""

from django.urls import path

from parks.views import map as views
from parks.views import shapes

app_name = "map"
urlpatterns = [
    path("", views.park_map, name="map"),
    path("kavels.json", views.plots, name="plots"),
    path("kavels/nieuw/", shapes.plot_create, name="plot_create"),
    path("kavels/<uuid:pk>/", views.plot, name="plot"),
    path("kavels/<uuid:pk>/grens/", shapes.plot_shape, name="plot_shape"),
    path("kavels/<uuid:pk>/grens/weghalen/", shapes.plot_shape_delete, name="plot_shape_delete"),
    path("omtrek/", shapes.outline, name="outline"),
    path("omtrek/weghalen/", shapes.outline_delete, name="outline_delete"),
]
