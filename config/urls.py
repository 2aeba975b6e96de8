"""The site map. Dutch paths, English route names."""

from django.contrib import admin
from django.urls import include, path

from collective.views.calendar import calendar_feed
from core.views import health, security_txt
from parks.views.invitations import invitation
from parks.views.landing import landing

urlpatterns = [
    path("", landing, name="home"),
    path("gezond/", health, name="health"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("account/", include("accounts.urls")),
    path("account/gegevens/", include("reports.urls.own_data")),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("parken/inlezen/", include("parks.urls.register")),
    path("parken/", include("reports.urls.portfolio")),
    path("terreinen/", include("reports.urls.story")),
    path("toegang-vragen/", include("parks.urls.asking")),
    path("uitnodiging/<slug:slug>/<slug:token>/", invitation, name="invitation"),
    path("", include("collective.urls.joining")),
    path("agenda/<slug:slug>/<slug:token>.ics", calendar_feed, name="calendar_feed"),
    path(
        "p/<slug:slug>/",
        include(
            [
                path("", include("reports.urls.park")),
                path("strategie/", include("strategy.urls")),
                path("samenwerking/", include("collective.urls")),
                path("realisatie/", include("realisation.urls")),
                path("terrein/", include("parks.urls.terrain")),
                path("terrein/kaart/", include("parks.urls.map")),
                path("terrein/inlezen/", include("parks.urls.imports")),
                path("terrein/cijfers/", include("parks.urls.figures")),
                path("mensen/", include("parks.urls.people")),
                path("mensen/logboek/", include("parks.urls.audit")),
            ]
        ),
    ),
]
