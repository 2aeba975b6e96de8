"""The file itself: tagged, in Dutch, complete, and made without fetching anything."""

import io
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pypdf import PdfReader

from reports.paper.html import document_html
from reports.queries.canonical import content_hash, to_json
from reports.queries.content import RoadmapDocument
from reports.rendering import OwnAssetsOnly, Pdf, make_pdf
from tests.factories.reports import a_document, a_draft, a_goal

CHAPTERS = [
    "Waar staan we?",
    "De cirkel van negen stapstenen",
    "Zes kapitalen",
    "De doelen in één overzicht",
    "De tijdlijn",
    "De doelen één voor één",
    "Mijlpalen per kwartaal",
    "Wat is er veranderd?",
    "Over deze routekaart",
]


def _made(document: RoadmapDocument) -> Pdf:
    return make_pdf(document_html(document, sha256=content_hash(to_json(document))))


@pytest.fixture(scope="module")
def full() -> Pdf:
    """Return the edition of a park with a complete roadmap."""
    return _made(a_document())


@pytest.fixture(scope="module")
def pdf(full: Pdf) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(full.content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(full: Pdf) -> list[str]:
    """Return the text of each page, on one line."""
    return _texts(full)


def _texts(pdf: Pdf) -> list[str]:
    reader = PdfReader(io.BytesIO(pdf.content))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def _elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [each for each in _walk(pdf.Root.StructTreeRoot) if each.get("/S") == f"/{role}"]


def _walk(element: Any) -> Iterator[Any]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _walk(child)
    elif isinstance(element, pikepdf.Dictionary):
        yield element
        if "/K" in element:
            yield from _walk(element.K)


def test_the_checker_finds_it_conforms_to_pdf_ua_1(
    full: Pdf, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, made in (("edition", full), ("draft", _made(a_draft(goals=3, milestones=4)))):
        report = page.validate_pdf_bytes(made.content, profile="ua1")
        rules = report.rules
        with capsys.disabled():
            print(
                f"\npage-validation, profile ua1, {name}: "
                f"{'conforms' if report.is_compliant else 'does not conform'}, "
                f"{rules.passed} rules passed, {rules.failed} failed ({made.pages} pages)"
            )
        assert [(each.rule_id, each.message) for each in report.failures] == []


def test_it_says_its_language_title_and_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "nl"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert (
            metadata["dc:title"] == "Samen sterker in 2030 – Voorbeeldpark De Hoge Akker, editie 2"
        )
        assert metadata["pdfuaid:part"] == "1"


def test_every_table_header_has_a_scope(pdf: pikepdf.Pdf) -> None:
    scopes = [str(each.A.get("/Scope")) for each in _elements(pdf, "TH")]
    assert len(scopes) > 100
    assert set(scopes) == {"/Column", "/Row"}


def test_every_figure_has_an_alternative_text_in_dutch(pdf: pikepdf.Pdf) -> None:
    texts = [str(each.get("/Alt", "")) for each in _elements(pdf, "Figure")]
    assert all(texts)
    assert texts[0].startswith("Omtrek van")
    assert "Radar van de zes kapitalen" in texts
    assert any(text.startswith("Routekaart van") for text in texts)


def test_bookmarks_name_the_chapters_and_every_goal(full: Pdf) -> None:
    outline = PdfReader(io.BytesIO(full.content)).outline
    flat = list(_titles(outline))
    assert [title for title in flat if title in CHAPTERS] == CHAPTERS
    assert sum(title.startswith(tuple("123456789")) for title in flat) == 27


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def test_it_has_fifteen_to_twenty_five_pages(full: Pdf, pdf: pikepdf.Pdf) -> None:
    assert 15 <= full.pages <= 25
    assert full.pages == len(pdf.pages)


def test_contents_and_pages_agree_on_the_numbers(texts: list[str]) -> None:
    for chapter in CHAPTERS:
        found = [number for number, text in enumerate(texts, start=1) if chapter in text]
        number = texts[1].split(chapter)[1].replace(".", " ").split()[0]
        assert int(number) in found, chapter


def test_pages_carry_their_number_chapter_and_edition(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], start=2):
        assert f"{number} van {len(texts)}" in text
        assert "Samen sterker in 2030, editie 2, 22 november 2026" in text


def test_the_colophon_states_the_fingerprint_and_who_adopted_it(texts: list[str]) -> None:
    assert content_hash(to_json(a_document())) in texts[-1].replace(" ", "")
    assert "door de algemene ledenvergadering op 12 november 2026" in texts[-1]


def test_a_draft_says_so_on_every_page_and_an_edition_on_none(texts: list[str]) -> None:
    draft = _texts(_made(a_draft(goals=3, milestones=4)))
    assert all("concept" in text.lower() for text in draft)
    assert not any("niet vastgesteld" in text.lower() for text in texts)


def test_an_empty_roadmap_still_makes_a_document() -> None:
    empty = a_draft(
        goals=0, milestones=0, degrees=(), next_steps=(), changes=(), previous_number=None
    )
    text = " ".join(_texts(_made(empty)))
    assert "Er zijn nog geen doelen." in text
    assert "Er zijn nog geen mijlpalen." in text


def test_very_long_text_makes_a_document_too() -> None:
    goal = a_goal(1, statement="doel " * 60, explanation="lange uitleg " * 330, unit="x" * 40)
    made = _made(replace(a_document(goals=1, milestones=0), goals=(goal,)))
    assert "lange uitleg" in " ".join(_texts(made))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.test/x.css",
        "file:///etc/passwd",
        "ftp://example.test/x",
        "data:image/svg+xml,<svg/>",
        "asset:../settings.py",
        "//example.test/x",
        "",
    ],
)
def test_nothing_but_our_own_assets_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match="fetch nothing"):
        OwnAssetsOnly().fetch(url)


HOSTILE = """<!doctype html><html lang="nl"><head><title>x</title>
<link rel="stylesheet" href="{url}"><link rel="attachment" href="{url}">
<style>@import "{url}"; @font-face {{ font-family: x; src: url({url}) }}
body {{ background: url({url}) }}</style></head>
<body><img src="{url}" alt="x"><object data="{url}">x</object><embed src="{url}">
<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>x</title><image href="{url}"/></svg>
<a rel="attachment" href="{url}">x</a><p>tekst</p></body></html>"""


def test_even_hostile_html_reaches_no_network_and_embeds_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("GEHEIM-OP-SCHIJF", encoding="utf-8")
    attempts: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: attempts.append(address))
    for url in ("http://127.0.0.1:9/x", secret.as_uri()):
        made = make_pdf(HOSTILE.format(url=url))
        with pikepdf.open(io.BytesIO(made.content)) as opened:
            assert not opened.attachments
        assert "GEHEIM" not in " ".join(_texts(made))
    assert attempts == []
