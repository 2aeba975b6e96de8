"""The public page of a park, for everybody: the one way into a park without a log-in.

It opens the context of a park only when the park itself says that its story is public, and answers
the same for everybody, so that a shared cache may keep it. A page that was withdrawn is gone at
once: the cache has to ask each time (no-cache) and hears 304 when nothing changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from collective.queries.story import public_story
from core.park_context import park_context
from parks.models import Park
from reports import storage
from reports.queries.public_map import public_map
from reports.queries.story import public_edition, public_page

CACHED = "public, no-cache"
PER_PAGE = 50


@require_safe
@conditional_page
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the story of a park, its front-runners, its public goals and its public roadmap."""
    with _public_park(slug) as park:
        page = public_page(park, timezone.localdate())
    if page is None:
        raise Http404
    response = render(request, "reports/story.html", {"page": page, "slug": slug})
    response["Cache-Control"] = CACHED
    return response


@require_safe
@conditional_page
def story_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the kansenkaart as everybody may see it, beside a story that is public."""
    today = timezone.localdate()
    with _public_park(slug) as park:
        found = public_map(park, today) if public_story(park.pk, today) else None
        if found is None:
            raise Http404
        page = Paginator(found.entries, PER_PAGE).get_page(request.GET.get("page"))
        rows = found.explained(list(page.object_list))
    context = {"found": found, "rows": rows, "page_obj": page, "slug": slug}
    response = render(request, "reports/story_map.html", context)
    response["Cache-Control"] = CACHED
    return response


@require_safe
def story_roadmap(request: HttpRequest, slug: str) -> FileResponse:
    """Serve the newest roadmap that is for everybody.

    No line in the log of the park: anybody could fill it.
    """
    with _public_park(slug) as park:
        edition = public_edition(park) if public_page(park, timezone.localdate()) else None
    file = storage.open_file(edition.file) if edition and edition.file else None
    if file is None or edition is None:
        raise Http404
    name = f"routekaart-{slug}-editie-{edition.number}.pdf"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = CACHED
    response["X-Content-Type-Options"] = "nosniff"
    return response


@contextmanager
def _public_park(slug: str) -> Iterator[Park]:
    """Open the context of a park with a public story, for nobody in particular; else Http404."""
    park = Park.objects.with_public_story().defer("outline").filter(slug=slug).first()
    if park is None:
        raise Http404
    with park_context(park.pk):
        yield park
