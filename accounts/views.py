"""Pages about oneself."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.models import User
from core.htmx import UNPROCESSABLE


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change a person's own name; the rest of the account is links."""
    # The form changes its instance even when it is not valid; the page header shows request.user.
    person = User.objects.get(email=request.user.get_username())
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Uw naam is opgeslagen.")
        return redirect("accounts:profile")
    context = {"form": form, "two_factor": is_mfa_enabled(person)}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "accounts/profile.html", context, status=status)
