"""Addresses of searches over the whole park and of what they propose."""

from django.urls import URLPattern, path

from realisation.views import proposals, runs

ONE = "voorstellen/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("zoeken/", runs.runs, name="runs"),
    path("zoeken/<uuid:pk>/", runs.run, name="run"),
    path("zoeken/<uuid:pk>/opnieuw/", runs.run_retry, name="run_retry"),
    path("zoeken/<uuid:pk>/stop/", runs.run_stop, name="run_stop"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}afwijzen/", proposals.proposal_dismiss, name="proposal_dismiss"),
    path(f"{ONE}terug/", proposals.proposal_reopen, name="proposal_reopen"),
    path(f"{ONE}geschiedenis/", proposals.proposal_history, name="proposal_history"),
]
