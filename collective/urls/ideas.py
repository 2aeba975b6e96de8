"""Addresses of the innovation funnel."""

from django.urls import URLPattern, path

from collective.views import idea_moves, ideas

ONE = "ideeen/<uuid:pk>/"
CARRIER = "ideeen/dragers/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("ideeen/", ideas.ideas, name="ideas"),
    path("ideeen/nieuw/", ideas.idea_add, name="idea_add"),
    path(ONE, ideas.idea_detail, name="idea_detail"),
    path(f"{ONE}bewerken/", ideas.idea_edit, name="idea_edit"),
    path(f"{ONE}geschiedenis/", ideas.idea_history, name="idea_history"),
    path(f"{ONE}verwijderen/", ideas.idea_delete, name="idea_delete"),
    path(f"{ONE}verder/", idea_moves.idea_forward, name="idea_forward"),
    path(f"{ONE}terug/", idea_moves.idea_back, name="idea_back"),
    path(f"{ONE}vervallen/", idea_moves.idea_lapse, name="idea_lapse"),
    path(f"{ONE}oppakken/", idea_moves.idea_revive, name="idea_revive"),
    path(f"{ONE}dragers/", ideas.carrier_add, name="idea_carrier_add"),
    path(CARRIER, ideas.carrier_edit, name="idea_carrier_edit"),
    path(f"{CARRIER}verwijderen/", ideas.carrier_delete, name="idea_carrier_delete"),
]
