"""The story as its manager works on it: written, published, withdrawn, with front-runners."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.models import ParkStory
from collective.services.story import add_story
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AuditEntry, Establishment, Park
from parks.services.records import TakenError
from tests.cast import Cast
from tests.collective.story_steps import PUBLIC, at
from tests.factories.parks import EstablishmentFactory
from tests.parks.terrain_steps import again, text, version

Login = Callable[[User], Client]


@pytest.fixture
def client(cast: Cast, login: Login) -> Client:
    return login(cast.anna)


@pytest.fixture
def story(cast: Cast) -> ParkStory:
    with park_context(cast.noord.pk):
        return ParkStory.objects.create(park=cast.noord, history="Het begon met **turf**.")


@pytest.fixture
def company(cast: Cast) -> Establishment:
    with park_context(cast.noord.pk):
        made: Establishment = EstablishmentFactory(park=cast.noord, name="Staal BV")
    return made


def test_a_story_is_written_looked_at_published_and_withdrawn(client: Client, cast: Cast) -> None:
    typed = {"history": "Het begon met **turf**.", "now": "", "future": "<b>Groen</b>"}
    preview = client.post(at("story_edit"), typed | {"preview": "1"})
    assert "<strong>turf</strong>" in text(preview)
    with park_context(cast.noord.pk):
        assert not ParkStory.objects.exists()
    page = text(client.post(at("story_edit"), typed, follow=True))
    assert "niet openbaar" in page
    assert "&lt;b&gt;Groen&lt;/b&gt;" in page
    assert Client().get(PUBLIC).status_code == 404
    client.post(at("story_publish"))
    shown = text(Client().get(PUBLIC))
    assert "<strong>turf</strong>" in shown
    assert "Voorbeeldpark Noord" in shown
    assert "Hardenberg" in shown
    assert PUBLIC in text(Client().get("/"))
    assert "Ja, weghalen" in text(client.get(at("story_withdraw")))
    client.post(at("story_withdraw"))
    assert Client().get(PUBLIC).status_code == 404
    assert PUBLIC not in text(Client().get("/"))
    with park_context(cast.noord.pk):
        lines = AuditEntry.objects.filter(action=AuditAction.CHANGE)
        told = sorted(entry.detail["openbaar"] for entry in lines)
    assert told == ["gepubliceerd", "ingetrokken"]
    assert "Gepubliceerd op" in text(client.get(at("story_history")))


def test_an_empty_story_is_not_published(client: Client, story: ParkStory) -> None:
    with park_context(story.park_id):
        ParkStory.objects.update(history=" \n ")
    assert "Er is nog geen tekst." in text(client.post(at("story_publish"), follow=True))
    assert again(story).published_at is None


def test_publishing_twice_is_publishing_once(client: Client, story: ParkStory) -> None:
    client.post(at("story_publish"))
    since = again(story).published_at
    client.post(at("story_publish"))
    assert again(story).published_at == since
    park = Park.objects.get(pk=story.park_id)
    assert park.story_published_at == since


def test_too_long_a_text_is_refused_and_stays(client: Client, story: ParkStory) -> None:
    typed = {"history": "x" * 8001, "now": "blijft", "version": str(version(story))}
    answer = client.post(at("story_edit"), typed)
    assert answer.status_code == 422
    assert 'id="id_history_error"' in text(answer)
    assert "blijft" in text(answer)


def test_who_comes_second_sees_what_the_first_changed(client: Client, story: ParkStory) -> None:
    stale = {"version": str(version(story)), "now": "", "future": ""}
    assert client.post(at("story_edit"), stale | {"history": "Eerst"}).status_code == 302
    assert client.post(at("story_edit"), stale | {"history": "Later"}).status_code == 409
    assert again(story).history == "Eerst"


def test_two_who_begin_at_once_make_one_story(story: ParkStory) -> None:
    with park_context(story.park_id), pytest.raises(TakenError):
        add_story(park=story.park, typed={"history": "Ook"})


@pytest.mark.parametrize("who", ["tess", "bram", "dina"])
def test_only_the_manager_works_on_the_story(
    cast: Cast, login: Login, story: ParkStory, who: str
) -> None:
    other = login(getattr(cast, who))
    for name in ("story", "story_edit", "story_history"):
        assert other.get(at(name)).status_code == 403
    assert other.post(at("story_publish")).status_code == 403


def test_a_front_runner_is_shown_with_its_consent_and_nothing_more(
    client: Client, story: ParkStory, company: Establishment
) -> None:
    typed = {
        "establishment": str(company.pk),
        "shown_name": "Staal aan de Vecht",
        "text": "Deelt warmte.",
        "consent_on": "2026-05-01",
        "consent_by": "directeur Geheim",
        "order": "",
    }
    assert client.post(at("story_runner_add"), typed).status_code == 302
    client.post(at("story_publish"))
    shown = text(Client().get(PUBLIC))
    assert "Staal aan de Vecht" in shown
    assert "Geheim" not in shown
    assert "Staal BV" not in shown
    assert "Dit bedrijf staat al op de pagina." in text(client.post(at("story_runner_add"), typed))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"consent_on": ""}, "consent_on"),
        ({"consent_on": "2999-01-01"}, "consent_on"),
        ({"consent_by": ""}, "consent_by"),
        ({"establishment": ""}, "establishment"),
        ({"order": "-1"}, "order"),
        ({"text": "x" * 1001}, "text"),
    ],
)
def test_a_front_runner_without_consent_is_refused_at_the_field(
    client: Client, company: Establishment, typed: dict[str, str], field: str
) -> None:
    right = {
        "establishment": str(company.pk),
        "shown_name": "Staal",
        "text": "Deelt warmte.",
        "consent_on": "2026-05-01",
        "consent_by": "directeur",
        "order": "1",
    }
    answer = client.post(at("story_runner_add"), right | typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_a_company_of_another_park_is_no_choice(client: Client, cast: Cast) -> None:
    with park_context(cast.zuid.pk):
        foreign = EstablishmentFactory(park=cast.zuid)
    answer = client.post(at("story_runner_add"), {"establishment": str(foreign.pk)})
    assert answer.status_code == 422
    assert 'id="id_establishment_error"' in text(answer)
