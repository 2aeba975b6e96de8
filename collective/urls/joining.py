"""Addresses behind the links in mails about activities; outside a park, without an account."""

from django.urls import path

from collective.views import joining

app_name = "joining"
urlpatterns = [
    path("aanmelden/<slug:slug>/<str:token>/", joining.sign_up, name="sign_up"),
    path(
        "aanmelden/<slug:slug>/<str:token>/agenda/",
        joining.sign_up_calendar,
        name="sign_up_calendar",
    ),
    path("meedoen/<slug:slug>/<str:token>/", joining.open_sign_up, name="open_sign_up"),
    path("afmelden/<slug:slug>/<str:token>/", joining.mail_stop, name="mail_stop"),
]
