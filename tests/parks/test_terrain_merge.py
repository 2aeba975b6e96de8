"""Two rows that are one become one: nothing is lost, and it can be undone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from collective.models import FrontRunner, Stakeholder
from core.park_context import park_context
from knowledge.choices import Scale, Theme
from parks.choices import AuditAction, FigureKind, Role
from parks.models import (
    AuditEntry,
    CompanyFigure,
    ContactPerson,
    Establishment,
    Invitation,
    Membership,
    Merge,
    Occupation,
    Organisation,
    Ownership,
    Park,
    Plot,
)
from parks.queries.merging import relations_to
from parks.services.merging import merge
from realisation.choices import ListingKind, ListingSide, Willingness
from realisation.models import Listing, Opportunity, OpportunityParty, QuickScan, ScanRound
from tests.factories.parks import (
    ContactFactory,
    EstablishmentFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PlotFactory,
)
from tests.parks.terrain_steps import again, at, company_of, text

Login = Callable[[User], Client]
DAYS = [dt.date(2000 + year, 1, 1) for year in range(30)]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def winner(noord: Park) -> Organisation:
    made: Organisation = OrganisationFactory(park=noord, name="Beton BV", kvk_number="00000001")
    return made


@pytest.fixture
def loser(noord: Park) -> Organisation:
    made: Organisation = OrganisationFactory(
        park=noord, name="Be-ton", website="https://beton.example", note="Uit de oude lijst"
    )
    return made


@pytest.fixture
def here(winner: Organisation) -> Establishment:
    made: Establishment = EstablishmentFactory(park=winner.park, organisation=winner, name="Beton")
    return made


@pytest.fixture
def double(loser: Organisation) -> Establishment:
    made: Establishment = EstablishmentFactory(park=loser.park, organisation=loser, name="Be-ton")
    return made


def _figure(of: Establishment) -> CompanyFigure:
    made: CompanyFigure = CompanyFigure.objects.create(
        park=of.park, establishment=of, kind=FigureKind.GAS, year=2025, value=7
    )
    return made


# For each foreign key to a row that can go up in another: how to make a row that points at it.
MAKERS: dict[str, Callable[[Any], Any]] = {
    "parks.Establishment.organisation": lambda row: EstablishmentFactory(
        park=row.park, organisation=row
    ),
    "parks.Ownership.organisation": lambda row: Ownership.objects.create(
        park=row.park, organisation=row, plot=PlotFactory(park=row.park)
    ),
    "parks.Organisation.merged_into": lambda row: OrganisationFactory(
        park=row.park, merged_into=row
    ),
    "parks.Establishment.merged_into": lambda row: EstablishmentFactory(
        park=row.park, merged_into=row
    ),
    "parks.ContactPerson.establishment": lambda row: ContactFactory(
        park=row.park, establishment=row
    ),
    "parks.Occupation.establishment": lambda row: Occupation.objects.create(
        park=row.park, establishment=row, plot=PlotFactory(park=row.park)
    ),
    "parks.Membership.establishment": lambda row: MembershipFactory(
        park=row.park, establishment=row
    ),
    "parks.Invitation.establishment": lambda row: InvitationFactory(
        park=row.park, establishment=row
    ),
    "parks.CompanyFigure.establishment": _figure,
    "collective.Stakeholder.organisation": lambda row: Stakeholder.objects.create(
        park=row.park, name="Belanghebbende", organisation=row
    ),
    "realisation.QuickScan.establishment": lambda row: QuickScan.objects.create(
        park=row.park,
        establishment=row,
        round=ScanRound.objects.create(
            park=row.park, title="Ronde", opened_on=dt.date(2026, 1, 1), version="2026-1"
        ),
    ),
    "realisation.Listing.establishment": lambda row: Listing.objects.create(
        park=row.park,
        establishment=row,
        side=ListingSide.DEMAND,
        kind=ListingKind.LAND,
        title="Zoekt grond",
        willingness=Willingness.WILLING,
        expires_on=dt.date(2099, 1, 1),
    ),
    "realisation.OpportunityParty.establishment": lambda row: OpportunityParty.objects.create(
        park=row.park,
        establishment=row,
        name="Partij",
        opportunity=Opportunity.objects.create(
            park=row.park, title="Kans", scale=Scale.NICHE, theme=Theme.ENERGY
        ),
    ),
    "collective.FrontRunner.establishment": lambda row: FrontRunner.objects.create(
        park=row.park,
        establishment=row,
        shown_name="Koploper",
        text="Deelt warmte.",
        consent_on=dt.date(2026, 1, 1),
        consent_by="directeur",
    ),
}
KEYS = [(model, key) for model in (Organisation, Establishment) for key in relations_to(model)]


@pytest.mark.parametrize(("model", "key"), KEYS, ids=str)
def test_whatever_points_at_the_one_points_at_the_other_afterwards_and_back_again(
    noord: Park, anna: User, client: Client, model: type[Any], key: Any
) -> None:
    path = f"{key.model._meta.label}.{key.name}"
    assert path in MAKERS, f"{path} is new: say here how to make one, and see that it moves"
    factory: Any = OrganisationFactory if model is Organisation else EstablishmentFactory
    winner, loser = factory(park=noord), factory(park=noord)
    with park_context(noord.pk):
        row = MAKERS[path](loser)
        log = merge(park=noord, winner=winner, loser=loser, values={}, by=anna)
        assert getattr(again(row), key.attname) == winner.pk
    assert client.post(at("merge_undo", log.pk)).status_code == 302
    assert getattr(again(row), key.attname) == loser.pk
    assert again(loser).merged_into_id is None


def test_the_page_shows_both_and_asks_what_stays(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    assert "Be-ton" in text(client.get(at("organisation_merge_choose", winner.pk)))
    page = text(client.get(at("organisation_merge", winner.pk, loser.pk)))
    for value in ("Beton BV", "Be-ton", "00000001", "https://beton.example", "Uit de oude lijst"):
        assert value in page
    assert "keep_helix" not in page  # the same in both


def _keep(**kept: str) -> dict[str, str]:
    names = ("name", "kvk_number", "website", "note")
    return {f"keep_{name}": kept.get(name, "winner") for name in names}


def test_what_is_chosen_stays_and_the_loser_keeps_its_own(
    client: Client, anna: User, winner: Organisation, loser: Organisation
) -> None:
    form = _keep(name="loser", website="loser", note="loser")
    answer = client.post(at("organisation_merge", winner.pk, loser.pk), form, follow=True)
    assert "Be-ton is opgegaan in Beton BV." in text(answer)
    stored = again(winner)
    assert (stored.name, stored.kvk_number) == ("Be-ton", "00000001")
    assert (stored.website, stored.note) == ("https://beton.example", "Uit de oude lijst")
    gone = again(loser)
    assert (gone.name, gone.merged_into_id) == ("Be-ton", winner.pk)
    with park_context(winner.park_id):
        assert AuditEntry.objects.filter(action=AuditAction.MERGE, actor=anna).exists()


def test_the_old_address_leads_to_the_new_one(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    client.post(at("organisation_merge", winner.pk, loser.pk), _keep())
    answer = client.get(at("organisation_detail", loser.pk))
    assert answer.status_code == 302
    assert answer["Location"] == at("organisation_detail", winner.pk)
    assert ">Be-ton</a>" not in text(client.get(at("organisations")))
    for name in ("organisation_edit", "organisation_merge_choose"):
        assert client.get(at(name, loser.pk)).status_code == 404


def test_the_history_tells_who_merged_what_and_when(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    client.post(at("organisation_merge", winner.pk, loser.pk), _keep(website="loser"))
    page = text(client.get(at("organisation_history", winner.pk)))
    assert "Be-ton ging hierin op" in page
    assert "Website bij Be-ton" in page
    assert "https://beton.example" in page
    assert "Uit de oude lijst" in page
    assert "niet overgenomen" in page
    assert "Anna" in page
    assert "Be-ton ging hierin op" in text(client.get(at("organisation_detail", winner.pk)))


def test_different_numbers_need_a_word_of_confirmation(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    with park_context(loser.park_id):
        Organisation.objects.filter(pk=loser.pk).update(kvk_number="00000002")
    address = at("organisation_merge", winner.pk, loser.pk)
    assert "Hun nummers verschillen." in text(client.get(address))
    refused = client.post(address, _keep(kvk_number="loser"))
    assert refused.status_code == 422
    assert 'id="id_confirm_error"' in text(refused)
    assert again(loser).merged_into_id is None
    sure = client.post(address, _keep(kvk_number="loser") | {"confirm": "on"})
    assert sure.status_code == 302
    assert again(winner).kvk_number == "00000002"


@pytest.mark.parametrize(
    ("ours", "theirs", "after"),
    [
        ((5, None), (10, None), [(5, None)]),
        ((5, 10), (8, 20), [(5, 20)]),
        ((5, 10), (10, None), [(5, None)]),
        ((None, None), (10, 12), [(None, None)]),
        ((5, 8), (10, None), [(5, 8), (10, None)]),
        ((10, None), (None, 12), [(None, None)]),
    ],
)
def test_both_owned_the_same_plot(
    client: Client,
    winner: Organisation,
    loser: Organisation,
    ours: tuple[int | None, int | None],
    theirs: tuple[int | None, int | None],
    after: list[tuple[int | None, int | None]],
) -> None:
    plot = PlotFactory(park=winner.park)

    def owned() -> dict[Any, list[Any]]:
        with park_context(plot.park_id):
            rows = Ownership.objects.filter(plot=plot).order_by("since", "pk")
            return {
                pk: [(row.since, row.until) for row in rows if row.organisation_id == pk]
                for pk in (winner.pk, loser.pk)
            }

    with park_context(plot.park_id):
        for holder, (since, until) in ((winner, ours), (loser, theirs)):
            Ownership.objects.create(
                park=plot.park, plot=plot, organisation=holder, since=_day(since), until=_day(until)
            )
    before = owned()
    client.post(at("organisation_merge", winner.pk, loser.pk), _keep())
    assert owned()[winner.pk] == [(_day(since), _day(until)) for since, until in after]
    with park_context(plot.park_id):
        log = Merge.objects.get()
    client.post(at("merge_undo", log.pk))
    assert owned() == before


def _day(year: int | None) -> dt.date | None:
    return None if year is None else DAYS[year]


def test_undo_gives_back_the_fields_but_not_what_was_changed_since(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    client.post(at("organisation_merge", winner.pk, loser.pk), _keep(name="loser", website="loser"))
    with park_context(winner.park_id):
        Organisation.objects.filter(pk=winner.pk).update(name="Intussen anders")
        log = Merge.objects.get()
    assert "Samenvoeging terugdraaien?" in text(client.get(at("merge_undo", log.pk)))
    client.post(at("merge_undo", log.pk))
    stored = again(winner)
    assert (stored.name, stored.website) == ("Intussen anders", "")
    assert client.post(at("merge_undo", log.pk)).status_code == 404


def test_a_winner_that_went_up_itself_is_parted_first(
    client: Client, winner: Organisation, loser: Organisation
) -> None:
    third = OrganisationFactory(park=winner.park, name="Derde")
    client.post(at("organisation_merge", winner.pk, loser.pk), _keep())
    with park_context(winner.park_id):
        first = Merge.objects.get()
    form = {f"keep_{name}": "winner" for name in ("name", "kvk_number")}
    assert client.post(at("organisation_merge", third.pk, winner.pk), form).status_code == 302
    assert again(loser).merged_into_id == third.pk
    answer = client.post(at("merge_undo", first.pk), follow=True)
    assert "Draai eerst die samenvoeging terug" in text(answer)


def test_two_establishments_that_are_one(
    client: Client, here: Establishment, double: Establishment, bram: User
) -> None:
    ContactFactory(park=here.park, establishment=double, name="Planning")
    own = company_of(bram)
    MembershipFactory(park=here.park, user=bram, establishment=here)
    MembershipFactory(park=here.park, user=bram, establishment=double)
    with park_context(here.park_id):
        ours, theirs = _figure(here), _figure(double)
    address = at("establishment_merge", here.pk, double.pk)
    assert client.post(address, {"keep_name": "winner"}).status_code == 302
    with park_context(here.park_id):
        assert ContactPerson.objects.get(name="Planning").establishment_id == here.pk
        held = Membership.objects.filter(user=bram, role=Role.MEMBER, ended_on__isnull=True)
        assert set(held.values_list("establishment", flat=True)) == {own.pk, here.pk}
        # What only one can have stays with the row that is gone.
        assert CompanyFigure.objects.get(pk=ours.pk).establishment_id == here.pk
        assert CompanyFigure.objects.get(pk=theirs.pk).establishment_id == double.pk
        log = Merge.objects.get()
    assert client.get(at("establishment_detail", double.pk))["Location"] == at(
        "establishment_detail", here.pk
    )
    assert ">Be-ton</a>" not in text(client.get(at("companies")))
    client.post(at("merge_undo", log.pk))
    with park_context(here.park_id):
        held = Membership.objects.filter(user=bram, ended_on__isnull=True)
        assert set(held.values_list("establishment", flat=True)) == {own.pk, here.pk, double.pk}


def test_nothing_goes_up_in_itself_or_in_a_row_of_another_park(
    client: Client, winner: Organisation, zuid: Park
) -> None:
    foreign = OrganisationFactory(park=zuid)
    for other in (winner.pk, foreign.pk):
        assert client.get(at("organisation_merge", winner.pk, other)).status_code == 404
        assert client.post(at("organisation_merge", winner.pk, other), {}).status_code == 404


def test_an_open_invitation_moves_along(
    client: Client, here: Establishment, double: Establishment
) -> None:
    invitation = InvitationFactory(park=here.park, establishment=double)
    client.post(at("establishment_merge", here.pk, double.pk), {"keep_name": "winner"})
    with park_context(here.park_id):
        assert Invitation.objects.get(pk=invitation.pk).establishment_id == here.pk
        assert not Plot.objects.exists()
