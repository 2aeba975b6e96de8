"""Addresses under /terreinen/: what everybody may read of a park."""

from django.urls import path

from reports.views import story

app_name = "public"

urlpatterns = [
    path("<slug:slug>/", story.story, name="story"),
    path("<slug:slug>/kansenkaart/", story.story_map, name="story_map"),
    path("<slug:slug>/routekaart/", story.story_roadmap, name="story_roadmap"),
]
