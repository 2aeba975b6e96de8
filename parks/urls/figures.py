"""Addresses under /p/<slug>/terrein/cijfers/."""

from django.urls import path

from parks.views import figures

app_name = "figures"
urlpatterns = [
    path("", figures.home, name="home"),
    path("bedrijven/", figures.companies, name="companies"),
    path("bedrijven/<uuid:pk>/", figures.company, name="company"),
    path("bedrijven/<uuid:pk>/geschiedenis/", figures.history, name="history"),
    path("bedrijven/<uuid:pk>/<int:year>/", figures.company_year, name="company_year"),
]
