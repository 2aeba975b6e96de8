"""Addresses of how well a park is organised, and what comes next."""

from django.urls import path

from collective.views import assessments, degree, evidence

urlpatterns = [
    path("", degree.home, name="home"),
    path("graad/", degree.degree, name="degree"),
    path("graad/nieuw/<slug:side>/", assessments.start, name="assessment_start"),
    path("graad/<uuid:pk>/", assessments.detail, name="assessment"),
    path("graad/<uuid:pk>/deel/<slug:section>/", assessments.save, name="assessment_save"),
    path("graad/<uuid:pk>/ondertekenen/", assessments.sign, name="assessment_sign"),
    path("graad/<uuid:pk>/verwijderen/", assessments.delete, name="assessment_delete"),
    path("graad/<uuid:pk>/geschiedenis/", assessments.history, name="assessment_history"),
    path(
        "graad/<uuid:pk>/stelling/<slug:statement>/bewijs/",
        evidence.evidence_add,
        name="assessment_evidence_add",
    ),
    path(
        "graad/<uuid:pk>/bewijs/<uuid:evidence>/",
        evidence.evidence_file,
        name="assessment_evidence",
    ),
    path(
        "graad/<uuid:pk>/bewijs/<uuid:evidence>/verwijderen/",
        evidence.evidence_delete,
        name="assessment_evidence_delete",
    ),
]
