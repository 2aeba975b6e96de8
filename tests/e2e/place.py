"""A page in a state that a person can get to see."""

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Final

from playwright.sync_api import Page

from tests.site.cast import FULL_PARK, PEOPLE
from tests.site.running import Site

FULL: Final = f"/p/{FULL_PARK}/"
EMPTY: Final = "/p/proefpark-leeg/"
SMALL_PARK: Final = "proefpark-zicht"
SMALL: Final = f"/p/{SMALL_PARK}/"


@dataclass(frozen=True)
class Place:
    """A page: who looks, where, and what she does there before it is in its state.

    `path` may name what `_QUERIES` finds, in braces. `part` is what axe judges: a menu that is
    open on purpose lies over the rest of the page.
    """

    name: str
    who: str | None
    path: str
    act: Callable[[Page], None] | None = None
    part: str = "html"

    def visit(self, page: Page, site: Site) -> None:
        """Bring a page into this state."""
        names = [name for _, name, _, _ in Formatter().parse(self.path) if name]
        page.goto(self.path.format(**{name: _id(site, name) for name in names}))
        if self.act:
            self.act(page)


def _id(site: Site, name: str) -> str:
    return str(site.rows(_QUERIES[name])[0][0])


_IN: Final = (
    "select it.id from {} it join parks_park park on park.id = it.park_id where park.slug = '{}'"
)
_GOAL: Final = (
    _IN.format("strategy_goal", FULL_PARK) + " and state = 'on_track' order by created_at"
)


def _in_full(table: str, name: str) -> str:
    """Return the query for the row with a name in the full park."""
    return _IN.format(table, FULL_PARK) + f" and it.name = '{name}'"


def _in_agreements(table: str, condition: str) -> str:
    """Return the query for a row of what parties agreed in the park that is there for it."""
    return _IN.format(f"collective_{table}", "proefpark-afspraken") + f" and {condition}"


def _activity(title: str) -> str:
    return _IN.format("collective_activity", FULL_PARK) + f" and it.title = '{title}'"


def _company(name: str) -> str:
    return _in_full("parks_establishment", name)


def _listing(title: str) -> str:
    return _IN.format("realisation_listing", FULL_PARK) + f" and it.title = '{title}'"


def _search(condition: str) -> str:
    return _IN.format("realisation_matchingrun", FULL_PARK) + f" and it.{condition}"


def _proposal(table: str, kind: str, tie: str = "of_it.id = it.id") -> str:
    """Return the query for a row of the best proposal of a kind, made by the tests."""
    return (
        f"select it.id from realisation_{table} it join realisation_proposal of_it on {tie}"
        " join realisation_matchingrun run on run.id = of_it.run_id join accounts_user person"
        f" on person.id = run.requested_by_id where person.email = '{PEOPLE['marit'].email}'"
        f" and run.kind = '{kind}' and of_it.rank = 1"
    )


def _opportunity(title: str) -> str:
    return _IN.format("realisation_opportunity", FULL_PARK) + f" and it.title = '{title}'"


def _of_opportunity(table: str, condition: str) -> str:
    """Return the query for a row that belongs to the opportunity with a round."""
    return (
        f"select it.id from realisation_{table} it join realisation_opportunity of_it"
        f" on of_it.title = 'Proefkans restwarmte' and {condition}"
    )


