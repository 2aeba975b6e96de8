"""Addresses under /parken/inlezen/."""

from django.urls import path

from parks.views import register

app_name = "register"
urlpatterns = [
    path("", register.home, name="home"),
    path("nieuw/", register.upload, name="upload"),
    path("lijst/<slug:form>/", register.export, name="export"),
    path("<int:pk>/", register.detail, name="detail"),
    path("<int:pk>/kolommen/", register.columns, name="columns"),
    path("<int:pk>/keuzes/", register.choose, name="choose"),
    path("<int:pk>/inlezen/", register.apply, name="apply"),
    path("<int:pk>/terugdraaien/", register.undo, name="undo"),
    path("<int:pk>/weggooien/", register.discard, name="discard"),
]
