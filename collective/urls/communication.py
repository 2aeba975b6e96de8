"""Addresses of the communication plan."""

from django.urls import path

from collective.views import communication

ONE = "communicatie/<uuid:pk>/"

urlpatterns = [
    path("communicatie/", communication.plan, name="communication"),
    path("communicatie/nieuw/", communication.message_add, name="communication_add"),
    path(f"{ONE}bewerken/", communication.message_edit, name="communication_edit"),
    path(f"{ONE}gedaan/", communication.message_done, name="communication_done"),
    path(f"{ONE}verwijderen/", communication.message_delete, name="communication_delete"),
    path(f"{ONE}geschiedenis/", communication.message_history, name="communication_history"),
]
