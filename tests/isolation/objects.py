"""For every route with an object in its address: one that every insider may see, one for the team.

A route that stands in neither fails the walk (`test_walk.py`).
"""

from collections.abc import Callable

from tests.factories.world import World

Objects = Callable[[World], dict[str, object]]
MEMBERS_OBJECTS: dict[str, Objects] = {
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
    "terrain:establishment_detail": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_edit": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_leave": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_return": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_history": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_merge_choose": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:establishment_merge": lambda world: {
        "pk": world.terrain.establishment.pk,
        "other": world.terrain.team_establishment.pk,
    },
    "terrain:contact_add": lambda world: {"pk": world.terrain.establishment.pk},
    "terrain:contact_edit": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:contact_delete": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:organisation_detail": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_edit": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_history": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:establishment_add": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_merge_choose": lambda world: {"pk": world.terrain.organisation.pk},
    "terrain:organisation_merge": lambda world: {
        "pk": world.terrain.organisation.pk,
        "other": world.terrain.owner.pk,
    },
    "terrain:merge_undo": lambda world: {"pk": world.terrain.merge.pk},
    "terrain:plot_detail": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_edit": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_delete": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:plot_history": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:owner_add": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:user_add": lambda world: {"pk": world.terrain.plot.pk},
    "terrain:ownership_edit": lambda world: {"pk": world.terrain.ownership.pk},
    "terrain:ownership_delete": lambda world: {"pk": world.terrain.ownership.pk},
    "terrain:occupation_edit": lambda world: {"pk": world.terrain.occupation.pk},
    "terrain:occupation_delete": lambda world: {"pk": world.terrain.occupation.pk},
    "imports:upload": lambda world: {"kind": "bedrijven"},
    "imports:export": lambda world: {"kind": "kavels", "form": "wgs84"},
    "imports:detail": lambda world: {"pk": world.terrain.imported.pk},
    "imports:columns": lambda world: {"pk": world.terrain.imported.pk},
    "imports:choose": lambda world: {"pk": world.terrain.imported.pk},
    "imports:apply": lambda world: {"pk": world.terrain.imported.pk},
    "imports:undo": lambda world: {"pk": world.terrain.imported.pk},
    "imports:retry": lambda world: {"pk": world.terrain.imported.pk},
    "imports:discard": lambda world: {"pk": world.terrain.imported.pk},
    "imports:file": lambda world: {"pk": world.terrain.imported.pk},
    "map:plot": lambda world: {"pk": world.terrain.plot.pk},
    "map:plot_shape": lambda world: {"pk": world.terrain.plot.pk},
    "map:plot_shape_delete": lambda world: {"pk": world.terrain.plot.pk},
    "figures:company": lambda world: {"pk": world.terrain.establishment.pk},
    "figures:company_year": lambda world: {"pk": world.terrain.establishment.pk, "year": 2025},
    "figures:history": lambda world: {"pk": world.terrain.establishment.pk},
    "parks:role_change": lambda world: {"pk": world.membership.pk},
    "parks:role_end": lambda world: {"pk": world.membership.pk},
    "parks:invitation_resend": lambda world: {"pk": world.invitation.pk},
    "parks:invitation_withdraw": lambda world: {"pk": world.invitation.pk},
    "parks:request_decline": lambda world: {"pk": world.access_request.pk},
    "parks:look_as": lambda world: {"pk": world.membership.pk},
    "parks:look_as_adviser": lambda world: {"pk": world.adviser.pk},
    **{
        f"collective:activity_{act}": lambda world: {"pk": world.together.activity.pk}
        for act in (
            "detail",
            "edit",
            "cancel",
            "delete",
            "history",
            "outcome",
            "file",
            "own_answer",
            "people",
            "invite",
            "remind",
            "attendance",
        )
    },
    "collective:activity_follow_up": lambda world: {
        "pk": world.together.activity.pk,
        "kind": "idea",
    },
    **{
        f"collective:activity_person_{act}": lambda world: {"pk": world.together.sign_up.pk}
        for act in ("answer", "remove")
    },
    **{
        f"collective:activity_mail_{act}": lambda world: {"pk": world.together.run.pk}
        for act in ("run", "retry")
    },
    "collective:activity_calendar_withdraw": lambda world: {"pk": world.together.feed.pk},
    **{
        f"collective:communication_{act}": lambda world: {"pk": world.together.communication.pk}
        for act in ("edit", "done", "delete", "history")
    },
    "collective:assessment_start": lambda _: {"side": "business"},
    "collective:assessment": lambda world: {"pk": world.together.assessment.pk},
    **{
        f"collective:assessment_{act}": lambda world: {"pk": world.together.assessment.pk}
        for act in ("sign", "delete", "history")
    },
    "collective:assessment_save": lambda world: {
        "pk": world.together.assessment.pk,
        "section": "network",
    },
    "collective:assessment_evidence_add": lambda world: {
        "pk": world.together.assessment.pk,
        "statement": "legal-form",
    },
    **{
        name: lambda world: {
            "pk": world.together.assessment.pk,
            "evidence": world.together.evidence.pk,
        }
        for name in ("collective:assessment_evidence", "collective:assessment_evidence_delete")
    },
    **{
        f"collective:form_{act}": lambda world: {"pk": world.together.form.pk}
        for act in ("edit", "end", "delete", "history")
    },
    **{
        f"collective:step_{act}": lambda _: {"step": "form-core-team"}
        for act in ("accept", "dismiss", "reopen")
    },
    **{
        f"collective:stakeholder_{act}": lambda world: {"pk": world.together.stakeholder.pk}
        for act in (
            "detail",
            "edit",
            "leave",
            "return",
            "delete",
            "history",
            "position_add",
            "contact_add",
        )
    },
    **{
        f"collective:stakeholder_position_{act}": lambda world: {"pk": world.together.position.pk}
        for act in ("edit", "delete", "history")
    },
    **{
        f"collective:stakeholder_contact_{act}": lambda world: {"pk": world.together.contact.pk}
        for act in ("edit", "done", "delete", "history")
    },
    **{
        f"collective:stakeholder_relation_{act}": lambda world: {"pk": world.together.relation.pk}
        for act in ("edit", "delete", "history")
    },
    **{
        f"collective:agreement_{act}": lambda world: {"pk": world.together.agreement.pk}
        for act in (
            "detail",
            "edit",
            "goals",
            "history",
            "delete",
            "sign",
            "end",
            "drop",
            "reopen",
            "party_add",
            "document_add",
        )
    },
    **{
        f"collective:agreement_party_{act}": lambda world: {"pk": world.together.party.pk}
        for act in ("edit", "delete", "history")
    },
    "collective:agreement_document": lambda world: {"pk": world.together.document.pk},
    "collective:agreement_document_delete": lambda world: {"pk": world.together.document.pk},
    **{
        f"collective:commitment_{act}": lambda world: {"pk": world.together.commitment.pk}
        for act in ("detail", "edit", "goals", "history", "delete", "keep", "drop", "reopen")
    },
    **{
        f"collective:funding_{act}": lambda world: {"pk": world.together.funding.pk}
        for act in ("edit", "history", "delete")
    },
    "collective:list_export": lambda _: {"kind": "belanghebbenden", "form": "csv"},
    **{
        f"collective:idea_{act}": lambda world: {"pk": world.together.idea.pk}
        for act in (
            "detail",
            "edit",
            "history",
            "delete",
            "forward",
            "back",
            "lapse",
            "revive",
            "carrier_add",
        )
    },
    **{
        f"collective:idea_carrier_{act}": lambda world: {"pk": world.together.carrier.pk}
        for act in ("edit", "delete")
    },
    **{
        f"collective:team_{act}": lambda world: {"pk": world.together.team.pk}
        for act in ("detail", "edit", "end", "delete", "history", "member_add")
    },
    **{
        f"collective:team_member_{act}": lambda world: {"pk": world.together.member.pk}
        for act in ("edit", "leave", "delete", "history")
    },
    **{
        f"collective:biz_{act}": lambda world: {"pk": world.together.rehearsal.pk}
        for act in ("detail", "edit", "delete", "history")
    },
    **{
        f"collective:biz_{act}": lambda world: {
            "pk": world.together.rehearsal.pk,
            "payer": "gebruikers",
        }
        for act in ("group_add", "votes", "group_delete", "classes")
    },
    **{
        f"collective:story_runner_{act}": lambda world: {"pk": world.together.front_runner.pk}
        for act in ("edit", "delete", "history")
    },
}
TEAM_OBJECTS: dict[str, Objects] = {
    "collective:activity_detail": lambda world: {"pk": world.together.team_activity.pk},
    "collective:activity_file": lambda world: {"pk": world.together.team_activity.pk},
    "figures:company": lambda world: {"pk": world.terrain.team_establishment.pk},
    "strategy:goal_detail": lambda world: {"pk": world.team_goal.pk},
    "strategy:goal_history": lambda world: {"pk": world.team_goal.pk},
    "terrain:establishment_detail": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:establishment_history": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:establishment_edit": lambda world: {"pk": world.terrain.team_establishment.pk},
    "terrain:contact_edit": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:contact_delete": lambda world: {"pk": world.terrain.contact.pk},
    "terrain:organisation_detail": lambda world: {"pk": world.terrain.owner.pk},
    "terrain:plot_detail": lambda world: {"pk": world.terrain.team_plot.pk},
    "map:plot": lambda world: {"pk": world.terrain.team_plot.pk},
    "reports:report_detail": lambda world: {"pk": world.draft.pk},
    "reports:report_file": lambda world: {"pk": world.draft.pk},
    "collective:assessment": lambda world: {"pk": world.together.team_assessment.pk},
    "collective:stakeholder_detail": lambda world: {"pk": world.together.team_stakeholder.pk},
    "collective:team_detail": lambda world: {"pk": world.together.hidden_team.pk},
    "collective:agreement_detail": lambda world: {"pk": world.together.team_agreement.pk},
    "collective:commitment_detail": lambda world: {"pk": world.together.team_commitment.pk},
    "collective:idea_detail": lambda world: {"pk": world.together.team_idea.pk},
}


def _suggestion() -> str:
    from knowledge.loader import cells

    return next(iter(cells().values())).suggestions[0].slug
