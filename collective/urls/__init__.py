"""Addresses under /p/<slug>/samenwerking/."""

from collective.urls import (
    activities,
    agreements,
    biz,
    communication,
    degree,
    forms,
    ideas,
    stakeholders,
    steps,
    story,
    teams,
)

app_name = "collective"
urlpatterns = [
    *degree.urlpatterns,
    *forms.urlpatterns,
    *steps.urlpatterns,
    *stakeholders.urlpatterns,
    *teams.urlpatterns,
    *activities.urlpatterns,
    *communication.urlpatterns,
    *agreements.urlpatterns,
    *ideas.urlpatterns,
    *biz.urlpatterns,
    *story.urlpatterns,
]
