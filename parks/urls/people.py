"""Addresses under /p/<slug>/mensen/."""

from django.urls import path

from parks.views import access_requests, inviting, people, roles, view_as

app_name = "parks"
lists = [
    path("", people.people, name="people"),
    path("eerder/", people.people_former, name="people_former"),
    path("adviseurs/", people.advisers, name="advisers"),
    path("uitnodigingen/", people.invitation_list, name="invitations"),
    path("verzoeken/", people.requests, name="requests"),
]
coming = [
    path("uitnodigen/", inviting.invite, name="invite"),
    path("uitnodigingen/<uuid:pk>/opnieuw/", inviting.invitation_resend, name="invitation_resend"),
    path(
        "uitnodigingen/<uuid:pk>/intrekken/",
        inviting.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("verzoeken/<uuid:pk>/afwijzen/", access_requests.decline, name="request_decline"),
]
looking = [
    path("<uuid:pk>/bekijken/", view_as.look_as, name="look_as"),
    path("adviseurs/<int:pk>/bekijken/", view_as.look_as_adviser, name="look_as_adviser"),
    path("meekijken/stop/", view_as.look_stop, name="look_stop"),
]
urlpatterns = [
    *lists,
    *coming,
    *looking,
    path("<uuid:pk>/rol/", roles.role_change, name="role_change"),
    path("<uuid:pk>/beeindigen/", roles.role_end, name="role_end"),
]
