"""Objects of the routes of realisation."""

from tests.isolation.objects.kinds import Objects

MEMBERS: dict[str, Objects] = {
    "realisation:map_download": lambda world: {"form": "geojson"},
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
TEAM: dict[str, Objects] = {
    "realisation:opportunity": lambda world: {"pk": world.realised.team_opportunity.pk},
    "realisation:listing": lambda world: {"pk": world.realised.team_supply.pk},
    "realisation:introduction": lambda world: {"pk": world.realised.introduction.pk},
    "realisation:scan": lambda world: {"pk": world.realised.scan.pk},
}
