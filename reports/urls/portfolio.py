"""Addresses under /parken/."""

from django.urls import path

from reports.views import portfolio

app_name = "portfolio"
urlpatterns = [path("", portfolio.portfolio, name="list")]
