"""A step is taken over, put aside, thought over again; the list follows."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import StepVerdict
from collective.models import OrganisationDegree, Side, StepDecision
from collective.queries.degree import side_standings
from collective.queries.steps import latest_decisions, next_steps
from collective.roadmap import PlannedMilestone
from collective.services.steps import (
    Decider,
    StepClosedError,
    UnknownStepError,
    accept_step,
    dismiss_step,
    reopen_step,
)
from core.park_context import park_context
from knowledge.choices import Degree
from knowledge.loader import advice
from parks.access import Viewer, viewer_at
from parks.choices import Audience
from parks.models import AuditEntry, Park
from strategy.models import Milestone

TODAY = dt.date(2026, 11, 22)
LATER = TODAY + dt.timedelta(days=90)


@pytest.fixture
def anna_there(in_noord: Park, anna: User) -> Viewer:
    """Anna at Noord, of which both sides are minimal."""
    for side in Side:
        OrganisationDegree.objects.create(
            park=in_noord,
            side=side,
            degree=Degree.MINIMAL,
            reason="Zo is het.",
            stated_on=TODAY,
            stated_by=anna,
            audience=Audience.MEMBERS,
        )
    viewer = viewer_at(anna, in_noord)
    assert viewer
    return viewer


def proposed(viewer: Viewer, today: dt.date = TODAY) -> list[str]:
    standings = side_standings(park_id=viewer.park.pk, audiences=viewer.audiences)
    return [step.slug for step in next_steps(viewer, standings, today)]


def take_over(viewer: Viewer, step: str, audience: str = Audience.MEMBERS) -> Milestone:
    planned = PlannedMilestone(title="Doen", due_on=LATER, audience=audience, owner="Het kernteam")
    by = Decider(viewer.user, viewer)
    made = accept_step(by=by, step=step, milestone=planned, today=TODAY)
    milestone: Milestone = Milestone.objects.get(pk=made.id)
    return milestone


def put_aside(viewer: Viewer, step: str, until: dt.date = LATER) -> StepDecision:
    return dismiss_step(
        by=Decider(viewer.user, viewer),
        step=step,
        reason="Eerst de ledenvergadering.",
        quiet_until=until,
        audience=Audience.MEMBERS,
        today=TODAY,
    )


def test_a_step_that_is_taken_over_becomes_a_milestone_of_the_park(anna_there: Viewer) -> None:
    step = proposed(anna_there)[0]
    milestone = take_over(anna_there, step)
    assert (milestone.title, milestone.due_on, milestone.owner_other) == (
        "Doen",
        LATER,
        "Het kernteam",
    )
    assert milestone.goal_id is None
    assert milestone.step is not None
    assert (milestone.step.step, milestone.step.decided_by) == (step, anna_there.user)
    assert milestone.audience == milestone.step.audience == Audience.MEMBERS
    assert step not in proposed(anna_there)


def test_a_step_comes_back_when_its_milestone_is_done_and_its_ground_still_shows(
    anna_there: Viewer,
) -> None:
    milestone = take_over(anna_there, "start-light-form")
    assert "start-light-form" not in proposed(anna_there)
    milestone.done_on = TODAY
    milestone.save()
    assert "start-light-form" in proposed(anna_there)


def test_a_step_that_needs_no_ground_stays_away_when_it_is_done(anna_there: Viewer) -> None:
    general = next(slug for slug, item in advice().items() if item.is_general)
    milestone = take_over(anna_there, general)
    milestone.done_on = TODAY
    milestone.save()
    by = Decider(anna_there.user, anna_there)
    with pytest.raises(StepClosedError):
        dismiss_step(
            by=by,
            step=general,
            reason="Klaar.",
            quiet_until=LATER,
            audience=Audience.TEAM,
            today=TODAY,
        )


def test_a_step_comes_back_when_its_milestone_was_removed(anna_there: Viewer) -> None:
    take_over(anna_there, "start-light-form").delete()
    assert "start-light-form" in proposed(anna_there)


def test_a_step_that_is_put_aside_is_quiet_until_the_day(anna_there: Viewer) -> None:
    put_aside(anna_there, "start-light-form")
    assert "start-light-form" not in proposed(anna_there)
    assert "start-light-form" not in proposed(anna_there, LATER - dt.timedelta(days=1))
    assert "start-light-form" in proposed(anna_there, LATER)


def test_another_step_takes_the_place_of_one_that_is_put_aside(anna_there: Viewer) -> None:
    before = proposed(anna_there)
    put_aside(anna_there, before[0])
    after = proposed(anna_there)
    assert len(after) == len(before)
    assert before[0] not in after


def test_thinking_again_is_a_decision_of_its_own(anna_there: Viewer) -> None:
    first = put_aside(anna_there, "start-light-form")
    again = reopen_step(by=Decider(anna_there.user, anna_there), step="start-light-form")
    # In one transaction every moment is the same; the days are what people see.
    assert again is not None
    assert (again.verdict, again.audience) == (StepVerdict.REOPENED, first.audience)
    assert StepDecision.objects.count() == 2


def test_what_was_never_decided_can_not_be_thought_over(anna_there: Viewer) -> None:
    assert reopen_step(by=Decider(anna_there.user, anna_there), step="start-light-form") is None
    assert StepDecision.objects.count() == 0


def test_two_people_who_take_over_the_same_step_make_one_milestone(anna_there: Viewer) -> None:
    take_over(anna_there, "start-light-form")
    with pytest.raises(StepClosedError):
        take_over(anna_there, "start-light-form")
    assert Milestone.objects.count() == 1


def test_a_step_that_does_not_exist_can_not_be_decided_on(anna_there: Viewer) -> None:
    with pytest.raises(UnknownStepError):
        put_aside(anna_there, "bestaat-niet")


def test_deciding_stands_in_the_log_without_the_reason(anna_there: Viewer) -> None:
    put_aside(anna_there, "start-light-form")
    entry = AuditEntry.objects.get(object_kind="besluit over een stap")
    assert "nu niet" in entry.object_label
    assert "ledenvergadering" not in str(entry.detail) + entry.object_label


def test_who_does_not_see_a_decision_sees_the_step_as_before(
    anna_there: Viewer, bram: User
) -> None:
    reader = viewer_at(bram, anna_there.park)
    assert reader
    before = proposed(reader)
    dismiss_step(
        by=Decider(anna_there.user, anna_there),
        step=before[0],
        reason="Onder ons.",
        quiet_until=LATER,
        audience=Audience.TEAM,
        today=TODAY,
    )
    assert proposed(reader) == before
    assert before[0] not in proposed(anna_there)
    assert latest_decisions(reader) == {}


class TestPages:
    """The same through the browser's door."""

    @pytest.fixture
    def browser(self, anna: User, login: Callable[[User], Client]) -> Client:
        return login(anna)

    def test_taking_over_asks_when_who_and_for_whom(self, browser: Client, noord: Park) -> None:
        address = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/overnemen/"
        form = browser.get(address).context["form"]
        assert form.initial["title"] == advice()["form-core-team"].title
        assert form.initial["due_on"] > timezone.localdate()
        answer = browser.post(
            address,
            {
                "title": "Kernteam",
                "due_on": str(form.initial["due_on"]),
                "owner": "Anna",
                "audience": Audience.MEMBERS,
            },
            follow=True,
        )
        assert "staat op de routekaart" in answer.content.decode()
        with park_context(noord.pk):
            assert Milestone.objects.get().owner_other == "Anna"
        roadmap = browser.get(f"/p/{noord.slug}/strategie/routekaart/")
        assert "Kernteam" in roadmap.content.decode()

    def test_a_day_that_has_gone_by_is_refused_and_what_was_typed_stays(
        self, browser: Client, noord: Park
    ) -> None:
        address = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/overnemen/"
        answer = browser.post(
            address, {"title": "Ooit", "due_on": "1-1-2020", "audience": Audience.TEAM}
        )
        assert answer.status_code == 422
        assert "Kies vandaag of een dag daarna." in answer.content.decode()
        assert "Ooit" in answer.content.decode()

    def test_putting_aside_needs_a_reason(self, browser: Client, noord: Park) -> None:
        address = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/nu-niet/"
        answer = browser.post(address, {"months": "3", "audience": Audience.TEAM})
        assert answer.status_code == 422
        assert "Geef antwoord op deze vraag." in answer.content.decode()

    def test_what_was_decided_stands_below_with_who_and_why_and_can_be_undone(
        self, browser: Client, noord: Park
    ) -> None:
        base = f"/p/{noord.slug}/samenwerking/stappen/"
        step = "form-core-team"
        page = browser.get(base)
        assert step in [each.slug for each in page.context["steps"]]
        typed = {"reason": "Pas na de zomer.", "months": "6", "audience": Audience.MEMBERS}
        page = browser.post(f"{base}{step}/nu-niet/", typed, follow=True)
        (card,) = page.context["decisions"]
        assert (card.reason, card.decided_by, card.can_reopen) == ("Pas na de zomer.", "Anna", True)
        assert step not in [each.slug for each in page.context["steps"]]
        page = browser.post(f"{base}{step}/opnieuw/", follow=True)
        assert step in [each.slug for each in page.context["steps"]]
        assert [each.label for each in page.context["decisions"]] == ["Opnieuw open", "Nu niet"]

    @pytest.mark.parametrize(
        ("act", "typed"),
        [
            ("nu-niet", {"reason": "Eerst de begroting.", "months": "1"}),
            ("overnemen", {"title": "Kernteam in juni", "due_on": "2999-01-01"}),
        ],
    )
    def test_who_decides_second_hears_it_and_keeps_what_she_typed(
        self, browser: Client, noord: Park, act: str, typed: dict[str, str]
    ) -> None:
        base = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/"
        first = {"reason": "Later.", "months": "1", "audience": Audience.TEAM}
        browser.post(f"{base}nu-niet/", first)
        answer = browser.post(f"{base}{act}/", typed | {"audience": Audience.TEAM})
        assert answer.status_code == 422
        assert "is net al besloten" in answer.content.decode()
        assert next(iter(typed.values())) in answer.content.decode()
        with park_context(noord.pk):
            assert StepDecision.objects.count() == 1

    def test_what_is_open_is_not_said_to_be_opened_again(
        self, browser: Client, noord: Park
    ) -> None:
        base = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/"
        page = browser.post(f"{base}opnieuw/", follow=True).content.decode()
        assert "stond al open" in page
        assert "kan weer worden voorgesteld" not in page
        with park_context(noord.pk):
            assert not StepDecision.objects.exists()

    def test_an_unknown_step_is_not_found(self, browser: Client, noord: Park) -> None:
        for act in ("overnemen", "nu-niet", "opnieuw"):
            address = f"/p/{noord.slug}/samenwerking/stappen/bestaat-niet/{act}/"
            assert browser.get(address).status_code == 404

    def test_a_member_reads_the_steps_and_decides_nothing(
        self, noord: Park, bram: User, login: Callable[[User], Client]
    ) -> None:
        client = login(bram)
        page = client.get(f"/p/{noord.slug}/samenwerking/stappen/")
        assert page.status_code == 200
        assert "overnemen/" not in page.content.decode()
        address = f"/p/{noord.slug}/samenwerking/stappen/form-core-team/overnemen/"
        assert client.get(address).status_code == 403
