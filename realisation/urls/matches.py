"""Addresses of pairs and introductions."""

from django.urls import URLPattern, path

from realisation.views import introductions, matches

PAIR = "matches/<uuid:demand>/<uuid:supply>/"
ONE = "kennismakingen/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("matches/", matches.matches, name="matches"),
    path("vraag-en-aanbod/<uuid:pk>/matches/", matches.listing_matches, name="match_listing"),
    path(f"{PAIR}bevestigen/", matches.match_confirm, name="match_confirm"),
    path(f"{PAIR}afwijzen/", matches.match_dismiss, name="match_dismiss"),
    path(f"{PAIR}vragen/", matches.match_ask, name="match_ask"),
    path("matches/<uuid:pk>/terug/", matches.match_undo, name="match_undo"),
    path("matches/<uuid:pk>/geschiedenis/", matches.match_history, name="match_history"),
    path("kennismakingen/", introductions.introductions, name="introductions"),
    path(ONE, introductions.introduction, name="introduction"),
    path(
        f"{ONE}antwoord/<str:side>/", introductions.introduction_answer, name="introduction_answer"
    ),
    path(f"{ONE}stoppen/", introductions.introduction_stop, name="introduction_stop"),
]
