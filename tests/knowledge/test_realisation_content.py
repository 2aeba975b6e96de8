"""What the method offers for realisation is complete, readable and fits what parks record."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import pytest

from knowledge import realisation
from knowledge.choices import AreaGroup, Capital, Direction, FactKind, Kind, Scale, Side, Theme
from knowledge.loader import load
from knowledge.realisation_schemas import AreaFact
from parks.choices import EnvironmentalCategory
from realisation import choices
from realisation.models import DoubleTest, Listing, QuickScan, ScanLevel, SelfAnalysis

KINDS: Final = (
    Kind.MEASURES,
    Kind.AREA_FACTS,
    Kind.SCAN_QUESTIONS,
    Kind.SCAN_SCALES,
    Kind.WILLINGNESS,
    Kind.SUBJECTS,
    Kind.PRINCIPLES,
    Kind.PROCESS_STEPS,
    Kind.SUPPORT,
    Kind.CAPACITIES,
    Kind.DOUBLE_TEST,
)
MEASURES = list(realisation.measures().values())
FACTS = list(realisation.area_facts().values())
SUBJECTS = list(realisation.subjects().values())
LONGEST_SENTENCE: Final = 30


def texts(value: Any) -> Iterator[str]:
    """Every text in an item, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key != "source":
                yield from texts(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from texts(entry)


def fields_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_is_too_long_to_read_at_once(kind: Kind) -> None:
    for text in texts([asdict(item) for item in load(kind).values()]):
        for sentence in re.split(r"(?<=[.?!:;])\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("kind", KINDS)
def test_texts_address_the_reader_politely(kind: Kind) -> None:
    for text in texts([asdict(item) for item in load(kind).values()]):
        assert not re.search(r"\b(je|jij|jouw|jullie)\b", text, re.IGNORECASE), text


def test_every_combination_of_scale_and_main_theme_has_several_measures() -> None:
    cells = Counter((item.scale, item.theme) for item in MEASURES)
    for scale in Scale:
        for theme in (Theme.CIRCULAR, Theme.CLIMATE, Theme.ENERGY):
            assert cells[scale, theme] >= 4
        for theme in (Theme.MOBILITY, Theme.HEALTH):
            assert cells[scale, theme] >= 2
    assert {item.theme for item in MEASURES} == set(Theme)


def test_measures_come_from_near_to_far_and_by_theme() -> None:
    places = [
        (Scale.values.index(item.scale), Theme.values.index(item.theme), item.title)
        for item in MEASURES
    ]
    assert places == sorted(places)
    assert len({item.title for item in MEASURES}) == len(MEASURES)


def test_a_measure_fits_an_opportunity_and_says_that_its_cost_is_a_guess() -> None:
    for item in MEASURES:
        assert len(item.title) <= 80, item.slug
        assert len(item.slug) <= 80
        assert item.cost_note.startswith("Eigen inschatting: "), item.slug
        assert len(set(item.gains)) == len(item.gains), item.slug
        assert len(set(item.benefits)) == len(item.benefits), item.slug


@pytest.mark.parametrize(
    ("slug", "label"),
    [
        ("own-grid", "Methodeboek Samen Beter"),
        ("share-power", "Methodeboek Samen Beter, figuur 41 en 49"),
        ("pass-it-on", "Methodeboek Samen Beter, figuur 41"),
        ("regional-hub-agenda", "Methodeboek Samen Beter, figuur 46, 47 en 49"),
        ("share-parking", "Methodeboek Samen Beter, figuur 44; Toolbox vraaggericht werken"),
    ],
)
def test_a_source_names_each_document_once_with_its_figures(slug: str, label: str) -> None:
    assert realisation.measures()[slug].source_label == label


def test_the_measures_feed_every_capital_and_some_draw_on_one() -> None:
    assert {capital for item in MEASURES for capital in item.gains} == set(Capital)
    assert any(item.losses for item in MEASURES)


def test_every_measure_starts_with_a_step_of_its_own() -> None:
    assert len({item.first_step for item in MEASURES}) == len(MEASURES)


@pytest.mark.parametrize("group", AreaGroup)
def test_each_group_of_the_baseline_has_facts_in_order(group: AreaGroup) -> None:
    orders = [item.order for item in FACTS if item.group == group]
    assert orders == list(range(1, len(orders) + 1))
    assert orders


def test_the_platform_computes_what_it_knows_itself() -> None:
    computed = {item.slug for item in FACTS if item.computed}
    assert computed == {"heaviest-category", "usual-category", "vacancy", "sbi-mix"}


@pytest.mark.parametrize("slug", ["heaviest-category", "usual-category"])
def test_the_levels_of_a_category_are_the_categories_of_plots(slug: str) -> None:
    assert list(realisation.area_facts()[slug].levels) == EnvironmentalCategory.values


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.slug)
def test_a_fact_fits_what_is_stored_of_it(item: AreaFact) -> None:
    assert len(item.slug) <= 60
    assert 0 <= item.decimals <= 2
    assert len(set(item.levels)) == len(item.levels)
    if item.kind == FactKind.MIX:
        assert item.direction == Direction.NEITHER
    if item.unit == "%":
        assert item.maximum == 100


def test_the_quick_scan_asks_every_answer_that_is_kept() -> None:
    form = realisation.current_scan()
    asked = {
        question.slug
        for section in form.sections
        if section.slug != "themes"
        for question in section.questions
    }
    kept = fields_of(QuickScan) - {
        "id", "park", "round", "establishment", "taken_by", "taken_on", "released_to",
        "started_at", "saved_at", "finished_at",
    }  # fmt: skip
    assert asked == kept
    assert 5 <= form.minutes <= 10
    assert len(form.version) <= 20


def test_the_quick_scan_asks_urgency_and_energy_for_every_theme() -> None:
    form = realisation.current_scan()
    themes = next(section for section in form.sections if section.slug == "themes")
    assert [question.slug for question in themes.questions] == choices.ScanTheme.values
    assert [question.label for question in themes.questions] == choices.ScanTheme.labels
    assert set(realisation.scan_scales()) <= fields_of(ScanLevel)
    for scale in realisation.scan_scales().values():
        assert scale.question.endswith("?")


@pytest.mark.parametrize(
    ("slug", "vocabulary"),
    [
        ("plan", choices.ScanPlan),
        ("bottlenecks", choices.Bottleneck),
        ("offers", choices.ScanOffer),
        ("gives_money", choices.MoneyOrder),
    ],
)
def test_every_answer_to_choose_is_explained_in_order(slug: str, vocabulary: Any) -> None:
    question = realisation.current_scan().questions[slug]
    assert [meaning.value for meaning in question.meanings] == vocabulary.values


def test_the_latest_version_of_the_quick_scan_is_asked() -> None:
    orders = [form.order for form in realisation.scan_forms().values()]
    assert realisation.current_scan().order == max(orders)


def test_willingness_is_explained_grade_by_grade() -> None:
    levels = realisation.willingness_levels()
    assert list(levels) == choices.Willingness.values
    assert "Ga niet verder" in levels[choices.Willingness.NONE].advice


def test_every_kind_and_subject_of_demand_and_supply_is_explained() -> None:
    stored = choices.Subject.values
    bare = [kind.value for kind in choices.ListingKind if kind not in choices.SUBJECTS]
    assert {item.slug for item in SUBJECTS} == {*stored, *bare}
    assert [item.order for item in SUBJECTS] == list(range(1, len(SUBJECTS) + 1))


def test_a_subject_stands_under_the_kinds_that_know_it() -> None:
    for item in SUBJECTS:
        kinds = {str(kind) for kind, known in choices.SUBJECTS.items() if item.slug in known}
        assert set(item.kinds) == (kinds or {item.slug})


def test_units_and_properties_of_a_subject_can_be_stored() -> None:
    for item in SUBJECTS:
        assert set(item.units) <= set(choices.Unit.values), item.slug
        assert set(item.per) <= set(choices.Per.values), item.slug
        assert {each.slug for each in item.properties} <= fields_of(Listing), item.slug
        assert all(len(text) <= 160 for text in (item.demand_example, item.supply_example))


def test_flows_are_looked_for_within_a_distance() -> None:
    for item in SUBJECTS:
        if choices.ListingKind.FLOW in item.kinds:
            assert item.radius_m


def test_heat_is_matched_by_its_temperature() -> None:
    heat = realisation.subjects()[choices.Subject.HEAT]
    assert "temperature_c" in {each.slug for each in heat.properties}


def test_six_principles_ask_and_show_what_counts() -> None:
    found = list(realisation.principles().values())
    assert [item.order for item in found] == [1, 2, 3, 4, 5, 6]
    assert all(item.question.endswith("?") and len(item.met) == 3 for item in found)


def test_seven_steps_follow_each_other_and_the_first_three_are_asked_in_full() -> None:
    steps = realisation.process_steps()
    assert list(steps) == [1, 2, 3, 4, 5, 6, 7]
    assert all(len(steps[number].questions) >= 9 for number in (1, 2, 3))
    assert all(len(step.questions) >= 4 for step in steps.values())


def test_every_step_asks_both_sides_what_they_must_may_want_and_can() -> None:
    for step in realisation.process_steps().values():
        assert [each.side for each in step.analysis] == list(Side)
        for each in step.analysis:
            asked = {"must": each.must, "may": each.may, "wants": each.wants, "can": each.can}
            assert set(asked) <= fields_of(SelfAnalysis)
            assert all(question.endswith("?") for question in asked.values())
        assert all(question.endswith("?") for question in step.questions)


def test_the_double_test_explains_support_capacity_and_outcome() -> None:
    assert list(realisation.support_levels()) == choices.Support.values
    asked = list(realisation.capacities())
    assert asked == ["time", "money", "knowledge", "staff", "infrastructure"]
    assert set(asked) <= fields_of(DoubleTest)
    assert list(realisation.outcomes()) == choices.DoubleAdvice.values
