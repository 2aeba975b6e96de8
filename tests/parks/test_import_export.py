"""What is exported is the template of its import: read in again it changes nothing."""

import datetime as dt

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from core.park_context import park_context
from parks.access import Viewer
from parks.choices import ImportKind, Role
from parks.imports.exporting import export_companies, export_plots
from parks.models import Establishment, Occupation, Organisation, Ownership, Park, Plot
from tests.parks.importing import lines_of, plan, square

pytestmark = pytest.mark.django_db

NASTY = ("=1+1", "'=2", "@som", "-5", '"aanhaling"', "naam; met; punt", "00123", "A  B", "Ægir €")


@pytest.fixture
def viewer(in_noord: Park, anna: User) -> Viewer:
    return Viewer(in_noord, anna, (Role.PARK_MANAGER,))


def fill(park: Park) -> None:
    """Make companies and plots with texts that spreadsheets stumble over."""
    for number, name in enumerate(NASTY):
        organisation = Organisation.objects.create(
            park=park, name=f"{name} BV", kvk_number=f"0000000{number}", note=f"{name}\nregel 2"
        )
        company = Establishment.objects.create(
            park=park,
            organisation=organisation,
            name=name,
            number=f"00000000000{number}",
            sbi_code="2511",
            employees="2-4",
            street=name,
            arrived_on=dt.date(2020, 2, number + 1),
        )
        ring = square(230_010.125 + 110 * number, 500_010.0625)
        plot = Plot.objects.create(
            park=park,
            name=name,
            cadastral_number=f"A {number}",
            geometry=MultiPolygon(Polygon(ring), srid=28992),
            note=f"{name}\n{name}",
        )
        Ownership.objects.create(park=park, plot=plot, organisation=organisation)
        Occupation.objects.create(park=park, plot=plot, establishment=company)


def twins(park: Park) -> None:
    """Make two companies that only their ids tell apart."""
    for _ in range(2):
        organisation = Organisation.objects.create(park=park, name="Tweeling")
        Establishment.objects.create(park=park, organisation=organisation, name="Tweeling")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_companies_come_back_unchanged(
    form: str, viewer: Viewer, in_noord: Park, anna: User
) -> None:
    fill(in_noord)
    twins(in_noord)
    data = export_companies(viewer, form).content
    run = plan(in_noord, anna, data, filename=f"bedrijven.{form}")

    assert [
        (row.label, row.why_not, row.changes) for row in lines_of(run) if row.verdict != "unchanged"
    ] == []
    assert run.counts["unchanged"] == Establishment.objects.count()


@pytest.mark.parametrize("form", ["csv", "xlsx", "rd", "wgs84"])
def test_plots_come_back_unchanged(form: str, viewer: Viewer, in_noord: Park, anna: User) -> None:
    fill(in_noord)
    data = export_plots(viewer, form).content
    filename = f"kavels.{form}" if form in ("csv", "xlsx") else "kavels.geojson"
    run = plan(in_noord, anna, data, kind=ImportKind.PLOTS, filename=filename)

    assert [
        (row.label, row.why_not, row.changes) for row in lines_of(run) if row.verdict != "unchanged"
    ] == []
    assert run.counts["unchanged"] == len(NASTY)


def test_a_name_can_be_corrected_in_the_exported_list(
    viewer: Viewer, in_noord: Park, anna: User
) -> None:
    fill(in_noord)
    data = export_companies(viewer, "csv").content
    run = plan(in_noord, anna, data.replace("Ægir €".encode(), b"Aegir"))

    assert run.counts["kept"] + run.counts["changed"] == 1
    assert run.counts["new"] == 0


def test_an_empty_park_gives_a_template_of_headings_alone(viewer: Viewer, zuid: Park) -> None:
    with park_context(zuid.pk):
        content = export_plots(Viewer(zuid, viewer.user, (Role.TEAM,)), "csv").content

    (headings,) = content.decode("utf-8-sig").splitlines()
    assert headings.startswith('"naam";"kadastraal nummer";')


def test_an_export_holds_no_formula(viewer: Viewer, in_noord: Park) -> None:
    fill(in_noord)
    text = export_companies(viewer, "csv").content.decode("utf-8-sig")

    assert ';"=' not in text
    assert ';"@' not in text
