"""Whatever comes out, in whatever form: nothing of another park, nothing that is not for you.

Every text of the two parks is a canary that says whose it is and for whom. All that a person can
ask for is read as she would: pages, fragments, JSON, GeoJSON, CSV, workbooks, PDFs, search, errors
and mail.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import User
from core.park_context import park_context
from reports.rendering import render_report
from tests.cast import Cast
from tests.factories.terrain import BEHIND_TOTAL, CONFIDENTIAL, RELEASED
from tests.factories.world import VALUES, World
from tests.isolation.test_walk import PARK_ROUTES, address

pytestmark = pytest.mark.usefixtures("standing")

CANARY: Final = re.compile(r"kanarie-([a-z]+)-([\w-]+)", re.IGNORECASE)
READERS: Final = ("anna", "tess", "dina", "bram", "carla")
OUTSIDERS: Final = ("chris", "eva", "fred")
FOR_TEAM: Final = {"anna", "tess"}
FOR_MANAGER: Final = {"anna"}
FRAGMENT: Final = {"HX-Request": "true"}
WORDS: Final = ("KANARIE", "KANARIE-zuid", "01234567", "2511")
THE_NETHERLANDS: Final = "3.2,50.7,7.3,53.6"


def text_of(answer: Any) -> str:
    """Return all that a reader finds in an answer, whatever its form."""
    body = b"".join(answer) if answer.streaming else answer.content
    return as_text(answer.get("Content-Type", ""), body) + str(answer.headers)


def as_text(kind: str, body: bytes) -> str:
    if "spreadsheetml" in kind:
        sheets = load_workbook(io.BytesIO(body)).worksheets
        return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row)
    if "pdf" in kind:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if "zip" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return " ".join(
                archive.read(name).decode(errors="replace") for name in archive.namelist()
            )
    return body.decode(errors="replace")


def exports() -> Iterator[str]:
    """Yield the addresses of every list in every form."""
    for kind in ("bedrijven", "kavels"):
        for form in ("csv", "xlsx", "rd", "wgs84"):
            yield reverse("imports:export", args=["noord", kind, form])


def addresses(world: World) -> Iterator[str]:
    """Yield all that there is to ask for in Noord."""
    for route in PARK_ROUTES:
        yield address(route, world)
    yield from exports()
    for word in WORDS:
        for name in ("terrain:home", "terrain:companies", "terrain:plots", "terrain:organisations"):
            yield f"{reverse(name, args=['noord'])}?q={word}"
    for zoom in (8, 15, 19):
        yield f"{reverse('map:plots', args=['noord'])}?bbox={THE_NETHERLANDS}&zoom={zoom}"


def everything(client: Client, world: World) -> str:
    """Return all that a person can get out of Noord, as pages and as fragments."""
    asked = list(addresses(world))
    pages = (text_of(client.get(each, headers=more)) for each in asked for more in ({}, FRAGMENT))
    return " ".join([*pages, text_of(client.get("/parken/"))])


def canaries(text: str, park: str) -> set[str]:
    return {field for owner, field in CANARY.findall(text) if owner == park}


def numbers(text: str) -> set[int]:
    """Return which of the rare numbers are there, whatever the notation."""
    rare = {CONFIDENTIAL, RELEASED, BEHIND_TOTAL, *VALUES.values()}
    bare = re.sub(r"(?<=\d)[.\u00a0 ](?=\d{3})", "", text)
    return {number for number in rare if str(number) in bare}


@pytest.mark.parametrize("who", READERS)
def test_a_reader_finds_nothing_of_another_park_and_nothing_that_is_not_for_her(
    who: str, world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    text = everything(login(getattr(cast, who)), world)
    assert canaries(text, "zuid") == set()
    found = canaries(text, "noord")
    assert "doel-members" in found
    for_team = {field for field in found if field.endswith("-team") or "-team-" in field}
    assert bool(for_team) is (who in FOR_TEAM), for_team
    for_manager = found & {"uitnodiging", "logboek", "vrager"}
    for_manager |= {field for field in found if field.endswith("-company")}
    assert bool(for_manager) is (who in FOR_MANAGER), for_manager
    for_authority = {field for field in found if field.endswith("-authority")}
    assert bool(for_authority) is (who in {*FOR_TEAM, "dina"}), for_authority
    rare = numbers(text)
    assert RELEASED in rare
    assert (CONFIDENTIAL in rare) is (who in FOR_MANAGER)
    assert BEHIND_TOTAL not in rare


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_finds_nothing_at_all(
    who: str, world: World, cast: Cast, login: Callable[[User], Client]
) -> None:
    found = everything(login(getattr(cast, who)), world)
    assert canaries(found, "noord") == set()
    assert numbers(found) == set()


def test_the_pdf_of_an_edition_holds_what_its_readers_may_see(world: World, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        pdf = render_report(world.edition_report, progress=lambda _percent: None)
    found = as_text("application/pdf", pdf.content)
    flat = found.replace("\n", "")
    assert canaries(flat, "zuid") == set()
    assert "doel-members" in flat
    assert not [field for field in canaries(flat, "noord") if "team" in field]
    assert CONFIDENTIAL not in numbers(found)


def test_mail_about_a_park_holds_nothing_of_another(
    world: World,
    cast: Cast,
    login: Callable[[User], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    manager = login(cast.anna)
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(reverse("parks:invitation_resend", args=["noord", world.invitation.pk]))
        manager.post(reverse("parks:request_decline", args=["noord", world.access_request.pk]))
    assert mail.outbox
    sent = " ".join(f"{each.subject} {each.body}" for each in mail.outbox)
    assert canaries(sent, "zuid") == set()
    assert not [field for field in canaries(sent, "noord") if "team" in field]
