"""Activities are planned, changed and called off by the team, and read by whom they are for."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState, MailKind, SignUpState
from collective.models import Activity, Contact, FollowUp, Idea, MailItem, Stakeholder
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Park
from strategy.models import Milestone
from tests.collective.activity_steps import activity_at, now_of, somebody

Login = Callable[[User], Client]
LIST = "/p/noord/samenwerking/activiteiten/"
NEW = f"{LIST}nieuw/"


def typed(**changes: str) -> dict[str, str]:
    day = timezone.localdate() + dt.timedelta(days=30)
    return {
        "title": "Barbecue",
        "purpose": "Elkaar leren kennen.",
        "day": day.isoformat(),
        "begins": "16:00",
        "ends": "18:00",
        "place": "Sluiskade 12",
        "audience": "members",
    } | changes


def test_an_activity_is_planned_in_the_time_of_the_park(
    noord: Park, anna: User, login: Login
) -> None:
    answer = login(anna).post(NEW, typed(day="2027-07-01", segments="sleeper"))
    assert answer.status_code == 302
    with park_context(noord.pk):
        made = Activity.objects.get()
    assert made.starts_at == dt.datetime(2027, 7, 1, 14, tzinfo=dt.UTC)
    assert made.segments == ["sleeper"]
    page = login(anna).get(answer["Location"]).content.decode()
    assert "Donderdag 1 juli 2027, 16.00 tot 18.00 uur" in page


def test_an_activity_of_the_catalogue_starts_filled_in(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    assert "?uit=breakfast" in client.get(f"{LIST}lijst/").content.decode()
    page = client.get(f"{NEW}?uit=breakfast")
    assert page.context["form"].initial["title"]
    client.post(f"{NEW}?uit=breakfast", typed())
    with park_context(noord.pk):
        assert Activity.objects.get().catalogue == "breakfast"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("day", {"day": "31-02-2027"}),
        ("begins", {"begins": "25:00"}),
        ("ends", {"ends": "15:00"}),
        ("last_day", {"last_day": "2020-01-01"}),
        ("place", {"place": ""}),
        ("online_url", {"online_url": "javascript:alert(1)"}),
        ("capacity", {"capacity": "0"}),
        ("capacity", {"capacity": "99999999999999"}),
        ("segments", {"segments": "bestaat-niet"}),
        ("owner", {"owner": "7d3a6f0e-0000-4000-8000-000000000000"}),
        ("audience", {"audience": "iedereen-ter-wereld"}),
    ],
)
def test_bad_input_gets_a_message_at_the_field_and_keeps_what_was_typed(
    noord: Park, anna: User, login: Login, field: str, changes: dict[str, str]
) -> None:
    answer = login(anna).post(NEW, typed(**({"purpose": "Dit typte ik."} | changes)))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Dit typte ik." in answer.content.decode()
    with park_context(noord.pk):
        assert not Activity.objects.exists()


def test_a_member_sees_what_is_for_members_and_no_names(
    noord: Park, bram: User, dina: User, login: Login
) -> None:
    shown = activity_at(noord)
    hidden = activity_at(noord, title="Alleen het team", audience=Audience.TEAM)
    guest = somebody(shown, SignUpState.COMING)
    for who in (bram, dina):
        client = login(who)
        page = client.get(LIST).content.decode()
        assert shown.title in page
        assert hidden.title not in page
        assert guest.name not in client.get(f"{LIST}{shown.pk}/").content.decode()
        assert client.get(f"{LIST}{hidden.pk}/").status_code == 404
        assert client.get(f"{LIST}{shown.pk}/mensen/").status_code == 403


def test_calling_off_tells_who_would_come_and_takes_back_invitations(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    told = {somebody(activity, SignUpState.COMING).pk, somebody(activity, SignUpState.WAITING).pk}
    asked = somebody(activity)
    somebody(activity, SignUpState.DECLINED)
    with park_context(noord.pk):
        MailItem.objects.create(park=noord, sign_up=asked, kind=MailKind.ACTIVITIES)
    address = f"{LIST}{activity.pk}/afgelasten/"
    assert login(anna).post(address, {"reason": ""}).status_code == 422
    assert "2 mensen krijgen" in login(anna).get(address).content.decode()
    answer = login(anna).post(address, {"reason": "Storm"}, follow=True)
    assert "2 mensen krijgen bericht" in answer.content.decode()
    assert now_of(activity).state == ActivityState.CANCELLED
    with park_context(noord.pk):
        items = MailItem.objects.values_list("sign_up_id", "kind")
        assert set(items) == {(pk, MailKind.CANCELLED) for pk in told}


def test_who_would_come_hears_of_another_time_and_not_of_another_purpose(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    coming = somebody(activity, SignUpState.COMING)
    somebody(activity)
    client, address = login(anna), f"{LIST}{activity.pk}/bewerken/"
    start = client.get(address).context["form"]
    same = typed(
        day=start.initial["day"].isoformat(),
        begins=f"{start.initial['begins']:%H:%M}",
        ends=f"{start.initial['ends']:%H:%M}",
        last_day=start.initial["last_day"].isoformat() if start.initial["last_day"] else "",
        title=activity.title,
    )
    # Seconds are not typed, so the first save rounds the moments of this activity.
    client.post(address, same | {"version": "1"})
    with park_context(noord.pk):
        MailItem.objects.all().delete()
    client.post(address, same | {"purpose": "Anders gezegd.", "version": "2"})
    with park_context(noord.pk):
        assert not MailItem.objects.exists()
    client.post(address, same | {"place": "Online zaal", "version": "3"})
    with park_context(noord.pk):
        assert list(MailItem.objects.values_list("sign_up_id", "kind")) == [
            (coming.pk, MailKind.CHANGED)
        ]


def test_more_room_gives_places_to_who_waits_longest(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord, capacity=1, starts_at=dt.datetime(2030, 5, 1, 8, tzinfo=dt.UTC))
    somebody(activity, SignUpState.COMING)
    first, second = (somebody(activity, SignUpState.WAITING) for _ in range(2))
    form = typed(day="2030-05-01", begins="10:00", ends="12:00", capacity="2", version="1")
    login(anna).post(f"{LIST}{activity.pk}/bewerken/", form | {"title": activity.title})
    assert now_of(first).state == SignUpState.COMING
    assert now_of(second).state == SignUpState.WAITING


def test_who_comes_second_sees_what_the_first_one_changed(
    noord: Park, anna: User, tess: User, login: Login
) -> None:
    activity = activity_at(noord, starts_at=dt.datetime(2030, 5, 1, 8, tzinfo=dt.UTC))
    address = f"{LIST}{activity.pk}/bewerken/"
    form = typed(day="2030-05-01", begins="10:00", ends="12:00", version="1")
    login(anna).post(address, form | {"title": "Eerst", "begins": "09:00"})
    answer = login(tess).post(address, form | {"title": "Daarna"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Eerst" in page
    assert "Daarna" in page
    assert now_of(activity).title == "Eerst"


def test_only_an_activity_of_which_nobody_heard_can_be_removed(
    noord: Park, anna: User, login: Login
) -> None:
    heard, unheard = activity_at(noord), activity_at(noord)
    somebody(heard)
    client = login(anna)
    for each in (heard, unheard):
        client.post(f"{LIST}{each.pk}/verwijderen/")
    with park_context(noord.pk):
        assert list(Activity.objects.all()) == [heard]


def test_an_outcome_makes_it_held_and_only_after_it_began(
    noord: Park, anna: User, login: Login
) -> None:
    begun = activity_at(noord, starts_at=timezone.now() - dt.timedelta(hours=1))
    to_come = activity_at(noord)
    client = login(anna)
    for each, status in ((begun, 302), (to_come, 422)):
        typed_now = {"outcome": "Vier daken doen mee.", "version": "1"}
        answer = client.post(f"{LIST}{each.pk}/uitkomst/", typed_now)
        assert answer.status_code == status
    assert now_of(begun).state == ActivityState.HELD
    assert now_of(to_come).state == ActivityState.PLANNED


def test_what_came_out_becomes_a_milestone_an_idea_and_a_note(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord, starts_at=timezone.now() - dt.timedelta(days=1))
    with park_context(noord.pk):
        party = Stakeholder.objects.create(park=noord, name="Netbeheer", helix=Helix.COMPANY)
    client, base = login(anna), f"{LIST}{activity.pk}/vervolg/"
    client.post(f"{base}milestone/", {"what": "Offertes binnen", "due_on": "2027-03-31"})
    client.post(f"{base}idea/", {"what": "Samen inkopen", "theme": ""})
    client.post(f"{base}contact/", {"stakeholder": str(party.pk), "summary": "Wil meedoen."})
    with park_context(noord.pk):
        rows = list(FollowUp.objects.order_by("created_at"))
        assert Milestone.objects.get().follow_up == rows[0]
        assert rows[1].idea == Idea.objects.get(title="Samen inkopen")
        assert rows[2].contact == Contact.objects.get(summary="Wil meedoen.")
    page = client.get(f"{LIST}{activity.pk}/").content.decode()
    for words in ("Offertes binnen", "Samen inkopen", "Netbeheer"):
        assert words in page
    assert client.get(f"{base}onbekend/").status_code == 404


def test_a_follow_up_refuses_another_parks_stakeholder(
    noord: Park, zuid: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    with park_context(zuid.pk):
        other = Stakeholder.objects.create(park=zuid, name="Van Zuid", helix=Helix.COMPANY)
    answer = login(anna).post(
        f"{LIST}{activity.pk}/vervolg/contact/", {"stakeholder": str(other.pk), "summary": "x"}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["stakeholder"]


def test_a_foreign_activity_is_as_unknown_as_an_unused_id(
    zuid: Park, noord: Park, anna: User, login: Login
) -> None:
    foreign = activity_at(zuid)
    client = login(anna)
    for path in ("", "bewerken/", "afgelasten/", "mensen/", "agenda/", "mensen/uitnodigen/"):
        assert client.get(f"{LIST}{foreign.pk}/{path}").status_code == 404


def test_the_list_costs_the_same_for_ten_times_the_rows(
    noord: Park, anna: User, login: Login, django_assert_num_queries: Callable[..., object]
) -> None:
    def bill() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = login(anna)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    for _ in range(4):
        somebody(activity_at(noord), SignUpState.COMING)
    few = bill()
    for _ in range(40):
        somebody(activity_at(noord), SignUpState.COMING)
    assert bill() == few
