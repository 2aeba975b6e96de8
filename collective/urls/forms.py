"""Addresses of the organisation forms."""

from django.urls import path

from collective.views import forms

urlpatterns = [
    path("vormen/", forms.forms, name="forms"),
    path("vormen/vergelijken/", forms.form_compare, name="form_compare"),
    path("vormen/nieuw/", forms.form_add, name="form_add"),
    path("vormen/<uuid:pk>/wijzigen/", forms.form_edit, name="form_edit"),
    path("vormen/<uuid:pk>/beeindigen/", forms.form_end, name="form_end"),
    path("vormen/<uuid:pk>/verwijderen/", forms.form_delete, name="form_delete"),
    path("vormen/<uuid:pk>/geschiedenis/", forms.form_history, name="form_history"),
]
