"""Places are given in turn and never twice; who asked, who comes and who was there is kept."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from collective.choices import MailKind, Segment, SignUpState, Stance
from collective.models import MailItem, MailStop, Position, SignUp, Stakeholder
from collective.services.sign_ups import KEPT, answer, erase_old
from core.park_context import park_context
from parks.models import ContactPerson, Membership, Park
from tests.collective.activity_steps import activity_at, now_of, somebody
from tests.factories.parks import ContactFactory

Login = Callable[[User], Client]
LIST = "/p/noord/samenwerking/activiteiten/"


def says(sign_up: SignUp, *, comes: bool) -> str:
    with transaction.atomic(), park_context(sign_up.park_id):
        return answer(sign_up=sign_up, comes=comes, now=timezone.now()).state


def test_who_finds_all_places_taken_waits_and_moves_up_in_turn(noord: Park) -> None:
    activity = activity_at(noord, capacity=1)
    first, second, third = (somebody(activity) for _ in range(3))
    assert [says(each, comes=True) for each in (first, second, third)] == [
        SignUpState.COMING,
        SignUpState.WAITING,
        SignUpState.WAITING,
    ]
    says(first, comes=False)
    assert now_of(second).state == SignUpState.COMING
    assert now_of(third).state == SignUpState.WAITING
    with park_context(noord.pk):
        assert list(MailItem.objects.values_list("sign_up_id", "kind")) == [
            (second.pk, MailKind.PLACE)
        ]


def test_who_says_the_same_again_keeps_her_turn(noord: Park) -> None:
    activity = activity_at(noord, capacity=0 + 1)
    somebody(activity, SignUpState.COMING)
    waits = somebody(activity, SignUpState.WAITING)
    before = waits.answered_at
    assert says(waits, comes=True) == SignUpState.WAITING
    assert now_of(waits).answered_at == before


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_gets_the_last_place(noord: Park) -> None:
    activity = activity_at(noord, capacity=3)
    guests = [somebody(activity) for _ in range(8)]
    barrier, states = threading.Barrier(len(guests)), []

    def run(guest: SignUp) -> None:
        barrier.wait()
        try:
            states.append(says(guest, comes=True))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(each,)) for each in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(states) == [SignUpState.COMING] * 3 + [SignUpState.WAITING] * 5


def test_a_member_signs_up_on_the_page_and_the_team_sees_it(
    noord: Park, bram: User, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    client, here = login(bram), f"{LIST}{activity.pk}/"
    for _ in range(2):
        client.post(f"{here}aanmelden/", {"answer": "ja"})
    with park_context(noord.pk):
        own = SignUp.objects.get()
        assert own.membership == Membership.objects.get(user=bram)
    assert own.state == SignUpState.COMING
    assert "U staat op de lijst." in client.get(here).content.decode()
    assert bram.email in login(anna).get(f"{here}mensen/").content.decode()


def test_nobody_signs_up_for_what_is_over(noord: Park, bram: User, login: Login) -> None:
    over = activity_at(noord, starts_at=timezone.now() - dt.timedelta(days=3))
    answer = login(bram).post(f"{LIST}{over.pk}/aanmelden/", {"answer": "ja"}, follow=True)
    assert "Aanmelden kan niet meer" in answer.content.decode()
    with park_context(noord.pk):
        assert not SignUp.objects.exists()


# Inviting


def test_people_are_chosen_by_role_and_pasted_by_line(
    noord: Park, anna: User, bram: User, login: Login
) -> None:
    activity = activity_at(noord)
    ContactFactory(park=noord, name="Contact van de bakker", email="bakker@example.test")
    client, address = login(anna), f"{LIST}{activity.pk}/mensen/uitnodigen/"
    page = client.get(address).content.decode()
    assert "Contact van de bakker" in page
    lines = "Nieuwe Gast; nieuw@example.test\nbram <BRAM@example.test>\n\n"
    client.post(address, {"chosen": ["bakker@example.test", bram.email], "lines": lines})
    with park_context(noord.pk):
        emails = sorted(SignUp.objects.values_list("email", flat=True))
        assert emails == ["bakker@example.test", "bram@example.test", "nieuw@example.test"]
        assert MailItem.objects.filter(kind=MailKind.ACTIVITIES).count() == 3
    assert "Contact van de bakker" not in client.get(address).content.decode()


def test_every_bad_line_is_named_and_nothing_is_lost(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord)
    lines = "Goed; goed@example.test\nZonder adres\nTwee; a@example.test; b@example.test"
    answer = login(anna).post(f"{LIST}{activity.pk}/mensen/uitnodigen/", {"lines": lines})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Regel 2" in page
    assert "Regel 3" in page
    assert "Regel 1" not in page
    assert "Goed; goed@example.test" in page
    with park_context(noord.pk):
        assert not SignUp.objects.exists()


def test_nobody_chosen_is_refused(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord)
    answer = login(anna).post(f"{LIST}{activity.pk}/mensen/uitnodigen/", {})
    assert answer.status_code == 422
    assert "Kies minstens één persoon" in answer.content.decode()


def test_who_stopped_invitations_is_on_the_list_without_mail(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    with park_context(noord.pk):
        MailStop.objects.create(park=noord, email="Stil@Example.test", kind=MailKind.ACTIVITIES)
    answer = login(anna).post(
        f"{LIST}{activity.pk}/mensen/uitnodigen/", {"lines": "stil@example.test"}, follow=True
    )
    assert "1 van hen wil geen uitnodigingen per mail" in answer.content.decode()
    with park_context(noord.pk):
        assert SignUp.objects.count() == 1
        assert not MailItem.objects.exists()


def test_a_segment_leaves_the_people_of_its_organisations(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    ahead = ContactFactory(park=noord, name="Van de koploper", email="koploper@example.test")
    ContactFactory(park=noord, name="Van een ander", email="ander@example.test")
    with park_context(noord.pk):
        organisation = ContactPerson.objects.get(pk=ahead.pk).establishment.organisation
        party = Stakeholder.objects.create(park=noord, name="Koploper", organisation=organisation)
        Position.objects.create(
            park=noord,
            stakeholder=party,
            since=dt.date(2026, 1, 1),
            interest=5,
            influence=5,
            realising=5,
            blocking=1,
            segment=Segment.FRONT_RUNNER,
            stance=Stance.DRIVES,
            assessed_by=anna,
        )
    address = f"{LIST}{activity.pk}/mensen/uitnodigen/?segments=front_runner"
    client = login(anna)
    page = client.get(address).content.decode()
    assert "Van de koploper" in page
    assert "Van een ander" not in page
    client.post(address, {"everybody": "on"})
    with park_context(noord.pk):
        assert SignUp.objects.get().stakeholder == party


def test_contacts_of_another_park_can_not_be_chosen(
    noord: Park, zuid: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    ContactFactory(park=zuid, email="vanzuid@example.test")
    answer = login(anna).post(
        f"{LIST}{activity.pk}/mensen/uitnodigen/", {"chosen": "vanzuid@example.test"}
    )
    assert answer.status_code == 422


# Afterwards


def test_attendance_is_ticked_per_page_or_for_all(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord, starts_at=timezone.now() - dt.timedelta(days=1))
    came, stayed = (somebody(activity, SignUpState.COMING) for _ in range(2))
    client, address = login(anna), f"{LIST}{activity.pk}/aanwezig/"
    client.post(address, {"shown": [str(came.pk), str(stayed.pk)], "came": [str(came.pk)]})
    assert (now_of(came).attended, now_of(stayed).attended) == (True, False)
    client.post(address, {"all": "1"})
    assert now_of(stayed).attended is True


def test_attendance_of_another_activity_is_left_alone(
    noord: Park, anna: User, login: Login
) -> None:
    other = somebody(activity_at(noord), SignUpState.COMING)
    somebody(activity := activity_at(noord), SignUpState.COMING)
    address = f"{LIST}{activity.pk}/aanwezig/"
    login(anna).post(address, {"shown": [str(other.pk)], "came": [str(other.pk)]})
    assert now_of(other).attended is None


def test_who_is_taken_off_the_list_leaves_her_place(noord: Park, anna: User, login: Login) -> None:
    activity = activity_at(noord, capacity=1)
    gone, waits = somebody(activity, SignUpState.COMING), somebody(activity, SignUpState.WAITING)
    address = f"{LIST}aanmeldingen/{gone.pk}/weghalen/"
    client = login(anna)
    assert gone.name in client.get(address).content.decode()
    client.post(address)
    assert now_of(waits).state == SignUpState.COMING


def test_the_team_notes_what_somebody_said_by_telephone(
    noord: Park, anna: User, login: Login
) -> None:
    guest = somebody(activity_at(noord))
    login(anna).post(f"{LIST}aanmeldingen/{guest.pk}/antwoord/", {"answer": "nee"})
    assert now_of(guest).state == SignUpState.DECLINED


def test_a_year_later_the_people_are_forgotten_and_the_numbers_are_not(noord: Park) -> None:
    now = timezone.now()
    old = activity_at(noord, starts_at=now - KEPT - dt.timedelta(days=1))
    young = activity_at(noord, starts_at=now - KEPT + dt.timedelta(days=1))
    gone = [somebody(old, SignUpState.COMING, attended=True) for _ in range(2)]
    kept = somebody(young)
    assert erase_old(now=now) == 2
    assert erase_old(now=now) == 0
    for each in gone:
        row = now_of(each)
        assert each.name not in row.name
        assert row.email.endswith(".invalid")
        assert row.attended is True
    assert now_of(kept).name == kept.name


def test_the_people_cost_the_same_for_ten_times_as_many(
    noord: Park, anna: User, login: Login
) -> None:
    activity = activity_at(noord)
    client = login(anna)

    def bill(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = [
        f"{LIST}{activity.pk}/{each}" for each in ("mensen/", "aanwezig/", "", "mensen/uitnodigen/")
    ]
    for number in range(4):
        somebody(activity, SignUpState.COMING)
        ContactFactory(park=noord, email=f"eerder{number}@example.test")
    few = [bill(path) for path in paths]
    for number in range(40):
        somebody(activity, SignUpState.COMING)
        ContactFactory(park=noord, email=f"later{number}@example.test")
    assert [bill(path) for path in paths] == few
