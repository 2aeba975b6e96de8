"""Files that show what an answer says: in by content, out as a download behind the door."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collective.models import Assessment, Evidence
from collective.services.assessments import MOST_FILES, add_evidence
from collective.services.documents import EVIDENCE_TYPES, check_document
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience, AuditAction
from parks.models import AuditEntry
from tests.cast import Cast
from tests.collective.assessing import DEGREES, PDF, draft, signed

Login = Callable[[User], Client]


def started(cast: Cast, audience: str = Audience.MEMBERS) -> Assessment:
    with park_context(cast.noord.pk):
        return draft(cast.noord, cast.anna, audience=audience)


def stored(cast: Cast, assessment: Assessment, content: bytes = PDF) -> Evidence:
    document = check_document(content=content, filename="Notulen.pdf", allowed=EVIDENCE_TYPES)
    with park_context(cast.noord.pk):
        return add_evidence(
            assessment=assessment, statement="legal-form", document=document, by=cast.anna
        )


def send(client: Client, assessment: Assessment, content: bytes, name: str = "x.pdf") -> int:
    address = f"{DEGREES}{assessment.pk}/stelling/legal-form/bewijs/"
    sent = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(address, {"file": sent}).status_code


def test_a_file_is_added_to_its_statement_and_comes_back_as_it_was(
    cast: Cast, login: Login
) -> None:
    made, client = started(cast), login(cast.tess)
    assert send(client, made, PDF, "Statuten.PDF") == 302
    with park_context(cast.noord.pk):
        kept = Evidence.objects.select_related("answer").get()
    assert (kept.answer.statement, kept.filename, kept.added_by) == (
        "legal-form", "Statuten.pdf", cast.tess,
    )  # fmt: skip
    page = client.get(f"{DEGREES}{made.pk}/?deel=binding").content.decode()
    assert "Statuten.pdf" in page
    reply = client.get(f"{DEGREES}{made.pk}/bewijs/{kept.pk}/")
    assert reply.content == PDF
    assert reply["Content-Type"] == "application/pdf"
    assert reply["Content-Disposition"] == 'attachment; filename="Statuten.pdf"'
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Cache-Control"] == "private, no-store"
    assert "sandbox" in reply["Content-Security-Policy"]
    with park_context(cast.noord.pk):
        assert AuditEntry.objects.filter(action=AuditAction.DOWNLOAD).count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"<script>alert(1)</script>", b"PK\x03\x04", b"%PDF-1.7 cut off"]
)
def test_what_is_no_evidence_is_refused(content: bytes, cast: Cast, login: Login) -> None:
    made = started(cast)
    assert send(login(cast.anna), made, content) == 422
    with park_context(cast.noord.pk):
        assert Evidence.objects.count() == 0


def test_no_file_at_all_is_refused_at_the_field(cast: Cast, login: Login) -> None:
    address = f"{DEGREES}{started(cast).pk}/stelling/legal-form/bewijs/"
    reply = login(cast.anna).post(address)
    assert reply.status_code == 422
    assert "Kies een bestand." in reply.content.decode()


def test_the_same_file_twice_and_one_too_many_are_refused(cast: Cast, login: Login) -> None:
    made, client = started(cast), login(cast.anna)
    files = [PDF + str(number).encode() + b"\n%%EOF" for number in range(MOST_FILES + 1)]
    assert send(client, made, files[0]) == 302
    assert send(client, made, files[0]) == 422
    assert [send(client, made, each) for each in files[1:]] == [302] * (MOST_FILES - 1) + [422]


def test_a_file_of_a_draft_can_be_removed_after_a_question(cast: Cast, login: Login) -> None:
    made, client = started(cast), login(cast.anna)
    kept = stored(cast, made)
    address = f"{DEGREES}{made.pk}/bewijs/{kept.pk}/verwijderen/"
    assert "Notulen.pdf" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    with park_context(cast.noord.pk):
        assert Evidence.objects.count() == 0
        assert AuditEntry.objects.get(action=AuditAction.DELETE).object_label == "Notulen.pdf"


def test_who_may_not_see_the_assessment_gets_no_file_of_it(cast: Cast, login: Login) -> None:
    made = started(cast, Audience.TEAM)
    kept = stored(cast, made)
    for who, expected in (("anna", 200), ("dina", 404), ("bram", 404), ("chris", 404)):
        reply = login(getattr(cast, who)).get(f"{DEGREES}{made.pk}/bewijs/{kept.pk}/")
        assert reply.status_code == expected, who


def test_a_file_is_only_found_under_its_own_assessment(cast: Cast, login: Login) -> None:
    made = started(cast)
    kept = stored(cast, made)
    with park_context(cast.noord.pk):
        other = signed(cast.noord, cast.anna, Degree.MINIMAL).assessment
    assert other is not None
    assert login(cast.anna).get(f"{DEGREES}{other.pk}/bewijs/{kept.pk}/").status_code == 404


def test_a_statement_that_does_not_exist_takes_no_file(cast: Cast, login: Login) -> None:
    address = f"{DEGREES}{started(cast).pk}/stelling/bestaat-niet/bewijs/"
    assert login(cast.anna).get(address).status_code == 404


def test_a_page_never_reads_the_bytes_of_a_file(cast: Cast, login: Login) -> None:
    made, client = started(cast), login(cast.anna)
    stored(cast, made)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{DEGREES}{made.pk}/?deel=binding")
    asked = [each["sql"] for each in queries if "collective_evidence" in each["sql"]]
    assert asked
    assert not any('"collective_evidence"."content"' in sql for sql in asked)
