"""The kansenkaart on paper: within its audience, accessible, and never with who withdrew."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Release
from parks.models import Park, Plot
from realisation.models import Listing, Opportunity, OpportunityParty
from reports.models import Report, ReportKind
from reports.queries.canonical import from_json, to_json
from reports.queries.document import roadmap_document
from reports.queries.opportunity_map import is_still_shared, opportunity_map_document
from reports.queries.opportunity_map_content import OpportunityMapDocument
from reports.queries.organisation import organisation_document
from reports.queries.size import TooLargeError, require_printable
from reports.rendering import render_report
from reports.services.jobs import request_opportunity_map
from tests.cast import Cast
from tests.factories.world import World
from tests.realisation.mapping import listing, opportunity, party, plot

pytestmark = pytest.mark.usefixtures("standing")
TODAY = dt.date(2026, 11, 22)
Login = Callable[[User], Client]


def document(park: Park, audience: str, paper: str = "a3") -> OpportunityMapDocument:
    with park_context(park.pk):
        return opportunity_map_document(park=park, audience=audience, today=TODAY, paper=paper)


def asked(park: Park, by: User, audience: str = Audience.MEMBERS, paper: str = "a3") -> Report:
    with park_context(park.pk):
        return request_opportunity_map(
            park=park, audience=audience, by=by, today=TODAY, paper=paper
        )


@pytest.mark.parametrize("audience", list(Audience))
def test_it_holds_what_its_readers_may_see(audience: Audience, world: World) -> None:
    found = str(to_json(document(world.park, audience)))
    assert "KANARIE-zuid" not in found
    assert "-company" not in found
    assert ("kans-team" in found) is (audience == Audience.TEAM)
    assert ("kans-members" in found) is (audience != Audience.PUBLIC)


def test_it_comes_back_from_its_json_as_it_was(world: World) -> None:
    made = document(world.park, Audience.TEAM)
    assert from_json(OpportunityMapDocument, to_json(made)) == made


@pytest.mark.parametrize(("paper", "width_mm"), [("a3", 420), ("a4", 297)])
def test_the_pdf_is_tagged_on_the_paper_that_was_asked_for(
    paper: str, width_mm: int, world: World, cast: Cast
) -> None:
    report = asked(world.park, cast.anna, paper=paper)
    with park_context(world.park.pk):
        pdf = render_report(report, progress=lambda _percent: None)
    pages = PdfReader(io.BytesIO(pdf.content)).pages
    assert {round(float(page.mediabox.width) * 25.4 / 72) for page in pages} == {width_mm}
    text = " ".join(page.extract_text() for page in pages)
    for part in ("Kansenkaart", "Vraag en aanbod", "Wie doet wat", "Leden, overheid en kernteam"):
        assert part in text
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        assert str(file.Root.Lang) == "nl"
        assert "Kansenkaart van Voorbeeldpark Noord:" in " ".join(
            _alternatives(file.Root.StructTreeRoot)
        )


def test_an_empty_map_is_a_whole_document_too(cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Opportunity.objects.update(audience=Audience.TEAM)
        Listing.objects.update(released_to=Release.COMPANY)
        Plot.objects.update(audience=Audience.TEAM)
    report = asked(cast.noord, cast.anna, Audience.PUBLIC, "a4")
    assert document(cast.noord, Audience.PUBLIC).entries == ()
    with park_context(cast.noord.pk):
        pdf = render_report(report, progress=lambda _percent: None)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for part in ("0 kansen", "Er zijn nog geen kansen", "Over deze kaart"):
        assert part in " ".join(text.split())


def test_no_other_document_names_a_party_of_an_opportunity(
    cast: Cast, joined: tuple[Any, Any, Any]
) -> None:
    with park_context(cast.noord.pk):
        OpportunityParty.objects.filter(pk=joined[1].pk).update(name="Zwijgfabriek")
        for make in (roadmap_document, organisation_document):
            made = make(park=cast.noord, audience=Audience.TEAM, today=TODAY)
            assert "Zwijgfabriek" not in str(to_json(made))


def _alternatives(element: Any) -> list[str]:
    """Return the alternative texts in the tree of tags."""
    if isinstance(element, pikepdf.Array):
        return [text for child in element for text in _alternatives(child)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [str(element.Alt)] if "/Alt" in element else []
    return own + (_alternatives(element.K) if "/K" in element else [])


def test_the_team_asks_for_it_and_follows_the_job(cast: Cast, login: Login) -> None:
    address = reverse("reports:draft_request", args=["noord"])
    form = {"kind": "opportunity_map", "audience": Audience.AUTHORITY, "paper": "a4"}
    answer = login(cast.tess).post(address, form)
    with park_context(cast.noord.pk):
        report = Report.objects.get(kind=ReportKind.OPPORTUNITY_MAP)
        assert (report.audience, report.content["paper"]) == (Audience.TEAM, "a4")
    assert answer["Location"] == reverse("reports:report_detail", args=["noord", report.pk])
    assert login(cast.bram).get(answer["Location"]).status_code == 404
    assert login(cast.bram).post(address, form).status_code == 403
    wrong = login(cast.tess).post(address, form | {"paper": "a0"})
    assert wrong.status_code == 422


def test_the_same_question_twice_is_one_job_and_another_paper_another(cast: Cast) -> None:
    first, again = asked(cast.noord, cast.anna), asked(cast.noord, cast.tess)
    assert first.pk == again.pk
    assert asked(cast.noord, cast.anna, paper="a4").pk != first.pk


@pytest.fixture
def joined(cast: Cast) -> tuple[Any, Any, Any]:
    """An opportunity with a party, and a demand; all for members."""
    with park_context(cast.noord.pk):
        made = opportunity(cast.noord, "Warmte", plot(cast.noord, 30))
        return made, party(made, "Zuivel"), listing(cast.noord, "Grond gezocht")


def withdrawals() -> dict[str, Callable[[Any, Any, Any], None]]:
    def change(row: Any, **fields: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(**fields)

    return {
        "the party leaves": lambda _, party, __: change(party, left_on=TODAY, left_reason="Weg"),
        "the party is not to be named": lambda _, party, __: change(party, named=False),
        "the party has another name": lambda _, party, __: change(party, name="Een fabriek"),
        "the party is gone": lambda _, party, __: party.delete(),
        "the audience is narrower": lambda made, _, __: change(made, audience=Audience.TEAM),
        "the demand is withdrawn": lambda _, __, listing: change(
            listing, state="withdrawn", state_reason="Niet meer nodig"
        ),
        "who asks has another name": lambda _, __, listing: change(listing, name="Een fabriek"),
        "the demand is kept": lambda _, __, listing: change(listing, released_to=Release.COMPANY),
    }


@pytest.mark.parametrize("what", list(withdrawals()))
def test_who_withdraws_is_gone_from_paper_within_one_request(
    what: str, cast: Cast, joined: tuple[Any, Any, Any], login: Login
) -> None:
    report = asked(cast.noord, cast.anna)
    with park_context(cast.noord.pk):
        assert is_still_shared(cast.noord, report.content)
        withdrawals()[what](*joined)
        assert not is_still_shared(cast.noord, report.content)
    address = reverse("reports:report_file", args=["noord", report.pk])
    answer = login(cast.anna).get(address, follow=True)
    assert answer.request["PATH_INFO"] == reverse("reports:list", args=["noord"])
    assert "wordt niet meer met deze lezers gedeeld" in answer.content.decode()


def test_what_came_since_leaves_older_paper_as_it_is(
    cast: Cast, joined: tuple[Any, Any, Any]
) -> None:
    report = asked(cast.noord, cast.anna)
    with park_context(cast.noord.pk):
        opportunity(cast.noord, "Nieuw")
        party(joined[0], "Nieuwkomer")
        assert is_still_shared(cast.noord, report.content)


def test_a_map_that_a_worker_can_not_finish_is_refused(
    cast: Cast, joined: tuple[Any, Any, Any]
) -> None:
    with park_context(cast.noord.pk):
        for number in range(6):
            opportunity(cast.noord, f"Lang {number}", what="x" * 4_000)
    made = document(cast.noord, Audience.TEAM)
    require_printable(made)
    many = OpportunityMapDocument(
        made.park, made.audience, TODAY, "a3", made.shapes, made.entries * 400
    )
    with pytest.raises(TooLargeError, match="Deze kansenkaart is te groot"):
        require_printable(many)
