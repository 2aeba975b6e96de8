"""Park managers read the log of their park, and of no other."""

import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction, AuditResult
from parks.models import AuditEntry, Park
from parks.services.audit import record
from tests.cast import Cast

PAGE = "/p/noord/mensen/logboek/"


def write(park: Park, number: int = 1, **fields: object) -> None:
    with park_context(park.pk):
        AuditEntry.objects.bulk_create(
            AuditEntry(
                park=park,
                **{
                    "action": AuditAction.DOWNLOAD,
                    "object_label": f"regel-{each}-{park.slug}",
                    "at": dt.datetime(2026, 3, 1, 12, each % 60, tzinfo=dt.UTC),
                    **fields,
                },
            )
            for each in range(number)
        )


@pytest.fixture
def manager(cast: Cast, login: Callable[[User], Client]) -> Client:
    return login(cast.anna)


def test_a_line_tells_who_what_when_from_where_and_how_it_ended(
    manager: Client, cast: Cast
) -> None:
    write(
        cast.noord,
        actor=cast.bram,
        result=AuditResult.REFUSED,
        origin="198.51.100.4",
        detail={"rijen": 12},
    )
    page = manager.get(PAGE).content.decode()
    for part in ("Bram", "bestand gedownload", "geweigerd", "198.51.100.4", "rijen: 12", "13:00"):
        assert part in page
    assert "1 maart 2026" in page


def test_a_park_reads_its_own_lines_only(manager: Client, cast: Cast) -> None:
    write(cast.noord)
    write(cast.zuid)
    page = manager.get(PAGE).content.decode()
    assert "regel-0-noord" in page
    assert "regel-0-zuid" not in page


def test_nothing_yet_says_what_will_come(manager: Client) -> None:
    assert "Nog geen regels" in manager.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("person={bram}", {"bram"}),
        ("action=import", {"import"}),
        ("result=refused", {"refused"}),
        ("since=2026-04-02&until=2026-04-02", {"late"}),
        ("until=2026-04-01", {"bram", "import", "refused"}),
        ("person={bram}&action=import", set()),
    ],
)
def test_it_is_searched_by_person_act_result_and_period(
    manager: Client, cast: Cast, asked: str, found: set[str]
) -> None:
    write(cast.noord, object_label="[bram]", actor=cast.bram)
    write(cast.noord, object_label="[import]", action=AuditAction.IMPORT)
    write(cast.noord, object_label="[refused]", result=AuditResult.REFUSED)
    # Ten minutes past midnight in the Netherlands.
    write(cast.noord, object_label="[late]", at=dt.datetime(2026, 4, 1, 22, 10, tzinfo=dt.UTC))
    page = manager.get(f"{PAGE}?{asked.format(bram=cast.bram.pk)}").content.decode()
    labels = {"bram", "import", "refused", "late"}
    assert {label for label in labels if f"[{label}]" in page} == found


@pytest.mark.parametrize(
    "asked",
    [
        "person=-1",
        "person=x",
        "person={fred}",
        "action=alles",
        "since=morgen",
        "until=\x00",
        "since=2026-04-02&until=2026-04-01",
        "since=0001-01-01",
    ],
)
def test_nonsense_is_told_at_the_field(manager: Client, cast: Cast, asked: str) -> None:
    write(cast.noord)
    answer = manager.get(f"{PAGE}?{asked.format(fred=cast.fred.pk)}")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_it_is_read_by_the_page_with_a_constant_number_of_queries(
    manager: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Session, person, park, roles; people in the log, number of lines, lines; two savepoints.
    for number in (1, 120):
        write(cast.noord, number, actor=cast.bram)
        with django_assert_num_queries(9):
            page = manager.get(PAGE).content.decode()
    assert page.count('<tr role="row">') == 51
    assert "Volgende" in page


class TestDownload:
    """The lines that the filter finds, for a spreadsheet."""

    def test_it_holds_them_without_a_live_formula_and_stands_in_the_log(
        self, manager: Client, cast: Cast
    ) -> None:
        write(cast.noord, object_label="=1+1", actor=cast.bram)
        write(cast.noord, object_label="[weg]", action=AuditAction.IMPORT)
        write(cast.zuid)
        answer = manager.get(f"{PAGE}downloaden/?action=download")
        text = answer.content.decode("utf-8-sig")
        assert "attachment; filename=" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "private, no-store"
        lines = text.splitlines()
        assert len(lines) == 2
        assert '"2026-03-01 13:00:00";"Bram";"bestand gedownload"' in lines[1]
        assert '"\'=1+1"' in lines[1]
        with park_context(cast.noord.pk):
            newest = AuditEntry.objects.newest_first()[0]
        assert (newest.action, newest.actor) == (AuditAction.EXPORT, cast.anna)

    def test_nonsense_leads_back_to_the_page_that_tells(self, manager: Client, cast: Cast) -> None:
        answer = manager.get(f"{PAGE}downloaden/?since=morgen")
        assert answer["Location"] == f"{PAGE}?since=morgen"

    def test_others_get_nothing(self, cast: Cast, login: Callable[[User], Client]) -> None:
        assert login(cast.tess).get(f"{PAGE}downloaden/").status_code == 403
        assert login(cast.chris).get(f"{PAGE}downloaden/").status_code == 404


class TestPruning:
    """Lines are kept for a while and then removed, by the owner of the tables."""

    def test_what_is_old_goes_in_every_park(self, cast: Cast, settings: Settings) -> None:
        settings.AUDIT_KEEP_DAYS = 30
        for park in (cast.noord, cast.zuid):
            write(park, 2)
            record(park=park, action=AuditAction.EXPORT)
        out = StringIO()
        call_command("prune_audit", stdout=out)
        assert "4 regels ouder dan 30 dagen" in out.getvalue()
        with park_context(cast.noord.pk, cast.zuid.pk):
            left = AuditEntry.objects.values_list("action", flat=True)
            assert list(left) == [AuditAction.EXPORT] * 2
