"""The reference lists that come with the project."""

from parks import reference


def test_there_are_342_municipalities_in_12_provinces() -> None:
    assert len(reference.municipalities()) == 342
    assert len(reference.provinces()) == 12


def test_every_municipality_has_a_code_a_name_and_a_province() -> None:
    for code, each in reference.municipalities().items():
        assert code == each.code
        assert len(code) == 6
        assert code.startswith("GM")
        assert each.name
        assert each.name == each.name.strip()


def test_a_province_covers_its_own_municipalities_only() -> None:
    drenthe = reference.codes_in_province("Drenthe")

    assert len(drenthe) == 12
    assert "GM0106" in drenthe
    assert reference.codes_in_province("Atlantis") == ()


def test_names_and_provinces_of_a_park_in_two_municipalities() -> None:
    assert reference.names_of(["GM0268", "GM0160"]) == "Nijmegen, Hardenberg"
    assert reference.provinces_of(["GM0268", "GM0160"]) == "Gelderland, Overijssel"


def test_a_code_that_is_no_longer_there_is_shown_as_it_is() -> None:
    assert reference.names_of(["GM9999"]) == "GM9999"
    assert reference.provinces_of(["GM9999"]) == ""
