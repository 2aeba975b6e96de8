"""Files that people send in: known by what they hold, kept under a name that is true."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collective.forms.documents import DocumentForm
from collective.models import Evidence
from collective.services.documents import (
    EVIDENCE_TYPES,
    MAX_BYTES,
    PDF,
    CheckedDocument,
    DocumentRefusedError,
    check_document,
)

PDF_BYTES = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG_BYTES = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
JPEG_BYTES = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20)


def checked(content: bytes, filename: str) -> CheckedDocument:
    return check_document(content=content, filename=filename, allowed=EVIDENCE_TYPES)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_as"),
    [
        (PDF_BYTES, "Notulen.pdf", "application/pdf", "Notulen.pdf"),
        (PNG_BYTES, "Foto bord.PNG", "image/png", "Foto bord.png"),
        (JPEG_BYTES, "foto.jpeg", "image/jpeg", "foto.jpeg"),
        (JPEG_BYTES, "foto.pdf", "image/jpeg", "foto.jpg"),
        (PDF_BYTES, "virus.exe", "application/pdf", "virus.pdf"),
        (PDF_BYTES, "", "application/pdf", "bestand.pdf"),
        (PDF_BYTES, "..\\..\\etc/passwd", "application/pdf", "passwd.pdf"),
        (PDF_BYTES, "rapport\u202efdp.html", "application/pdf", "rapportfdp.pdf"),
        (PDF_BYTES, "a\r\nX-Header: 1.pdf", "application/pdf", "aX-Header: 1.pdf"),
    ],
)
def test_a_file_is_what_it_holds_whatever_its_name_says(
    content: bytes, name: str, media_type: str, kept_as: str
) -> None:
    document = checked(content, name)
    assert document.media_type == media_type
    assert document.filename == kept_as
    assert document.sha256 == hashlib.sha256(content).hexdigest()


def test_a_very_long_name_fits_in_the_column() -> None:
    longest = Evidence._meta.get_field("filename").max_length
    assert longest is not None
    assert len(checked(PDF_BYTES, "x" * 5000 + ".pdf").filename) <= longest


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n half of it", "niet compleet"),
        (b"<html><script>alert(1)</script>", "PDF, PNG of JPEG"),
        (b"PK\x03\x04 a document of a word processor", "PDF, PNG of JPEG"),
        (b"MZ\x90\x00", "PDF, PNG of JPEG"),
        (b"\x89PNG\r\n\x1a\n<script>", "PDF, PNG of JPEG"),
        (b"GIF89a", "PDF, PNG of JPEG"),
        (b" " + PDF_BYTES, "PDF, PNG of JPEG"),
        (PDF_BYTES + bytes(MAX_BYTES), "10 MB"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_the_reason(content: bytes, message: str) -> None:
    with pytest.raises(DocumentRefusedError, match=message):
        checked(content, "notulen.pdf")


def test_a_record_can_ask_for_pdf_alone() -> None:
    with pytest.raises(DocumentRefusedError, match="soort PDF"):
        check_document(content=PNG_BYTES, filename="foto.png", allowed=(PDF,))


def test_the_form_gives_the_file_as_its_content_says() -> None:
    sent = SimpleUploadedFile("bewijs.exe", PNG_BYTES, content_type="text/html")
    form = DocumentForm(files={"file": sent})
    assert form.is_valid()
    assert form.document.filename == "bewijs.png"
    assert form.document.media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Kies een bestand."),
        (b"", "leeg"),
        (b"tekst", "PDF"),
        (bytes(MAX_BYTES + 1), "10 MB"),
    ],
)
def test_the_form_says_at_the_field_why_a_file_is_refused(
    content: bytes | None, message: str
) -> None:
    files = {} if content is None else {"file": SimpleUploadedFile("x.pdf", content)}
    form = DocumentForm(files=files)
    assert not form.is_valid()
    assert message in str(form.errors["file"])
