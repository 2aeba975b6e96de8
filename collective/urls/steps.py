"""Addresses of the next steps."""

from django.urls import path

from collective.views import steps

urlpatterns = [
    path("stappen/", steps.steps, name="steps"),
    path("stappen/<slug:step>/overnemen/", steps.step_accept, name="step_accept"),
    path("stappen/<slug:step>/nu-niet/", steps.step_dismiss, name="step_dismiss"),
    path("stappen/<slug:step>/opnieuw/", steps.step_reopen, name="step_reopen"),
]
