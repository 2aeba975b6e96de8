"""What a person changes about her own way in: a forgotten password, an app, a passkey."""

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import Page

from tests.e2e.accessibility import complaints
from tests.e2e.browser import Visitors, confirm, log_in
from tests.site.cast import PEOPLE
from tests.site.processes import wait_until
from tests.site.running import Site

NEW_PASSWORD = "kerktoren-perenboom-52"


def test_a_forgotten_password_and_a_second_step(visitors: Visitors, site: Site) -> None:
    page = visitors.page()
    choose_a_new_password(page, site)
    log_in(page, "pien", password=NEW_PASSWORD)
    page.wait_for_url("**/parken/")

    spare = set_up_an_app(page)
    log_out(page)
    log_in(page, "pien", password=NEW_PASSWORD)
    page.wait_for_url("**/2fa/authenticate/")
    assert_fine(page)
    page.get_by_label("Code uit uw app").fill(spare)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/parken/")


def choose_a_new_password(page: Page, site: Site) -> None:
    """Ask for a link, follow the one that was mailed and fill in a password."""
    page.goto("/account/password/reset/")
    page.get_by_label("E-mail").fill(PEOPLE["pien"].email)
    page.get_by_role("button", name="Stuur mij een link").click()
    page.wait_for_url("**/password/reset/done/")
    page.goto(mailed_link(site))
    assert_fine(page)
    for field in page.locator("input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Wachtwoord opslaan").click()
    page.wait_for_url("**/key/done/")
    assert_fine(page)


def mailed_link(site: Site) -> str:
    """Return the path of the latest link to a new password; mail goes to the server's output."""
    pattern = re.compile(r"/account/password/reset/key/[\w-]+/")
    wait_until(lambda: bool(pattern.search(site.processes.log("web"))), what="a mail with a link")
    return pattern.findall(site.processes.log("web"))[-1]


def set_up_an_app(page: Page) -> str:
    """Set up an app for codes and look at the pages that come with it; return a recovery code."""
    page.goto("/account/2fa/totp/activate/")
    confirm(page, password=NEW_PASSWORD)
    secret = page.locator("code").inner_text()
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="Aanzetten").click()
    page.locator("[aria-invalid=true]").wait_for()
    assert_fine(page)
    page.get_by_label("Code uit de app").fill(code(secret))
    page.get_by_role("button", name="Aanzetten").click()
    page.wait_for_url("**/recovery-codes/**")
    spare = page.locator(".codes li").first.inner_text()
    assert_fine(page)
    for path in ("", "recovery-codes/generate/", "totp/deactivate/"):
        page.goto(f"/account/2fa/{path}")
        assert_fine(page)
    return spare


def test_a_passkey_opens_the_door(visitors: Visitors, site: Site) -> None:
    page = visitors.page()
    # A passkey belongs to a name; browsers refuse one for a bare number.
    named = site.url.replace("127.0.0.1", "localhost")
    plug_in_a_key(page)
    log_in(page, "sanne", site=named)
    page.wait_for_url("**/parken/")
    page.goto(f"{named}/account/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Naam").fill("Telefoon")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Toevoegen").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto(f"{named}/account/2fa/webauthn/")
    assert_fine(page)

    log_out(page)
    page.goto(f"{named}/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/parken/")


def plug_in_a_key(page: Page) -> None:
    """Give the browser a key that answers as if its owner touched it."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def log_out(page: Page) -> None:
    """Log out through the menu."""
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("link", name="Inloggen").first.wait_for()


def assert_fine(page: Page) -> None:
    """Fail when the page as it is now is not accessible."""
    wrong = complaints(page)
    assert not wrong, "\n".join(wrong)


def code(secret: str) -> str:
    """Return the code of this half minute (RFC 6238), or of the next if this one is nearly over."""
    if time.time() % 30 > 25:
        time.sleep(5)
    key = base64.b32decode(secret.replace(" ", ""))
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(key, moment, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
