"""Addresses of opportunities and their rounds."""

from django.urls import URLPattern, path

from realisation.views import (
    double_tests,
    opportunities,
    opportunity_area,
    opportunity_parties,
    opportunity_states,
    rounds,
    self_analyses,
)

urlpatterns: list[URLPattern] = [
    path("kansen/", opportunities.opportunities, name="opportunities"),
    path("kansen/nieuw/", opportunities.opportunity_add, name="opportunity_add"),
    path("kansen/lessen/", opportunities.opportunity_lessons, name="opportunity_lessons"),
    path("kansen/<uuid:pk>/", opportunities.opportunity, name="opportunity"),
    path("kansen/<uuid:pk>/bewerken/", opportunities.opportunity_edit, name="opportunity_edit"),
    path("kansen/<uuid:pk>/kavels/", opportunities.opportunity_plots, name="opportunity_plots"),
    path("kansen/<uuid:pk>/doelen/", opportunities.opportunity_goals, name="opportunity_goals"),
    path(
        "kansen/<uuid:pk>/geschiedenis/",
        opportunities.opportunity_history,
        name="opportunity_history",
    ),
    path(
        "kansen/<uuid:pk>/verwijderen/", opportunities.opportunity_delete, name="opportunity_delete"
    ),
    path(
        "kansen/<uuid:pk>/verder/",
        opportunity_states.opportunity_forward,
        name="opportunity_forward",
    ),
    path("kansen/<uuid:pk>/terug/", opportunity_states.opportunity_back, name="opportunity_back"),
    path(
        "kansen/<uuid:pk>/vervallen/",
        opportunity_states.opportunity_lapse,
        name="opportunity_lapse",
    ),
    path(
        "kansen/<uuid:pk>/oppakken/",
        opportunity_states.opportunity_revive,
        name="opportunity_revive",
    ),
    path("kansen/<uuid:pk>/gebied/", opportunity_area.area, name="opportunity_area"),
    path(
        "kansen/<uuid:pk>/gebied/weghalen/",
        opportunity_area.area_delete,
        name="opportunity_area_delete",
    ),
    path("kansen/<uuid:pk>/partij/", opportunity_parties.party_add, name="opportunity_party_add"),
    path(
        "kansen/partijen/<uuid:pk>/", opportunity_parties.party_edit, name="opportunity_party_edit"
    ),
    path(
        "kansen/partijen/<uuid:pk>/stopt/",
        opportunity_parties.party_leave,
        name="opportunity_party_leave",
    ),
    path(
        "kansen/partijen/<uuid:pk>/verwijderen/",
        opportunity_parties.party_delete,
        name="opportunity_party_delete",
    ),
    path(
        "kansen/partijen/<uuid:pk>/geschiedenis/",
        opportunity_parties.party_history,
        name="opportunity_party_history",
    ),
    path("kansen/<uuid:pk>/verband/", opportunity_parties.link_add, name="opportunity_link_add"),
    path(
        "kansen/verbanden/<uuid:pk>/verwijderen/",
        opportunity_parties.link_delete,
        name="opportunity_link_delete",
    ),
    path("kansen/<uuid:pk>/ronde/", rounds.round_start, name="opportunity_round_start"),
    path("kansen/rondes/<uuid:pk>/", rounds.round_detail, name="opportunity_round"),
    path("kansen/rondes/<uuid:pk>/bewerken/", rounds.round_edit, name="opportunity_round_edit"),
    path("kansen/rondes/<uuid:pk>/besluit/", rounds.round_decide, name="opportunity_round_decide"),
    path(
        "kansen/rondes/<uuid:pk>/geschiedenis/",
        rounds.round_history,
        name="opportunity_round_history",
    ),
    path(
        "kansen/rondes/<uuid:pk>/analyse/<uuid:party>/",
        self_analyses.analysis,
        name="opportunity_analysis",
    ),
    path(
        "kansen/analyses/<uuid:pk>/geschiedenis/",
        self_analyses.analysis_history,
        name="opportunity_analysis_history",
    ),
    path("kansen/<uuid:pk>/toets/", double_tests.tests, name="opportunity_tests"),
    path("kansen/partijen/<uuid:pk>/toets/", double_tests.test_add, name="opportunity_test_add"),
    path("kansen/toetsen/<uuid:pk>/", double_tests.test_edit, name="opportunity_test_edit"),
    path(
        "kansen/toetsen/<uuid:pk>/geschiedenis/",
        double_tests.test_history,
        name="opportunity_test_history",
    ),
]
