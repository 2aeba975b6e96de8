"""Handing out a file that somebody added to a record."""

from django.http import HttpResponse

from collective.models.documents import StoredDocument
from parks.access import Viewer
from parks.choices import AuditAction
from parks.services.audit import record
from parks.views.exports import file_answer


def serve_document(viewer: Viewer, document: StoredDocument) -> HttpResponse:
    """Return a file as a private download that no browser opens as a page. Tells the log.

    The caller has found the row among those that the viewer may see.
    """
    answer = file_answer(bytes(document.content), document.filename, document.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    record(
        park=viewer.park,
        action=AuditAction.DOWNLOAD,
        actor=viewer.user,
        target=document,
        label=document.filename,
    )
    return answer
