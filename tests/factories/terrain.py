"""One of everything that lies on a park, for the isolation nets; every text is a canary."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from parks.choices import (
    Audience,
    AuditAction,
    Coverage,
    EnvironmentalCategory,
    FigureKind,
    ImportKind,
    ImportStep,
    PlotState,
    PlotUse,
    Release,
    Verdict,
)
from parks.jobs.models import JobState
from parks.models import (
    AggregateRelease,
    AggregateSource,
    AuditEntry,
    CompanyFigure,
    ContactPerson,
    Establishment,
    Import,
    ImportBlock,
    ImportFile,
    Merge,
    MergeKind,
    Occupation,
    Organisation,
    Ownership,
    Park,
    Plot,
    RememberedColumns,
)
from tests.factories.canaries import canary

# What a company keeps to itself, as rare as a canary; the second is released to the members.
CONFIDENTIAL, RELEASED = 31_337, 42_424
# One answer behind a published total, and the total itself.
BEHIND_TOTAL, TOTAL = 53_535, 64_600


@dataclass(frozen=True)
class Terrain:
    """What lies on a park. The company is nobody's of the cast: a competitor of all members."""

    organisation: Organisation
    merged: Organisation
    owner: Organisation
    establishment: Establishment
    team_establishment: Establishment
    contact: ContactPerson
    plot: Plot
    team_plot: Plot
    ownership: Ownership
    occupation: Occupation
    figure: CompanyFigure
    released_figure: CompanyFigure
    total: AggregateRelease
    total_source: AggregateSource
    entry: AuditEntry
    merge: Merge
    imported: Import


def fill_terrain(park: Park, by: User) -> Terrain:
    """Make one of everything on a park. Needs its context."""
    organisation = _organisation(park, "organisatie", Audience.MEMBERS, "01234567")
    establishment = _establishment(organisation, Audience.MEMBERS, "000012345678")
    plot = _plot(park, Audience.MEMBERS, 0)
    total = _total(park)
    merged = _organisation(park, "opgegaan", Audience.MEMBERS, "01234568", merged_into=organisation)
    return Terrain(
        organisation=organisation,
        merged=merged,
        owner=_organisation(park, "eigenaar", Audience.TEAM, "01234569"),
        establishment=establishment,
        team_establishment=_establishment(organisation, Audience.TEAM, "000012345679"),
        contact=_contact(establishment),
        plot=plot,
        team_plot=_plot(park, Audience.TEAM, 1),
        ownership=Ownership.objects.create(
            park=park, plot=plot, organisation=organisation, since=dt.date(2020, 1, 1)
        ),
        occupation=Occupation.objects.create(
            park=park, plot=plot, establishment=establishment, since=dt.date(2021, 1, 1)
        ),
        figure=_figure(establishment, FigureKind.ELECTRICITY, CONFIDENTIAL, Release.COMPANY),
        total=total,
        total_source=AggregateSource.objects.create(
            park=park, aggregate=total, answers={"kanarie": {"value": str(BEHIND_TOTAL)}}
        ),
        released_figure=_figure(establishment, FigureKind.ROOF, RELEASED, Release.MEMBERS),
        entry=_entry(park, by),
        merge=Merge.objects.create(
            park=park,
            kind=MergeKind.ORGANISATION,
            winner_id=organisation.pk,
            loser_id=merged.pk,
            loser_name=merged.name,
            merged_by=by,
        ),
        imported=_import(park, by),
    )


def _import(park: Park, by: User) -> Import:
    """A list of one company that waits to be looked at."""
    name = canary(park, "ingelezen-bedrijf")
    run: Import = Import.objects.create(
        park=park,
        kind=ImportKind.COMPANIES,
        filename=f"{canary(park, 'bestand')}.csv",
        sha256="0" * 64,
        size=len(name),
        source=canary(park, "bestand-bron"),
        headings=["naam"],
        examples=[[name]],
        mapping=["name"],
        step=ImportStep.PREVIEW,
        counts={**dict.fromkeys(Verdict.values, 0), Verdict.NEW: 1},
        requested_by=by,
        state=JobState.READY,
    )
    ImportFile.objects.create(park=park, run=run, content=f"naam\r\n{name}\r\n".encode())
    row = {"number": 2, "label": name, "values": {"name": name}, "verdict": Verdict.NEW}
    ImportBlock.objects.create(park=park, run=run, verdict=Verdict.NEW, position=0, rows=[row])
    RememberedColumns.objects.create(
        park=park, kind=ImportKind.COMPANIES, headings_sha256="0" * 64, mapping=["name"]
    )
    return run


def _organisation(
    park: Park, what: str, audience: Audience, kvk_number: str, **fields: object
) -> Organisation:
    return Organisation.objects.create(
        park=park,
        name=canary(park, f"{what}-{audience}"),
        kvk_number=kvk_number,
        website=f"https://kanarie-{park.slug}-website.example",
        note=canary(park, f"{what}-notitie-team"),
        audience=audience,
        source=canary(park, f"{what}-herkomst"),
        **fields,
    )


def _establishment(organisation: Organisation, audience: Audience, number: str) -> Establishment:
    park = organisation.park
    return Establishment.objects.create(
        park=park,
        organisation=organisation,
        name=canary(park, f"vestiging-{audience}"),
        number=number,
        sbi_code="2511",
        employees="20-49",
        street=canary(park, f"straat-{audience}"),
        house_number="12",
        postcode="7772 AB",
        town=canary(park, f"plaats-{audience}"),
        audience=audience,
    )


def _contact(establishment: Establishment) -> ContactPerson:
    park = establishment.park
    return ContactPerson.objects.create(
        park=park,
        establishment=establishment,
        name=canary(park, "contact-team"),
        function=canary(park, "functie-team"),
        email=f"kanarie-contact-team-{park.slug}@example.test",
        telephone="0000-000000",
        audience=Audience.TEAM,
    )


def _plot(park: Park, audience: Audience, place: int) -> Plot:
    assert park.outline is not None
    west, south, _, _ = park.outline.extent
    corner = west + 10 + 120 * place
    square = Polygon.from_bbox((corner, south + 10, corner + 100, south + 90))
    return Plot.objects.create(
        park=park,
        name=canary(park, f"kavel-{audience}"),
        cadastral_number=canary(park, f"kadaster-{audience}"),
        geometry=MultiPolygon(square, srid=28992),
        use=PlotUse.INDUSTRY,
        environmental_category=EnvironmentalCategory.C32,
        state=PlotState.OFFERED,
        street=canary(park, f"kavelstraat-{audience}"),
        note=canary(park, "kavel-notitie-team"),
        audience=audience,
    )


def _figure(
    establishment: Establishment, kind: FigureKind, value: int, release: Release
) -> CompanyFigure:
    return CompanyFigure.objects.create(
        park=establishment.park,
        establishment=establishment,
        kind=kind,
        year=2025,
        value=value,
        note=canary(establishment.park, f"cijfer-{release}"),
        released_to=release,
    )


def _total(park: Park) -> AggregateRelease:
    return AggregateRelease.objects.create(
        park=park,
        kind=FigureKind.GAS,
        year=2025,
        number=1,
        value=TOTAL,
        companies=5,
        estimated=0,
        missing=0,
        not_applicable=0,
        refused=0,
        coverage=Coverage.HALF,
    )


def _entry(park: Park, by: User) -> AuditEntry:
    return AuditEntry.objects.create(
        park=park,
        actor=by,
        action=AuditAction.EXPORT,
        object_label=canary(park, "logboek"),
        origin="192.0.2.7",
    )
