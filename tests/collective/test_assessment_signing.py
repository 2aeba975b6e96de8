"""Signing makes an assessment final and states the degree that follows, with its reason."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import AssessedBy, Side
from collective.models import Answer, Assessment, OrganisationDegree
from collective.services.assessments import (
    AssessmentClosedError,
    TypedAnswer,
    UnansweredError,
    add_evidence,
    remove_draft,
    save_answers,
    sign_assessment,
)
from collective.services.documents import EVIDENCE_TYPES, check_document
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience, AuditAction
from parks.models import AuditEntry, Park
from tests.cast import Cast
from tests.collective.assessing import DAY, DEGREES, NOW, PDF, answer, draft, enough_for, signed

Login = Callable[[User], Client]


def sign(park: Park, assessment: Assessment, by: User) -> OrganisationDegree:
    return sign_assessment(
        park=park, assessment=assessment, by=by, assessed_on=DAY, note="",
        audience=Audience.MEMBERS, now=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("degree", Degree)
def test_the_degree_follows_from_the_conditions(
    in_noord: Park, anna: User, side: Side, degree: Degree
) -> None:
    stated = signed(in_noord, anna, degree, side=side)
    assert (stated.side, stated.degree, stated.stated_on) == (side, degree, DAY)
    assert stated.assessment is not None
    assert (stated.assessment.degree, stated.assessment.signed_by) == (degree, anna)


def test_the_reason_names_the_condition_that_keeps_it_from_the_next(
    in_noord: Park, anna: User
) -> None:
    made = draft(in_noord, anna)
    answers = enough_for(Side.BUSINESS, Degree.FUNCTIONAL) | {"legal-form": {"value": "partly"}}
    answer(made, answers)
    stated = sign(in_noord, made, anna)
    assert stated.degree == Degree.MINIMAL
    assert stated.reason == (
        "11 van de 12 voorwaarden voor functioneel vervuld."
        " Er is nog geen rechtspersoon die voor de bedrijven kan tekenen."
    )


def test_it_can_not_be_signed_while_a_statement_has_no_answer(in_noord: Park, anna: User) -> None:
    made = draft(in_noord, anna)
    answers = enough_for(Side.BUSINESS, Degree.FUNCTIONAL)
    del answers["accountability"]
    answer(made, answers)
    with pytest.raises(UnansweredError):
        sign(in_noord, made, anna)
    assert OrganisationDegree.objects.count() == 0


def test_nothing_of_it_can_change_afterwards(in_noord: Park, anna: User) -> None:
    stated = signed(in_noord, anna, Degree.FUNCTIONAL)
    made = stated.assessment
    assert made is not None
    before = list(Answer.objects.order_by("pk").values())
    document = check_document(content=PDF, filename="x.pdf", allowed=EVIDENCE_TYPES)
    change = TypedAnswer(statement="legal-form", value="no", amount=None, note="", link="", seen="")
    with pytest.raises(AssessmentClosedError):
        save_answers(assessment=made, typed=[change])
    with pytest.raises(AssessmentClosedError):
        add_evidence(assessment=made, statement="legal-form", document=document, by=anna)
    with pytest.raises(AssessmentClosedError):
        sign(in_noord, made, anna)
    with pytest.raises(AssessmentClosedError):
        remove_draft(park=in_noord, assessment=made)
    assert list(Answer.objects.order_by("pk").values()) == before
    assert OrganisationDegree.objects.count() == 1


def test_the_form_is_gone_from_its_page(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk):
        made = signed(cast.noord, cast.anna, Degree.FUNCTIONAL).assessment
    assert made is not None
    page = login(cast.anna).get(f"{DEGREES}{made.pk}/").content.decode()
    assert "Ondertekend door Anna" in page
    assert "<form class" not in page


def test_a_later_assessment_leaves_the_earlier_one_standing(in_noord: Park, anna: User) -> None:
    first = signed(in_noord, anna, Degree.MINIMAL)
    signed(in_noord, anna, Degree.FUNCTIONAL)
    first.refresh_from_db()
    assert first.degree == Degree.MINIMAL
    assert OrganisationDegree.objects.count() == 2


def test_signing_asks_first_then_states_the_degree_and_tells_the_log(
    cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.tess, audience=Audience.TEAM)
        answer(made, enough_for(Side.BUSINESS, Degree.FUNCTIONAL))
    client, address = login(cast.anna), f"{DEGREES}{made.pk}/ondertekenen/"
    page = client.get(address).content.decode()
    assert "Ondertekenen: functioneel" in page
    assert "De inkomsten liggen nog niet voor meer jaren vast." in page
    posted = {"assessed_on": "2026-03-01", "audience": "members", "note": "Samen gemaakt."}
    assert client.post(address, posted)["Location"] == DEGREES
    with park_context(cast.noord.pk):
        stated = OrganisationDegree.objects.get()
        made.refresh_from_db()
        entry = AuditEntry.objects.get(action=AuditAction.CHANGE)
    assert (stated.degree, stated.audience, stated.stated_by) == (
        Degree.FUNCTIONAL, Audience.MEMBERS, cast.anna,
    )  # fmt: skip
    assert (made.note, made.audience) == ("Samen gemaakt.", Audience.MEMBERS)
    assert "functioneel" in entry.object_label
    assert "Ondernemers: functioneel" in client.get(DEGREES).content.decode()


def test_the_page_to_sign_sends_back_who_is_not_ready(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.anna)
    client, address = login(cast.anna), f"{DEGREES}{made.pk}/ondertekenen/"
    page = client.get(address).content.decode()
    assert "Beantwoord eerst alle stellingen" in page
    posted = {"assessed_on": "2026-03-01", "audience": "members", "note": ""}
    assert client.post(address, posted).status_code == 422
    with park_context(cast.noord.pk):
        assert OrganisationDegree.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("assessed_on", "2999-01-01"), ("note", "x" * 4001), ("audience", "world")],
)
def test_bad_input_is_refused_at_the_field(
    field: str, value: str, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.anna)
        answer(made, enough_for(Side.BUSINESS, Degree.MINIMAL))
    posted = {"assessed_on": "2026-03-01", "audience": "members", "note": "Getypt", field: value}
    reply = login(cast.anna).post(f"{DEGREES}{made.pk}/ondertekenen/", posted)
    assert reply.status_code == 422
    assert list(reply.context["form"].errors) == [field]


def test_the_database_keeps_signature_and_degree_together(in_noord: Park, anna: User) -> None:
    made = draft(in_noord, anna)
    made.signed_at = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_the_adviser_signs_her_own_picture(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.dina, side=Side.PUBLIC, by=AssessedBy.ADVISER)
        answer(made, enough_for(Side.PUBLIC, Degree.FUNCTIONAL))
    posted = {"assessed_on": "2026-03-01", "audience": "members", "note": ""}
    address = f"{DEGREES}{made.pk}/ondertekenen/"
    assert login(cast.anna).post(address, posted).status_code == 404
    assert login(cast.dina).post(address, posted).status_code == 302
