"""The ground plan in a document: of its readers, kept with the edition, absent in older ones."""

import datetime as dt
from dataclasses import replace

from parks.choices import Audience, PlotState
from parks.models import Park, Plot
from reports.paper.html import document_html
from reports.queries.canonical import content_hash, from_json, to_json
from reports.queries.content import RoadmapDocument
from reports.queries.document import roadmap_document
from tests.parks.test_map_data import square

TODAY = dt.date(2026, 11, 22)


def make_plots(park: Park) -> None:
    for at, audience in enumerate((Audience.MEMBERS, Audience.TEAM)):
        Plot.objects.create(
            park=park,
            name=f"Kavel {audience}",
            state=PlotState.OFFERED,
            audience=audience,
            geometry=square(230_000 + 100 * at, 500_000),
        )
    Plot.objects.create(park=park, name="Niet getekend", audience=Audience.MEMBERS)


def document(park: Park, audience: Audience) -> RoadmapDocument:
    stored = Park.objects.get(pk=park.pk)  # with numbers as the database gives them
    return roadmap_document(park=stored, audience=audience, today=TODAY)


def test_readers_get_the_plots_that_are_meant_for_them(in_noord: Park) -> None:
    make_plots(in_noord)
    page = document_html(document(in_noord, Audience.MEMBERS), sha256="0" * 64)
    assert "Het terrein" in page
    assert "Kavel members" in page
    assert "Kavel team" not in page
    assert "één is nog niet getekend" in page
    assert "Kavel team" in document_html(document(in_noord, Audience.TEAM), sha256="0" * 64)


def test_the_plan_comes_back_from_what_is_stored_and_not_from_the_plots_of_today(
    in_noord: Park,
) -> None:
    make_plots(in_noord)
    made = document(in_noord, Audience.MEMBERS)
    stored = to_json(made)
    Plot.objects.all().update(name="Later", geometry=None)
    again = from_json(RoadmapDocument, stored)
    assert again == made
    assert content_hash(to_json(again)) == content_hash(stored)
    assert document_html(again, sha256="1") == document_html(made, sha256="1")


def test_an_edition_from_before_there_were_plots_has_no_such_page(in_noord: Park) -> None:
    make_plots(in_noord)
    stored = to_json(document(in_noord, Audience.MEMBERS))
    del stored["terrain"]
    old = from_json(RoadmapDocument, stored)
    assert old.terrain is None
    page = document_html(old, sha256="0" * 64)
    assert 'id="terrain"' not in page
    assert 'href="#terrain"' not in page


def test_with_very_many_plots_the_states_take_the_place_of_the_list(in_noord: Park) -> None:
    make_plots(in_noord)
    made = document(in_noord, Audience.MEMBERS)
    assert made.terrain
    many = replace(made.terrain, plots=made.terrain.plots * 300, left_out=7)
    page = document_html(replace(made, terrain=many), sha256="0" * 64)
    assert "De nummers op de plattegrond" not in page
    assert "De 7 kleinste staan er niet op" in page
    assert "Kavels naar stand" in page
