"""Making parks, and giving and ending roles."""

import datetime as dt

import pytest

from accounts.models import User
from core.park_context import park_context
from parks.access import roles_at
from parks.choices import Role
from parks.models import Adviser, Membership, Park
from parks.own_roles import authorities_of
from parks.services.parks import SLUG_LENGTH, create_park
from parks.services.people import (
    add_adviser,
    end_adviser,
    end_role,
    find_or_add_person,
    grant_role,
)
from tests.factories.accounts import UserFactory
from tests.factories.parks import AuthorityFactory

TODAY = dt.date(2026, 3, 2)


@pytest.mark.django_db
def test_the_address_of_a_park_is_its_name_then_place_then_register_number() -> None:
    hardenberg, nijmegen = ["GM0160"], ["GM0268"]

    parks = [
        create_park(name="De Haven", municipality_codes=hardenberg, rin=1),
        create_park(name="De Haven", municipality_codes=nijmegen, rin=2),
        create_park(name="De Haven", municipality_codes=nijmegen, rin=3),
        create_park(name="De Haven", municipality_codes=nijmegen),
    ]

    assert [park.slug for park in parks] == [
        "de-haven",
        "de-haven-nijmegen",
        "de-haven-nijmegen-3",
        "de-haven-nijmegen-2",
    ]


@pytest.mark.django_db
def test_a_name_without_letters_still_gets_an_address() -> None:
    slugs = [create_park(name="!!!", municipality_codes=[]).slug for _ in range(3)]

    assert slugs == ["terrein", "terrein-2", "terrein-3"]


@pytest.mark.django_db
def test_the_longest_names_keep_addresses_apart() -> None:
    name = "Ĳ½" * 60
    long = "a" * 120

    slugs = [create_park(name=long, municipality_codes=["GM0820"], rin=n).slug for n in (1, 2, 3)]

    assert len(set(slugs)) == 3
    assert max(map(len, slugs)) <= SLUG_LENGTH
    assert len(create_park(name=name, municipality_codes=["GM0820"]).slug) <= SLUG_LENGTH


def test_giving_the_same_role_twice_gives_the_first_one_back(in_noord: Park, fred: User) -> None:
    first = grant_role(park=in_noord, user=fred, role=Role.TEAM, since=TODAY)
    second = grant_role(
        park=in_noord, user=fred, role=Role.TEAM, since=TODAY + dt.timedelta(days=9)
    )

    assert second == first
    assert second.since == TODAY
    assert roles_at(fred, in_noord) == (Role.TEAM,)


def test_a_person_can_have_two_roles_at_one_park(in_noord: Park, bram: User) -> None:
    grant_role(park=in_noord, user=bram, role=Role.TEAM, since=TODAY)

    assert roles_at(bram, in_noord) == (Role.TEAM, Role.MEMBER)


def test_a_park_gives_nobody_the_role_of_adviser(in_noord: Park, fred: User) -> None:
    with pytest.raises(ValueError, match="overheid"):
        grant_role(park=in_noord, user=fred, role=Role.ADVISER, since=TODAY)


def test_a_role_that_ended_is_gone_at_once_and_can_be_given_again(
    in_noord: Park, tess: User
) -> None:
    membership = Membership.objects.get(user=tess)

    end_role(membership=membership, today=TODAY)
    assert roles_at(tess, in_noord) == ()
    assert membership.ended_on == TODAY

    end_role(membership=membership, today=TODAY + dt.timedelta(days=9))
    assert membership.ended_on == TODAY

    grant_role(park=in_noord, user=tess, role=Role.TEAM, since=TODAY)
    assert roles_at(tess, in_noord) == (Role.TEAM,)


def test_nobody_ends_a_role_from_within_another_park(noord: Park, zuid: Park, anna: User) -> None:
    with park_context(noord.pk):
        membership = Membership.objects.get(user=anna)

    with park_context(zuid.pk), pytest.raises(Membership.DoesNotExist):
        end_role(membership=membership, today=TODAY)

    with park_context(noord.pk):
        assert roles_at(anna, noord) == (Role.PARK_MANAGER,)


@pytest.mark.django_db
def test_an_adviser_is_added_once_and_can_come_back() -> None:
    authority, user = AuthorityFactory(), UserFactory()

    first = add_adviser(authority=authority, user=user, since=TODAY)
    assert add_adviser(authority=authority, user=user, since=TODAY) == first
    end_adviser(adviser=first, today=TODAY)
    assert authorities_of(user) == []
    add_adviser(authority=authority, user=user, since=TODAY)

    assert authorities_of(user) == [authority]
    assert Adviser.objects.count() == 2


@pytest.mark.django_db
def test_a_person_is_found_whatever_the_case_of_her_address() -> None:
    person, is_new = find_or_add_person(email="Nieuw@Example.test", name="Nieuw")
    again, is_new_again = find_or_add_person(email="nieuw@example.TEST", name="Anders")

    assert (is_new, is_new_again) == (True, False)
    assert again == person
    assert again.name == "Nieuw"
    assert not person.has_usable_password()
