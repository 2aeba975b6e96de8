"""From answers to a degree: conditions that hold or do not, never an average."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collective.choices import AnswerValue
from collective.models import OrganisationDegree
from collective.queries.gates import Given, judge
from knowledge.choices import Degree
from knowledge.loader import questionnaires
from knowledge.questionnaire_schemas import Questionnaire

EVERY = list(questionnaires().values())
YES = AnswerValue.YES
amounts = st.none() | st.decimals(min_value=0, max_value=200_000, places=2)
answers = st.builds(Given, st.sampled_from(["", *AnswerValue.values]), amounts)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Given]]:
    questionnaire = draw(st.sampled_from(EVERY))
    return questionnaire, {slug: draw(answers) for slug in questionnaire.statements}


def enough_for(questionnaire: Questionnaire, *degrees: Degree) -> dict[str, Given]:
    """Return answers that just fulfil the conditions of these degrees."""
    found: dict[str, Given] = {}
    for degree in degrees:
        for each in questionnaire.gates[degree]:
            found[each.statement] = Given(
                YES, None if each.at_least is None else Decimal(each.at_least)
            )
    return found


@given(filled_in())
def test_a_degree_is_reached_only_when_all_its_conditions_and_those_below_hold(
    filled: tuple[Questionnaire, dict[str, Given]],
) -> None:
    result = judge(*filled)
    reached = Degree.values.index(result.degree)
    for checked in result.conditions:
        if Degree.values.index(checked.degree) <= reached:
            assert checked.holds
    assert bool(result.missing) == (result.next_degree is not None)


@given(filled_in())
def test_fulfilling_what_is_named_brings_the_next_degree(
    filled: tuple[Questionnaire, dict[str, Given]],
) -> None:
    questionnaire, given_answers = filled
    result = judge(questionnaire, given_answers)
    if result.next_degree is None:
        return
    better = dict(given_answers)
    for each in result.missing:
        amount = given_answers[each.statement].amount
        if each.at_least is not None:
            amount = max(amount or Decimal(0), Decimal(each.at_least))
        better[each.statement] = Given(YES, amount)
    after = judge(questionnaire, better)
    assert Degree.values.index(after.degree) > Degree.values.index(result.degree)


@given(filled_in(), st.data())
def test_a_better_answer_never_lowers_the_degree(
    filled: tuple[Questionnaire, dict[str, Given]], data: st.DataObject
) -> None:
    questionnaire, given_answers = filled
    slug = data.draw(st.sampled_from(sorted(questionnaire.statements)))
    before = judge(questionnaire, given_answers)
    more = (given_answers[slug].amount or Decimal(0)) + 1
    after = judge(questionnaire, given_answers | {slug: Given(YES, more)})
    assert Degree.values.index(after.degree) >= Degree.values.index(before.degree)


@given(filled_in())
def test_the_reason_always_fits_and_names_every_missing_condition(
    filled: tuple[Questionnaire, dict[str, Given]],
) -> None:
    result = judge(*filled)
    longest = OrganisationDegree._meta.get_field("reason").max_length
    assert longest is not None
    assert 0 < len(result.reason) <= longest
    assert all(each.needed in result.reason for each in result.missing)


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda each: each.slug)
class TestGates:
    """What each version does with a park that answers just so."""

    def test_nothing_answered_is_minimal_and_names_all_of_functional(
        self, questionnaire: Questionnaire
    ) -> None:
        result = judge(questionnaire, {})
        assert result.degree == Degree.MINIMAL
        assert len(result.missing) == len(questionnaire.functional)

    def test_just_enough_for_functional_is_functional(self, questionnaire: Questionnaire) -> None:
        result = judge(questionnaire, enough_for(questionnaire, Degree.FUNCTIONAL))
        assert result.degree == Degree.FUNCTIONAL
        assert result.next_degree == Degree.PROFESSIONAL

    def test_one_condition_short_is_still_minimal_and_names_that_one(
        self, questionnaire: Questionnaire
    ) -> None:
        every = enough_for(questionnaire, Degree.FUNCTIONAL, Degree.PROFESSIONAL)
        for condition in questionnaire.functional:
            rest = {slug: each for slug, each in every.items() if slug != condition.statement}
            result = judge(questionnaire, rest)
            assert result.degree == Degree.MINIMAL
            assert [each.needed for each in result.missing] == [condition.needed]

    def test_professional_needs_functional_too(self, questionnaire: Questionnaire) -> None:
        above = enough_for(questionnaire, Degree.PROFESSIONAL)
        only = set(above) - {each.statement for each in questionnaire.functional}
        result = judge(questionnaire, {slug: above[slug] for slug in only})
        assert result.degree == Degree.MINIMAL

    def test_all_conditions_make_it_professional_without_anything_missing(
        self, questionnaire: Questionnaire
    ) -> None:
        every = enough_for(questionnaire, Degree.FUNCTIONAL, Degree.PROFESSIONAL)
        result = judge(questionnaire, every)
        assert result.degree == Degree.PROFESSIONAL
        assert (result.next_degree, result.missing) == (None, ())
        assert "vervuld" in result.reason

    @pytest.mark.parametrize("value", ["", *(v for v in AnswerValue.values if v != YES)])
    def test_only_a_plain_yes_counts(self, questionnaire: Questionnaire, value: str) -> None:
        answers = {
            slug: Given(value, given_answer.amount)
            for slug, given_answer in enough_for(questionnaire, Degree.FUNCTIONAL).items()
        }
        assert judge(questionnaire, answers).held == ()

    def test_a_yes_without_its_number_or_just_below_it_does_not_count(
        self, questionnaire: Questionnaire
    ) -> None:
        enough = enough_for(questionnaire, Degree.FUNCTIONAL)
        for condition in questionnaire.functional:
            if condition.at_least is None:
                continue
            for amount in (None, Decimal(condition.at_least) - Decimal("0.01")):
                given_answers = enough | {condition.statement: Given(YES, amount)}
                missing = judge(questionnaire, given_answers).missing
                assert [each.statement for each in missing] == [condition.statement]

    def test_an_answer_to_a_statement_of_another_version_changes_nothing(
        self, questionnaire: Questionnaire
    ) -> None:
        enough = enough_for(questionnaire, Degree.FUNCTIONAL)
        assert judge(questionnaire, enough | {"gone": Given(YES)}) == judge(questionnaire, enough)
