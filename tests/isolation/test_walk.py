"""The walk: every route times every method times everybody of the cast.

The routes are found in the resolver, not kept in a list. A route under /p/<slug>/ that did not come
in through the door, or that has no object here, fails.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.park_context import current_context, park_context
from parks.access import Right
from parks.choices import Audience
from parks.isolation import park_owned_models
from parks.models import AuditEntry
from tests.cast import Cast
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("standing")

PARK_PREFIX = "p/<slug:slug>/"
METHODS = ("get", "head", "post", "put", "patch", "delete")
UNSAFE = ("post", "put", "patch", "delete")
ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
OUTSIDERS = ("chris", "eva", "fred")
INSIDERS = ("anna", "tess", "bram", "carla", "dina")
HOLDERS: dict[Right | None, set[str]] = {
    Right.READ: set(INSIDERS),
    Right.ASSESS: {"anna", "tess", "dina"},
    Right.EDIT: {"anna", "tess"},
    Right.MANAGE: {"anna"},
}
REGISTER_FILE_ROUTES = ("detail", "columns", "choose", "apply", "undo", "discard")
# Routes outside a park, with what anonymous people and Fred, who has no role, get to see on GET.
OPEN_ROUTES = {
    "home": (200, 302),
    "health": (200, 200),
    "security_txt": (404, 404),
    "portfolio:list": (302, 200),
    "accounts:profile": (302, 200),
    "accounts:oidc_start": (405, 405),
    "accounts:oidc_ask": (302, 200),
    "accounts:oidc_return": (302, 302),
    "accounts:oidc_unlink": (405, 405),
    "own_data:page": (302, 200),
    "own_data:download": (302, 302),
    "own_data:erase": (302, 302),
    "accounts:second_factor": (302, 200),
    "public:story": (404, 404),
    "public:story_roadmap": (404, 404),
    "asking:find": (200, 200),
    "asking:ask": (200, 200),
    "asking:done": (200, 200),
    "invitation": (404, 404),
    "calendar_feed": (404, 404),
    "joining:sign_up": (404, 404),
    "joining:sign_up_calendar": (404, 404),
    "joining:open_sign_up": (404, 404),
    "joining:mail_stop": (404, 404),
    "register:home": (302, 404),
    "register:upload": (302, 404),
    "register:export": (302, 404),
    "register:detail": (302, 404),
    "register:columns": (302, 404),
    "register:choose": (405, 405),
    "register:apply": (405, 405),
    "register:undo": (302, 404),
    "register:discard": (405, 405),
}
OPEN_ARGUMENTS: dict[str, list[object]] = {
    "register:export": ["csv"],
    **{f"register:{name}": [1] for name in REGISTER_FILE_ROUTES},
    "accounts:oidc_ask": ["geen-organisatie"],
    "accounts:oidc_return": ["geen-organisatie"],
    "accounts:oidc_unlink": ["geen-organisatie"],
    "public:story": ["noord"],
    "public:story_roadmap": ["noord"],
    "asking:ask": ["noord"],
    "invitation": ["noord", "geen-uitnodiging"],
    "calendar_feed": ["noord", "geen-agenda"],
    **{
        f"joining:{name}": ["noord", "geen-link"]
        for name in ("sign_up", "sign_up_calendar", "open_sign_up", "mail_stop")
    },
}


@dataclass(frozen=True)
class Route:
    """A route under a park."""

    name: str
    right: Right | None  # None: did not come in through the door
    converters: frozenset[str]


def walk(
    patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, path, inner)
        else:
            yield path, f"{space}{pattern.name}", pattern


ROUTES = list(walk(get_resolver().url_patterns))
PARK_ROUTES = [
    Route(name, getattr(pattern.callback, "right", None), frozenset(pattern.pattern.converters))
    for path, name, pattern in ROUTES
    if path.startswith(PARK_PREFIX)
]
Objects = Callable[[World], dict[str, object]]
# For each route with an object: one that every insider may see, and one for the team alone.
MEMBERS_OBJECTS: dict[str, Objects] = {
    "strategy:cell": lambda world: {"capital": "natural", "horizon": "short"},
    "strategy:take_over": lambda world: {"suggestion": _suggestion()},
    "strategy:goal_detail": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_edit": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_state": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_history": lambda world: {"pk": world.members_goal.pk},
    "strategy:measurement_create": lambda world: {"pk": world.members_goal.pk},
    "strategy:measurement_edit": lambda world: {
        "pk": world.members_goal.pk,
        "measurement": world.measurement.pk,
    },
    "strategy:milestone_edit": lambda world: {"pk": world.members_milestone.pk},
    "strategy:milestone_done": lambda world: {"pk": world.members_milestone.pk},
    "strategy:milestone_delete": lambda world: {"pk": world.members_milestone.pk},
    "reports:edition_detail": lambda world: {"pk": world.edition.pk},
    "reports:edition_pdf": lambda world: {"pk": world.edition.pk},
    "reports:report_detail": lambda world: {"pk": world.edition_report.pk},
    "reports:report_file": lambda world: {"pk": world.edition_report.pk},
    "reports:report_retry": lambda world: {"pk": world.edition_report.pk},
    "reports:export_file": lambda world: {"pk": world.export.pk},
    "terrain:establishment_detail": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_edit": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_leave": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_return": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_history": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_merge_choose": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_merge": lambda world: {
        "pk": world.terrain.establishment.pk,
        "other": world.terrain.team_establishment.pk,
    },
    "terrain:contact_add": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:contact_edit": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:contact_delete": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:organisation_detail": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_edit": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_history": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:establishment_add": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_merge_choose": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_merge": lambda world: {
        "pk": world.terrain.organisation.pk,
        "other": world.terrain.owner.pk,
    },
    "terrain:merge_undo": lambda world: {"pk": world.terrain.merge.pk},
    "terrain:plot_detail": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_edit": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_delete": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_history": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:owner_add": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:user_add": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:ownership_edit": lambda world: {"pk": world.terrain.ownership.pk},
    "terrain:ownership_delete": lambda world: {"pk": world.terrain.ownership.pk},
    "terrain:occupation_edit": lambda world: {"pk": world.terrain.occupation.pk},
    "terrain:occupation_delete": lambda world: {"pk": world.terrain.occupation.pk},
    "imports:upload": lambda world: {"kind": "bedrijven"},
    "imports:export": lambda world: {"kind": "kavels", "form": "wgs84"},
    "imports:detail": lambda world: {"pk": world.terrain.imported.pk},
    "imports:columns": lambda world: {"pk": world.terrain.imported.pk},
    "imports:choose": lambda world: {"pk": world.terrain.imported.pk},
    "imports:apply": lambda world: {"pk": world.terrain.imported.pk},
    "imports:undo": lambda world: {"pk": world.terrain.imported.pk},
    "imports:retry": lambda world: {"pk": world.terrain.imported.pk},
    "imports:discard": lambda world: {"pk": world.terrain.imported.pk},
    "imports:file": lambda world: {"pk": world.terrain.imported.pk},
    "map:plot": lambda world: {"pk": world.terrain.plot.pk},
    "map:plot_shape": lambda world: {"pk": world.terrain.plot.pk},
    "map:plot_shape_delete": lambda world: {"pk": world.terrain.plot.pk},
    "figures:company": lambda world: {"pk": world.terrain.establishment.pk},
    "figures:company_year": lambda world: {"pk": world.terrain.establishment.pk, "year": 2025},
    "figures:history": lambda world: {"pk": world.terrain.establishment.pk},
    "parks:role_change": lambda world: {"pk": world.membership.pk},
    "parks:role_end": lambda world: {"pk": world.membership.pk},
    "parks:invitation_resend": lambda world: {"pk": world.invitation.pk},
    "parks:invitation_withdraw": lambda world: {"pk": world.invitation.pk},
    "parks:request_decline": lambda world: {"pk": world.access_request.pk},
    "parks:look_as": lambda world: {"pk": world.membership.pk},
    "parks:look_as_adviser": lambda world: {"pk": world.adviser.pk},
    **{
        f"collective:activity_{act}": lambda world: {"pk": world.together.activity.pk}
        for act in (
            "detail",
            "edit",
            "cancel",
            "delete",
            "history",
            "outcome",
            "file",
            "own_answer",
            "people",
            "invite",
            "remind",
            "attendance",
        )
    },
    "collective:activity_follow_up": lambda world: {
        "pk": world.together.activity.pk,
        "kind": "idea",
    },
    **{
        f"collective:activity_person_{act}": lambda world: {"pk": world.together.sign_up.pk}
        for act in ("answer", "remove")
    },
    **{
        f"collective:activity_mail_{act}": lambda world: {"pk": world.together.run.pk}
        for act in ("run", "retry")
    },
    "collective:activity_calendar_withdraw": lambda world: {"pk": world.together.feed.pk},
    **{
        f"collective:communication_{act}": lambda world: {"pk": world.together.communication.pk}
        for act in ("edit", "done", "delete", "history")
    },
    "collective:assessment_start": lambda _: {"side": "business"},
    "collective:assessment": lambda world: {"pk": world.together.assessment.pk},
    **{
        f"collective:assessment_{act}": lambda world: {"pk": world.together.assessment.pk}
        for act in ("sign", "delete", "history")
    },
    "collective:assessment_save": lambda world: {
        "pk": world.together.assessment.pk,
        "section": "network",
    },
    "collective:assessment_evidence_add": lambda world: {
        "pk": world.together.assessment.pk,
        "statement": "legal-form",
    },
    **{
        name: lambda world: {
            "pk": world.together.assessment.pk,
            "evidence": world.together.evidence.pk,
        }
        for name in ("collective:assessment_evidence", "collective:assessment_evidence_delete")
    },
    **{
        f"collective:form_{act}": lambda world: {"pk": world.together.form.pk}
        for act in ("edit", "end", "delete", "history")
    },
    **{
        f"collective:step_{act}": lambda _: {"step": "form-core-team"}
        for act in ("accept", "dismiss", "reopen")
    },
    **{
        f"collective:stakeholder_{act}": lambda world: {"pk": world.together.stakeholder.pk}
        for act in (
            "detail",
            "edit",
            "leave",
            "return",
            "delete",
            "history",
            "position_add",
            "contact_add",
        )
    },
    **{
        f"collective:stakeholder_position_{act}": lambda world: {"pk": world.together.position.pk}
        for act in ("edit", "delete", "history")
    },
    **{
        f"collective:stakeholder_contact_{act}": lambda world: {"pk": world.together.contact.pk}
        for act in ("edit", "done", "delete", "history")
    },
    **{
        f"collective:stakeholder_relation_{act}": lambda world: {"pk": world.together.relation.pk}
        for act in ("edit", "delete", "history")
    },
    **{
        f"collective:agreement_{act}": lambda world: {"pk": world.together.agreement.pk}
        for act in (
            "detail",
            "edit",
            "goals",
            "history",
            "delete",
            "sign",
            "end",
            "drop",
            "reopen",
            "party_add",
            "document_add",
        )
    },
    **{
        f"collective:agreement_party_{act}": lambda world: {"pk": world.together.party.pk}
        for act in ("edit", "delete", "history")
    },
    "collective:agreement_document": lambda world: {"pk": world.together.document.pk},
    "collective:agreement_document_delete": lambda world: {"pk": world.together.document.pk},
    **{
        f"collective:commitment_{act}": lambda world: {"pk": world.together.commitment.pk}
        for act in ("detail", "edit", "goals", "history", "delete", "keep", "drop", "reopen")
    },
    **{
        f"collective:funding_{act}": lambda world: {"pk": world.together.funding.pk}
        for act in ("edit", "history", "delete")
    },
    "collective:list_export": lambda _: {"kind": "belanghebbenden", "form": "csv"},
    **{
        f"collective:idea_{act}": lambda world: {"pk": world.together.idea.pk}
        for act in (
            "detail",
            "edit",
            "history",
            "delete",
            "forward",
            "back",
            "lapse",
            "revive",
            "carrier_add",
        )
    },
    **{
        f"collective:idea_carrier_{act}": lambda world: {"pk": world.together.carrier.pk}
        for act in ("edit", "delete")
    },
    **{
        f"collective:team_{act}": lambda world: {"pk": world.together.team.pk}
        for act in ("detail", "edit", "end", "delete", "history", "member_add")
    },
    **{
        f"collective:team_member_{act}": lambda world: {"pk": world.together.member.pk}
        for act in ("edit", "leave", "delete", "history")
    },
    **{
        f"collective:biz_{act}": lambda world: {"pk": world.together.rehearsal.pk}
        for act in ("detail", "edit", "delete", "history")
    },
    **{
        f"collective:biz_{act}": lambda world: {
            "pk": world.together.rehearsal.pk,
            "payer": "gebruikers",
        }
        for act in ("group_add", "votes", "group_delete", "classes")
    },
    **{
        f"collective:story_runner_{act}": lambda world: {"pk": world.together.front_runner.pk}
        for act in ("edit", "delete", "history")
    },
}
TEAM_OBJECTS: dict[str, Objects] = {
    "collective:activity_detail": lambda world: {"pk": world.together.team_activity.pk},
    "collective:activity_file": lambda world: {"pk": world.together.team_activity.pk},
    "figures:company": lambda world: {"pk": world.terrain.team_establishment.pk},
    "strategy:goal_detail": lambda world: {"pk": world.team_goal.pk},
    "strategy:goal_history": lambda world: {"pk": world.team_goal.pk},
    "terrain:establishment_detail": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:establishment_history": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:establishment_edit": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:contact_edit": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:contact_delete": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:organisation_detail": lambda world: {"pk": world.terrain.owner.pk},
    "terrain:plot_detail": lambda world: {"pk": world.terrain.team_plot.pk},
    "map:plot": lambda world: {"pk": world.terrain.team_plot.pk},
    "reports:report_detail": lambda world: {"pk": world.draft.pk},
    "reports:report_file": lambda world: {"pk": world.draft.pk},
    "collective:assessment": lambda world: {"pk": world.together.team_assessment.pk},
    "collective:stakeholder_detail": lambda world: {"pk": world.together.team_stakeholder.pk},
    "collective:team_detail": lambda world: {"pk": world.together.hidden_team.pk},
    "collective:agreement_detail": lambda world: {"pk": world.together.team_agreement.pk},
    "collective:commitment_detail": lambda world: {"pk": world.together.team_commitment.pk},
    "collective:idea_detail": lambda world: {"pk": world.together.team_idea.pk},
}


def _suggestion() -> str:
    from knowledge.loader import cells

    return next(iter(cells().values())).suggestions[0].slug


def address(route: Route, world: World, slug: str | None = None) -> str:
    kwargs: dict[str, object] = {"slug": slug or world.park.slug}
    if route.converters - {"slug"}:
        assert route.name in MEMBERS_OBJECTS, f"{route.name} has no verdict: add its object"
        kwargs |= MEMBERS_OBJECTS[route.name](world)
    return reverse(route.name, kwargs=kwargs)


def rows() -> dict[str, int]:
    """Return the state of every table but the log, which keeps who was refused."""
    counts = {}
    with connection.cursor() as cursor:
        for model in park_owned_models():
            if model is AuditEntry:
                continue
            cursor.execute(f"select count(*), max(xmin::text) from {model._meta.db_table}")
            counts[model._meta.db_table] = cursor.fetchone()
    return counts


def test_every_route_has_a_verdict() -> None:
    outside = {name for path, name, _ in ROUTES if not path.startswith(PARK_PREFIX)}
    unknown = {
        name
        for name in outside
        if name not in OPEN_ROUTES and not name.startswith(("account_", "mfa_", "admin:", "None"))
    }
    assert unknown == set()
    assert [route.name for route in PARK_ROUTES if route.right is None] == []


@pytest.mark.parametrize("name", sorted(OPEN_ROUTES))
def test_routes_outside_a_park_show_what_they_should(
    name: str, cast: Cast, login: Callable[[User], Client]
) -> None:
    anonymous, fred = OPEN_ROUTES[name]
    address = reverse(name, args=OPEN_ARGUMENTS.get(name))
    assert Client().get(address).status_code == anonymous
    assert login(cast.fred).get(address).status_code == fred


@pytest.mark.parametrize("route", PARK_ROUTES, ids=lambda route: route.name)
class TestRoute:
    """Everybody at one route."""

    def test_without_logging_in_everybody_is_sent_to_the_log_in_page(
        self, route: Route, world: World
    ) -> None:
        for slug in (world.park.slug, "bestaat-niet"):
            answer = Client().get(address(route, world, slug))
            if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                assert answer.status_code == HTTPStatus.FOUND
                assert answer["Location"].startswith("/account/login/")

    def test_an_outsider_can_not_tell_the_park_from_one_that_does_not_exist(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        clients = {who: login(getattr(cast, who)) for who in OUTSIDERS}
        for who, method in product(OUTSIDERS, METHODS):
            ask = getattr(clients[who], method)
            there, nowhere = (ask(address(route, world, slug)) for slug in (None, "bestaat-niet"))
            assert there.status_code == nowhere.status_code, (who, method)
            assert there.status_code in ABSENT, (who, method)
            assert without_token(there.content) == without_token(nowhere.content), (who, method)
            assert b"KANARIE" not in there.content, (who, method)
        owner = login(cast.anna)
        answers = [getattr(owner, method)(address(route, world)) for method in ("get", "post")]
        assert any(answer.status_code in (200, 302, 303, 409, 422) for answer in answers)

    def test_an_insider_gets_in_by_right_and_else_hears_no(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        for who in INSIDERS:
            client = login(getattr(cast, who))
            statuses = {
                getattr(client, method)(address(route, world)).status_code for method in METHODS
            }
            if who in HOLDERS[route.right]:
                assert HTTPStatus.FORBIDDEN not in statuses, who
            else:
                assert statuses <= {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}, who
            assert HTTPStatus.INTERNAL_SERVER_ERROR not in statuses, who

    def test_a_page_has_its_own_park_in_reach_and_no_other(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        reached: set[int] = set()

        def note(execute: Callable[..., object], *statement: object) -> object:
            reached.update(current_context().park_ids)
            return execute(*statement)

        client = login(cast.anna)
        with connection.execute_wrapper(note):
            answer = client.get(address(route, world))
        nothing: set[int] = set()
        refused = answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert reached == (nothing if refused else {world.park.pk})

    def test_who_may_not_edit_changes_no_row(
        self, route: Route, world: World, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        with park_context(cast.noord.pk, cast.zuid.pk):
            before = rows()
        clients = {who: login(getattr(cast, who)) for who in (*OUTSIDERS, "bram", "dina")}
        for who, method in product(clients, UNSAFE):
            getattr(clients[who], method)(address(route, world))
            with park_context(cast.noord.pk, cast.zuid.pk):
                assert rows() == before, (who, method)


def without_token(body: bytes) -> bytes:
    """Strip what differs between any two answers: the token against forged requests."""
    return re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": ?)"[^"]*"', b"", body).replace(
        b"bestaat-niet", b""
    )


@pytest.mark.parametrize("name", sorted(TEAM_OBJECTS))
@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_what_is_for_the_team_does_not_exist_for_others(
    name: str, who: str, world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    hidden = reverse(name, kwargs={"slug": "noord", **TEAM_OBJECTS[name](world)})
    unused = reverse(name, kwargs={"slug": "noord", "pk": "00000000-0000-4000-8000-000000000000"})
    answer, nothing = (login(getattr(cast, who)).get(url) for url in (hidden, unused))
    assert answer.status_code == nothing.status_code == HTTPStatus.NOT_FOUND
    assert without_token(answer.content) == without_token(nothing.content)
    assert login(cast.anna).get(hidden).status_code in (200, 302)


@pytest.mark.parametrize("name", [route.name for route in PARK_ROUTES if "pk" in route.converters])
def test_an_object_of_another_park_is_as_absent_as_an_unused_one(
    name: str, their_world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    """Anna asks for Chris's objects under her own park's address."""
    kwargs = MEMBERS_OBJECTS[name](their_world)
    client = login(cast.anna)
    absent = "00000000-0000-4000-8000-000000000000"
    unused = {key: 0 if isinstance(value, int) else absent for key, value in kwargs.items()}
    for method in ("get", "post"):
        theirs = getattr(client, method)(reverse(name, kwargs={"slug": "noord", **kwargs}))
        nothing = getattr(client, method)(reverse(name, kwargs={"slug": "noord", **unused}))
        assert theirs.status_code == nothing.status_code
        assert theirs.status_code in ABSENT
        assert without_token(theirs.content) == without_token(nothing.content)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.AUTHORITY])
def test_an_edition_holds_no_measurement_of_the_team(audience: Audience, world: World) -> None:
    edition = world.edition if audience == Audience.MEMBERS else world.authority_edition
    content = json.dumps(edition.content)
    assert "KANARIE-noord-bron-members" in content
    assert "12345" in content
    assert "team" not in re.findall(r"KANARIE-noord-\w+-(\w+)", content)
    assert "98765" not in content
    assert "0.98" not in content  # the progress that would follow from it


def test_a_role_that_ends_closes_the_door_at_the_next_request(
    world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    import datetime as dt

    from parks.models import Membership

    client, home = login(cast.bram), reverse("reports:park_home", args=["noord"])
    assert client.get(home).status_code == HTTPStatus.OK
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.bram).update(ended_on=dt.date(2026, 1, 1))
    assert client.get(home).status_code == HTTPStatus.NOT_FOUND
