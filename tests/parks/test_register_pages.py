"""Staff brings in the register in the browser; for everybody else the pages do not exist."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from parks.models import Park
from tests.cast import Cast
from tests.parks.importing import press_apply
from tests.parks.test_register_rows import HEADING, line

pytestmark = pytest.mark.django_db
HOME = "/parken/inlezen/"


@pytest.fixture
def staff(cast: Cast, login: Callable[[User], Client]) -> Client:
    User.objects.filter(pk=cast.fred.pk).update(is_staff=True)
    cast.fred.refresh_from_db()
    return login(cast.fred)


def test_the_register_goes_from_file_to_parks_and_back(staff: Client) -> None:
    before = Park.objects.count()
    file = SimpleUploadedFile("register.csv", f"{HEADING}\r\n{line()}\r\n".encode())
    columns = staff.post(f"{HOME}nieuw/", {"file": file})["Location"]
    form = staff.get(columns).context["form"]
    posted = {name: field.initial for name, field in form.fields.items()}
    address = staff.post(columns, posted)["Location"]
    assert "Bijsterpark (RIN 1077)" in staff.get(address).content.decode()

    press_apply(staff, address)
    assert Park.objects.get(rin=1077).name == "Bijsterpark"
    assert "Ingelezen" in staff.get(address).content.decode()
    assert staff.get(f"{address}terugdraaien/").status_code == 200
    staff.post(f"{address}terugdraaien/")
    assert Park.objects.count() == before
    assert "Teruggedraaid" in staff.get(address).content.decode()
    assert "register.csv" in staff.get(HOME).content.decode()


def test_the_list_of_parks_can_be_taken_out_and_comes_back_unchanged(staff: Client) -> None:
    Park.objects.update(rin=None)
    file = SimpleUploadedFile("register.csv", f"{HEADING}\r\n{line()}\r\n".encode())
    columns = staff.post(f"{HOME}nieuw/", {"file": file})["Location"]
    form = staff.get(columns).context["form"]
    posted = {name: field.initial for name, field in form.fields.items()}
    press_apply(staff, staff.post(columns, posted)["Location"])

    taken = staff.get(f"{HOME}lijst/xlsx/").content
    again = SimpleUploadedFile("parken.xlsx", taken)
    columns = staff.post(f"{HOME}nieuw/", {"file": again})["Location"]
    form = staff.get(columns).context["form"]
    posted = {name: field.initial for name, field in form.fields.items()}
    shown = staff.get(staff.post(columns, posted)["Location"]).content.decode()
    assert "Ongewijzigd&nbsp;(1)" in shown


def test_a_file_is_thrown_away_and_an_unreadable_one_refused(staff: Client) -> None:
    file = SimpleUploadedFile("register.csv", f"{HEADING}\r\n{line()}\r\n".encode())
    columns = staff.post(f"{HOME}nieuw/", {"file": file})["Location"]
    staff.post(columns.replace("kolommen", "weggooien"))
    assert staff.get(columns).status_code == 404
    refused = staff.post(f"{HOME}nieuw/", {"file": SimpleUploadedFile("x.csv", b"%PDF-1.7")})
    assert refused.status_code == 422


def test_staff_without_a_second_step_is_sent_to_the_door_of_the_administration(
    staff: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA_FOR_STAFF = True
    answer = staff.get(HOME)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/beheer/login/")


def test_a_park_manager_does_not_find_it(cast: Cast, login: Callable[[User], Client]) -> None:
    assert login(cast.anna).get(HOME).status_code == 404
