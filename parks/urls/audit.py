"""Addresses under /p/<slug>/mensen/logboek/."""

from django.urls import path

from parks.views import audit

app_name = "audit"
urlpatterns = [
    path("", audit.entries, name="list"),
    path("downloaden/", audit.download, name="download"),
]
