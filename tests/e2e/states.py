"""What the running site gets besides the demo, so that every state has a page."""

from tests.e2e.place import SMALL_PARK
from tests.site.cast import FULL_PARK, PEOPLE
from tests.site.running import Site


def add_every_state(site: Site) -> None:
    """Give the site all that follows, so that each of `PLACES` has its page."""
    for add in (
        add_jobs_in_every_state,
        add_invitations,
        add_access_requests,
        add_activities,
        add_teams,
        add_scans,
        add_trading,
        add_searches,
        add_map,
        add_forms,
        add_opportunities,
    ):
        add(site)


def add_jobs_in_every_state(site: Site) -> None:
    """Give the small park a job that waits, one that runs and one that failed, for good."""
    for state in ("waiting", "running", "failed"):
        site.rows(
            "insert into reports_report (id, park_id, kind, content, audience, request_key,"
            " requested_by_id, state, progress, attempts, lease_until, message, file, file_sha256)"
            " select gen_random_uuid(), it.park_id, 'draft', it.content, 'team', 'state:' || %s,"
            " it.published_by_id, %s, 40, 1, now() + interval '1 day', %s, '', ''"
            " from reports_roadmapedition it join parks_park park on park.id = it.park_id"
            " where slug = 'proefpark-zicht' and audience = 'members'"
            " on conflict do nothing",
            state,
            state,
            "Het maken is niet gelukt. Probeer het opnieuw." if state == "failed" else "",
        )
    _add_exports(site)


def _add_exports(site: Site) -> None:
    """Give the small park an export that failed and the full one an export at work, for good."""
    for slug, state in ((SMALL_PARK, "failed"), (FULL_PARK, "running")):
        site.rows(
            "insert into reports_parkexport (id, park_id, requested_by_id, state, progress,"
            " attempts, lease_until, message, file, file_sha256)"
            " select gen_random_uuid(), park.id, person.id, %s, 40, 1, now() + interval '1 day',"
            " %s, '', '' from parks_park park, accounts_user person"
            " where park.slug = %s and person.email = %s",
            state,
            "Dit is niet gelukt. Probeer het opnieuw." if state == "failed" else "",
            slug,
            PEOPLE["marit"].email,
        )


def add_activities(site: Site) -> None:
    """Give the full park activities with people, mail and a communication plan."""
    code = "from tests.site.activities import fill_activities; fill_activities()"
    site.manage("shell", "--no-imports", "-c", code)


def add_forms(site: Site) -> None:
    """Give the full park an organisation form and a decision about a step."""
    code = "from tests.site.forms import fill_forms; fill_forms()"
    site.manage("shell", "--no-imports", "-c", code)


def add_teams(site: Site) -> None:
    """Give the full park teams, a rehearsal of a vote on a BIZ and a public story."""
    code = "from tests.site.teams import fill_teams; fill_teams()"
    site.manage("shell", "--no-imports", "-c", code)


def add_map(site: Site) -> None:
    """Give the full park some opportunities, demands and supplies that everybody may see."""
    code = "from tests.bench.opportunity_map import fill; fill(6)"
    site.manage("shell", "--no-imports", "-c", code)


def add_trading(site: Site) -> None:
    """Give the full park demand, supply, matches and an introduction."""
    code = "from tests.site.trading import fill_trading; fill_trading()"
    site.manage("shell", "--no-imports", "-c", code)


def add_searches(site: Site) -> None:
    """Give the full park searches over everything, and what they found."""
    code = "from tests.site.searches import fill_searches; fill_searches()"
    site.manage("shell", "--no-imports", "-c", code)


def add_opportunities(site: Site) -> None:
    """Give the full park opportunities in the midst of their rounds."""
    code = "from tests.site.opportunities import fill_opportunities; fill_opportunities()"
    site.manage("shell", "--no-imports", "-c", code)


def add_scans(site: Site) -> None:
    """Give the full park facts of the area and quick scans in every state."""
    code = "from tests.site.scans import fill_scans; fill_scans()"
    site.manage("shell", "--no-imports", "-c", code)


def add_invitations(site: Site) -> None:
    """Invite somebody without an account, and Guus, by links whose token is their name."""
    for who in ("nieuw", "guus"):
        site.rows(
            "insert into parks_invitation (id, park_id, email, name, role, token_hash,"
            " invited_by_id, sent_at, expires_at)"
            " select gen_random_uuid(), park.id, %s, 'Genodigde', 'team',"
            " encode(sha256(%s::bytea), 'hex'), person.id, now(), now() + interval '7 days'"
            " from parks_park park, accounts_user person"
            " where park.slug = %s and person.email = %s on conflict do nothing",
            f"{who}@example.test",
            who,
            FULL_PARK,
            PEOPLE["marit"].email,
        )


def add_access_requests(site: Site) -> None:
    """Let somebody ask for access to the full park."""
    site.rows(
        "insert into parks_accessrequest (id, park_id, email, name, company, message)"
        " select gen_random_uuid(), id, 'vraagt@example.test', 'Vera', 'Verf', 'Wij willen mee.'"
        " from parks_park where slug = %s on conflict do nothing",
        FULL_PARK,
    )
