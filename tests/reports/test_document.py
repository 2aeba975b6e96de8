"""A document holds what its readers may see, survives storage, and has a stable fingerprint."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from parks.choices import Audience
from parks.models import Park
from reports.paper.html import document_html
from reports.queries import document
from reports.queries.canonical import content_hash, from_json, to_json
from reports.queries.content import RoadmapDocument
from reports.queries.document import roadmap_document
from strategy.models import Goal
from strategy.queries.cards import MilestoneRow, park_milestones
from tests.factories.reports import TODAY, a_document
from tests.factories.strategy import MilestoneFactory, SmartGoalFactory

SEES = {
    Audience.TEAM: ("team", "authority", "members", "public"),
    Audience.AUTHORITY: ("authority", "members", "public"),
    Audience.MEMBERS: ("members", "public"),
    Audience.PUBLIC: ("public",),
}


@pytest.fixture
def canaries(in_noord: Park) -> Park:
    """Put a goal and a milestone for each audience in Noord, each recognisable."""
    for audience in Audience.values:
        goal = SmartGoalFactory(
            park=in_noord,
            statement=f"KANARIE-DOEL-{audience}",
            explanation=f"KANARIE-UITLEG-{audience}",
            audience=audience,
        )
        MilestoneFactory(
            park=in_noord, goal=goal, title=f"KANARIE-STAP-{audience}", audience=audience
        )
    return in_noord


def _document(park: Park, audience: str) -> RoadmapDocument:
    return roadmap_document(park=park, audience=audience, today=TODAY)


@pytest.mark.parametrize("audience", Audience.values)
def test_a_document_holds_exactly_what_its_readers_may_see(canaries: Park, audience: str) -> None:
    html = document_html(_document(canaries, audience), sha256="0" * 64)
    for other in Audience.values:
        for kind in ("DOEL", "UITLEG", "STAP"):
            seen = f"KANARIE-{kind}-{other}" in html
            assert seen is (other in SEES[Audience(audience)]), (kind, other)


def test_a_milestone_for_members_of_a_goal_for_the_team_stays_hidden(in_noord: Park) -> None:
    goal = SmartGoalFactory(park=in_noord, audience=Audience.TEAM)
    MilestoneFactory(park=in_noord, goal=goal, title="Verklapt het doel", audience=Audience.PUBLIC)
    assert _document(in_noord, Audience.MEMBERS).milestones == ()


def test_names_of_people_are_left_out_for_the_public(canaries: Park) -> None:
    assert {goal.owner for goal in _document(canaries, Audience.MEMBERS).goals} == {
        "Werkgroep energie"
    }
    public = _document(canaries, Audience.PUBLIC)
    assert {goal.owner for goal in public.goals} == {""}
    assert "Werkgroep energie" not in document_html(public, sha256="0" * 64)


def test_a_document_comes_back_from_storage_unchanged() -> None:
    document = a_document()
    assert from_json(RoadmapDocument, to_json(document)) == document


def test_the_fingerprint_does_not_depend_on_the_order_of_keys_or_on_trailing_zeros() -> None:
    content = to_json(a_document(goals=2, milestones=2))
    turned = dict(reversed(list(content.items())))
    assert content_hash(turned) == content_hash(content)
    assert to_json(Decimal("12.5000")) == to_json(Decimal("12.5")) == "12.5"
    assert to_json(Decimal("-0.00")) == "0"
    assert to_json(Decimal("1E+3")) == "1000"


def test_any_change_of_content_changes_the_fingerprint() -> None:
    first = content_hash(to_json(a_document(goals=2, milestones=2)))
    assert first != content_hash(to_json(a_document(goals=2, milestones=3)))


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), {}])
def test_what_json_would_not_bring_back_unchanged_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)


def test_content_of_an_older_format_takes_the_defaults_of_newer_fields() -> None:
    content = to_json(a_document(goals=1, milestones=0))
    del content["format"], content["park"]["rings"]
    assert from_json(RoadmapDocument, content).park.rings == ()


def test_the_outline_is_kept_in_whole_metres(noord: Park, in_noord: Park) -> None:
    (ring,) = _document(noord, Audience.MEMBERS).park.rings
    assert ring[0] == ring[-1]
    assert set(ring) == {(230000, 500000), (230000, 500400), (230500, 500400), (230500, 500000)}


def test_html_and_template_code_in_text_are_shown_as_text(in_noord: Park) -> None:
    nasty = '<img src="http://127.0.0.1:9/x.png"> {{ settings.SECRET_KEY }} {% now "Y" %}'
    goal = SmartGoalFactory(park=in_noord, statement=nasty, audience=Audience.MEMBERS)
    MilestoneFactory(park=in_noord, goal=goal, title=nasty, audience=Audience.MEMBERS)
    html = document_html(_document(in_noord, Audience.MEMBERS), sha256="0" * 64)
    assert "<img" not in html
    assert "&lt;img src=" in html
    assert "{{ settings.SECRET_KEY }}" in html
    assert "{% now" in html


def test_a_document_costs_the_same_queries_for_one_goal_and_for_thirty(
    in_noord: Park, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # goals, measurements, milestones and dependencies of goals and of the park (2 x 2) and
    # degrees, opportunities, outline, totals and shapes of plots, all twice; previous edition
    SmartGoalFactory(park=in_noord, audience=Audience.MEMBERS)
    with django_assert_num_queries(51):
        _document(in_noord, Audience.MEMBERS)
    for _ in range(29):
        MilestoneFactory(
            park=in_noord, goal=SmartGoalFactory(park=in_noord, audience=Audience.MEMBERS)
        )
    with django_assert_num_queries(51):
        _document(in_noord, Audience.MEMBERS)


def test_what_somebody_saves_meanwhile_is_in_it_whole_or_not_at_all(
    in_noord: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = SmartGoalFactory(park=in_noord, audience=Audience.MEMBERS, statement="Oud")
    saves = iter(("Nieuw", "Nieuwer"))

    def after_a_save(**options: Any) -> tuple[MilestoneRow, ...]:
        if statement := next(saves, ""):  # between two queries, in the first two rounds
            Goal.objects.filter(pk=goal.pk).update(statement=statement)
            MilestoneFactory(park=in_noord, audience=Audience.MEMBERS, title=statement)
        return park_milestones(**options)

    monkeypatch.setattr(document, "park_milestones", after_a_save)
    found = _document(in_noord, Audience.MEMBERS)
    assert {each.title for each in found.milestones} == {"Nieuw", "Nieuwer"}
    assert [each.statement for each in found.goals] == ["Nieuwer"]


def test_when_somebody_keeps_saving_it_still_ends(
    in_noord: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always_new(**options: Any) -> tuple[MilestoneRow, ...]:
        MilestoneFactory(park=in_noord, audience=Audience.MEMBERS)
        return park_milestones(**options)

    monkeypatch.setattr(document, "park_milestones", always_new)
    assert len(_document(in_noord, Audience.MEMBERS).milestones) == 5
