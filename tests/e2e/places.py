"""Every page in every state that a person can get to see, for axe, for phones and for pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Final

from playwright.sync_api import Page

from tests.e2e.browser import confirm
from tests.e2e.hands import field
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
_QUERIES: Final = {
    "goal": _GOAL,
    "measurement": "select id from strategy_measurement where indicator_id ="
    f" (select indicator_id from strategy_goal where id = ({_GOAL} limit 1))",
    "draft_goal": _IN.format("strategy_goal", SMALL_PARK) + " and audience = 'team'",
    "milestone": _IN.format("strategy_milestone", FULL_PARK) + " order by due_on, created_at",
    "edition": _IN.format("reports_roadmapedition", FULL_PARK)
    + " and audience = 'members' order by it.number desc",
    "membership": _IN.format("parks_membership", FULL_PARK) + " and role = 'member'",
    "only_manager": _IN.format("parks_membership", "proefpark-leeg")
    + " and role = 'park_manager' and ended_on is null",
    "ready": _IN.format("reports_report", SMALL_PARK) + " and kind = 'edition'",
    "waiting": "select id from reports_report where request_key = 'state:waiting'",
    "running": "select id from reports_report where request_key = 'state:running'",
    "failed": "select id from reports_report where request_key = 'state:failed'",
}


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


def add_invitations(site: Site) -> None:
    """Invite somebody without an account, and Guus, by links whose token is their name."""
    for who in ("nieuw", "guus"):
        site.rows(
            "insert into parks_invitation (id, park_id, email, name, role, token_hash,"
            " invited_by_id, sent_at, expires_at)"
            " select gen_random_uuid(), park.id, %s, 'Genodigde', 'member',"
            " encode(sha256(%s::bytea), 'hex'), person.id, now(), now() + interval '7 days'"
            " from parks_park park, accounts_user person"
            " where park.slug = %s and person.email = %s on conflict do nothing",
            f"{who}@example.test",
            who,
            FULL_PARK,
            PEOPLE["marit"].email,
        )


def _press(name: str) -> Callable[[Page], None]:
    """Return what presses a button and waits for the answer."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.wait_for_load_state("networkidle")

    return act


