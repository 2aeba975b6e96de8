"""Activities: the list, one of them, planning, changing, calling off, what came out of them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.choices import ActivityState, FollowUpKind
from collective.forms.activities import ActivityFilterForm, ActivityForm, CancelForm, OutcomeForm
from collective.links import link, open_token
from collective.models import Activity
from collective.queries.activities import (
    ActivitySearch,
    activity_card,
    activity_rows,
    find_activities,
    offered,
)
from collective.services.activities import (
    NotPlannedError,
    add_activity,
    cancel_activity,
    carry_through,
    remove_activity,
)
from core.htmx import UNPROCESSABLE
from knowledge.choices import Purpose
from knowledge.loader import activity_catalogue
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted


@require_safe
@park_page(Right.READ)
def activities(request: ParkRequest) -> HttpResponse:
    """Show what is to come, or what was."""
    viewer = request.viewer
    form = ActivityFilterForm(request.GET)
    search = form.search()
    page = page_of(request, find_activities(viewer, search, timezone.now()))
    context = {
        "form": form,
        "is_filtered": search != ActivitySearch(),
        "page_obj": page,
        "rows": activity_rows(viewer, list(page.object_list)),
    }
    return render(request, "collective/activities/activities.html", context)


@require_safe
@park_page(Right.EDIT)
def activity_catalogue_list(request: ParkRequest) -> HttpResponse:
    """Show what the method offers to organise: what fits the park's own degree comes first."""
    context = {"groups": offered(request.viewer), "purposes": Purpose.choices}
    return render(request, "collective/activities/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_add(request: ParkRequest) -> HttpResponse:
    """Plan an activity; `?uit=` names one of the catalogue to start from."""
    viewer = request.viewer
    item = activity_catalogue().get(request.GET.get("uit", ""))
    initial: dict[str, Any] = {"audience": Audience.MEMBERS}
    if item:
        initial |= {"title": item.title, "purpose": item.what}
    form = ActivityForm(posted(request), viewer=viewer, initial=initial)
    if form.is_bound and form.is_valid():
        slug = item.slug if item else ""
        added = add_activity(park=viewer.park, catalogue=slug, typed=form.typed())
        messages.success(request, f"{added.title} staat in de lijst. Nodig nu mensen uit.")
        return redirect(address(request, added.pk))
    back = reverse("collective:activities", args=[viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back, "item": item}
    return render(request, "collective/activities/activity_form.html", context, status=status)


@require_safe
@park_page(Right.READ)
def activity_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one activity, with one's own answer."""
    return activity_page(request, visible_activity(request, pk))


def activity_page(request: ParkRequest, activity: Activity, status: int = 200) -> HttpResponse:
    """Return the page of an activity."""
    card = activity_card(request.viewer, activity, timezone.now())
    item = activity_catalogue().get(activity.catalogue)
    context: dict[str, Any] = {"card": card, "item": item, "follow_up_kinds": FollowUpKind.choices}
    if request.viewer.may_edit and card.is_open and card.is_public:
        token = open_token(activity)
        context["open_link"] = link("joining:open_sign_up", request.viewer.park.slug, token)
    return render(request, "collective/activities/activity.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change an activity; who would come hears of another time or place."""
    activity = visible_activity(request, pk)

    def after_saved() -> None:
        if told := carry_through(before=activity):
            messages.info(request, f"{people(told)} bericht over de wijziging.")

    page = EditPage(
        row=activity,
        form=partial(ActivityForm, viewer=request.viewer),
        template="collective/activities/activity_form.html",
        back=address(request, pk),
        saved="De activiteit is opgeslagen.",
        after_saved=after_saved,
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_cancel(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask why, call it off and tell who would come."""
    activity = visible_activity(request, pk)
    form = CancelForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            told = cancel_activity(
                park=request.viewer.park, activity=activity, reason=form.cleaned_data["reason"]
            )
        except NotPlannedError:
            messages.warning(request, "Deze activiteit was al afgelast of geweest.")
        except Activity.DoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, f"De activiteit is afgelast. {people(told)} bericht.")
        return redirect(address(request, pk))
    card = activity_card(request.viewer, activity, timezone.now())
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "card": card, "back": address(request, pk)}
    return render(request, "collective/activities/cancel.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an activity of which nobody heard may go, and remove it."""
    activity = visible_activity(request, pk)
    park = request.viewer.park
    question = Removal(
        title="Activiteit verwijderen?",
        text=f"{activity.title} verdwijnt uit de lijst, met wat eruit kwam. Doe dit alleen als"
        " de activiteit er per ongeluk staat. Gaat iets niet door? Gelast het dan af.",
        back=address(request, pk),
        done=f"{activity.title} is verwijderd.",
        act=lambda _: remove_activity(park=park, activity=activity),
        after=reverse("collective:activities", args=[park.slug]),
    )
    try:
        return ask(request, question)
    except Activity.DoesNotExist as gone:
        raise Http404 from gone


@require_safe
@park_page(Right.EDIT)
def activity_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed an activity."""
    activity = visible_activity(request, pk)
    return history_page(request, activity, row_history(activity), back=address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def activity_outcome(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Write down what came out of an activity."""
    activity = visible_activity(request, pk)
    if activity.state == ActivityState.CANCELLED:
        messages.warning(request, "Een afgelaste activiteit heeft geen uitkomst.")
        return redirect(address(request, pk))
    page = EditPage(
        row=activity,
        form=OutcomeForm,
        template="collective/activities/outcome.html",
        back=address(request, pk),
        saved="De uitkomst is opgeslagen.",
    )
    return edit_row(request, page)


def people(number: int) -> str:
    """Return "1 persoon krijgt" or "12 mensen krijgen"."""
    return "1 persoon krijgt" if number == 1 else f"{number} mensen krijgen"


def visible_activity(request: ParkRequest, pk: UUID) -> Activity:
    """Return an activity that the visitor may see, or raise Http404."""
    rows = Activity.objects.visible_to(request.viewer).select_related("owner__user")
    activity: Activity = get_object_or_404(rows, pk=pk)
    return activity


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an activity is shown."""
    return reverse("collective:activity_detail", args=[request.viewer.park.slug, pk])
