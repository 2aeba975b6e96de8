"""Objects of the routes of the strategy and the reports."""

from tests.isolation.objects.kinds import Objects

MEMBERS: dict[str, Objects] = {
    "strategy:cell": lambda world: {"capital": "natural", "horizon": "short"},
    "strategy:take_over": lambda world: {"suggestion": _suggestion()},
    "strategy:goal_detail": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_edit": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_state": lambda world: {"pk": world.members_goal.pk},
    "strategy:goal_history": lambda world: {"pk": world.members_goal.pk},
    "strategy:measurement_create": lambda world: {"pk": world.members_goal.pk},
    "strategy:measurement_edit": lambda world: {
        "pk": world.members_goal.pk,
        "measurement": world.measurement.pk,
    },
    "strategy:milestone_edit": lambda world: {"pk": world.members_milestone.pk},
    "strategy:milestone_done": lambda world: {"pk": world.members_milestone.pk},
    "strategy:milestone_delete": lambda world: {"pk": world.members_milestone.pk},
    "reports:edition_detail": lambda world: {"pk": world.edition.pk},
    "reports:edition_pdf": lambda world: {"pk": world.edition.pk},
    "reports:report_detail": lambda world: {"pk": world.edition_report.pk},
    "reports:report_file": lambda world: {"pk": world.edition_report.pk},
    "reports:report_retry": lambda world: {"pk": world.edition_report.pk},
    "reports:export_file": lambda world: {"pk": world.export.pk},
}
TEAM: dict[str, Objects] = {
    "strategy:goal_detail": lambda world: {"pk": world.team_goal.pk},
    "strategy:goal_history": lambda world: {"pk": world.team_goal.pk},
    "reports:report_detail": lambda world: {"pk": world.draft.pk},
    "reports:report_file": lambda world: {"pk": world.draft.pk},
}


def _suggestion() -> str:
    from knowledge.loader import cells

    return next(iter(cells().values())).suggestions[0].slug
