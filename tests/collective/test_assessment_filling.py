"""Filling in a questionnaire: a draft that is kept as you go, by whoever shares it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collective.choices import AnswerValue, AssessedBy, Side
from collective.models import Answer, Assessment, Evidence
from collective.queries.assessments import sheet_of
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience
from tests.cast import Cast
from tests.collective.assessing import DAY, DEGREES, answer, draft, enough_for, signed, typed

HTMX = {"HX-Request": "true"}
Login = Callable[[User], Client]


def started(cast: Cast, by: User | None = None, **changed: Any) -> Assessment:
    with park_context(cast.noord.pk):
        return draft(cast.noord, by or cast.anna, **changed)


def answers_of(cast: Cast) -> dict[str, Answer]:
    with park_context(cast.noord.pk):
        return {row.statement: row for row in Answer.objects.all()}


def save_address(assessment: Assessment, section: str = "network") -> str:
    return f"{DEGREES}{assessment.pk}/deel/{section}/"


def test_a_draft_starts_with_the_current_questionnaire_and_the_role_decides_whose_picture(
    cast: Cast, login: Login
) -> None:
    for who, by in ((cast.tess, AssessedBy.PARK), (cast.dina, AssessedBy.ADVISER)):
        posted = {"assessed_on": "2026-03-01", "audience": Audience.MEMBERS, "by": "park"}
        reply = login(who).post(f"{DEGREES}nieuw/public/", posted)
        with park_context(cast.noord.pk):
            made = Assessment.objects.get(made_by=who)
        assert reply["Location"] == f"{DEGREES}{made.pk}/"
        assert (made.by, made.side, made.questionnaire) == (by, Side.PUBLIC, "public-2026-1")


def test_who_has_a_draft_goes_on_with_it(cast: Cast, login: Login) -> None:
    made = started(cast)
    reply = login(cast.tess).get(f"{DEGREES}nieuw/business/")
    assert reply["Location"] == f"{DEGREES}{made.pk}/"
    assert login(cast.dina).get(f"{DEGREES}nieuw/business/").status_code == 200


def test_an_adviser_can_not_make_what_she_could_not_see(cast: Cast, login: Login) -> None:
    client = login(cast.dina)
    form = client.get(f"{DEGREES}nieuw/public/").context["form"]
    assert [value for value, _ in form.fields["audience"].choices] == [
        "authority", "members", "public",
    ]  # fmt: skip
    posted = {"assessed_on": "2026-03-01", "audience": "team"}
    assert client.post(f"{DEGREES}nieuw/public/", posted).status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("assessed_on", "", "Vul in"),
        ("assessed_on", "31-02-2026", "datum"),
        ("assessed_on", "2999-01-01", "toekomst"),
        ("audience", "world", "geldige"),
    ],
)
def test_bad_input_at_the_start_gets_a_message_and_makes_nothing(
    field: str, value: str, message: str, cast: Cast, login: Login
) -> None:
    posted = {"assessed_on": "2026-03-01", "audience": "team", field: value}
    reply = login(cast.anna).post(f"{DEGREES}nieuw/business/", posted)
    assert reply.status_code == 422
    assert message in str(reply.context["form"].errors[field])
    with park_context(cast.noord.pk):
        assert Assessment.objects.count() == 0


def test_a_side_that_does_not_exist_is_absent(cast: Cast, login: Login) -> None:
    assert login(cast.anna).get(f"{DEGREES}nieuw/both/").status_code == 404


def test_a_section_is_stored_and_leads_to_the_next_one(cast: Cast, login: Login) -> None:
    made = started(cast)
    posted = typed(
        made,
        "network",
        contact_point={"value": "yes", "note": "Zie de website.", "link": "park.example/contact"},
        regular_meetings={"value": "yes", "amount": "2,5"},
        company_register={"value": "unknown"},
    )
    reply = login(cast.tess).post(save_address(made), posted)
    assert reply["Location"] == f"{DEGREES}{made.pk}/?deel=binding"
    rows = answers_of(cast)
    assert set(rows) == {"contact-point", "regular-meetings", "company-register"}
    assert rows["contact-point"].link == "https://park.example/contact"
    assert rows["regular-meetings"].amount == Decimal("2.5")
    assert rows["company-register"].value == AnswerValue.UNKNOWN


def test_the_last_section_leads_to_signing(cast: Cast, login: Login) -> None:
    made = started(cast)
    reply = login(cast.anna).post(save_address(made, "resources"), typed(made, "resources"))
    assert reply["Location"] == f"{DEGREES}{made.pk}/ondertekenen/"


def test_what_is_chosen_is_kept_while_somebody_goes_on_typing(cast: Cast, login: Login) -> None:
    made = started(cast)
    posted = typed(made, "network", contact_point={"value": "partly"})
    reply = login(cast.anna).post(save_address(made), posted, headers=HTMX)
    page = reply.content.decode()
    assert "Opgeslagen. 1 van de 19" in page
    assert "<html" not in page
    assert 'name="contact-point-seen"' in page
    assert 'hx-swap-oob="true"' in page
    assert answers_of(cast)["contact-point"].value == AnswerValue.PARTLY


def test_an_autosave_that_can_not_be_stored_says_so(cast: Cast, login: Login) -> None:
    made = started(cast)
    posted = typed(made, "network", regular_meetings={"value": "yes", "amount": "veel"})
    reply = login(cast.anna).post(save_address(made), posted, headers=HTMX)
    assert reply.status_code == 422
    assert "Nog niet opgeslagen" in reply.content.decode()


def test_dont_know_and_not_applicable_are_answers_of_their_own(cast: Cast, login: Login) -> None:
    made = started(cast)
    with park_context(cast.noord.pk):
        answer(made, {"contact-point": {"value": "unknown"}, "core-team": {"value": "no"}})
        answer(made, {"joint-result": {"value": "not_applicable"}})
        sheet = sheet_of(made)
    assert sheet.answered == 3
    assert sheet.lines["contact-point"].words == "Weet ik niet"
    assert sheet.lines["joint-result"].words == "Niet van toepassing"
    assert sheet.lines["legal-form"].words == "Nog geen antwoord"


@pytest.mark.parametrize(
    ("statement", "field", "value", "message"),
    [
        ("regular_meetings", "amount", "veel", "getal"),
        ("regular_meetings", "amount", "-1", "0 of hoger"),
        ("regular_meetings", "amount", "1,234", "cijfers achter de komma"),
        ("regular_meetings", "amount", "9" * 20, "te veel cijfers"),
        ("contact_point", "value", "maybe", "geldige"),
        ("contact_point", "note", "x" * 2001, "2000"),
        ("contact_point", "note", "a\x00b", "teken"),
        ("contact_point", "link", "javascript:alert(1)", "geldige"),
        ("contact_point", "link", "ftp://park.example/x", "https://"),
        ("contact_point", "link", "geen adres", "geldige"),
    ],
)
def test_bad_input_gets_a_message_at_the_statement_and_keeps_what_was_typed(
    statement: str, field: str, value: str, message: str, cast: Cast, login: Login
) -> None:
    made = started(cast)
    given = {statement: {"value": "yes", field: value}, "core_team": {"note": "Dit typte ik."}}
    reply = login(cast.anna).post(save_address(made), typed(made, "network", **given))
    assert reply.status_code == 422
    place, said, _ = reply.context["form"].problems[0]
    assert place == f"{statement.replace('_', '-')}-{field}"
    assert message in said
    assert "Dit typte ik." in reply.content.decode()
    assert answers_of(cast) == {}


def test_who_comes_second_hears_what_the_other_chose_and_can_replace_it(
    cast: Cast, login: Login
) -> None:
    made = started(cast)
    login(cast.tess).post(save_address(made), typed(made, "network", contact_point={"value": "no"}))
    client = login(cast.anna)
    late = typed(
        made, "network", contact_point={"value": "yes"}, core_team={"value": "yes", "amount": "3"}
    )
    reply = client.post(save_address(made), late)
    assert reply.status_code == 422
    assert "kies wat de ander koos: “Nee”" in reply.content.decode()
    rows = answers_of(cast)
    assert (rows["contact-point"].value, rows["core-team"].value) == ("no", "yes")
    again = late | {
        f"{form.statement.slug}-seen": form["seen"].value() or "" for form in reply.context["form"]
    }
    again["core-team-amount"] = "4"  # stored by herself just now, so nothing to clash with
    assert client.post(save_address(made), again).status_code == 302
    assert answers_of(cast)["contact-point"].value == "yes"


def test_what_somebody_stored_herself_a_moment_ago_is_no_clash(cast: Cast, login: Login) -> None:
    """Her browser kept an answer, and the page with the next one had not heard of it yet."""
    made = started(cast)
    client = login(cast.anna)
    first = typed(made, "network", regular_meetings={"value": "yes"})
    client.post(save_address(made), first, headers=HTMX)
    then = typed(made, "network", regular_meetings={"value": "yes", "amount": "4"})
    assert client.post(save_address(made), then).status_code == 302
    assert answers_of(cast)["regular-meetings"].amount == 4


def test_the_same_answer_twice_is_no_clash_and_no_history(cast: Cast, login: Login) -> None:
    made = started(cast)
    client = login(cast.anna)
    posted = typed(made, "network", contact_point={"value": "yes"})
    assert [client.post(save_address(made), posted).status_code for _ in "12"] == [302, 302]
    page = client.get(f"{DEGREES}{made.pk}/geschiedenis/").content.decode()
    assert page.count("Er is één vast aanspreekpunt") == 1


def test_a_later_assessment_can_start_with_the_earlier_answers_but_not_their_files(
    cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        signed(cast.noord, cast.anna, Degree.FUNCTIONAL)
    client = login(cast.anna)
    posted = {"assessed_on": "2026-04-01", "audience": "team", "copy_earlier": "on"}
    client.post(f"{DEGREES}nieuw/business/", posted)
    with park_context(cast.noord.pk):
        made = Assessment.objects.get(signed_at=None)
        assert sheet_of(made).judgement.degree == Degree.FUNCTIONAL
        assert Evidence.objects.count() == 0


def test_a_draft_can_be_thrown_away_after_a_question(cast: Cast, login: Login) -> None:
    made = started(cast)
    with park_context(cast.noord.pk):
        answer(made, enough_for(Side.BUSINESS, Degree.MINIMAL))
    client, address = login(cast.anna), f"{DEGREES}{made.pk}/verwijderen/"
    assert "Concept verwijderen?" in client.get(address).content.decode()
    with park_context(cast.noord.pk):
        assert Assessment.objects.count() == 1
    assert client.post(address)["Location"] == DEGREES
    with park_context(cast.noord.pk):
        assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


def test_whose_picture_it_is_not_can_not_touch_it(cast: Cast, login: Login) -> None:
    """An adviser reads the park's draft when she may, but can't answer, sign or remove it."""
    made = started(cast)
    client = login(cast.dina)
    page = client.get(f"{DEGREES}{made.pk}/")
    assert page.status_code == 200
    assert "<form class" not in page.content.decode()
    for path in ("ondertekenen/", "verwijderen/", "deel/network/", "geschiedenis/"):
        assert client.post(f"{DEGREES}{made.pk}/{path}").status_code in (404, 405)
        assert client.get(f"{DEGREES}{made.pk}/{path}").status_code in (404, 405)


def test_a_member_sees_no_draft_and_does_not_assess(cast: Cast, login: Login) -> None:
    made = started(cast)
    client = login(cast.bram)
    assert client.get(f"{DEGREES}{made.pk}/").status_code == 404
    assert client.get(f"{DEGREES}nieuw/business/").status_code == 403
    page = client.get(DEGREES).content.decode()
    assert "Beoordelen" not in page
    assert str(made.pk) not in page


def test_a_draft_for_the_team_does_not_exist_for_the_adviser(cast: Cast, login: Login) -> None:
    made = started(cast, audience=Audience.TEAM)
    client = login(cast.dina)
    for pk in (made.pk, uuid4()):
        assert client.get(f"{DEGREES}{pk}/").status_code == 404
    assert str(made.pk) not in client.get(DEGREES).content.decode()


def test_a_section_that_does_not_exist_is_absent(cast: Cast, login: Login) -> None:
    made = started(cast)
    client = login(cast.anna)
    assert client.get(f"{DEGREES}{made.pk}/?deel=bestaat-niet").status_code == 404
    assert client.post(save_address(made, "bestaat-niet")).status_code == 404


def test_a_page_asks_as_much_of_an_empty_draft_as_of_a_full_one(cast: Cast, login: Login) -> None:
    made = started(cast)
    client = login(cast.anna)

    def bill() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{DEGREES}{made.pk}/").status_code == 200
        return len(queries)

    few = bill()
    with park_context(cast.noord.pk):
        answer(made, enough_for(Side.BUSINESS, Degree.PROFESSIONAL))
    assert bill() == few
    assert made.assessed_on == DAY
