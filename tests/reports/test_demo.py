"""The demo: whole, repeatable, invented, and seen by everybody as their role allows."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from collective.models import OrganisationDegree
from collective.queries.degree import current_degrees, side_standings
from collective.queries.steps import next_steps
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from parks.access import roles_at
from parks.choices import Audience, DataState, Role
from parks.models import Adviser, Authority, Membership, Park
from parks.own_roles import authorities_of
from parks.queries.readers import AudienceReader
from reports.demo.info import demo_info
from reports.demo.people import CAST, PASSWORD
from reports.demo.seeding import Seeded, seed
from reports.models import Report, RoadmapEdition
from strategy.choices import DatePrecision, GoalState, MilestoneState
from strategy.models import Goal, Measurement, Milestone, MilestoneDependency
from strategy.queries.cards import goal_cards, park_milestones

TODAY = dt.date(2026, 11, 23)
HAVENPOORT = "voorbeeldpark-havenpoort"
EXAMPLES = {
    "voorbeeldpark-de-akkers",
    "voorbeeldpark-kanaalzicht",
    "voorbeeldpark-nieuwland",
    "voorbeeldpark-rollepaal",
    HAVENPOORT,
}
OWNED = (Membership, Goal, Milestone, MilestoneDependency, Measurement, OrganisationDegree)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Seeded]:
    """Make the demo once for this file; each test works in a savepoint of this transaction.

    Without the mark above pytest-django would make no test database and this would fill yours.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def havenpoort(seeded: Seeded) -> Iterator[Park]:
    park = Park.objects.get(slug=HAVENPOORT)
    with park_context(park.pk):
        yield park


def _seen_by(park: Park, key: str) -> tuple[str, ...]:
    roles = roles_at(User.objects.get(email=CAST[key].email), park)
    audience = {Role.MEMBER: Audience.MEMBERS, Role.ADVISER: Audience.AUTHORITY}
    return Audience.at_least(audience.get(roles[0], Audience.TEAM))


def _rows_everywhere() -> dict[str, list[Any]]:
    ids = list(Park.objects.values_list("pk", flat=True))
    with park_context(*ids):
        rows: dict[str, list[Any]] = {
            model.__name__: sorted(map(str, model.objects.values_list("pk", flat=True)))
            for model in (*OWNED, RoadmapEdition, Report)
        }
    people = User.objects.order_by("pk").values_list("pk", "password", "is_staff")
    return rows | {"users": list(people), "parks": ids, "advisers": [Adviser.objects.count()]}


class TestSeeding:
    def test_makes_the_register_and_five_parks_that_say_they_are_examples(
        self, seeded: Seeded
    ) -> None:
        assert seeded.register_parks == 120
        examples = Park.objects.filter(is_example=True)
        assert {park.slug for park in examples} == EXAMPLES
        assert all(park.name.startswith("Voorbeeldpark") for park in examples)
        assert all(park.rin is None for park in examples)

    def test_a_second_run_changes_nothing(self, seeded: Seeded) -> None:
        before = _rows_everywhere()
        assert seed(today=TODAY + dt.timedelta(days=3)) == Seeded(0, ())
        assert _rows_everywhere() == before

    def test_a_second_run_leaves_a_corrected_register_park_alone(self, seeded: Seeded) -> None:
        park = Park.objects.filter(is_example=False).order_by("pk")[0]
        Park.objects.filter(pk=park.pk).update(name="Verbeterde naam")
        seed(today=TODAY)
        park.refresh_from_db(fields=["name"])
        assert park.name == "Verbeterde naam"

    def test_refuses_where_real_people_work(self) -> None:
        with override_settings(DEMO_ALLOWED=False):
            for command in ("seed_demo", "demo_info"):
                with pytest.raises(CommandError, match="De demo mag hier niet"):
                    call_command(command)

    def test_is_off_unless_settings_say_otherwise(self) -> None:
        folder = Path(__file__).resolve().parents[2] / "config" / "settings"
        assert "DEMO_ALLOWED = False" in (folder / "base.py").read_text()
        assert "DEMO_ALLOWED" not in (folder / "production.py").read_text()


