"""Addresses under /p/<slug>/realisatie/."""

from realisation.urls import (
    baseline,
    home,
    listings,
    map,
    matches,
    measures,
    opportunities,
    runs,
    scans,
)

app_name = "realisation"
urlpatterns = [
    *home.urlpatterns,
    *baseline.urlpatterns,
    *scans.urlpatterns,
    *listings.urlpatterns,
    *matches.urlpatterns,
    *runs.urlpatterns,
    *opportunities.urlpatterns,
    *map.urlpatterns,
    *measures.urlpatterns,
]
