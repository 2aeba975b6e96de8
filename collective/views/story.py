"""The story of a park for the world outside: writing, looking at it, publishing, withdrawing."""

from copy import copy

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.story import StoryForm
from collective.models import FrontRunner, ParkStory
from collective.queries.story import sections_of, stored_story
from collective.services.story import (
    NothingToTellError,
    add_story,
    publish_story,
    withdraw_story,
)
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, taken_at

TEMPLATE = "collective/story/story_form.html"


@require_safe
@park_page(Right.MANAGE)
def story(request: ParkRequest) -> HttpResponse:
    """Show the story as visitors would see it, and the front-runners with their consent."""
    park = request.viewer.park
    stored = stored_story(park.pk)
    runners = FrontRunner.objects.filter(park_id=park.pk).select_related("establishment")
    context = {
        "story": stored,
        "sections": sections_of(stored) if stored else (),
        "runners": runners.order_by("order", "shown_name"),
        "today": timezone.localdate(),
    }
    return render(request, "collective/story/story.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def story_edit(request: ParkRequest) -> HttpResponse:
    """Write the story; "preview" shows what was typed without storing it."""
    park = request.viewer.park
    stored = stored_story(park.pk)
    if "preview" in request.POST:
        return _preview(request, stored or ParkStory(park=park))
    if stored is None:
        return _first(request)
    page = EditPage(
        row=stored,
        form=StoryForm,
        template=TEMPLATE,
        back=address(request),
        saved="Het verhaal is opgeslagen.",
    )
    return edit_row(request, page)


def _first(request: ParkRequest) -> HttpResponse:
    """Store the first text of a park that had none."""
    park = request.viewer.park
    form = StoryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            add_story(park=park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, "Het verhaal is opgeslagen, maar nog niet openbaar.")
            return redirect(address(request))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, TEMPLATE, {"form": form, "back": address(request)}, status=status)


def _preview(request: ParkRequest, stored: ParkStory) -> HttpResponse:
    typed = copy(stored)
    form = StoryForm(request.POST, instance=typed)
    status = 200 if form.is_valid() else UNPROCESSABLE
    shown = sections_of(typed) if status == 200 else ()
    context = {"form": form, "row": stored, "back": address(request), "preview": shown}
    return render(request, TEMPLATE, context, status=status)


@require_POST
@park_page(Right.MANAGE)
def story_publish(request: ParkRequest) -> HttpResponse:
    """Let the world read the story."""
    park = request.viewer.park
    try:
        publish_story(story=_story(request), park=park, by=request.user, now=timezone.now())
    except NothingToTellError:
        messages.error(request, "Er is nog geen tekst. Schrijf eerst het verhaal.")
    else:
        messages.success(request, "Het verhaal is openbaar. Iedereen kan het nu lezen.")
    return redirect(address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def story_withdraw(request: ParkRequest) -> HttpResponse:
    """Ask whether the public page may go, and take it away."""
    stored = _story(request)
    question = Removal(
        title="Openbare pagina weghalen?",
        text="Bezoekers zien de pagina dan niet meer. De tekst blijft bewaard, en u kunt later"
        " opnieuw publiceren.",
        back=address(request),
        done="De openbare pagina is weg. De tekst is bewaard.",
        act=lambda _: withdraw_story(story=stored, park=request.viewer.park),
        action_label="Ja, weghalen",
    )
    return ask(request, question)


@require_safe
@park_page(Right.MANAGE)
def story_history(request: ParkRequest) -> HttpResponse:
    """Show who changed the story, and when it was public."""
    stored = _story(request)
    return history_page(request, stored, row_history(stored), back=address(request))


def _story(request: ParkRequest) -> ParkStory:
    """Return the story of the park, or raise Http404 when nobody wrote one."""
    stored = stored_story(request.viewer.park.pk)
    if stored is None:
        raise Http404
    return stored


def address(request: ParkRequest) -> str:
    """Return where the story is worked on."""
    return reverse("collective:story", args=[request.viewer.park.slug])
