"""Addresses under /p/<slug>/strategie/."""

from django.urls import path

from strategy.views import goals, matrix, measurements, milestones, roadmap

app_name = "strategy"

goal_urls = [
    path("doelen/nieuw/", goals.goal_create, name="goal_create"),
    path("doelen/<uuid:pk>/", goals.goal_detail, name="goal_detail"),
    path("doelen/<uuid:pk>/bewerken/", goals.goal_edit, name="goal_edit"),
    path("doelen/<uuid:pk>/stand/", goals.goal_state, name="goal_state"),
    path("doelen/<uuid:pk>/geschiedenis/", goals.goal_history, name="goal_history"),
    path("doelen/<uuid:pk>/metingen/", measurements.measurement_create, name="measurement_create"),
    path(
        "doelen/<uuid:pk>/metingen/<uuid:measurement>/",
        measurements.measurement_edit,
        name="measurement_edit",
    ),
]
milestone_urls = [
    path("mijlpalen/nieuw/", milestones.milestone_create, name="milestone_create"),
    path("mijlpalen/<uuid:pk>/", milestones.milestone_edit, name="milestone_edit"),
    path("mijlpalen/<uuid:pk>/gedaan/", milestones.milestone_done, name="milestone_done"),
    path("mijlpalen/<uuid:pk>/verwijderen/", milestones.milestone_delete, name="milestone_delete"),
]
urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("cel/<slug:capital>/<slug:horizon>/", matrix.cell, name="cell"),
    path("voorstel/<slug:suggestion>/", matrix.take_over, name="take_over"),
    *goal_urls,
    *milestone_urls,
    path("routekaart/", roadmap.roadmap, name="roadmap"),
]