def _wrong_password(page: Page) -> None:
    page.get_by_label("E-mail").fill(PEOPLE["guus"].email)
    page.get_by_label("Wachtwoord", exact=True).fill("niet het goede wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_load_state("networkidle")


def _ask_reset(page: Page) -> None:
    page.get_by_label("E-mail").fill("niemand@example.test")
    page.get_by_role("button").last.click()
    page.wait_for_load_state("networkidle")


def _open_cell(page: Page) -> None:
    page.get_by_role("link", name="Dezelfde taal over duurzaamheid").first.click()
    page.locator("#cell-title").wait_for()


def _open_menu(page: Page) -> None:
    page.locator(".menu summary").click()


def _refused_goal(page: Page) -> None:
    field(page, "Streefwaarde").fill("veel")
    field(page, "Klaar op").fill("2020-01-01")
    _press("Doel maken")(page)


def _come_second(label: str, button: str) -> Callable[[Page], None]:
    """Return what saves the same page in another window first, so that this one is late."""

    def act(page: Page) -> None:
        other = page.context.new_page()
        other.goto(page.url)
        for window, text in ((other, "Van de eerste"), (page, "Van de tweede")):
            field(window, label).fill(f"{text}, {window.evaluate('() => Date.now()')}")
            window.get_by_role("button", name=button, exact=True).first.click()
            window.wait_for_load_state("networkidle")
        other.close()
        page.get_by_text("Van de eerste").first.wait_for()

    return act


def _publish_without_goals(page: Page) -> None:
    field(page, "Titel").fill("")
    _press("Publiceer deze editie")(page)


def _drop_without_reason(page: Page) -> None:
    page.locator("form[action$='/stand/'] select").select_option(label="Vervallen")
    page.locator("form[action$='/stand/'] button[type=submit]").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def _refused_measurement(page: Page) -> None:
    page.get_by_text("Meting toevoegen").click()
    field(page, "Waarde").fill("veel")
    page.get_by_role("button", name="Meting opslaan").click()
    page.locator("[aria-invalid=true]").first.wait_for()


ACCOUNTS: Final = (
    Place("voorkant", None, "/"),
    Place("inloggen", None, "/account/login/"),
    Place("inloggen-mislukt", None, "/account/login/", _wrong_password),
    Place("wachtwoord-vergeten", None, "/account/password/reset/"),
    Place("wachtwoord-vergeten-verstuurd", None, "/account/password/reset/", _ask_reset),
    Place("aanmelden-kan-niet", None, "/account/signup/"),
    Place("uitloggen", "marit", "/account/logout/"),
    Place("profiel", "marit", "/account/"),
    Place("profiel-menu-open", "marit", "/account/", _open_menu, part=".site-header"),
    Place("wachtwoord-wijzigen", "marit", "/account/password/change/", confirm),
    Place("e-mail-wijzigen", "marit", "/account/email/", confirm),
    Place("bevestigen", "marit", "/account/reauthenticate/"),
    Place("twee-stappen", "marit", "/account/2fa/", confirm),
    Place("twee-stappen-app", "marit", "/account/2fa/totp/activate/", confirm),
    Place("passkeys", "marit", "/account/2fa/webauthn/", confirm),
    Place("passkey-toevoegen", "marit", "/account/2fa/webauthn/add/", confirm),
    Place("niet-gevonden", "guus", FULL),
    Place("mag-niet", "lotte", f"{FULL}strategie/doelen/nieuw/"),
)
PARKS: Final = (
    Place("parken-manager", "marit", "/parken/"),
    Place("parken-adviseur", "aylin", "/parken/"),
    Place("parken-adviseur-niets-gevonden", "aylin", "/parken/?words=bestaatniet"),
    Place("parken-adviseur-zonder-terreinen", "wim", "/parken/"),
    Place("parken-niemand", "guus", "/parken/"),
    Place("park-vol", "marit", FULL),
    Place("park-vol-lid", "lotte", FULL),
    Place("park-leeg", "marit", EMPTY),
    Place("graad-vol", "marit", f"{FULL}samenwerking/"),
    Place("graad-leeg", "marit", f"{EMPTY}samenwerking/"),
    Place("graad-formulier", "marit", f"{EMPTY}samenwerking/graad/nieuw/"),
    Place("graad-fout", "marit", f"{EMPTY}samenwerking/graad/nieuw/", _press("Vastleggen")),
)
STRATEGY: Final = (
    Place("matrix-vol", "marit", f"{FULL}strategie/"),
    Place("matrix-vol-lid", "lotte", f"{FULL}strategie/"),
    Place("matrix-leeg", "marit", f"{EMPTY}strategie/"),
    Place("matrix-vak-open", "marit", f"{EMPTY}strategie/", _open_cell),
    Place("vak-vol", "marit", f"{FULL}strategie/cel/natural/short/"),
    Place("vak-leeg", "marit", f"{EMPTY}strategie/cel/financial/long/"),
    Place("doel", "marit", f"{FULL}strategie/doelen/{{goal}}/"),
    Place("doel-concept", "marit", f"{SMALL}strategie/doelen/{{draft_goal}}/"),
    Place("doel-nieuw", "marit", f"{EMPTY}strategie/doelen/nieuw/"),
    Place("doel-fout", "marit", f"{EMPTY}strategie/doelen/nieuw/", _refused_goal),
    Place("doel-bewerken", "marit", f"{FULL}strategie/doelen/{{goal}}/bewerken/"),
    Place(
        "doel-botsing",
        "marit",
        f"{SMALL}strategie/doelen/{{draft_goal}}/bewerken/",
        _come_second("Toelichting", "Opslaan"),
    ),
    Place("doel-vervalt-fout", "marit", f"{FULL}strategie/doelen/{{goal}}/", _drop_without_reason),
    Place("meting-fout", "marit", f"{FULL}strategie/doelen/{{goal}}/", _refused_measurement),
    Place("meting-bewerken", "marit", f"{FULL}strategie/doelen/{{goal}}/metingen/{{measurement}}/"),
    Place("doel-geschiedenis", "marit", f"{FULL}strategie/doelen/{{goal}}/geschiedenis/"),
    Place("mijlpaal-nieuw", "marit", f"{FULL}strategie/mijlpalen/nieuw/"),
    Place("mijlpaal-fout", "marit", f"{EMPTY}strategie/mijlpalen/nieuw/", _press("Mijlpaal maken")),
    Place("mijlpaal-bewerken", "marit", f"{FULL}strategie/mijlpalen/{{milestone}}/"),
    Place("mijlpaal-verwijderen", "marit", f"{FULL}strategie/mijlpalen/{{milestone}}/verwijderen/"),
    Place("routekaart-vol", "marit", f"{FULL}strategie/routekaart/"),
    Place("routekaart-thema", "lotte", f"{FULL}strategie/routekaart/?by=theme"),
    Place("routekaart-gefilterd", "marit", f"{FULL}strategie/routekaart/?capital=natural"),
    Place("routekaart-leeg", "marit", f"{EMPTY}strategie/routekaart/"),
)
REPORTS: Final = (
    Place("rapporten-vol", "marit", f"{FULL}rapporten/"),
    Place("rapporten-bezig", "marit", f"{SMALL}rapporten/"),
    Place("rapporten-lid", "lotte", f"{FULL}rapporten/"),
    Place("rapporten-leeg", "marit", f"{EMPTY}rapporten/"),
    Place("editie", "lotte", f"{FULL}rapporten/edities/{{edition}}/"),
    Place("editie-publiceren", "marit", f"{FULL}rapporten/edities/nieuw/"),
    Place("editie-fout", "marit", f"{EMPTY}rapporten/edities/nieuw/", _publish_without_goals),
    Place("rapport-klaar", "marit", f"{SMALL}rapporten/{{ready}}/"),
    Place("rapport-wacht", "marit", f"{SMALL}rapporten/{{waiting}}/"),
    Place("rapport-bezig", "marit", f"{SMALL}rapporten/{{running}}/"),
    Place("rapport-mislukt", "marit", f"{SMALL}rapporten/{{failed}}/"),
)
LINK: Final = f"/uitnodiging/{FULL_PARK}/"
BELONGING: Final = (
    Place("mensen", "marit", f"{FULL}mensen/"),
    Place("mensen-niemand-uitgenodigd", "marit", f"{EMPTY}mensen/"),
    Place("uitnodigen", "marit", f"{FULL}mensen/uitnodigen/"),
    Place("uitnodigen-fout", "marit", f"{FULL}mensen/uitnodigen/", _press("Uitnodigen")),
    Place("rol-wijzigen", "marit", f"{FULL}mensen/{{membership}}/rol/"),
    Place("rol-beeindigen", "marit", f"{FULL}mensen/{{membership}}/beeindigen/"),
    Place("rol-enige-manager", "marit", f"{EMPTY}mensen/{{only_manager}}/beeindigen/"),
    Place("uitnodiging-nieuw", None, f"{LINK}nieuw/"),
    Place("uitnodiging-fout", None, f"{LINK}nieuw/", _press("Account maken")),
    Place("uitnodiging-bekend", None, f"{LINK}guus/"),
    Place("uitnodiging-aannemen", "guus", f"{LINK}guus/"),
    Place("uitnodiging-voor-ander", "marit", f"{LINK}guus/"),
    Place("uitnodiging-werkt-niet", None, f"{LINK}geen/"),
)
PLACES: Final = (*ACCOUNTS, *PARKS, *STRATEGY, *REPORTS, *BELONGING)
