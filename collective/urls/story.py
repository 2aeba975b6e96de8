"""Addresses of the story of a park."""

from django.urls import path

from collective.views import front_runners as runners
from collective.views import story

urlpatterns = [
    path("verhaal/", story.story, name="story"),
    path("verhaal/schrijven/", story.story_edit, name="story_edit"),
    path("verhaal/publiceren/", story.story_publish, name="story_publish"),
    path("verhaal/intrekken/", story.story_withdraw, name="story_withdraw"),
    path("verhaal/geschiedenis/", story.story_history, name="story_history"),
    path("verhaal/koplopers/nieuw/", runners.runner_add, name="story_runner_add"),
    path("verhaal/koplopers/<uuid:pk>/", runners.runner_edit, name="story_runner_edit"),
    path(
        "verhaal/koplopers/<uuid:pk>/weghalen/", runners.runner_delete, name="story_runner_delete"
    ),
    path(
        "verhaal/koplopers/<uuid:pk>/geschiedenis/",
        runners.runner_history,
        name="story_runner_history",
    ),
]
