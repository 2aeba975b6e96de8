"""`manage.py grant_role` and `manage.py add_adviser`."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.access import roles_at
from parks.choices import Role
from parks.models import Park
from parks.own_roles import authorities_of
from tests.factories.parks import AuthorityFactory

NEW = "nieuw@example.test"


def run(command: str, **options: str) -> str:
    output = StringIO()
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_it_makes_the_account_and_the_first_manager(noord: Park) -> None:
    output = run("grant_role", park="noord", email=NEW, name="Nora", role="park_manager")

    nora = User.objects.get(email=NEW)
    with park_context(noord.pk):
        assert roles_at(nora, noord) == (Role.PARK_MANAGER,)
    assert "Nora is parkmanager bij Voorbeeldpark Noord" in output
    assert "Wachtwoord vergeten" in output


def test_a_second_time_changes_nothing_and_promises_no_mail(noord: Park, anna: User) -> None:
    anna.set_password("een lang wachtwoord")
    output = run("grant_role", park="noord", email=anna.email, role="park_manager")

    with park_context(noord.pk):
        assert roles_at(anna, noord) == (Role.PARK_MANAGER,)
    assert "Wachtwoord vergeten" not in output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"park": "nergens"}, "geen terrein"),
        ({"email": "geen adres"}, "geen e-mailadres"),
        ({"name": " "}, "--name"),
        ({"name": "x" * 121}, "te lang"),
        ({"role": "adviser"}, "role"),
    ],
)
def test_it_refuses_what_it_cannot_do_and_adds_nobody(
    noord: Park, options: dict[str, str], message: str
) -> None:
    given = {"park": "noord", "email": NEW, "name": "Nora", "role": "team"} | options

    with pytest.raises(CommandError, match=message):
        run("grant_role", **given)

    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.django_db
def test_it_adds_an_adviser_to_an_authority() -> None:
    authority = AuthorityFactory(name="Gemeente Voorbeeld")

    output = run("add_adviser", authority="Gemeente Voorbeeld", email=NEW, name="Nora")

    assert authorities_of(User.objects.get(email=NEW)) == [authority]
    assert "Nora adviseert namens Gemeente Voorbeeld" in output


@pytest.mark.django_db
def test_an_unknown_authority_is_named_in_the_refusal() -> None:
    with pytest.raises(CommandError, match="Gemeente Nergens"):
        run("add_adviser", authority="Gemeente Nergens", email=NEW, name="Nora")
    assert not User.objects.exists()


def test_a_reset_mail_lets_the_new_manager_in(noord: Park, client: Client) -> None:
    run("grant_role", park="noord", email=NEW, name="Nora", role="park_manager")
    client.post("/account/password/reset/", {"email": NEW})
    link = re.search(r"http://[^/]+(/account/\S+)", str(mail.outbox[-1].body))
    assert link

    form = client.get(link[1], follow=True)
    password = "een heel lang wachtwoord"
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})

    assert User.objects.get(email=NEW).check_password(password)
    client.post("/account/login/", {"login": NEW, "password": password})
    assert client.get("/p/noord/").status_code == 200
