"""Addresses under /p/<slug>/: the park's home and its reports."""

from django.urls import path

from reports.views import editions, exports, files, home

app_name = "reports"

edition_urls = [
    path("rapporten/", editions.report_list, name="list"),
    path("rapporten/edities/nieuw/", editions.edition_publish, name="edition_publish"),
    path("rapporten/edities/<uuid:pk>/", editions.edition_detail, name="edition_detail"),
    path("rapporten/edities/<uuid:pk>/pdf/", files.edition_pdf, name="edition_pdf"),
    path("rapporten/concept/", editions.draft_request, name="draft_request"),
]
job_urls = [
    path("rapporten/<uuid:pk>/", files.report_detail, name="report_detail"),
    path("rapporten/<uuid:pk>/bestand/", files.report_file, name="report_file"),
    path("rapporten/<uuid:pk>/opnieuw/", files.report_retry, name="report_retry"),
]
export_urls = [
    path("rapporten/meenemen/", exports.export_page, name="export"),
    path("rapporten/meenemen/<uuid:pk>/bestand/", exports.export_file, name="export_file"),
]
urlpatterns = [path("", home.park_home, name="park_home"), *edition_urls, *job_urls, *export_urls]
