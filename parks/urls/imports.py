"""Addresses under /p/<slug>/terrein/inlezen/."""

from django.urls import path

from parks.views import exports, imports

app_name = "imports"
urlpatterns = [
    path("", imports.home, name="home"),
    path("nieuw/<slug:kind>/", imports.upload, name="upload"),
    path("lijsten/<slug:kind>/<slug:form>/", exports.export, name="export"),
    path("<uuid:pk>/", imports.detail, name="detail"),
    path("<uuid:pk>/kolommen/", imports.columns, name="columns"),
    path("<uuid:pk>/keuzes/", imports.choose, name="choose"),
    path("<uuid:pk>/inlezen/", imports.apply, name="apply"),
    path("<uuid:pk>/terugdraaien/", imports.undo, name="undo"),
    path("<uuid:pk>/opnieuw/", imports.retry, name="retry"),
    path("<uuid:pk>/weggooien/", imports.discard, name="discard"),
    path("<uuid:pk>/bestand/", exports.original, name="file"),
]
