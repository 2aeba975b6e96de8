"""Two at once: two managers who adopt, and one who adopts while another withdraws."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.park_context import park_context
from core.refusals import RefusedError
from parks.models import Park
from realisation.models import Listing, Opportunity, Proposal
from realisation.services.listings import withdraw_listing
from realisation.services.opportunities import CameFrom, create_opportunity
from realisation.services.proposals import ALREADY, GONE, hold_for_adoption
from realisation.tasks import run_matching
from tests.cast import Cast
from tests.realisation.rollepaal_site import asked, rollepaal

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {"title": "Samen", "scale": "environment", "theme": "energy"}


def adopt(park: Park, proposal: Proposal, held: Callable[[], object] = lambda: None) -> None:
    """Adopt as a request does; `held` is called while all is held."""
    with park_context(park.pk), transaction.atomic():
        row = hold_for_adoption(proposal=proposal, today=timezone.localdate())
        held()
        create_opportunity(park=park, typed=TYPED, came_from=CameFrom(proposal=row))


def wishes_of(cast: Cast) -> dict[str, Listing]:
    with transaction.atomic():
        return rollepaal(cast.noord)


def best(cast: Cast) -> Proposal:
    with transaction.atomic():
        run = asked(cast.noord, cast.anna)
    run_matching(park_id=cast.noord.pk, job_id=str(run.pk))
    with park_context(cast.noord.pk), transaction.atomic():
        return Proposal.objects.select_related("park").get(run=run, rank=1)


def opportunities(park: Park) -> int:
    with park_context(park.pk), transaction.atomic():
        return Opportunity.objects.filter(title="Samen").count()


def test_two_managers_at_once_make_one_opportunity(cast: Cast) -> None:
    wishes_of(cast)
    proposal, ready, outcomes = best(cast), threading.Barrier(2), list[str]()

    def click() -> None:
        ready.wait(timeout=10)
        try:
            adopt(cast.noord, proposal)
            outcomes.append("made")
        except RefusedError as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == sorted(["made", ALREADY])
    assert opportunities(cast.noord) == 1


def withdraw(park: Park, row: Listing) -> None:
    now, today = timezone.now(), timezone.localdate()
    with park_context(park.pk), transaction.atomic():
        withdraw_listing(listing=row, reason="Toch niet.", now=now, today=today)


def test_who_withdraws_waits_until_the_adoption_is_whole(cast: Cast) -> None:
    wishes = wishes_of(cast)
    proposal, done = best(cast), threading.Event()

    def leave() -> None:
        try:
            withdraw(cast.noord, wishes["wavin"])
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=leave)

    def start() -> None:
        thread.start()
        assert not done.wait(timeout=1.0)

    adopt(cast.noord, proposal, start)
    thread.join(timeout=20)
    assert done.is_set()
    assert opportunities(cast.noord) == 1


def test_what_was_withdrawn_first_is_not_adopted(cast: Cast) -> None:
    wishes = wishes_of(cast)
    proposal = best(cast)
    withdraw(cast.noord, wishes["wavin"])
    with pytest.raises(RefusedError, match=GONE):
        adopt(cast.noord, proposal)
    assert opportunities(cast.noord) == 0


def test_what_was_edited_after_the_search_is_not_adopted(cast: Cast) -> None:
    wishes = wishes_of(cast)
    proposal = best(cast)
    with park_context(cast.noord.pk), transaction.atomic():
        Listing.objects.filter(pk=wishes["plukon"].pk).update(area_min_m2=23_000)
    with pytest.raises(RefusedError, match="verouderd"):
        adopt(cast.noord, proposal)
    assert opportunities(cast.noord) == 0
