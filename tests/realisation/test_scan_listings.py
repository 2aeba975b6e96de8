"""From a quick scan to demand and supply: shown first, made once, kept confidential."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Occupation, Park
from realisation.models import Listing, QuickScan
from realisation.services.scan_listings import create_listings_from_scan, drafts_of
from tests.factories.parks import PlotFactory
from tests.parks.terrain_steps import company_of
from tests.realisation.opportunity_steps import at, text, words
from tests.realisation.scan_steps import asked, own_scan

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def member(bram: User, login: Login) -> Client:
    return login(bram)


def sent(park: Park, member: User, **fields: object) -> QuickScan:
    return own_scan(asked(park), member, finished_at=timezone.now(), **fields)


def keys(scan: QuickScan) -> list[str]:
    with park_context(scan.park_id):
        return [draft.key for draft in drafts_of(scan)]


def made_from(scan: QuickScan) -> list[Listing]:
    with park_context(scan.park_id):
        return list(Listing.objects.filter(scan=scan).order_by("side", "kind", "subject"))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("expand", ["demand-land--expand"]),
        ("move", ["demand-land--move"]),
        ("shrink", ["supply-land--sell"]),
        ("leave", ["supply-land--sell"]),
        ("stay", []),
        ("unsure", []),
        ("", []),
    ],
)
def test_each_plan_gives_rise_to_what_it_asks_or_offers(
    noord: Park, bram: User, plan: str, expected: list[str]
) -> None:
    assert keys(sent(noord, bram, plan=plan)) == expected


def test_who_moves_offers_its_own_plot_in_exchange(noord: Park, bram: User) -> None:
    plot = PlotFactory(park=noord)
    with park_context(noord.pk):
        Occupation.objects.filter(establishment=company_of(bram)).delete()
        Occupation.objects.create(park=noord, plot=plot, establishment=company_of(bram))
        scan = sent(noord, bram, plan="move")
        assert keys(scan) == ["demand-land--move", "supply-land--swap"]
        swap = drafts_of(scan)[1]
    assert swap.fields["plot_id"] == plot.pk


def test_every_offer_becomes_a_supply(noord: Park, bram: User) -> None:
    offers = ["space", "heat", "power", "residual", "roof", "expertise"]
    scan = sent(noord, bram, offers=offers, offer_note="Veel", conditions="Eerlijk delen")
    assert keys(scan) == [
        "supply-building--",
        "supply-flow-heat-",
        "supply-flow-power-",
        "supply-flow-material-",
        "supply-service-roof-",
        "supply-expertise-advice-",
    ]


def test_nothing_is_made_before_somebody_chose(member: Client, noord: Park, bram: User) -> None:
    scan = sent(noord, bram, plan="expand", offers=["heat"])
    page = words(member.get(at("scan_listings", scan.pk)))
    assert "Vraag: Zoekt grond om uit te breiden" in page
    assert made_from(scan) == []
    assert member.post(at("scan_listings", scan.pk), {}).status_code == 422
    wrong = member.post(at("scan_listings", scan.pk), {"make": "supply-flow-power-"})
    assert wrong.status_code == 422
    assert made_from(scan) == []


def test_what_is_chosen_is_made_once_and_stays_between_company_and_manager(
    member: Client, noord: Park, bram: User, tess: User, login: Login
) -> None:
    scan = sent(
        noord, bram, plan="expand", plan_year=2028, plan_area_m2=6000, plan_note="Naast ons",
        plan_category="3.2", plan_conditions="Eerst verkopen", offers=["heat"],
    )  # fmt: skip
    chosen = {"make": ["demand-land--expand", "supply-flow-heat-"]}
    page = member.post(at("scan_listings", scan.pk), chosen, follow=True)
    assert "2 regels staan op de lijst" in text(page)
    again = member.post(at("scan_listings", scan.pk), chosen)
    assert again.status_code == 422
    wish, heat = made_from(scan)
    assert (wish.area_min_m2, wish.category, wish.next_to_own) == (6000, "3.2", True)
    assert (wish.description, wish.conditions) == ("Naast ons", "Eerst verkopen")
    assert wish.from_on is not None
    assert wish.from_on.year == 2028
    assert {each.released_to for each in (wish, heat)} == {"company"}
    assert {each.source for each in (wish, heat)} == {"scan"}
    assert "Zoekt grond" not in text(login(tess).get(at("listings")))


def test_two_clicks_at_once_make_one(noord: Park, bram: User) -> None:
    scan = sent(noord, bram, plan="expand")
    with park_context(noord.pk):
        for _ in range(2):
            create_listings_from_scan(
                park=noord, scan=scan, keys=["demand-land--expand"], today=timezone.localdate()
            )
    assert len(made_from(scan)) == 1


def test_willingness_goes_no_further_than_the_scan(noord: Park, bram: User) -> None:
    refusing = {
        "gives_time": False, "gives_information": False, "gives_knowledge": False,
        "gives_money": "none",
    }  # fmt: skip
    for fields, expected in ((refusing, "none"), ({}, "exploring")):
        scan = sent(noord, bram, offers=["roof"], **fields)
        with park_context(noord.pk):
            [made] = create_listings_from_scan(
                park=noord, scan=scan, keys=keys(scan), today=timezone.localdate()
            )
        assert made.willingness == expected
        assert bool(made.state_reason) == (expected == "none")


def test_only_what_was_sent_in_becomes_demand_or_supply(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram, plan="expand")
    member.post(at("scan_listings", scan.pk), {"make": "demand-land--expand"})
    assert made_from(scan) == []
