"""The address of the overview."""

from django.urls import URLPattern, path

from realisation.views import home

urlpatterns: list[URLPattern] = [path("", home.home, name="home")]
