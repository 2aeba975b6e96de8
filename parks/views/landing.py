"""Pages about parks that need no park."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parks.models import Park
from parks.views.records import PER_PAGE


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is, and which parks tell their story; who is logged in goes to her parks."""
    if request.user.is_authenticated:
        return redirect("portfolio:list")
    stories = Park.objects.with_public_story().for_list()
    page = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "home.html", {"page_obj": page})
