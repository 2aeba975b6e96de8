"""Addresses of the baseline."""

from django.urls import URLPattern, path

from realisation.views import baseline

SUBJECT = "nulmeting/<slug:subject>/"
FACT = "nulmeting/gegevens/<uuid:pk>/"
TARGET = "nulmeting/doelen/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("nulmeting/", baseline.baseline, name="baseline"),
    path(SUBJECT, baseline.subject, name="baseline_subject"),
    path(f"{SUBJECT}nieuw/", baseline.fact_add, name="baseline_fact_add"),
    path(f"{SUBJECT}doel/", baseline.target_add, name="baseline_target_add"),
    path(f"{FACT}bewerken/", baseline.fact_edit, name="baseline_fact_edit"),
    path(f"{FACT}verwijderen/", baseline.fact_delete, name="baseline_fact_delete"),
    path(f"{FACT}geschiedenis/", baseline.fact_history, name="baseline_fact_history"),
    path(f"{TARGET}weghalen/", baseline.target_delete, name="baseline_target_delete"),
]
