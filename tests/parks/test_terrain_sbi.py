"""Kinds of business: SBI 2008 as people type it, as it is stored and as it is shown."""

import pytest

from parks import reference


def test_the_list_is_whole() -> None:
    assert len(reference.sbi_codes()) == 1457
    assert len(reference.sbi_sections()) == 21
    sections = {each.code for each in reference.sbi_sections()}
    assert {each.section for each in reference.sbi_codes().values()} == sections


def test_every_code_of_more_than_two_digits_has_its_parent() -> None:
    codes = [code for code in reference.sbi_codes() if len(code) > 2]
    assert [code for code in codes if code[:2] not in reference.sbi_codes()] == []


@pytest.mark.parametrize(
    "typed",
    [
        "2511",
        "25.11",
        " 25.11 ",
        "25.11 – Vervaardiging van metalen constructiewerken en delen daarvan",
        "25.11 en nog iets",
        "vervaardiging van metalen constructiewerken en delen daarvan",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert reference.parse_sbi(typed) == "2511"


@pytest.mark.parametrize("typed", ["99999", "C", "bestaat niet", "2", "25.11.99", "-1"])
def test_what_the_classification_lacks_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="bestaat niet in de lijst van 2008"):
        reference.parse_sbi(typed)


def test_leading_zeros_stay() -> None:
    assert reference.parse_sbi("01.45.2") == "01452"
    assert reference.sbi_codes()["01452"].shown == "01.45.2"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert reference.sbi_label("98765") == "98765"
    assert reference.sbi_label("2511").startswith("25.11 – Vervaardiging van metalen")


def test_searching_takes_words_and_the_beginning_of_codes() -> None:
    assert {each.code for each in reference.find_sbi("25.1")} >= {"251", "2511", "2512"}
    assert all("metaal" in each.title.casefold() for each in reference.find_sbi("metaal"))
    assert reference.find_sbi("   ") == []
    assert len(reference.find_sbi("e", most=7)) == 7


def test_sections_know_their_divisions() -> None:
    assert reference.sbi_divisions("H") == ("49", "50", "51", "52", "53")
    assert reference.sbi_divisions("?") == ()
    assert reference.sbi_section_title("2511") == "Industrie"
