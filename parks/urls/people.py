"""Addresses under /p/<slug>/mensen/."""

from django.urls import path

from parks.views import people

app_name = "parks"
urlpatterns = [
    path("", people.people, name="people"),
    path("uitnodigen/", people.invite, name="invite"),
    path("uitnodigingen/<uuid:pk>/opnieuw/", people.invitation_resend, name="invitation_resend"),
    path(
        "uitnodigingen/<uuid:pk>/intrekken/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("<uuid:pk>/rol/", people.role_change, name="role_change"),
    path("<uuid:pk>/beeindigen/", people.role_end, name="role_end"),
]
