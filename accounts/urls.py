"""Pages about oneself; logging in and all that belongs to it is allauth's."""

from django.urls import path

from accounts import views
from accounts.oidc import views as oidc

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("tweede-stap/", views.second_factor, name="second_factor"),
    path("organisatie/", oidc.start, name="oidc_start"),
    path("organisatie/<slug:key>/", oidc.ask, name="oidc_ask"),
    path("organisatie/<slug:key>/terug/", oidc.come_back, name="oidc_return"),
    path("organisatie/<slug:key>/ontkoppelen/", oidc.unlink, name="oidc_unlink"),
]
