"""What a company did with a wish while it kept it to itself is not told when it shares it again."""

import datetime as dt

import pytest

from accounts.models import User
from parks.choices import Release
from parks.models import Membership, Park
from realisation.queries.opportunity_time import map_story
from tests.realisation.mapping import viewer
from tests.realisation.past import Past

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 1)


def test_what_it_was_withdrawn_for_in_secret_stays_secret(
    in_noord: Park, carla: User, bram: User, tess: User, anna: User
) -> None:
    past = Past(in_noord)
    own = Membership.objects.get(user=carla).establishment
    made = past.listing("Grond gezocht", establishment=own, released_to=Release.MEMBERS)
    past.change(
        made, released_to=Release.COMPANY, state="withdrawn", state_reason="Zwijgreden: failliet"
    )
    past.change(made, released_to=Release.MEMBERS, state="open", state_reason="")
    for reader in (bram, tess):
        changes = map_story(viewer(reader, in_noord), TODAY).changes
        assert "Zwijgreden" not in str(changes)
        assert all("withdrawn" not in each.kind for each in changes)
    for reader in (carla, anna):
        assert "Zwijgreden" in str(map_story(viewer(reader, in_noord), TODAY).changes)
