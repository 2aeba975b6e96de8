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
    "realisation:map_download": lambda world: {"form": "geojson"},
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
    **{
        f"collective:activity_follow_up_{act}": lambda world: {"pk": world.together.follow_up.pk}
        for act in ("delete", "history")
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
    "realisation:listing": lambda world: {"pk": world.realised.supply.pk},
    **{
        f"realisation:listing_{act}": lambda world: {"pk": world.realised.supply.pk}
        for act in ("edit", "history", "renew", "met", "withdraw", "reopen", "delete")
    },
    "realisation:match_listing": lambda world: {"pk": world.realised.supply.pk},
    **{
        f"realisation:match_{act}": lambda world: {
            "demand": world.realised.demand.pk,
            "supply": world.realised.supply.pk,
        }
        for act in ("confirm", "dismiss", "ask")
    },
    **{
        f"realisation:match_{act}": lambda world: {"pk": world.realised.match.pk}
        for act in ("undo", "history")
    },
    **{
        f"realisation:{name}": lambda world: {"pk": world.realised.run.pk}
        for name in ("run", "run_retry", "run_stop")
    },
    **{
        f"realisation:proposal{act}": lambda world: {"pk": world.realised.proposal.pk}
        for act in ("", "_dismiss", "_reopen", "_history")
    },
    "realisation:introduction": lambda world: {"pk": world.realised.introduction.pk},
    "realisation:introduction_stop": lambda world: {"pk": world.realised.introduction.pk},
    "realisation:introduction_answer": lambda world: {
        "pk": world.realised.introduction.pk,
        "side": "demand",
    },
    **{
        f"realisation:baseline_{act}": lambda _: {"subject": "green-share"}
        for act in ("subject", "fact_add", "target_add")
    },
    **{
        f"realisation:baseline_fact_{act}": lambda world: {"pk": world.realised.fact.pk}
        for act in ("edit", "delete", "history")
    },
    "realisation:baseline_target_delete": lambda world: {"pk": world.realised.fact_goal.pk},
    **{
        f"realisation:scan_{act}": lambda world: {"pk": world.realised.scan_round.pk}
        for act in (
            "response",
            "round_edit",
            "round_delete",
            "round_history",
            "picture",
            "remind",
        )
    },
    "realisation:scan_picture_download": lambda world: {
        "pk": world.realised.scan_round.pk,
        "form": "xlsx",
    },
    "realisation:scan_start": lambda world: {
        "pk": world.realised.scan_round.pk,
        "company": world.terrain.establishment.pk,
    },
    **{
        f"realisation:scan_{act}": lambda world: {"pk": world.realised.reminder_run.pk}
        for act in ("reminder", "reminder_retry")
    },
    "realisation:scan": lambda world: {"pk": world.realised.scan.pk},
    **{
        f"realisation:scan_{act}": lambda world: {"pk": world.realised.scan.pk}
        for act in ("finish", "reopen", "release", "listings", "delete", "history")
    },
    "realisation:scan_save": lambda world: {
        "pk": world.realised.scan.pk,
        "section": "situation",
    },
    "realisation:measure": lambda _: {"key": "solar-on-roof"},
    "realisation:opportunity": lambda world: {"pk": world.realised.opportunity.pk},
    **{
        f"realisation:opportunity_{act}": lambda world: {"pk": world.realised.opportunity.pk}
        for act in (
            "edit",
            "plots",
            "goals",
            "history",
            "delete",
            "forward",
            "back",
            "lapse",
            "revive",
            "area",
            "area_delete",
            "party_add",
            "link_add",
            "round_start",
            "tests",
        )
    },
    **{
        f"realisation:opportunity_{act}": lambda world: {"pk": world.realised.party.pk}
        for act in ("party_edit", "party_leave", "party_delete", "party_history", "test_add")
    },
    "realisation:opportunity_link_delete": lambda world: {"pk": world.realised.link.pk},
    **{
        f"realisation:opportunity_{act}": lambda world: {"pk": world.realised.round.pk}
        for act in ("round", "round_edit", "round_decide", "round_history")
    },
    "realisation:opportunity_analysis": lambda world: {
        "pk": world.realised.round.pk,
        "party": world.realised.party.pk,
    },
    "realisation:opportunity_analysis_history": lambda world: {"pk": world.realised.analysis.pk},
    **{
        f"realisation:opportunity_{act}": lambda world: {"pk": world.realised.test.pk}
        for act in ("test_edit", "test_history")
    },
}
TEAM_OBJECTS: dict[str, Objects] = {
    "realisation:opportunity": lambda world: {"pk": world.realised.team_opportunity.pk},
    "realisation:listing": lambda world: {"pk": world.realised.team_supply.pk},
    "realisation:introduction": lambda world: {"pk": world.realised.introduction.pk},
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
    "realisation:scan": lambda world: {"pk": world.realised.scan.pk},
}


def _suggestion() -> str:
    from knowledge.loader import cells

    return next(iter(cells().values())).suggestions[0].slug
