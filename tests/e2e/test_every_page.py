"""Every page in every state is accessible, on a desktop and on the smallest phone."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.e2e.accessibility import complaints
from tests.e2e.browser import Visitors
from tests.e2e.place import Place
from tests.e2e.places import PLACES
from tests.e2e.states import add_every_state
from tests.site.running import Site


@pytest.fixture(scope="module", autouse=True)
def _states(site: Site) -> None:
    add_every_state(site)


@pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
def test_is_accessible_on_desktop_and_phone(visitors: Visitors, site: Site, place: Place) -> None:
    page = visitors.page(place.who)
    place.visit(page, site)
    wrong = complaints(page, place.part)

    assert not wrong, "\n".join(wrong)
    assert page.evaluate("() => document.documentElement.lang") == "nl"
    assert page.title()


# Reached in test_own_account.py, by whom it concerns only.
BY_THE_PERSON_HERSELF = {
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
}
# Answers without a page of their own: files, redirects and what is only posted to.
NO_PAGE = {
    "calendar_feed",
    "collective:activity_file",
    "collective:activity_mail_retry",
    "collective:activity_mail_send",
    "collective:communication_done",
    "joining:sign_up_calendar",
    "collective:agreement_document",
    "collective:assessment_evidence",
    "collective:assessment_save",
    "collective:biz_group_add",
    "collective:story_publish",
    "public:story_roadmap",
    "realisation:map_download",
    "realisation:scan_picture_download",
    "realisation:scan_reminder_retry",
    "realisation:scan_save",
    "realisation:listing_renew",
    "realisation:map_layers",
    "realisation:match_confirm",
    "realisation:match_undo",
    "realisation:proposal_reopen",
    "realisation:run_retry",
    "realisation:run_stop",
    "collective:list_export",
    "collective:stakeholder_contact_done",
    "collective:stakeholder_return",
    "accounts:oidc_return",
    "accounts:oidc_start",
    "audit:download",
    "health",
    "imports:apply",
    "imports:choose",
    "imports:discard",
    "imports:export",
    "imports:file",
    "imports:retry",
    "map:plots",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "own_data:download",
    "parks:invitation_resend",
    "parks:invitation_withdraw",
    "parks:look_stop",
    "reports:draft_request",
    "reports:edition_pdf",
    "reports:export_file",
    "reports:report_file",
    "reports:report_retry",
    "security_txt",
    "strategy:milestone_done",
    "strategy:take_over",
    "terrain:establishment_return",
}
# Reached by what somebody does at a place: their addresses exist only then.
AFTER_AN_ACT = {
    "collective:assessment_delete",
    "collective:assessment_evidence_add",
    "collective:assessment_evidence_delete",
    "collective:assessment_sign",
    "imports:columns",
    "imports:detail",
    "imports:undo",
}
# Rendered by the tests of their own: they need a provider, two companies that became one, or a link
# out of a mail.
ELSEWHERE = {
    "accounts:oidc_ask",
    "accounts:oidc_unlink",
    "joining:mail_stop",
    "joining:open_sign_up",
    "joining:sign_up",
    "terrain:merge_undo",
}
# Another address for a page that has its place: asked for when a form on it was refused.
SAME_PAGE = {
    "collective:activity_calendar_make",
    "collective:activity_own_answer",
    "collective:activity_person_answer",
    "collective:activity_remind",
    "account_reset_password_done",
    "parks:look_as_adviser",
    "strategy:goal_state",
    "strategy:measurement_create",
}
# Pages of allauth that this site never leads to; tests/accounts renders them.
NEVER_SHOWN = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_set_password",
    "mfa_edit_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
}


def test_every_route_has_its_place() -> None:
    visited = {_name_of(place) for place in PLACES}

    left = set(_routes(get_resolver())) - visited
    known = BY_THE_PERSON_HERSELF | NO_PAGE | SAME_PAGE | NEVER_SHOWN | AFTER_AN_ACT | ELSEWHERE
    assert left == known


def _name_of(place: Place) -> str:
    """Return the route of a place; any id will do where the place names one."""
    path = place.path.partition("?")[0]
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}{UUID(int=0)}{rest.partition('}')[2]}"
    return resolve(path).view_name


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Yield the names of all routes but those of the administration and the register, which are
    for staff only."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        elif entry.namespace not in {"admin", "register"}:
            yield from _routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
