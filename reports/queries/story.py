"""The public page of a park: all that somebody without a log-in may read of it.

Only what its manager published or what has the audience "public". What is not written here is not
on the page: no owner of a goal, no numbers of companies, no people.
"""

import datetime as dt
from dataclasses import dataclass

from collective.queries.story import Story, public_story
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from reports.models import Report, ReportKind, RoadmapEdition
from reports.queries.public_map import has_public_map
from strategy.choices import GoalState
from strategy.queries.cards import GoalCard, goal_cards

EVERYBODY = Audience.at_least(Audience.PUBLIC)
# A goal that nobody agreed on, or that was dropped, is nothing to show to the world.
SHOWN_STATES = {state.value for state in GoalState} - {GoalState.DRAFT, GoalState.DROPPED}


@dataclass(frozen=True, slots=True)
class PublicGoal:
    """A goal with its result, as everybody may read it."""

    statement: str
    state: str
    state_label: str
    percentage: int | None
    target_text: str
    latest_text: str


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """The newest roadmap for everybody; `file` is empty as long as its PDF is being made."""

    title: str
    number: int
    adopted_by: str
    adopted_on: dt.date
    file: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """All of the page."""

    name: str
    municipality: str
    story: Story
    goals: tuple[PublicGoal, ...]
    edition: PublicEdition | None
    has_map: bool


def public_page(park: Park, today: dt.date) -> PublicPage | None:
    """Return the page of a park, or None when its story is not published. Nine queries.

    Needs the park's context. Asks the story itself, not the sign on the park.
    """
    story = public_story(park.pk, today)
    if story is None:
        return None
    cards = goal_cards(park_id=park.pk, audiences=EVERYBODY, today=today)
    return PublicPage(
        name=park.name,
        municipality=park.municipality_names,
        story=story,
        goals=tuple(_goal(card) for card in cards if card.state in SHOWN_STATES),
        edition=public_edition(park),
        has_map=has_public_map(park),
    )


def public_edition(park: Park) -> PublicEdition | None:
    """Return the newest roadmap that is for everybody, or None. Needs the park's context."""
    editions = RoadmapEdition.objects.in_park(park.pk).filter(audience=Audience.PUBLIC)
    edition = editions.newest_first().first()
    if edition is None:
        return None
    jobs = Report.objects.in_park(park.pk).filter(edition=edition, kind=ReportKind.EDITION)
    file = jobs.filter(state=JobState.READY).values_list("file", flat=True).first()
    return PublicEdition(
        title=edition.title,
        number=edition.number,
        adopted_by=edition.get_adopted_by_display(),
        adopted_on=edition.adopted_on,
        file=file or "",
    )


def _goal(card: GoalCard) -> PublicGoal:
    return PublicGoal(
        statement=card.statement,
        state=card.state,
        state_label=card.state_label,
        percentage=card.progress.percentage,
        target_text=card.target_text,
        latest_text=card.latest_text,
    )
