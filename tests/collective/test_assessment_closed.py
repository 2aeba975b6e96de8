"""Who fills in while a colleague signs hears why it stops, and keeps what she typed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import Side
from collective.models import Answer, Assessment, Evidence, OrganisationDegree
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience
from tests.cast import Cast
from tests.collective.assessing import DEGREES, answer, draft, enough_for, signed, typed

Login = Callable[[User], Client]
CLOSED = "Deze beoordeling is ondertekend en verandert niet meer."
HTMX = {"HX-Request": "true"}
SIGNING = {"assessed_on": "2026-03-01", "audience": "members", "note": "Een lange toelichting."}


def signed_by_anna(cast: Cast, audience: str = Audience.MEMBERS) -> Assessment:
    with park_context(cast.noord.pk):
        made = signed(cast.noord, cast.anna, Degree.FUNCTIONAL, audience=audience).assessment
    assert made is not None
    return made


def in_section(made: Assessment) -> dict[str, str]:
    """What Tess posts of a section: an answer with a note that took her a while."""
    slug = next(iter(section_of(made)))
    given = {"value": "partly", "note": "Uit de notulen van maart."}
    return typed(made, "network", **{slug.replace("-", "_"): given})


def section_of(made: Assessment) -> dict[str, str]:
    return {key.removesuffix("-note"): key for key in typed(made, "network") if "-note" in key}


def answers(cast: Cast) -> list[dict[str, object]]:
    with park_context(cast.noord.pk):
        return list(Answer.objects.order_by("pk").values())


def test_what_was_typed_in_a_section_comes_back_with_the_reason(cast: Cast, login: Login) -> None:
    made = signed_by_anna(cast)
    before = answers(cast)
    reply = login(cast.tess).post(f"{DEGREES}{made.pk}/deel/network/", in_section(made))
    page = reply.content.decode()
    assert reply.status_code == 422
    assert CLOSED in page
    assert "Uit de notulen van maart." in page
    assert f'href="{DEGREES}{made.pk}/"' in page
    for gone in ("Opslaan en", "hx-post", "Bestand toevoegen", "Concept verwijderen"):
        assert gone not in page, gone
    assert answers(cast) == before


def test_a_wrong_answer_is_told_the_same(cast: Cast, login: Login) -> None:
    made = signed_by_anna(cast)
    link = next(iter(section_of(made))) + "-link"
    sent = in_section(made) | {link: "geen webadres"}
    reply = login(cast.tess).post(f"{DEGREES}{made.pk}/deel/network/", sent)
    assert reply.status_code == 422
    assert CLOSED in reply.content.decode()


def test_saving_while_typing_tells_it_beside_the_button(cast: Cast, login: Login) -> None:
    made = signed_by_anna(cast)
    reply = login(cast.tess).post(
        f"{DEGREES}{made.pk}/deel/network/", in_section(made), headers=HTMX
    )
    part = reply.content.decode()
    assert reply.status_code == 422
    assert CLOSED in part
    assert 'id="saved"' in part
    assert "<html" not in part


@pytest.mark.parametrize("changed", [{}, {"assessed_on": "2999-01-01"}])
def test_who_signs_second_keeps_her_note(changed: dict[str, str], cast: Cast, login: Login) -> None:
    made = signed_by_anna(cast)
    reply = login(cast.tess).post(f"{DEGREES}{made.pk}/ondertekenen/", SIGNING | changed)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert CLOSED in page
    assert SIGNING["note"] in page
    assert "Ondertekenen: " not in page
    with park_context(cast.noord.pk):
        assert OrganisationDegree.objects.count() == 1


@pytest.mark.parametrize("path", ["verwijderen/", "stelling/legal-form/bewijs/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_can_not_be_done_any_more_leads_to_what_was_signed(
    path: str, method: str, cast: Cast, login: Login
) -> None:
    made = signed_by_anna(cast)
    reply = getattr(login(cast.tess), method)(f"{DEGREES}{made.pk}/{path}", follow=True)
    assert reply.redirect_chain == [(f"{DEGREES}{made.pk}/", 302)]
    assert CLOSED in reply.content.decode()
    with park_context(cast.noord.pk):
        assert Assessment.objects.filter(pk=made.pk).exists()
        assert not Evidence.objects.exists()


def test_the_page_to_sign_leads_there_too(cast: Cast, login: Login) -> None:
    made = signed_by_anna(cast)
    reply = login(cast.tess).get(f"{DEGREES}{made.pk}/ondertekenen/")
    assert reply["Location"] == f"{DEGREES}{made.pk}/"


def test_who_may_not_see_it_or_does_not_make_it_gets_the_same_as_for_no_assessment(
    cast: Cast, login: Login
) -> None:
    hidden, seen = signed_by_anna(cast, Audience.TEAM), signed_by_anna(cast)
    client = login(cast.dina)
    for pk in (hidden.pk, seen.pk, uuid4()):
        for path in ("ondertekenen/", "verwijderen/", "deel/network/"):
            reply = client.post(f"{DEGREES}{pk}/{path}", SIGNING)
            assert reply.status_code == 404, path


def test_a_draft_that_was_removed_is_not_found(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.anna)
        answer(made, enough_for(Side.BUSINESS, Degree.MINIMAL))
        sent = in_section(made)
        address = f"{DEGREES}{made.pk}/"
        made.delete()
    for path, posted in (("deel/network/", sent), ("ondertekenen/", SIGNING)):
        assert login(cast.tess).post(f"{address}{path}", posted).status_code == 404