class TestPeople:
    def test_everybody_can_log_in_with_a_verified_address(self, seeded: Seeded) -> None:
        for person in CAST.values():
            user = User.objects.get(email=person.email)
            assert user.check_password(PASSWORD)
            assert EmailAddress.objects.get(user=user, primary=True).verified
        assert [user.name for user in User.objects.filter(is_superuser=True)] == ["Sam"]

    def test_everybody_has_the_role_that_the_list_of_logins_names(self, seeded: Seeded) -> None:
        expected = {
            HAVENPOORT: {
                "anna": Role.PARK_MANAGER,
                "tess": Role.TEAM,
                "bram": Role.MEMBER,
                "carla": Role.MEMBER,
                "dina": Role.ADVISER,
            },
            "voorbeeldpark-de-akkers": {"anna": Role.PARK_MANAGER, "dina": Role.ADVISER},
            "voorbeeldpark-kanaalzicht": {"chris": Role.PARK_MANAGER, "dina": Role.ADVISER},
            "voorbeeldpark-rollepaal": {"chris": Role.PARK_MANAGER, "dina": Role.ADVISER},
            "voorbeeldpark-nieuwland": {
                "chris": Role.PARK_MANAGER,
                "eva": Role.ADVISER,
                "dina": Role.ADVISER,
            },
        }
        for slug, roles in expected.items():
            park = Park.objects.get(slug=slug)
            with park_context(park.pk):
                held = {
                    key: roles_at(User.objects.get(email=CAST[key].email), park) for key in CAST
                }
            assert {key: each for key, each in held.items() if each} == {
                key: (role,) for key, role in roles.items()
            }

    def test_dina_advises_every_park_of_the_register(self, seeded: Seeded) -> None:
        authorities = authorities_of(User.objects.get(email=CAST["dina"].email))
        region = next(each for each in authorities if each.name.startswith("Voorbeeldregio"))
        assert len(region.municipality_codes) == 7
        assert Park.objects.of_authority(region).count() == 125
        assert Authority.objects.count() == 3

    def test_demo_info_gives_a_program_what_it_needs(self, seeded: Seeded) -> None:
        output = StringIO()
        call_command("demo_info", "--json", stdout=output)
        info = json.loads(output.getvalue())
        assert info == demo_info()
        assert info["member"] == {
            "email": "bram@voorbeeld.example",
            "password": PASSWORD,
            "park_slug": HAVENPOORT,
        }
        assert info["pdf_path"] == ""
        members = [login for login in info["logins"] if re.search(r"\blid\b", login["role"])]
        assert members[0]["name"] == "Bram"

    def test_demo_info_shows_a_person_a_table(self, seeded: Seeded) -> None:
        output = StringIO()
        call_command("demo_info", stdout=output)
        assert len(re.findall(r"^\S.*@voorbeeld\.example", output.getvalue(), re.M)) == len(CAST)


