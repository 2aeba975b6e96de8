"""Agreements: the list, making, changing, parties, documents, goals."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import AgreementKind, AgreementState
from collective.models import Agreement, AgreementDocument, AgreementParty
from collective.roadmap import roadmap
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Audience, AuditAction, Helix
from parks.models import AuditEntry, Park
from tests.collective.agreement_steps import (
    again,
    agreement,
    at,
    commitment,
    exists,
    goal,
    party,
    post,
    text,
    version,
    words,
)

Login = Callable[[User], Client]
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
TYPED = {"kind": "green_deal", "title": "Green Deal zon", "audience": "members"}
A_PARTY = {"name": "Gemeente", "helix": "government", "stands_for": "", "signed_by": ""}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def stored(park: Park) -> Agreement:
    with park_context(park.pk):
        return Agreement.objects.get()


def test_an_empty_list_teaches_and_offers_a_button(
    client: Client, login: Login, bram: User
) -> None:
    page = text(client.get(at("agreements")))
    assert "Nog geen afspraken" in page
    assert at("agreement_add") in page
    others = text(login(bram).get(at("agreements")))
    assert "Zodra het kernteam afspraken met u deelt" in others
    assert at("agreement_add") not in others


def test_an_agreement_is_made_with_its_themes_and_goals(client: Client, noord: Park) -> None:
    served = goal(noord)
    typed = TYPED | {"themes": ["mobility", "energy"], "goals": [str(served.pk)]}
    page = text(client.post(at("agreement_add"), typed, follow=True))
    assert "Voeg nu de partijen toe" in page
    assert "Energie, Mobiliteit" in page
    assert "Minder water in het riool" in page


def test_the_list_shows_parties_goals_and_how_it_stands(client: Client, noord: Park) -> None:
    made = agreement(noord, state=AgreementState.SIGNED)
    party(made)
    party(made, name="Gemeente", helix=Helix.GOVERNMENT)
    page = words(client.get(at("agreements")))
    assert "Gemeente, Vereniging" in page
    assert "ondertekend" in page


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "termijn voorbij"), (30, "loopt bijna af"), (200, None)]
)
def test_a_term_that_ends_asks_for_attention(
    client: Client, noord: Park, days: int, said: str | None
) -> None:
    ends_on = timezone.localdate() + dt.timedelta(days=days)
    made = agreement(noord, state=AgreementState.SIGNED, ends_on=ends_on)
    for page in (at("agreements"), at("agreement_detail", made.pk)):
        shown = text(client.get(page))
        assert {"termijn voorbij", "loopt bijna af"} & {said} == {
            words for words in ("termijn voorbij", "loopt bijna af") if words in shown
        }


def test_filters_narrow_the_list_and_ignore_what_is_not_on_offer(
    client: Client, noord: Park
) -> None:
    agreement(noord, title="Eerste", kind=AgreementKind.COVENANT)
    agreement(noord, title="Tweede", state=AgreementState.SIGNED)
    assert "Tweede" not in text(client.get(at("agreements"), {"kind": "covenant"}))
    assert "Eerste" not in text(client.get(at("agreements"), {"state": "signed"}))
    assert "Geen afspraken gevonden" in text(client.get(at("agreements"), {"state": "ended"}))
    assert "Eerste" in text(client.get(at("agreements"), {"state": "x", "page": "9"}))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", ""),
        ("kind", "weg"),
        ("themes", ["weg"]),
        ("starts_on", "31-2-2026"),
        ("audience", "niemand"),
        ("goals", ["00000000-0000-4000-8000-000000000000"]),
        ("goals", ["geen-uuid"]),
    ],
)
def test_what_an_agreement_can_not_be_is_said_at_the_field(
    client: Client, noord: Park, field: str, typed: object
) -> None:
    goal(noord)
    answer = client.post(at("agreement_add"), TYPED | {field: typed})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_a_term_can_not_end_before_it_begins(client: Client, noord: Park) -> None:
    typed = TYPED | {"starts_on": "2027-01-02", "ends_on": "2027-01-01"}
    answer = client.post(at("agreement_add"), typed)
    assert answer.status_code == 422
    assert "Deze datum ligt vóór het begin" in text(answer)
    assert 'value="Green Deal zon"' in text(answer)


def test_who_comes_second_sees_what_the_first_one_changed(client: Client, noord: Park) -> None:
    made = agreement(noord)
    opened = version(made)
    assert post(client, "agreement_edit", made, TYPED | {"title": "Van een ander"})
    typed = TYPED | {"title": "Van mij", "version": opened}
    answer = client.post(at("agreement_edit", made.pk), typed)
    assert answer.status_code == 409
    assert "Van een ander" in text(answer)
    assert again(made).title == "Van een ander"


def test_history_tells_themes_in_words(client: Client, noord: Park) -> None:
    made = agreement(noord)
    post(client, "agreement_edit", made, TYPED | {"themes": ["health"]})
    page = text(client.get(at("agreement_history", made.pk)))
    assert "Gezondheid en welzijn" in page


def test_a_party_is_added_once_whatever_the_capitals(client: Client, noord: Park) -> None:
    made = agreement(noord)
    assert "Gemeente is partij" in text(post(client, "agreement_party_add", made, A_PARTY))
    answer = client.post(at("agreement_party_add", made.pk), A_PARTY | {"name": " GEMEENTE "})
    assert answer.status_code == 422
    assert "Deze partij staat al in deze afspraak." in text(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"signed_on": "2999-01-01"}, "in de toekomst"),
        ({"signed_by": "de voorzitter"}, "Vul ook in wanneer"),
        ({"helix": "weg"}, "id_helix_error"),
        ({"stakeholder": "00000000-0000-4000-8000-000000000000"}, "id_stakeholder_error"),
    ],
)
def test_what_a_party_can_not_be_is_refused(
    client: Client, noord: Park, typed: dict[str, str], said: str
) -> None:
    made = agreement(noord)
    answer = client.post(at("agreement_party_add", made.pk), A_PARTY | typed)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_party_that_left_is_in_the_log(client: Client, noord: Park) -> None:
    gone = party(agreement(noord))
    assert "Partij verwijderen?" in text(client.get(at("agreement_party_delete", gone.pk)))
    client.post(at("agreement_party_delete", gone.pk))
    assert not exists(gone)
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).count() == 1


def test_a_pdf_is_kept_and_goes_out_as_a_download(client: Client, noord: Park) -> None:
    made = agreement(noord)
    file = SimpleUploadedFile("../Tekst.exe", PDF, "text/html")
    client.post(at("agreement_document_add", made.pk), {"file": file})
    with park_context(noord.pk):
        kept = AgreementDocument.objects.get()
    assert (kept.filename, kept.media_type) == ("Tekst.pdf", "application/pdf")
    answer = client.get(at("agreement_document", kept.pk))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Tekst.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Tekst.pdf" in text(client.get(at("agreement_detail", made.pk)))


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"\x89PNG\r\n\x1a\n0000IHDR", b"%PDF-1.7 half", b"%PDF-" + b"0" * 11_000_000],
    ids=["html", "png", "half", "large"],
)
def test_what_is_no_pdf_or_too_large_is_refused(
    client: Client, noord: Park, content: bytes
) -> None:
    made = agreement(noord)
    file = SimpleUploadedFile("afspraak.pdf", content, "application/pdf")
    answer = client.post(at("agreement_document_add", made.pk), {"file": file})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in text(answer)
    empty = client.post(at("agreement_document_add", made.pk), {})
    assert empty.status_code == 422


def test_removing_a_document_asks_first(client: Client, noord: Park, anna: User) -> None:
    made = agreement(noord)
    file = SimpleUploadedFile("afspraak.pdf", PDF)
    client.post(at("agreement_document_add", made.pk), {"file": file})
    with park_context(noord.pk):
        kept = AgreementDocument.objects.get()
    assert "Document verwijderen?" in text(client.get(at("agreement_document_delete", kept.pk)))
    client.post(at("agreement_document_delete", kept.pk))
    assert not exists(kept)


def test_goals_are_chosen_and_taken_back(client: Client, noord: Park, anna: User) -> None:
    made, served = agreement(noord), goal(noord)
    client.post(at("agreement_goals", made.pk), {"goals": [str(served.pk)]})
    with park_context(noord.pk):
        viewer = viewer_at(anna, noord)
        assert viewer
        assert [each.id for each in roadmap().goals_of([made], viewer)[made.pk]] == [served.pk]
    assert "checked" in text(client.get(at("agreement_goals", made.pk)))
    client.post(at("agreement_goals", made.pk), {})
    with park_context(noord.pk):
        assert roadmap().goals_of([made], viewer) == {}


def test_without_goals_the_page_of_goals_leads_to_the_strategy(client: Client, noord: Park) -> None:
    made = agreement(noord)
    assert "/strategie/" in text(client.get(at("agreement_goals", made.pk)))


def test_what_is_for_the_team_is_absent_for_members(
    client: Client, noord: Park, login: Login, bram: User
) -> None:
    hidden = agreement(noord, title="Geheim plan", audience=Audience.TEAM)
    lost = party(hidden, name="Stille partij")
    commitment(noord, agreement=hidden, what="Verborgen gift")
    member = login(bram)
    for page in ("agreements", "commitments", "commitment_parties"):
        shown = text(member.get(at(page)))
        assert "Geheim plan" not in shown
        assert "Verborgen gift" not in shown
    assert member.get(at("agreement_detail", hidden.pk)).status_code == 404
    assert member.get(at("agreement_party_edit", lost.pk)).status_code == 403


def test_a_member_reads_without_buttons(noord: Park, login: Login, bram: User) -> None:
    made = agreement(noord)
    party(made)
    page = text(login(bram).get(at("agreement_detail", made.pk)))
    assert "Vereniging" in page
    for name in ("agreement_edit", "agreement_sign", "agreement_delete", "agreement_party_add"):
        assert at(name, made.pk) not in page


def test_removing_an_agreement_asks_and_is_logged(client: Client, noord: Park) -> None:
    made = agreement(noord)
    party(made)
    assert "Afspraak verwijderen?" in text(client.get(at("agreement_delete", made.pk)))
    client.post(at("agreement_delete", made.pk))
    assert not exists(made)
    with park_context(noord.pk):
        assert not AgreementParty.objects.exists()
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).exists()