_SCAN: Final = (
    "select it.id from realisation_quickscan it join realisation_scanround asked"
    " on asked.id = it.round_id where asked.title = 'Proefronde'"
)
_QUERIES: Final = {
    "ready_search": _search("state = 'ready' and it.kind = 'space'"),
    "running_search": _search("state = 'running'"),
    "failed_search": _search("state = 'failed'"),
    "proposal": _proposal("proposal", "space"),
    "flow_proposal": _proposal("proposal", "flows"),
    "proposed_listing": _proposal(
        "listing",
        "space",
        "exists (select from realisation_proposalpart part where part.proposal_id = of_it.id"
        " and part.listing_id = it.id and part.outcome = 'met')",
    ),
    "goal": _GOAL,
    "chosen_form": _in_full("collective_chosenform", "Proefvereniging"),
    "measurement": "select id from strategy_measurement where indicator_id ="
    f" (select indicator_id from strategy_goal where id = ({_GOAL} limit 1))",
    "draft_goal": _IN.format("strategy_goal", SMALL_PARK) + " and audience = 'team'",
    "milestone": _IN.format("strategy_milestone", FULL_PARK) + " order by due_on, created_at",
    "edition": _IN.format("reports_roadmapedition", FULL_PARK)
    + " and audience = 'members' order by it.number desc",
    "membership": _IN.format("parks_membership", FULL_PARK) + " and role = 'member'",
    "looked_at": _IN.format("parks_membership", "proefpark-meekijken") + " and role = 'member'",
    "request": _IN.format("parks_accessrequest", FULL_PARK),
    "only_manager": _IN.format("parks_membership", "proefpark-leeg")
    + " and role = 'park_manager' and ended_on is null",
    "company": _company("Metaalbouw De Sluis"),
    "organisation": _in_full("parks_organisation", "Betoncentrale Havenpoort BV"),
    "double": _in_full("parks_organisation", "Betoncentrale Haven-poort"),
    "contact": "select id from parks_contactperson where establishment_id ="
    f" ({_company('Metaalbouw De Sluis')})",
    "ownership": _IN.format("parks_ownership", FULL_PARK) + " and it.until is null",
    "occupation": _IN.format("parks_occupation", FULL_PARK) + " and it.until is null",
    "other_company": _IN.format("parks_establishment", FULL_PARK)
    + " and it.name <> 'Metaalbouw De Sluis' and it.merged_into_id is null order by it.name",
    "drawn_plot": _IN.format("parks_plot", FULL_PARK)
    + " and geometry is not null and audience = 'members' order by it.name",
    "own_company": "select it.establishment_id from parks_membership it"
    " join parks_park park on park.id = it.park_id join accounts_user person on person.id = user_id"
    f" where slug = '{FULL_PARK}' and email = '{PEOPLE['lotte'].email}' and ended_on is null",
    "assessment": _IN.format("collective_assessment", FULL_PARK)
    + " and audience = 'members' and signed_at is not null order by it.assessed_on desc, it.side",
    "stakeholder": _IN.format("collective_stakeholder", FULL_PARK)
    + " and audience = 'members' and left_on is null order by it.name",
    "position": _IN.format("collective_position", FULL_PARK) + " order by it.since",
    "talk": _IN.format("collective_contact", FULL_PARK) + " order by it.on",
    "relation": _IN.format("collective_relation", FULL_PARK) + " order by it.id",
    "agreement": _in_agreements("agreement", "it.state = 'signed'"),
    "draft_agreement": _in_agreements("agreement", "it.state = 'draft'"),
    "agreement_party": _in_agreements("agreementparty", "it.name = 'Proefgemeente'"),
    "agreement_document": _in_agreements("agreementdocument", "true"),
    "commitment": _in_agreements("commitment", "it.kind = 'money'"),
    "funding": _in_agreements("funding", "it.source = 'municipal'"),
    "idea": _in_agreements("idea", "it.stage = 'carried'"),
    "idea_carrier": _in_agreements("ideacarrier", "true"),
    "open_activity": _activity("Proefontbijt"),
    "held_activity": _activity("Proefborrel"),
    "cancelled_activity": _activity("Proefmarkt"),
    "follow_up": _IN.format("collective_followup", FULL_PARK)
    + " and it.what = 'Samen afval ophalen'",
    "sign_up": _IN.format("collective_signup", FULL_PARK) + " and it.name = 'Gast 5'",
    "ready_run": _IN.format("collective_mailrun", FULL_PARK) + " and it.state = 'ready'",
    "failed_run": _IN.format("collective_mailrun", FULL_PARK) + " and it.state = 'failed'",
    "feed": _IN.format("collective_calendarfeed", FULL_PARK) + " and it.token_hash = 'team-hash'",
    "message": _IN.format("collective_communication", FULL_PARK) + " order by it.planned_on desc",
    "team": _in_full("collective_team", "Proefkernteam"),
    "team_member": _in_full("collective_teammember", "Proefvoorzitter"),
    "rehearsal": _in_full("collective_bizrehearsal", "Proefstemming"),
    "opportunity": _opportunity("Proefkans restwarmte"),
    "lapsed_opportunity": _opportunity("Proefkans die verviel"),
    "blind_opportunity": _opportunity("Proefkans in stilte"),
    "opportunity_party": _of_opportunity(
        "opportunityparty", "of_it.id = it.opportunity_id and it.name = 'Proefbakkerij'"
    ),
    "opportunity_link": _of_opportunity("opportunitylink", "of_it.id = it.source_id"),
    "round": _of_opportunity("round", "of_it.id = it.opportunity_id"),
    "analysis": _IN.format("realisation_selfanalysis", FULL_PARK),
    "double_test": _IN.format("realisation_doubletest", FULL_PARK),
    "listing": _listing("Proefvraag naar grond"),
    "new_supply": _listing("Nieuw proefaanbod"),
    "unwilling": _listing("Proefvraag zonder bereidheid"),
    "match": _IN.format("realisation_match", FULL_PARK) + " and it.state = 'confirmed'",
    "introduction": "select it.id from realisation_introduction it"
    " join realisation_match pair on pair.id = it.match_id"
    f" where pair.demand_id = ({_listing('Proefvraag naar grond')})",
    "front_runner": _IN.format("collective_frontrunner", FULL_PARK) + " order by it.id",
    "fact": _IN.format("realisation_areafact", FULL_PARK) + " and it.source = 'Proeftelling'",
    "fact_goal": _IN.format("realisation_factgoal", FULL_PARK),
    "scan_round": _IN.format("realisation_scanround", FULL_PARK) + " and title = 'Proefronde'",
    "closed_round": _IN.format("realisation_scanround", FULL_PARK)
    + " and title = 'Proefronde van toen'",
    "own_scan": _SCAN + " and it.finished_at is null",
    "sent_scan": _SCAN + " and it.finished_at is not null",
    "ready_reminder": _IN.format("realisation_reminderrun", FULL_PARK) + " and state = 'ready'",
    "failed_reminder": _IN.format("realisation_reminderrun", FULL_PARK) + " and state = 'failed'",
    "unasked_company": _IN.format("parks_establishment", FULL_PARK)
    + " and it.merged_into_id is null and it.left_on is null order by it.name desc",
    "ready": _IN.format("reports_report", SMALL_PARK) + " and kind = 'edition'",
    "waiting": "select id from reports_report where request_key = 'state:waiting'",
    "running": "select id from reports_report where request_key = 'state:running'",
    "failed": "select id from reports_report where request_key = 'state:failed'",
}
