"""Objects of the routes of working together."""

from tests.isolation.objects.kinds import Objects

MEMBERS: dict[str, Objects] = {
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
}
TEAM: dict[str, Objects] = {
    "collective:activity_detail": lambda world: {"pk": world.together.team_activity.pk},
    "collective:activity_file": lambda world: {"pk": world.together.team_activity.pk},
    "collective:assessment": lambda world: {"pk": world.together.team_assessment.pk},
    "collective:stakeholder_detail": lambda world: {"pk": world.together.team_stakeholder.pk},
    "collective:team_detail": lambda world: {"pk": world.together.hidden_team.pk},
    "collective:agreement_detail": lambda world: {"pk": world.together.team_agreement.pk},
    "collective:commitment_detail": lambda world: {"pk": world.together.team_commitment.pk},
    "collective:idea_detail": lambda world: {"pk": world.together.team_idea.pk},
}
