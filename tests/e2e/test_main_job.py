"""The main job, whole: from an empty matrix to a roadmap that a member downloads."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.e2e.browser import Visitors
from tests.e2e.hands import Hand, Keyboard, Mouse, arrive, field, see

STATEMENT = "Eind 2027 gebruiken tien bedrijven dezelfde omschrijving van duurzaamheid"
MILESTONE = "Werksessie met alle bedrijven gehouden"


def set_a_goal(hand: Hand, park: str) -> None:
    """Take a suggestion over and complete it until the platform calls it SMART."""
    hand.page.goto(f"/p/{park}/strategie/")
    hand.follow("Dezelfde taal over duurzaamheid")
    hand.press("Neem over als concept")
    arrive(hand.page, "/bewerken/$")
    see(hand.page, "Nog niet SMART")
    hand.fill("Doel", STATEMENT)
    hand.choose("Wie mag dit zien?", "Leden, overheid en kernteam")
    hand.fill("Nulwaarde", "0")
    hand.fill("Streefwaarde", "10")
    hand.fill("Klaar op", "2027-12-12")
    hand.fill("Eigenaar zonder account", "Werkgroep duurzaam")
    hand.fill("Bijdrage ondernemers", "2.500,50")
    hand.press("Opslaan")
    see(hand.page, "Mijlpaal toevoegen")
    assert hand.page.get_by_role("heading", level=1).inner_text() == STATEMENT
    assert hand.page.get_by_text("Nog niet SMART").count() == 0


def add_a_milestone(hand: Hand) -> None:
    """Add a step to the goal that is open."""
    hand.follow("Mijlpaal toevoegen")
    arrive(hand.page, "/mijlpalen/nieuw/")
    hand.fill("Mijlpaal", MILESTONE)
    hand.choose("Kwartaal", "2e kwartaal")
    hand.fill("Jaar", "2027")
    hand.press("Mijlpaal toevoegen")
    see(hand.page, MILESTONE)


def publish(hand: Hand, park: str) -> None:
    """Publish an edition for the members."""
    hand.page.goto(f"/p/{park}/rapporten/")
    hand.follow("Publiceer een editie")
    arrive(hand.page, "/edities/nieuw/")
    hand.fill("Titel", "Routekaart naar een schoon terrein")
    hand.choose("Vastgesteld door", "het bestuur")
    hand.press("Publiceer deze editie")
    arrive(hand.page, r"/rapporten/edities/[0-9a-f-]{36}/$")
    see(hand.page, "Editie 1 is gepubliceerd")


def download(page: Page, park: str, target: Path) -> bytes:
    """Open the reports as a reader and return the newest PDF, as soon as the worker has made it."""
    for _ in range(60):
        page.goto(f"/p/{park}/rapporten/")
        if not page.get_by_text("wordt nog gemaakt").count():
            break
        page.wait_for_timeout(500)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").first.click()
    started.value.save_as(target)
    return target.read_bytes()


def text_of(pdf: bytes) -> str:
    """Return all words of a PDF, with single spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("way", "park", "script"),
    [
        (Mouse, "proefpark-muis", True),
        (Keyboard, "proefpark-toetsen", True),
        (Mouse, "proefpark-zonder-script", False),
    ],
    ids=["with a mouse", "with a keyboard only", "without JavaScript"],
)
def test_from_a_suggestion_to_a_pdf_that_a_member_downloads(
    visitors: Visitors, tmp_path: Path, way: type[Mouse] | type[Keyboard], park: str, script: bool
) -> None:
    manager = way(visitors.page("marit", script=script))
    set_a_goal(manager, park)
    add_a_milestone(manager)
    publish(manager, park)

    member = visitors.page("lotte", script=script)
    pdf = download(member, park, tmp_path / "routekaart.pdf")

    assert pdf.startswith(b"%PDF-")
    words = text_of(pdf)
    assert STATEMENT in words
    assert MILESTONE in words


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("tom", {"team", "authority", "members", "public"}),
        ("aylin", {"authority", "members", "public"}),
        ("lotte", {"members", "public"}),
    ],
    ids=["team", "adviser", "member"],
)
def test_everybody_sees_what_is_meant_for_them(
    visitors: Visitors, who: str, sees: set[str]
) -> None:
    page, park = visitors.page(who), "proefpark-zicht"
    for path in ("", "strategie/", "strategie/cel/natural/short/", "strategie/routekaart/"):
        page.goto(f"/p/{park}/{path}")
        shown = page.content()
        leaked = {name for name in ALL if f"Kanarie voor {name}" in shown} - sees
        assert not leaked, f"{who} sees {leaked} on {path}"
    page.goto(f"/p/{park}/strategie/")
    assert {name for name in ALL if f"Kanarie voor {name}" in page.content()} == sees


ALL = ("team", "authority", "members", "public")


def test_the_pdf_for_an_adviser_leaves_out_what_is_for_the_team(
    visitors: Visitors, tmp_path: Path
) -> None:
    page = visitors.page("aylin")

    words = text_of(download(page, "proefpark-zicht", tmp_path / "overheid.pdf"))

    found = {name for name in ALL if f"Kanarie voor {name}" in words}
    assert "team" not in found
    assert {"members", "public"} <= found


def test_what_was_typed_survives_a_refusal(visitors: Visitors) -> None:
    page = visitors.page("marit")
    page.goto("/p/proefpark-muis/strategie/doelen/nieuw/")
    field(page, "Doel").fill("Een doel met een verkeerd getal")
    field(page, "Streefwaarde").fill("tien of zo")
    page.get_by_role("button", name="Doel maken").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert field(page, "Streefwaarde").input_value() == "tien of zo"
    assert field(page, "Doel").input_value() == "Een doel met een verkeerd getal"


def test_a_refusal_by_htmx_keeps_what_was_typed_and_says_so_at_the_field(
    visitors: Visitors,
) -> None:
    page = visitors.page("marit")
    page.goto("/p/proefpark-zicht/strategie/")
    page.get_by_role("link", name="Kanarie voor team").first.click()
    page.get_by_role("link", name="Bewerken").first.click()
    field(page, "Streefwaarde").fill("1.2.3,4,5")
    field(page, "Toelichting").fill("Dit blijft staan")
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="Opslaan").first.click()
    target = page.locator("[aria-invalid=true]").first
    target.wait_for()
    assert target.input_value() == "1.2.3,4,5"
    assert target.get_attribute("aria-describedby")
    assert field(page, "Toelichting").input_value() == "Dit blijft staan"


def test_markup_in_a_goal_is_text(visitors: Visitors) -> None:
    page = visitors.page("marit")
    hostile = "<script>window.hacked = 1</script><img src=x onerror='hacked=1'> {{ viewer.user }}"
    page.goto("/p/proefpark-storing/strategie/doelen/nieuw/")
    field(page, "Doel").fill(hostile)
    page.get_by_role("button", name="Doel maken").click()
    page.get_by_role("heading", level=1).wait_for()
    for path in (
        page.url,
        "/p/proefpark-storing/strategie/",
        "/p/proefpark-storing/strategie/routekaart/",
    ):
        page.goto(path)
        assert page.get_by_text(hostile).count()
        assert page.evaluate("() => window.hacked") is None
