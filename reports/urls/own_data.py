"""Addresses under /account/gegevens/."""

from django.urls import path

from reports.views import own_data

app_name = "own_data"
urlpatterns = [
    path("", own_data.own_data, name="page"),
    path("download/", own_data.download, name="download"),
    path("wissen/", own_data.erase, name="erase"),
]
