"""Addresses of agreements, commitments and money."""

from django.urls import URLPattern, path

from collective.views import (
    agreement_parts,
    agreement_states,
    agreements,
    commitment_states,
    commitments,
    funding,
    lists,
)

ONE = "afspraken/<uuid:pk>/"
PARTY = "afspraken/partijen/<uuid:pk>/"
DOCUMENT = "afspraken/documenten/<uuid:pk>/"
GIVEN = "toezeggingen/<uuid:pk>/"
POST = "dekking/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("afspraken/", agreements.agreements, name="agreements"),
    path("afspraken/nieuw/", agreements.agreement_add, name="agreement_add"),
    path(ONE, agreements.agreement_detail, name="agreement_detail"),
    path(f"{ONE}bewerken/", agreements.agreement_edit, name="agreement_edit"),
    path(f"{ONE}doelen/", agreements.agreement_goals, name="agreement_goals"),
    path(f"{ONE}geschiedenis/", agreements.agreement_history, name="agreement_history"),
    path(f"{ONE}verwijderen/", agreements.agreement_delete, name="agreement_delete"),
    path(f"{ONE}ondertekenen/", agreement_states.agreement_sign, name="agreement_sign"),
    path(f"{ONE}beeindigen/", agreement_states.agreement_end, name="agreement_end"),
    path(f"{ONE}vervallen/", agreement_states.agreement_drop, name="agreement_drop"),
    path(f"{ONE}heropenen/", agreement_states.agreement_reopen, name="agreement_reopen"),
    path(f"{ONE}partijen/", agreement_parts.party_add, name="agreement_party_add"),
    path(PARTY, agreement_parts.party_edit, name="agreement_party_edit"),
    path(f"{PARTY}verwijderen/", agreement_parts.party_delete, name="agreement_party_delete"),
    path(f"{PARTY}geschiedenis/", agreement_parts.party_history, name="agreement_party_history"),
    path(f"{ONE}documenten/", agreement_parts.document_add, name="agreement_document_add"),
    path(DOCUMENT, agreement_parts.document_file, name="agreement_document"),
    path(
        f"{DOCUMENT}verwijderen/",
        agreement_parts.document_delete,
        name="agreement_document_delete",
    ),
    path("toezeggingen/", commitments.commitments, name="commitments"),
    path("toezeggingen/partijen/", commitments.commitment_parties, name="commitment_parties"),
    path("toezeggingen/nieuw/", commitments.commitment_add, name="commitment_add"),
    path(GIVEN, commitments.commitment_detail, name="commitment_detail"),
    path(f"{GIVEN}bewerken/", commitments.commitment_edit, name="commitment_edit"),
    path(f"{GIVEN}doelen/", commitments.commitment_goals, name="commitment_goals"),
    path(f"{GIVEN}geschiedenis/", commitments.commitment_history, name="commitment_history"),
    path(f"{GIVEN}verwijderen/", commitments.commitment_delete, name="commitment_delete"),
    path(f"{GIVEN}nagekomen/", commitment_states.commitment_keep, name="commitment_keep"),
    path(f"{GIVEN}vervallen/", commitment_states.commitment_drop, name="commitment_drop"),
    path(f"{GIVEN}heropenen/", commitment_states.commitment_reopen, name="commitment_reopen"),
    path("dekking/", funding.funding, name="funding"),
    path("dekking/nieuw/", funding.funding_add, name="funding_add"),
    path(POST, funding.funding_edit, name="funding_edit"),
    path(f"{POST}geschiedenis/", funding.funding_history, name="funding_history"),
    path(f"{POST}verwijderen/", funding.funding_delete, name="funding_delete"),
    path("lijsten/<slug:kind>/<slug:form>/", lists.list_export, name="list_export"),
]
