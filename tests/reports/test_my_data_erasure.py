"""Erasing a person: read, erase, and look for her through the whole database."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import environ
import psycopg
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Identity, User
from core.park_context import park_context
from parks.choices import Role
from parks.models import (
    AccessRequest,
    AuditEntry,
    ContactPerson,
    Invitation,
    Membership,
    Park,
)
from parks.services.invitations import invite, withdraw
from parks.services.people import grant_role
from reports.models import Report, RoadmapEdition
from reports.privacy.reading import whole_record
from reports.services.editions import Adoption, publish_edition
from reports.services.erasure import LastManagerAnywhereError, erase_person
from strategy.models import Goal, Milestone
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory
from tests.factories.reports import DraftFactory
from tests.factories.strategy import SmartGoalFactory
from tests.factories.world import World, fill

Login = Callable[[User], Client]
NAME, ADDRESS = "Zwaantje Proefpersoon", "zwaantje@example.test"
SECOND = "zwaantje.thuis@example.test"
ERASE = "/account/gegevens/wissen/"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
EDITION = "reports_roadmapedition"


@pytest.fixture
def zwaantje(cast: Cast) -> User:
    """Somebody who left a trace everywhere."""
    fill(cast.noord, cast.anna)
    user = User.objects.create_user(ADDRESS, "geheim-voor-tests", name=NAME)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=SECOND, verified=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    Identity.objects.create(user=user, issuer="https://login.example", subject=f"id-{ADDRESS}")
    _staff_log(user)
    with park_context(cast.noord.pk, user_id=cast.anna.pk), transaction.atomic():
        _in_noord(cast, user)
    with park_context(cast.zuid.pk, user_id=cast.chris.pk), transaction.atomic():
        _in_zuid(cast)
    return user


def _staff_log(user: User) -> None:
    content_type = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=user,
        content_type=content_type,
        object_id=str(user.pk),
        object_repr=NAME,
        action_flag=2,
    )


def _in_noord(cast: Cast, user: User) -> None:
    park = cast.noord
    invitation = invite(
        park=park, email=ADDRESS, name=NAME, role=Role.TEAM, by=cast.anna, now=timezone.now()
    )
    withdraw(park=park, invitation=invitation, now=timezone.now())
    role = grant_role(park=park, user=user, role=Role.TEAM, since=dt.date(2026, 2, 1), by=cast.anna)
    goal = SmartGoalFactory(park=park, owner=role)
    goal.owner_other = NAME
    goal.save()
    SmartGoalFactory(park=park, owner_other=NAME)
    Milestone.objects.create(
        park=park,
        title="Overleg",
        due_on=dt.date(2027, 1, 1),
        blocked_reason="Wacht",
        blocked_by=NAME,
    )
    DraftFactory(park=park, content={"owner": NAME}, request_key="draft:zwaantje")
    contact = ContactPerson.objects.create(
        park=park,
        establishment=EstablishmentFactory(park=park),
        name=NAME,
        function="Eigenaar",
        email=SECOND.title(),
        telephone="0000-55555",
    )
    contact.function = "Directeur"
    contact.save()


def _in_zuid(cast: Cast) -> None:
    """Where she has no role: an open invitation, a request and lines in the log about them."""
    invite(
        park=cast.zuid,
        email=SECOND,
        name=NAME,
        role=Role.TEAM,
        by=cast.chris,
        now=timezone.now(),
    )
    request = AccessRequest.objects.create(
        park=cast.zuid, email=ADDRESS, name=NAME, company="Haar bedrijf", message=f"Ik ben {NAME}"
    )
    AuditEntry.objects.create(
        park=cast.zuid,
        actor=cast.chris,
        action="answer",
        object_kind=str(AccessRequest._meta.verbose_name),
        object_id=str(request.pk),
        object_label=NAME,
        detail={"van": ADDRESS},
    )


def tables() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public' and data_type in"
            " ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea')"
            " and table_name in (select tablename from pg_tables where schemaname = 'public')"
        )
        yield from cursor.fetchall()


def traces(*needles: str) -> dict[str, int]:
    """Return in which columns of the whole database, of all parks, one of the texts stands."""
    found: dict[str, int] = {}
    parks = Park.objects.values_list("pk", flat=True)
    with park_context(*parks), transaction.atomic(), connection.cursor() as cursor:
        for table, column in tables():
            for needle in needles:
                cursor.execute(
                    f'select count(*) from "{table}" where "{column}"::text ilike %s',
                    [f"%{needle}%"],
                )
                if number := cursor.fetchone()[0]:
                    found[f"{table}.{column}"] = found.get(f"{table}.{column}", 0) + number
    return found


def test_before_it_she_is_everywhere(zwaantje: User) -> None:
    found = traces(NAME, ADDRESS, SECOND, "0000-55555")
    assert {
        "accounts_user.name",
        "account_emailaddress.email",
        "parks_auditentry.object_label",
        "parks_invitationevent.email",
        "parks_contactpersonevent.telephone",
        "strategy_goalevent.owner_other",
        "django_admin_log.object_repr",
    } <= set(found)


def test_after_reading_and_erasing_she_is_nowhere(zwaantje: User, cast: Cast) -> None:
    assert whole_record(zwaantje, now=NOW)["gegevens"]["Uitnodigingen aan u"]
    erase_person(user=zwaantje, now=NOW)
    assert traces(NAME, ADDRESS, SECOND, "0000-55555", "Haar bedrijf") == {}


def test_only_a_published_edition_keeps_her_name(zwaantje: User, cast: Cast, noord: Park) -> None:
    adoption = Adoption(
        audience="team", title="Vast", adopted_by="board", adopted_on=dt.date(2026, 3, 1)
    )
    with park_context(noord.pk, user_id=cast.anna.pk):
        publish_edition(park=noord, adoption=adoption, by=cast.anna, now=NOW)
        before = RoadmapEdition.objects.get(title="Vast").content
    erase_person(user=zwaantje, now=NOW)
    assert set(traces(NAME, ADDRESS, SECOND)) == {f"{EDITION}.content"}
    with park_context(noord.pk):
        assert RoadmapEdition.objects.get(title="Vast").content == before


def test_what_the_park_decided_stays_with_a_person_without_a_name(
    zwaantje: User, noord: Park, login: Login, cast: Cast
) -> None:
    with park_context(noord.pk):
        goals, lines = Goal.objects.count(), AuditEntry.objects.count()
    erase_person(user=zwaantje, now=NOW)
    with park_context(noord.pk):
        assert Goal.objects.count() == goals
        assert AuditEntry.objects.count() >= lines
        goal = Goal.objects.get(owner__user=zwaantje)
        assert goal.owner_label == "Verwijderde gebruiker"
        role = Membership.objects.get(user=zwaantje)
        assert role.ended_on == dt.date(2026, 11, 22)
        assert AuditEntry.objects.filter(action="erase", actor=zwaantje).count() == 1
        assert not Report.objects.filter(request_key="draft:zwaantje").exists()
    page = login(cast.anna).get("/p/noord/mensen/logboek/").content.decode()
    assert "Verwijderde gebruiker" in page


def test_nobody_else_is_touched(zwaantje: User, cast: Cast, noord: Park) -> None:
    needles = ("KANARIE-noord-uitnodiging", "KANARIE-noord-contact", "KANARIE-noord-vrager", "Anna")
    before = traces(*needles)
    erase_person(user=zwaantje, now=NOW)
    assert traces(*needles) == before


def test_she_asks_for_it_on_her_page_and_is_out_at_once(
    zwaantje: User, login: Login, mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    client, elsewhere = login(zwaantje), login(zwaantje)
    assert client.get(ERASE)["Location"].startswith("/account/reauthenticate/")
    Authenticator.objects.all().delete()
    client.post("/account/reauthenticate/", {"password": "geheim-voor-tests"})
    assert "Wat wij wissen" in client.get(ERASE).content.decode()
    assert client.post(ERASE, {}).status_code == 422
    assert elsewhere.get("/parken/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ERASE, {"understood": "on"})
    assert answer["Location"] == "/"
    assert "gewist" in client.get("/").content.decode()
    for browser in (client, elsewhere):
        assert browser.get("/account/").status_code == 302
    assert not Session.objects.filter(session_key=elsewhere.session.session_key).exists()
    assert mailoutbox[-1].to == [ADDRESS]
    login_page = {"login": ADDRESS, "password": "geheim-voor-tests"}
    assert Client().post("/account/login/", login_page).status_code == 200


def test_the_only_manager_of_a_park_hears_which_one_first_needs_another(
    cast: Cast, login: Login
) -> None:
    with pytest.raises(LastManagerAnywhereError, match="Voorbeeldpark Noord"):
        erase_person(user=cast.anna, now=NOW)
    client = login(cast.anna)
    client.post("/account/reauthenticate/", {"password": "geheim-voor-tests"})
    page = client.get(ERASE).content.decode()
    assert "Voorbeeldpark Noord" in page
    assert "Wis mijn gegevens" not in page
    assert client.post(ERASE, {"understood": "on"}).status_code == 422
    assert User.objects.get(pk=cast.anna.pk).name == "Anna"


def test_a_second_manager_can_go(cast: Cast, noord: Park) -> None:
    with park_context(noord.pk):
        grant_role(park=noord, user=cast.tess, role=Role.PARK_MANAGER, since=dt.date(2026, 1, 1))
    erase_person(user=cast.anna, now=NOW)
    assert not User.objects.get(pk=cast.anna.pk).is_active


def test_an_adviser_leaves_her_authority(cast: Cast, login: Login) -> None:
    erase_person(user=cast.dina, now=NOW)
    assert login(cast.anna).get("/p/noord/").status_code == 200
    assert cast.dina.advisers.get().ended_on == dt.date(2026, 11, 22)


def test_staff_erases_on_request(zwaantje: User) -> None:
    out = io.StringIO()
    call_command("erase_person", email=ADDRESS.upper(), stdout=out)
    assert "Het account is gesloten" in out.getvalue()
    assert traces(NAME, ADDRESS, SECOND) == {}


def test_staff_erases_somebody_who_never_had_an_account(zwaantje: User, cast: Cast) -> None:
    stranger = "onbekende@example.test"
    with park_context(cast.zuid.pk, user_id=cast.chris.pk), transaction.atomic():
        invite(
            park=cast.zuid,
            email=stranger,
            name="Onno Bekende",
            role=Role.TEAM,
            by=cast.chris,
            now=timezone.now(),
        )
    call_command("erase_person", email=stranger, stdout=io.StringIO())
    assert traces("Onno Bekende", stranger) == {}
    assert traces(NAME, ADDRESS)


def test_staff_hears_that_a_park_needs_another_manager(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Voorbeeldpark Noord"):
        call_command("erase_person", email="anna@example.test")


def test_the_file_of_a_draft_with_her_name_goes(
    zwaantje: User, noord: Park, media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    path = media / "reports/1/draft.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF")
    with park_context(noord.pk):
        Report.objects.filter(request_key="draft:zwaantje").update(file="reports/1/draft.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=zwaantje, now=NOW)
    assert not path.exists()


@pytest.fixture
def as_app(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own to the test database, as the role of web and worker."""
    app, test = environ.Env().db_url("DATABASE_URL"), settings.DATABASES["default"]
    with psycopg.connect(
        host=test["HOST"],
        port=test["PORT"],
        dbname=connection.settings_dict["NAME"],
        user=app["USER"],
        password=app["PASSWORD"],
        autocommit=True,
    ) as raw:
        yield raw


@pytest.mark.django_db(transaction=True)
def test_the_app_role_erases_through_the_function_alone_and_nobody_who_has_an_account(
    as_app: psycopg.Connection[Any], cast: Cast
) -> None:
    world: World = fill(cast.noord, cast.anna)
    address = world.invitation.email
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_app.transaction():
        as_app.execute("update parks_invitationevent set email = ''")
    erase = "select erase_from_history(%s, %s)"
    for addresses, person in (
        (["anna@example.test"], None),
        ([], cast.anna.pk),
        ([address, "anna@example.test"], None),
    ):
        with pytest.raises(psycopg.errors.RaiseException), as_app.transaction():
            as_app.execute(erase, [addresses, person])
    with as_app.transaction():
        as_app.execute("select set_config('app.park_ids', '', true)")
        as_app.execute(erase, [[address], None])
        reach = as_app.execute("select current_setting('app.park_ids')").fetchone()
        assert reach == ("",)
    with park_context(cast.noord.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select distinct email, name from parks_invitationevent")
        assert cursor.fetchall() == [
            ("verwijderd-zonder-account@verwijderd.invalid", "Verwijderde gebruiker")
        ]
        assert Invitation.objects.get().email == address  # the row itself is the application's
