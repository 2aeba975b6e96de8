"""Who is asked to an activity and who comes: the team's pages, and one's own answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.choices import SignUpState
from collective.forms.sign_ups import (
    AnswerForm,
    AttendanceForm,
    CandidateFilterForm,
    InviteForm,
    RemindForm,
    SignUpFilterForm,
)
from collective.models import Activity, SignUp
from collective.queries.activities import activity_card
from collective.queries.sign_ups import MOST_CANDIDATES, candidates, expected, find_sign_ups
from collective.services.sign_ups import (
    ClosedError,
    answer,
    answer_herself,
    invite,
    note_attendance,
    note_that_all_came,
    remind,
    remove_sign_up,
)
from collective.views.activities import activity_page, address, visible_activity
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Removal, ask
from parks.views.records import page_of, posted

CLOSED = "Aanmelden kan niet meer: de activiteit is geweest of gaat niet door."
SAID = {
    SignUpState.COMING: "U staat op de lijst.",
    SignUpState.WAITING: "Alle plaatsen zijn bezet. U staat op de wachtlijst.",
    SignUpState.DECLINED: "Wij weten nu dat u niet komt.",
}


@require_safe
@park_page(Right.EDIT)
def people(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who was asked and what they said."""
    return _people_page(request, visible_activity(request, pk))


def _people_page(request: ParkRequest, activity: Activity, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    form = SignUpFilterForm(request.GET)
    found = find_sign_ups(viewer, activity, form.value("q"), form.value("state"))
    context = {
        "form": form,
        "page_obj": page_of(request, found),
        "card": activity_card(viewer, activity, timezone.now()),
    }
    return render(request, "collective/activities/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def people_invite(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Choose whom to ask; their mail waits until the team sends it."""
    viewer, activity = request.viewer, visible_activity(request, pk)
    choice = CandidateFilterForm(request.GET or None)
    found = candidates(viewer, activity, choice.search(), timezone.localdate())
    form = InviteForm(posted(request), candidates=found)
    if form.is_bound and form.is_valid():
        return _invite(request, activity, form)
    context = {
        "form": form,
        "choice": choice,
        "activity": activity,
        "found": len(found),
        "most": MOST_CANDIDATES,
        "back": _people_address(request, pk),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/activities/invite.html", context, status=status)


def _invite(request: ParkRequest, activity: Activity, form: InviteForm) -> HttpResponse:
    try:
        done = invite(
            park=request.viewer.park, activity=activity, people=form.people(), now=timezone.now()
        )
    except ClosedError:
        messages.warning(request, CLOSED)
        return redirect(_people_address(request, activity.pk))
    said = [f"{done.added} {'persoon' if done.added == 1 else 'mensen'} toegevoegd."]
    if done.known:
        said.append(f"{done.known} stond{'' if done.known == 1 else 'en'} er al.")
    if done.without_mail:
        want = "wil" if done.without_mail == 1 else "willen"
        said.append(f"{done.without_mail} van hen {want} geen uitnodigingen per mail: bel zelf.")
    messages.success(request, " ".join(said))
    return redirect("collective:activity_mail", request.viewer.park.slug)


@require_POST
@park_page(Right.EDIT)
def people_remind(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let people be reminded by the next mail that the team sends."""
    activity = visible_activity(request, pk)
    form = RemindForm(request.POST)
    if not form.is_valid():
        return _people_page(request, activity, UNPROCESSABLE)
    try:
        number = remind(
            park=request.viewer.park,
            activity=activity,
            state=form.cleaned_data["state"],
            now=timezone.now(),
        )
    except ClosedError:
        messages.warning(request, CLOSED)
        return redirect(_people_address(request, pk))
    messages.success(request, f"Herinneringen klaargezet: {number}.")
    return redirect("collective:activity_mail", request.viewer.park.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def attendance(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Tick who was there, page by page or all who would come at once."""
    activity = visible_activity(request, pk)
    rows = expected(request.viewer, activity)
    if "all" in request.POST:
        number = note_that_all_came(activity=activity)
        messages.success(request, f"Als aanwezig genoteerd: {number}.")
        return redirect(request.get_full_path())
    form = AttendanceForm(posted(request), people=rows)
    if form.is_bound and form.is_valid():
        shown, came = ([UUID(key) for key in form.cleaned_data[name]] for name in ("shown", "came"))
        note_attendance(activity=activity, shown=shown, came=came)
        messages.success(request, "De aanwezigheid is opgeslagen.")
        return redirect(request.get_full_path())
    context = {
        "activity": activity,
        "form": form,
        "page_obj": page_of(request, rows),
        "back": address(request, pk),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/activities/attendance.html", context, status=status)


@require_POST
@park_page(Right.READ)
def own_answer(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say whether one comes oneself."""
    activity = visible_activity(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return activity_page(request, activity, UNPROCESSABLE)
    try:
        own = answer_herself(
            viewer=request.viewer, activity=activity, comes=form.comes, now=timezone.now()
        )
    except ClosedError:
        messages.warning(request, CLOSED)
    else:
        messages.success(request, SAID[SignUpState(own.state)])
    return redirect(address(request, pk))


@require_POST
@park_page(Right.EDIT)
def person_answer(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Note what somebody said by telephone."""
    sign_up = _visible_sign_up(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _people_page(request, sign_up.activity, UNPROCESSABLE)
    try:
        own = answer(sign_up=sign_up, comes=form.comes, now=timezone.now())
    except ClosedError:
        messages.warning(request, CLOSED)
    else:
        messages.success(request, f"{own.name}: {own.get_state_display()}.")
    return redirect(_people_address(request, sign_up.activity_id))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def person_remove(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether somebody may go from the list, and take her off."""
    sign_up = _visible_sign_up(request, pk)
    question = Removal(
        title="Van de lijst halen?",
        text=f"{sign_up.name} staat dan niet meer bij {sign_up.activity.title}, en de link in de"
        " mail werkt niet meer. Komt iemand niet? Noteer dan ‘komt niet’.",
        back=_people_address(request, sign_up.activity_id),
        done=f"{sign_up.name} staat niet meer op de lijst.",
        act=lambda _: remove_sign_up(park=request.viewer.park, sign_up=sign_up),
        action_label="Ja, van de lijst halen",
    )
    return ask(request, question)


def _visible_sign_up(request: ParkRequest, pk: UUID) -> SignUp:
    rows = SignUp.objects.visible_to(request.viewer).select_related("activity")
    sign_up: SignUp = get_object_or_404(rows, pk=pk)
    return sign_up


def _people_address(request: ParkRequest, pk: UUID) -> str:
    return reverse("collective:activity_people", args=[request.viewer.park.slug, pk])
