"""Addresses of activities, mail and calendars."""

from django.urls import path

from collective.views import activities, calendar, follow_ups, mail, sign_ups

ONE = "activiteiten/<uuid:pk>/"

urlpatterns = [
    path("activiteiten/", activities.activities, name="activities"),
    path("activiteiten/lijst/", activities.activity_catalogue_list, name="activity_catalogue"),
    path("activiteiten/nieuw/", activities.activity_add, name="activity_add"),
    path(ONE, activities.activity_detail, name="activity_detail"),
    path(f"{ONE}bewerken/", activities.activity_edit, name="activity_edit"),
    path(f"{ONE}afgelasten/", activities.activity_cancel, name="activity_cancel"),
    path(f"{ONE}verwijderen/", activities.activity_delete, name="activity_delete"),
    path(f"{ONE}geschiedenis/", activities.activity_history, name="activity_history"),
    path(f"{ONE}uitkomst/", activities.activity_outcome, name="activity_outcome"),
    path(f"{ONE}vervolg/<slug:kind>/", follow_ups.activity_follow_up, name="activity_follow_up"),
    path(
        "activiteiten/vervolg/<uuid:pk>/weghalen/",
        follow_ups.activity_follow_up_delete,
        name="activity_follow_up_delete",
    ),
    path(
        "activiteiten/vervolg/<uuid:pk>/geschiedenis/",
        follow_ups.activity_follow_up_history,
        name="activity_follow_up_history",
    ),
    path(f"{ONE}agenda/", calendar.activity_file, name="activity_file"),
    path(f"{ONE}aanmelden/", sign_ups.own_answer, name="activity_own_answer"),
    path(f"{ONE}mensen/", sign_ups.people, name="activity_people"),
    path(f"{ONE}mensen/uitnodigen/", sign_ups.people_invite, name="activity_invite"),
    path(f"{ONE}mensen/herinneren/", sign_ups.people_remind, name="activity_remind"),
    path(f"{ONE}aanwezig/", sign_ups.attendance, name="activity_attendance"),
    path(
        "activiteiten/aanmeldingen/<uuid:pk>/antwoord/",
        sign_ups.person_answer,
        name="activity_person_answer",
    ),
    path(
        "activiteiten/aanmeldingen/<uuid:pk>/weghalen/",
        sign_ups.person_remove,
        name="activity_person_remove",
    ),
    path("activiteiten/berichten/", mail.mail, name="activity_mail"),
    path("activiteiten/berichten/versturen/", mail.mail_send, name="activity_mail_send"),
    path("activiteiten/berichten/<uuid:pk>/", mail.mail_run, name="activity_mail_run"),
    path("activiteiten/berichten/<uuid:pk>/opnieuw/", mail.mail_retry, name="activity_mail_retry"),
    path("activiteiten/agenda/", calendar.calendar, name="activity_calendar"),
    path("activiteiten/agenda/maken/", calendar.calendar_make, name="activity_calendar_make"),
    path(
        "activiteiten/agenda/<uuid:pk>/intrekken/",
        calendar.calendar_withdraw,
        name="activity_calendar_withdraw",
    ),
]
