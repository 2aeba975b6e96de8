"""The measures catalogue: filters with counts, pages, one measure, beginning an opportunity."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from knowledge.choices import Capital, CostOrder, Effort, MeasurePlace, Scale, Theme
from knowledge.realisation import measures
from parks.models import Park
from realisation.queries.measures import CHOICES, MeasureSearch, facets, find_measures
from tests.realisation.opportunity_steps import at, opportunity, text, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
SLUG = "solar-on-roof"


@pytest.fixture
def member(noord: Park, bram: User, login: Login) -> Client:
    return login(bram)


def test_without_filters_everything_is_found() -> None:
    assert len(find_measures(MeasureSearch())) == len(measures())


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_the_count_of_a_choice_is_what_it_leaves(name: str) -> None:
    search = MeasureSearch(theme=Theme.ENERGY) if name != "theme" else MeasureSearch()
    counts = facets(search)[name]
    for value in CHOICES[name].values:
        asked = MeasureSearch(**{"theme": search.theme, name: value})
        assert counts.get(value, 0) == len(find_measures(asked))


def test_what_is_found_fits_all_that_was_asked() -> None:
    search = MeasureSearch(
        scale=Scale.NICHE,
        theme=Theme.ENERGY,
        place=MeasurePlace.BUILDING,
        effort=Effort.MEDIUM,
        cost=CostOrder.HUNDREDS_OF_THOUSANDS,
        capital=Capital.NATURAL,
    )
    assert SLUG in {each.slug for each in find_measures(search)}
    assert find_measures(MeasureSearch(words="bestaat echt niet")) == ()


def test_the_list_has_pages_and_says_how_many(member: Client) -> None:
    first = words(member.get(at("measures")))
    assert f"{len(measures())} maatregelen" in first
    assert first.count("card__link") == min(50, len(measures()))
    one = words(member.get(at("measures"), {"theme": "energy", "scale": "niche"}))
    found = find_measures(MeasureSearch(theme=Theme.ENERGY, scale=Scale.NICHE))
    assert one.count("card__link") == len(found)
    assert re.search(r"Energie \(\d+\)", one)


def test_nothing_found_says_what_to_do(member: Client) -> None:
    page = words(member.get(at("measures"), {"q": "bestaat echt niet"}))
    assert "Geen maatregelen gevonden" in page
    assert member.get(at("measures"), {"theme": "onzin", "page": "x"}).status_code == 200


def test_a_measure_shows_its_effects_and_condition(member: Client) -> None:
    page = words(member.get(at("measure", SLUG)))
    measure = measures()[SLUG]
    for shown in (measure.ecological, measure.social, measure.economic, measure.condition):
        assert shown in page
    assert measure.source_label in page
    assert "Begin hiermee een kans" not in page
    assert member.get(at("measure", "bestaat-niet")).status_code == 404


def test_the_team_begins_an_opportunity_with_it(noord: Park, tess: User, login: Login) -> None:
    team = login(tess)
    start = f"{at('opportunity_add')}?maatregel={SLUG}"
    assert start in text(team.get(at("measure", SLUG)))
    form = words(team.get(start))
    assert f'value="{measures()[SLUG].title}"' in form
    typed = {"title": "Zon op dak", "scale": "niche", "theme": "energy", "audience": "team"}
    page = words(team.post(start, typed, follow=True))
    assert measures()[SLUG].title in page
    assert "Zon op dak" in words(team.get(at("measure", SLUG)))
    assert team.get(f"{at('opportunity_add')}?maatregel=bestaat-niet").status_code == 404


def test_opportunities_of_others_stay_out_of_sight(noord: Park, zuid: Park, member: Client) -> None:
    opportunity(noord, title="Voor het team", audience="team", measure=SLUG)
    opportunity(zuid, title="Van de buren", measure=SLUG)
    opportunity(noord, title="Voor leden", measure=SLUG)
    page = words(member.get(at("measure", SLUG)))
    assert "Voor leden" in page
    assert "Voor het team" not in page
    assert "Van de buren" not in page
