"""The organisation forms and what each phase asks for."""

from knowledge import loader
from knowledge.choices import Degree, Participation, Stone

FIGURE_29 = (
    "none",
    "informal",
    "business-association",
    "park-management",
    "park-management-fund",
    "foundation-living-lab",
    "biz",
    "cooperative",
    "regional-body",
)


def test_the_nine_forms_of_the_method_and_two_more_run_from_minimal_to_professional() -> None:
    forms = loader.organisation_forms()
    assert set(FIGURE_29) | {"working-group", "entrepreneurs-fund"} == set(forms)
    degrees = [Degree.values.index(form.degree) for form in forms.values()]
    assert degrees == sorted(degrees)


def test_each_degree_has_three_of_the_nine() -> None:
    forms = loader.organisation_forms()
    for degree in Degree:
        assert sum(forms[slug].degree == degree for slug in FIGURE_29) == 3


def test_each_form_has_two_sides_to_it() -> None:
    for form in loader.organisation_forms().values():
        assert len(form.strengths) >= 2
        assert len(form.threats) >= 2
        assert len(form.name) <= 160


def test_everybody_takes_part_in_a_biz_and_a_fund() -> None:
    obligatory = [
        form.slug
        for form in loader.organisation_forms().values()
        if form.participation == Participation.OBLIGATORY
    ]
    assert obligatory == ["entrepreneurs-fund", "biz"]


def test_nine_phases_row_by_row() -> None:
    connection = [Stone.ORGANISE, Stone.FACILITATE, Stone.TRANSFORM]
    assert list(loader.phases()) == [(d, s) for d in Degree for s in connection]
    assert len({phase.name for phase in loader.phases().values()}) == 9
