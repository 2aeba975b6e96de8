"""Addresses of teams."""

from django.urls import path

from collective.views import team_members as members
from collective.views import teams

urlpatterns = [
    path("teams/", teams.teams, name="teams"),
    path("teams/nieuw/", teams.team_add, name="team_add"),
    path("teams/bezetting/", teams.team_coverage, name="team_coverage"),
    path("teams/rollen/", teams.team_profiles, name="team_profiles"),
    path("teams/<uuid:pk>/", teams.team_detail, name="team_detail"),
    path("teams/<uuid:pk>/bewerken/", teams.team_edit, name="team_edit"),
    path("teams/<uuid:pk>/stoppen/", teams.team_end, name="team_end"),
    path("teams/<uuid:pk>/verwijderen/", teams.team_delete, name="team_delete"),
    path("teams/<uuid:pk>/geschiedenis/", teams.team_history, name="team_history"),
    path("teams/<uuid:pk>/mensen/nieuw/", members.member_add, name="team_member_add"),
    path("teams/mensen/<uuid:pk>/", members.member_edit, name="team_member_edit"),
    path("teams/mensen/<uuid:pk>/gaat-weg/", members.member_leave, name="team_member_leave"),
    path("teams/mensen/<uuid:pk>/weghalen/", members.member_delete, name="team_member_delete"),
    path(
        "teams/mensen/<uuid:pk>/geschiedenis/", members.member_history, name="team_member_history"
    ),
]
