"""Whatever the people of one park do, in any order: what another park can read stays the same."""

import hashlib
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from core.park_context import park_context
from parks.isolation import park_owned_models
from parks.models import Park
from tests.cast import Cast
from tests.factories.world import World, fill
from tests.isolation.forms_on_page import CHOSEN, Form, read
from tests.isolation.test_walk import PARK_ROUTES, Route, address

# The log of a park says who was turned away at its door: all that it ever learns of others.
LOG: Final = "parks_auditentry"
TABLES: Final = sorted({model._meta.db_table for model in park_owned_models()} - {LOG})
TEXTS: Final = st.sampled_from(
    ["", "Tekst", "0", "-1", "null", "2026-11-30", "12,5", "anna@example.test", "<b>", "noord"]
)


def readable(park: Park) -> str:
    """Return a hash of every row that a park can read, whoever's it is, and of the park itself."""
    found = hashlib.sha256()
    with park_context(park.pk), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"select md5(coalesce(string_agg(t::text, ',' order by t::text), ''))"
                f" from {table} t"
            )
            found.update(repr(cursor.fetchone()).encode())
        cursor.execute("select t::text from parks_park t where id = %s", [park.pk])
        found.update(repr(cursor.fetchone()).encode())
    return found.hexdigest()


class TwoParks(RuleBasedStateMachine):
    """Chris works at Zuid, with whatever ids of Noord she can lay her hands on."""

    ours: World
    theirs: World
    chris: Client

    def __init__(self) -> None:
        super().__init__()
        self.before = readable(self.ours.park)
        self.form: Form | None = None

    @rule(route=st.sampled_from(PARK_ROUTES), foreign=st.booleans())
    def opens_a_page(self, route: Route, foreign: bool) -> None:
        """Open a page of Zuid, with objects of Zuid or of Noord; remember its first form."""
        objects = self.ours if foreign else self.theirs
        here = address(route, objects, self.theirs.park.slug)
        answer = self.chris.get(here)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        forms = read(here, answer.content.decode()).forms if is_page else []
        own = [
            each for each in forms if each.method == "post" and each.action.startswith("/p/zuid/")
        ]
        self.form = own[-1] if own else None

    @precondition(lambda self: self.form is not None)
    @rule(data=st.data(), tamper=st.booleans())
    def sends_the_form(self, data: st.DataObject, tamper: bool) -> None:
        """Send the form with other texts, and if need be an id of Noord in every choice."""
        form = self.form
        assert form is not None
        values: dict[str, Any] = dict(form.values)
        for name, kind in form.kinds.items():
            if kind not in CHOSEN and data.draw(st.booleans()):
                values[name] = data.draw(TEXTS)
            elif tamper and name != "csrfmiddlewaretoken":
                values[name] = str(self.ours.members_goal.pk)
        with transaction.atomic():
            self.chris.post(form.action, values)

    @rule(route=st.sampled_from(PARK_ROUTES), method=st.sampled_from(["post", "put", "delete"]))
    def tries_the_other_park(self, route: Route, method: str) -> None:
        """Ask for something of Noord under its own address."""
        getattr(self.chris, method)(address(route, self.ours))

    @invariant()
    def the_other_park_reads_the_same(self) -> None:
        """The one promise."""
        assert readable(self.ours.park) == self.before


def test_what_a_park_reads_does_not_depend_on_another(
    cast: Cast, login: Callable[[User], Client]
) -> None:
    TwoParks.ours = fill(cast.noord, cast.anna)
    TwoParks.theirs = fill(cast.zuid, cast.chris)
    TwoParks.chris = login(cast.chris)
    at_first = readable(cast.zuid)
    run_state_machine_as_test(
        TwoParks,
        settings=settings(
            max_examples=30,
            stateful_step_count=15,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert readable(cast.zuid) != at_first, "Chris did nothing: the machine proves nothing"


@pytest.mark.django_db
def test_the_machine_sees_a_change(cast: Cast) -> None:
    """Positive control: a changed row of Noord changes what Noord reads."""
    world = fill(cast.noord, cast.anna)
    before = readable(cast.noord)
    with park_context(cast.noord.pk):
        world.members_goal.statement = "Anders"
        world.members_goal.save()
    assert readable(cast.noord) != before
