"""Every page in every state that a person can get to see, for axe, for phones and for pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Final

from playwright.sync_api import Page

from tests.e2e import files
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


def _in_full(table: str, name: str) -> str:
    """Return the query for the row with a name in the full park."""
    return _IN.format(table, FULL_PARK) + f" and it.name = '{name}'"


def _company(name: str) -> str:
    return _in_full("parks_establishment", name)


_QUERIES: Final = {
    "goal": _GOAL,
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
    "drawn_plot": _IN.format("parks_plot", FULL_PARK)
    + " and geometry is not null and audience = 'members' order by it.name",
    "own_company": "select it.establishment_id from parks_membership it"
    " join parks_park park on park.id = it.park_id join accounts_user person on person.id = user_id"
    f" where slug = '{FULL_PARK}' and email = '{PEOPLE['lotte'].email}' and ended_on is null",
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


def _press(name: str) -> Callable[[Page], None]:
    """Return what presses a button and waits for the answer."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.wait_for_load_state("networkidle")

    return act


def _look_where_she_may_not(page: Page) -> None:
    _press("Meekijken")(page)
    page.goto("/p/proefpark-meekijken/mensen/")


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


def _erase_without_tick(page: Page) -> None:
    confirm(page)
    _press("Wis mijn gegevens")(page)


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


def _draw_a_cross(page: Page) -> None:
    corners = "243400 506500\n243500 506580\n243500 506500\n243400 506580"
    field(page, "Grens als coördinaten").fill(corners)
    field(page, "Soort coördinaten").select_option(label="x en y in meters (RD)")
    _press("Opslaan")(page)


def _choose_a_plot(page: Page) -> None:
    page.get_by_role("link", name="Toon op de kaart").first.click()
    page.locator("#kavel [data-plot]").wait_for()


def _refused_figure(page: Page) -> None:
    page.get_by_label("Waarde in kWh").fill("veel")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.locator("[aria-invalid=true]").first.wait_for()


