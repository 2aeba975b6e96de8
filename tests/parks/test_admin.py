"""Support by the platform's staff at /beheer/."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import User
from parks.models import Authority, Membership, Park
from tests.factories.parks import AdviserFactory, AuthorityFactory, ParkFactory

Login = Callable[[User], Client]
PARK = {
    "name": "Haven",
    "slug": "haven",
    "municipality_codes": "GM0160",
    "gross_ha": "12.5",
    "location_type": "B1",
}


@pytest.fixture
def staff(db: None, login: Login) -> Client:
    return login(User.objects.create_superuser("staf@example.test", "geheim", name="Staf"))


@pytest.mark.django_db
def test_staff_log_in_where_everybody_does(client: Client) -> None:
    response = client.get("/beheer/login/?next=/beheer/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")


def test_a_park_manager_is_no_staff(anna: User, login: Login) -> None:
    assert login(anna).get("/beheer/login/").status_code == 403
    assert login(anna).get("/beheer/parks/park/").status_code == 302


@pytest.mark.parametrize("model", ["park", "authority", "adviser"])
def test_every_list_and_form_opens(staff: Client, model: str) -> None:
    AdviserFactory()
    ParkFactory()

    for path in ("", "?q=1", "add/"):
        assert staff.get(f"/beheer/parks/{model}/{path}").status_code == 200


def test_a_park_is_made_and_changed_but_never_removed(staff: Client) -> None:
    assert staff.post("/beheer/parks/park/add/", PARK).status_code == 302
    park = Park.objects.get(slug="haven")

    page = staff.get(f"/beheer/parks/park/{park.pk}/change/").content.decode()
    assert "outline" not in page
    assert "openlayers" not in page.lower()
    staff.post(f"/beheer/parks/park/{park.pk}/change/", PARK | {"name": "Haven Oost"})
    assert Park.objects.get().name == "Haven Oost"
    assert staff.post(f"/beheer/parks/park/{park.pk}/delete/").status_code == 403


def test_a_municipality_that_does_not_exist_is_refused(staff: Client) -> None:
    response = staff.post("/beheer/parks/park/add/", PARK | {"municipality_codes": "GM0160,GM9999"})

    assert response.status_code == 200
    assert "Onbekende gemeentecode: GM9999." in response.content.decode()
    assert not Park.objects.exists()


def test_a_province_that_does_not_exist_is_refused(staff: Client) -> None:
    inline = {"advisers-TOTAL_FORMS": "0", "advisers-INITIAL_FORMS": "0"}
    given = {"kind": "province", "name": "Provincie X", "province": "X", **inline}

    assert "Kies uit" in staff.post("/beheer/parks/authority/add/", given).content.decode()
    staff.post("/beheer/parks/authority/add/", given | {"province": "Drenthe"})
    assert Authority.objects.get().covered_codes()


def test_an_authority_shows_who_advised(staff: Client) -> None:
    authority = AuthorityFactory()
    adviser = AdviserFactory(authority=authority)

    page = staff.get(f"/beheer/parks/authority/{authority.pk}/change/").content.decode()

    assert adviser.user.name in page


def test_roles_at_parks_are_not_in_the_admin() -> None:
    assert not admin.site.is_registered(Membership)
