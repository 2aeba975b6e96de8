"""The pages on which a list comes in: send, columns, look, choose, apply, take back."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import ImportKind, ImportStep
from parks.models import AuditEntry, Establishment, Import, Park
from tests.cast import Cast
from tests.parks.importing import plan, press_apply

pytestmark = pytest.mark.django_db

HOME = "/p/noord/terrein/inlezen/"
LIST = "naam;KvK-nummer;plaats\r\nBakker;01234567;Ede\r\nSlager;12;Ede\r\n"


@pytest.fixture
def anna(cast: Cast, login: Callable[[User], Client]) -> Client:
    return login(cast.anna)


def send(client: Client, text: str = LIST, kind: str = "bedrijven", **more: str) -> str:
    """Send a file and return where the answer leads; "" when it is refused."""
    file = SimpleUploadedFile("lijst.csv", text.encode())
    answer = client.post(f"{HOME}nieuw/{kind}/", {"file": file, "audience": "team", **more})
    return str(answer.headers.get("Location", ""))


def choose_columns(client: Client, address: str) -> str:
    columns = {"column_0": "name", "column_1": "kvk_number", "column_2": "town"}
    answer = client.post(f"{address}kolommen/", columns)
    assert answer.status_code == 302
    return str(answer["Location"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_whole_list_goes_from_file_to_companies_and_back(anna: Client, noord: Park) -> None:
    address = choose_columns(anna, send(anna, source="Gemeente"))
    shown = page(anna, address)
    assert "Geweigerd&nbsp;(1)" in shown
    assert "Een KvK-nummer heeft 8 cijfers" in shown

    refused = press_apply(anna, address)
    assert refused.status_code == 422
    assert "Er zijn geweigerde rijen" in refused.content.decode()

    press_apply(anna, address, skip_refused="on")
    assert "1 nieuw" in page(anna, address)
    with park_context(noord.pk):
        assert Establishment.objects.get(name="Bakker").source == "Gemeente"
    anna.post(f"{address}terugdraaien/")
    assert "Teruggedraaid" in page(anna, address)
    with park_context(noord.pk):
        assert not Establishment.objects.filter(name="Bakker").exists()
        assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"import", "undo"}


def test_the_second_file_with_the_same_headings_asks_for_no_columns(anna: Client) -> None:
    choose_columns(anna, send(anna))

    assert "Dit zou er gebeuren" in page(anna, send(anna))


def test_a_file_that_can_not_be_read_is_refused_at_the_field(anna: Client) -> None:
    file = SimpleUploadedFile("lijst.csv", b"%PDF-1.7")
    answer = anna.post(f"{HOME}nieuw/bedrijven/", {"file": file, "audience": "team"})

    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()


@pytest.mark.parametrize("what", [{}, {"file": "tekst"}])
def test_without_a_file_the_form_says_so(anna: Client, what: dict[str, str]) -> None:
    answer = anna.post(f"{HOME}nieuw/kavels/", {"audience": "team", **what})

    assert answer.status_code == 422
    assert "Kies een bestand." in answer.content.decode()


def test_an_unknown_list_does_not_exist(anna: Client) -> None:
    assert anna.get(f"{HOME}nieuw/mensen/").status_code == 404
    assert anna.get(f"{HOME}lijsten/mensen/csv/").status_code == 404
    assert anna.get(f"{HOME}lijsten/bedrijven/rd/").status_code == 404


def test_the_same_column_twice_is_refused(anna: Client) -> None:
    address = send(anna)
    answer = anna.post(f"{address}kolommen/", {"column_0": "name", "column_1": "name"})

    assert answer.status_code == 422
    assert "maar één keer" in answer.content.decode()


def test_ticking_a_kept_field_lets_the_file_have_its_way(
    anna: Client, noord: Park, cast: Cast
) -> None:
    with park_context(noord.pk):
        company = Establishment.objects.first()
        assert company is not None
        Establishment.objects.filter(pk=company.pk).update(town="Ede")
        text = f"naam;plaats\r\n{company.name};Zwolle\r\n".encode()
        run = plan(noord, cast.anna, text)
    address = f"{HOME}{run.pk}/"
    assert "blijft zoals u het invulde" in page(anna, f"{address}?oordeel=kept")

    anna.post(f"{address}keuzes/", {"getoond": "2:town", "kies": "2:town"})
    press_apply(anna, address)
    with park_context(noord.pk):
        assert Establishment.objects.get(pk=company.pk).town == "Zwolle"


def test_a_plan_that_a_colleague_changed_meanwhile_is_shown_again_and_not_applied(
    anna: Client, noord: Park, cast: Cast, login: Callable[[User], Client]
) -> None:
    address = choose_columns(anna, send(anna))
    seen = anna.get(address).context["form"]["seen"].value()
    turned = {"column_0": "town", "column_1": "kvk_number", "column_2": "name"}
    login(cast.tess).post(f"{address}kolommen/", turned)

    said = {"seen": seen, "skip_refused": "on"}
    answer = anna.post(f"{address}inlezen/", said)
    assert answer.status_code == 422
    assert "Een collega heeft intussen andere kolommen" in answer.content.decode()
    with park_context(noord.pk):
        assert not Establishment.objects.filter(town="Bakker").exists()
    assert press_apply(anna, address, skip_refused="on").status_code == 302


@pytest.mark.parametrize("nonsense", ["2", ":", "x:y", "2:name name", "-1:town", "9" * 30 + ":a"])
def test_nonsense_among_the_choices_is_left_out(
    nonsense: str, anna: Client, noord: Park, cast: Cast
) -> None:
    with park_context(noord.pk):
        run = plan(noord, cast.anna, LIST.encode())
    posted = {"getoond": nonsense, "kies": nonsense}

    assert anna.post(f"{HOME}{run.pk}/keuzes/", posted).status_code == 302


def test_a_file_can_be_thrown_away_until_it_is_applied(
    anna: Client, noord: Park, cast: Cast
) -> None:
    with park_context(noord.pk):
        run = plan(noord, cast.anna, LIST.encode())
    anna.post(f"{HOME}{run.pk}/weggooien/")

    assert anna.get(f"{HOME}{run.pk}/").status_code == 404


def test_the_original_and_the_lists_are_downloads_and_stand_in_the_log(
    anna: Client, noord: Park, cast: Cast
) -> None:
    with park_context(noord.pk):
        run = plan(noord, cast.anna, LIST.encode())
    original = anna.get(f"{HOME}{run.pk}/bestand/")
    assert original.content == LIST.encode()
    assert original["Content-Type"] == "application/octet-stream"
    assert "attachment" in original["Content-Disposition"]
    for form in ("csv", "xlsx", "rd", "wgs84"):
        assert anna.get(f"{HOME}lijsten/kavels/{form}/").status_code == 200
    with park_context(noord.pk):
        actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert (actions.count("download"), actions.count("export")) == (1, 4)


def test_a_page_of_the_preview_asks_as_much_with_many_rows(
    anna: Client, noord: Park, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = "".join(f"Bedrijf {number};;Ede\r\n" for number in range(120))
    with park_context(noord.pk):
        run = plan(noord, cast.anna, f"naam;KvK-nummer;plaats\r\n{lines}".encode())
    for number in (1, 3):
        with django_assert_max_num_queries(11):
            shown = page(anna, f"{HOME}{run.pk}/?oordeel=new&page={number}")
    assert "Bedrijf 119" in shown


def test_work_that_goes_on_shows_how_far_it_is_and_a_failure_how_to_go_on(
    anna: Client, noord: Park, cast: Cast
) -> None:
    with park_context(noord.pk):
        run = plan(noord, cast.anna, LIST.encode(), kind=ImportKind.COMPANIES)
        Import.objects.filter(pk=run.pk).update(state="running", progress=40, work="apply")
    assert 'value="40"' in page(anna, f"{HOME}{run.pk}/")
    with park_context(noord.pk):
        Import.objects.filter(pk=run.pk).update(
            state="failed", message="Te lang.", step=ImportStep.MAPPING, work="plan"
        )
    assert "Te lang." in page(anna, f"{HOME}{run.pk}/")
    anna.post(f"{HOME}{run.pk}/opnieuw/")
    assert "Dit zou er gebeuren" in page(anna, f"{HOME}{run.pk}/")