ACCOUNTS: Final = (
    Place("voorkant", None, "/"),
    Place("inloggen", None, "/account/login/"),
    Place("inloggen-mislukt", None, "/account/login/", _wrong_password),
    Place("wachtwoord-vergeten", None, "/account/password/reset/"),
    Place("wachtwoord-vergeten-verstuurd", None, "/account/password/reset/", _ask_reset),
    Place("aanmelden-kan-niet", None, "/account/signup/"),
    Place("toegang-zoeken", None, "/toegang-vragen/"),
    Place("toegang-gevonden", None, "/toegang-vragen/?q=haven"),
    Place("toegang-niets-gevonden", None, "/toegang-vragen/?q=bestaatniet"),
    Place("toegang-vragen", None, f"/toegang-vragen/terrein/{FULL_PARK}/"),
    Place("toegang-fout", None, f"/toegang-vragen/terrein/{FULL_PARK}/", _press("Toegang vragen")),
    Place("toegang-verstuurd", None, "/toegang-vragen/verstuurd/"),
    Place("tweede-stap", "marit", "/account/tweede-stap/"),
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
    Place("eigen-gegevens", "marit", "/account/gegevens/"),
    Place("eigen-gegevens-niemand", "guus", "/account/gegevens/"),
    Place("wissen", "guus", "/account/gegevens/wissen/", confirm),
    Place("wissen-fout", "guus", "/account/gegevens/wissen/", _erase_without_tick),
    Place("wissen-enige-manager", "marit", "/account/gegevens/wissen/", confirm),
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
    Place("meenemen-leeg", "marit", f"{EMPTY}rapporten/meenemen/"),
    Place("meenemen-mislukt", "marit", f"{SMALL}rapporten/meenemen/"),
    Place("meenemen-bezig", "marit", f"{FULL}rapporten/meenemen/"),
)
MAP: Final = (
    Place("kaart", "marit", f"{FULL}terrein/kaart/"),
    Place("kaart-gekozen", "marit", f"{FULL}terrein/kaart/", _choose_a_plot),
    Place("kaart-lid", "lotte", f"{FULL}terrein/kaart/"),
    Place("kaart-leeg", "marit", f"{EMPTY}terrein/kaart/"),
    Place("kaart-niets-gevonden", "marit", f"{FULL}terrein/kaart/?words=bestaatniet"),
    Place("kaart-kavel", "lotte", f"{FULL}terrein/kaart/kavels/{{drawn_plot}}/"),
    Place("kavel-tekenen", "marit", f"{EMPTY}terrein/kaart/kavels/nieuw/"),
    Place("kavel-tekenen-fout", "marit", f"{EMPTY}terrein/kaart/kavels/nieuw/", _press("Opslaan")),
    Place("grens", "marit", f"{FULL}terrein/kaart/kavels/{{drawn_plot}}/grens/"),
    Place(
        "grens-gekruist",
        "marit",
        f"{FULL}terrein/kaart/kavels/{{drawn_plot}}/grens/",
        _draw_a_cross,
    ),
    Place("grens-weghalen", "marit", f"{FULL}terrein/kaart/kavels/{{drawn_plot}}/grens/weghalen/"),
    Place("omtrek", "marit", f"{FULL}terrein/kaart/omtrek/"),
    Place("omtrek-weghalen", "marit", f"{FULL}terrein/kaart/omtrek/weghalen/"),
)
INCOMING: Final = f"{FULL}terrein/inlezen/"
IMPORTS: Final = (
    Place("inlezen", "marit", INCOMING),
    Place("inlezen-leeg", "marit", f"{EMPTY}terrein/inlezen/"),
    Place("inlezen-bedrijven", "marit", f"{INCOMING}nieuw/bedrijven/"),
    Place("inlezen-kavels", "marit", f"{INCOMING}nieuw/kavels/"),
    Place("inlezen-zonder-bestand", "marit", f"{INCOMING}nieuw/kavels/", _press("Verder")),
    Place(
        "inlezen-geweigerd-bestand",
        "marit",
        f"{INCOMING}nieuw/bedrijven/",
        files.send(files.NO_LIST),
    ),
    Place("inlezen-kolommen", "marit", f"{INCOMING}nieuw/bedrijven/", files.send(files.A_LIST)),
    Place("inlezen-overzicht", "marit", f"{INCOMING}nieuw/bedrijven/", files.preview),
    Place("inlezen-rijen-geweigerd", "marit", f"{INCOMING}nieuw/bedrijven/", files.apply_refused),
    Place("ingelezen", "marit", f"{INCOMING}nieuw/bedrijven/", files.apply),
    Place("terugdraaien", "marit", f"{INCOMING}nieuw/bedrijven/", files.ask_undo),
)
OF_COMPANY: Final = f"{FULL}terrein/bedrijven/{{company}}/"
OF_PLOT: Final = f"{FULL}terrein/kavels/{{drawn_plot}}/"
MERGE: Final = f"{FULL}terrein/organisaties/{{organisation}}/samenvoegen/"
TERRAIN: Final = (
    Place("terrein", "marit", f"{FULL}terrein/"),
    Place("terrein-lid", "lotte", f"{FULL}terrein/"),
    Place("terrein-leeg", "marit", "/p/proefpark-muis/terrein/kavels/"),
    Place("terrein-zoeken", "lotte", f"{FULL}terrein/?q=kade"),
    Place("terrein-niets-gevonden", "lotte", f"{FULL}terrein/?q=bestaatniet"),
    Place("bedrijven", "marit", f"{FULL}terrein/bedrijven/"),
    Place("bedrijven-vertrokken", "marit", f"{FULL}terrein/bedrijven/?presence=vertrokken"),
    Place("bedrijven-niets-gevonden", "marit", f"{FULL}terrein/bedrijven/?q=bestaatniet"),
    Place("bedrijf", "marit", OF_COMPANY),
    Place("bedrijf-lid", "lotte", OF_COMPANY),
    Place("bedrijf-nieuw", "marit", f"{FULL}terrein/bedrijven/nieuw/"),
    Place("bedrijf-fout", "marit", f"{FULL}terrein/bedrijven/nieuw/", _press("Bedrijf toevoegen")),
    Place("bedrijf-bewerken", "marit", f"{OF_COMPANY}bewerken/"),
    Place("bedrijf-botsing", "marit", f"{OF_COMPANY}bewerken/", _come_second("Straat", "Opslaan")),
    Place("bedrijf-vertrek", "marit", f"{OF_COMPANY}vertrek/"),
    Place("bedrijf-geschiedenis", "marit", f"{OF_COMPANY}geschiedenis/"),
    Place("bedrijf-samenvoegen", "marit", f"{OF_COMPANY}samenvoegen/"),
    Place("contact-nieuw", "marit", f"{OF_COMPANY}contact/"),
    Place("contact-verwijderen", "marit", f"{FULL}terrein/contact/{{contact}}/verwijderen/"),
    Place("organisaties", "marit", f"{FULL}terrein/organisaties/"),
    Place("organisatie", "marit", f"{FULL}terrein/organisaties/{{organisation}}/"),
    Place("organisatie-nieuw", "marit", f"{FULL}terrein/organisaties/nieuw/"),
    Place("samenvoegen-kiezen", "marit", MERGE),
    Place("samenvoegen", "marit", f"{MERGE}{{double}}/"),
    Place("kavels", "marit", f"{FULL}terrein/kavels/"),
    Place("kavels-aangeboden", "lotte", f"{FULL}terrein/kavels/?state=offered"),
    Place("kavel", "marit", OF_PLOT),
    Place("kavel-lid", "lotte", OF_PLOT),
    Place("kavel-nieuw", "marit", f"{EMPTY}terrein/kavels/nieuw/"),
    Place("kavel-bewerken", "marit", f"{OF_PLOT}bewerken/"),
    Place("kavel-verwijderen", "marit", f"{OF_PLOT}verwijderen/"),
    Place("kavel-eigenaar", "marit", f"{OF_PLOT}eigenaar/"),
    Place("kavel-eigenaar-fout", "marit", f"{OF_PLOT}eigenaar/", _press("Opslaan")),
    Place("kavel-periode", "marit", f"{FULL}terrein/eigendom/{{ownership}}/"),
    Place("wat-bedrijven-doen", "lotte", f"{FULL}terrein/soorten-bedrijven/?sbi_code=metaal"),
)
LINK: Final = f"/uitnodiging/{FULL_PARK}/"
LOOK: Final = "/p/proefpark-meekijken/mensen/{looked_at}/bekijken/"
BELONGING: Final = (
    Place("mensen", "marit", f"{FULL}mensen/"),
    Place("mensen-niet-gevonden", "marit", f"{FULL}mensen/?q=bestaatniet"),
    Place("mensen-eerder", "marit", f"{FULL}mensen/eerder/"),
    Place("mensen-eerder-leeg", "marit", f"{EMPTY}mensen/eerder/"),
    Place("mensen-adviseurs", "marit", f"{FULL}mensen/adviseurs/"),
    Place("uitgenodigd", "marit", f"{FULL}mensen/uitnodigingen/"),
    Place("niemand-uitgenodigd", "marit", f"{EMPTY}mensen/uitnodigingen/"),
    Place("verzoeken", "marit", f"{FULL}mensen/verzoeken/"),
    Place("verzoeken-leeg", "marit", f"{EMPTY}mensen/verzoeken/"),
    Place("verzoek-afwijzen", "marit", f"{FULL}mensen/verzoeken/{{request}}/afwijzen/"),
    Place("meekijken", "marit", f"{FULL}mensen/{{membership}}/bekijken/"),
    Place("meekijken-bezig", "marit", LOOK, _press("Meekijken")),
    Place("meekijken-mag-niet", "marit", LOOK, _look_where_she_may_not),
    Place("logboek", "marit", f"{FULL}mensen/logboek/"),
    Place("logboek-niets-gevonden", "marit", f"{FULL}mensen/logboek/?until=2000-01-01"),
    Place("logboek-fout", "marit", f"{FULL}mensen/logboek/?since=morgen"),
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
FIGURES: Final = (
    Place("cijfers", "lotte", f"{FULL}terrein/cijfers/"),
    Place("cijfers-leeg", "marit", f"{EMPTY}terrein/cijfers/"),
    Place("cijfers-per-bedrijf", "marit", f"{FULL}terrein/cijfers/bedrijven/"),
    Place("cijfers-per-bedrijf-lid", "lotte", f"{FULL}terrein/cijfers/bedrijven/"),
    Place("cijfers-per-bedrijf-leeg", "tom", f"{EMPTY}terrein/cijfers/bedrijven/"),
    Place("cijfers-eigen", "lotte", f"{FULL}terrein/cijfers/bedrijven/{{own_company}}/"),
    Place("cijfers-invullen", "lotte", f"{FULL}terrein/cijfers/bedrijven/{{own_company}}/2025/"),
    Place(
        "cijfers-fout",
        "lotte",
        f"{FULL}terrein/cijfers/bedrijven/{{own_company}}/2025/",
        _refused_figure,
    ),
    Place("cijfers-namens", "marit", f"{FULL}terrein/cijfers/bedrijven/{{own_company}}/2025/"),
    Place(
        "cijfers-geschiedenis",
        "lotte",
        f"{FULL}terrein/cijfers/bedrijven/{{own_company}}/geschiedenis/",
    ),
)
PLACES: Final = (
    *ACCOUNTS,
    *PARKS,
    *STRATEGY,
    *REPORTS,
    *TERRAIN,
    *MAP,
    *FIGURES,
    *IMPORTS,
    *BELONGING,
)
