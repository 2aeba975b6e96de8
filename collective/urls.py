"""Addresses under /p/<slug>/samenwerking/."""

from django.urls import path

from collective import views

app_name = "collective"
urlpatterns = [
    path("", views.degree, name="degree"),
    path("graad/nieuw/", views.degree_state, name="degree_state"),
]