class TestHavenpoort:
    def test_has_goals_in_all_eighteen_cells_also_for_members(self, havenpoort: Park) -> None:
        every = {(capital.value, horizon.value) for capital in Capital for horizon in Horizon}
        cards = goal_cards(
            park_id=havenpoort.pk, audiences=_seen_by(havenpoort, "bram"), today=TODAY
        )
        standing = [card for card in cards if card.state != GoalState.DROPPED]
        assert {(card.capital, card.horizon) for card in standing} == every
        assert Goal.objects.in_park(havenpoort.pk).count() >= 25

    def test_shows_every_state_audience_and_sort_of_figure(self, havenpoort: Park) -> None:
        goals = list(Goal.objects.in_park(havenpoort.pk))
        states = Counter(goal.state for goal in goals)
        assert set(states) == set(GoalState.values)
        assert all(goal.dropped_reason for goal in goals if goal.state == GoalState.DROPPED)
        assert {goal.audience for goal in goals} == set(Audience.values)
        assert sum(bool(goal.losses()) for goal in goals) >= 3
        assert sum(bool(goal.suggestion) for goal in goals) >= 8
        assert any("[" in goal.statement for goal in goals)
        assert {goal.state for goal in goals if goal.missing_for_smart()} == {GoalState.DRAFT}
        kinds = {row.data_state for row in Measurement.objects.filter(park_id=havenpoort.pk)}
        assert kinds >= {DataState.MEASURED, DataState.ESTIMATED, DataState.MISSING}

    def test_has_milestones_in_every_state_with_dependencies(self, havenpoort: Park) -> None:
        rows = list(Milestone.objects.in_park(havenpoort.pk))
        assert len(rows) >= 60
        assert any(row.goal_id is None for row in rows)
        assert {row.state_on(TODAY) for row in rows} == set(MilestoneState)
        assert {row.precision for row in rows} == set(DatePrecision)
        assert all(bool(row.blocked_reason) == bool(row.blocked_by) for row in rows)
        assert MilestoneDependency.objects.filter(park_id=havenpoort.pk).count() >= 12

    def test_is_professional_on_both_sides_with_a_history(self, havenpoort: Park) -> None:
        degrees = current_degrees(park_id=havenpoort.pk, audiences=Audience.values)
        found = {side: card.degree for side, card in degrees.items()}
        assert found == {"business": "professional", "public": "professional"}
        assert OrganisationDegree.objects.in_park(havenpoort.pk).count() == 5

    def test_bram_sees_nothing_that_is_for_the_team(self, havenpoort: Park) -> None:
        audiences = _seen_by(havenpoort, "bram")
        cards = goal_cards(park_id=havenpoort.pk, audiences=audiences, today=TODAY)
        loose = park_milestones(park_id=havenpoort.pk, audiences=audiences, today=TODAY)
        rows = [*loose, *(row for card in cards for row in card.milestones)]
        allowed = {Audience.MEMBERS, Audience.PUBLIC}
        assert {*(card.audience for card in cards), *(row.audience for row in rows)} == allowed
        assert len(rows) >= 60
        hidden = Goal.objects.in_park(havenpoort.pk).exclude(audience__in=allowed).count()
        assert hidden == Goal.objects.in_park(havenpoort.pk).count() - len(cards) > 0

    def test_the_second_edition_tells_what_changed_in_a_year(self, havenpoort: Park) -> None:
        first, second = RoadmapEdition.objects.in_park(havenpoort.pk).order_by("number")
        assert (first.audience, second.audience) == (Audience.MEMBERS, Audience.MEMBERS)
        assert 340 < (second.published_at - first.published_at).days < 380
        assert first.sha256 != second.sha256
        assert first.content["changes"] == []
        kinds = Counter(change["kind"] for change in second.content["changes"])
        assert set(kinds) >= {
            "goal_added",
            "goal_state",
            "goal_changed",
            "goal_dropped",
            "milestone_done",
            "milestone_added",
            "milestone_moved",
        }
        assert Report.objects.in_park(havenpoort.pk).count() == 2

    def test_the_first_edition_knows_nothing_of_what_came_later(self, havenpoort: Park) -> None:
        first = RoadmapEdition.objects.in_park(havenpoort.pk).order_by("number")[0]
        day = first.published_at.date().isoformat()
        content = first.content
        done = [row["done_on"] for row in content["milestones"] if row["done_on"]]
        measured = [goal["latest"]["on"] for goal in content["goals"] if goal["latest"]]
        stated = [degree["stated_on"] for degree in content["degrees"]]
        assert done
        assert max(done + measured + stated) <= day
        assert {row["state"] for row in content["milestones"]} == {"done", "open"}

    def test_no_edition_holds_a_word_for_a_narrower_circle(self, havenpoort: Park) -> None:
        hidden = Goal.objects.in_park(havenpoort.pk).exclude(
            audience__in=Audience.at_least(Audience.MEMBERS)
        )
        statements = list(hidden.values_list("statement", flat=True))
        editions = RoadmapEdition.objects.in_park(havenpoort.pk)
        text = json.dumps([edition.content for edition in editions], ensure_ascii=False)
        assert statements
        assert not [each for each in statements if each in text]


def test_the_other_parks_have_what_fits_their_degree(seeded: Seeded) -> None:
    expected = {"de-akkers": (3, 3, 0), "kanaalzicht": (8, 12, 0), "nieuwland": (10, 12, 1)}
    for name, (goals, milestones, editions) in expected.items():
        park = Park.objects.get(slug=f"voorbeeldpark-{name}")
        with park_context(park.pk):
            assert Goal.objects.in_park(park.pk).count() == goals
            assert Milestone.objects.in_park(park.pk).count() >= milestones
            assert RoadmapEdition.objects.in_park(park.pk).count() == editions
            assert {row.side for row in OrganisationDegree.objects.in_park(park.pk)} == {
                "business",
                "public",
            }


def test_the_same_questions_tell_another_story_of_each_park(seeded: Seeded) -> None:
    expected = {
        "de-akkers": ("minimal", "minimal"),
        "kanaalzicht": ("functional", "functional"),
        "nieuwland": ("professional", "functional"),
        "havenpoort": ("professional", "professional"),
    }
    steps = set()
    for name, (business, public) in expected.items():
        park = Park.objects.get(slug=f"voorbeeldpark-{name}")
        with park_context(park.pk):
            reader = AudienceReader.of(park, Audience.TEAM)
            standings = side_standings(park_id=park.pk, audiences=reader.audiences)
            assert tuple(each.degree for each in standings) == (business, public), name
            steps.add(tuple(step.slug for step in next_steps(reader, standings, TODAY)))
    assert len(steps) == len(expected)
