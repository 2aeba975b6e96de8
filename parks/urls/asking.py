"""Addresses under /toegang-vragen/, outside any park and open to everybody."""

from django.urls import path

from parks.views import access_requests

app_name = "asking"
urlpatterns = [
    path("", access_requests.find, name="find"),
    path("verstuurd/", access_requests.done, name="done"),
    path("terrein/<slug:slug>/", access_requests.ask, name="ask"),
]
