"""Pages about parks that need no park."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is; somebody who is logged in goes straight to her parks."""
    if request.user.is_authenticated:
        return redirect("portfolio:list")
    return render(request, "home.html")
