"""Addresses of the quick scan."""

from django.urls import URLPattern, path

from realisation.views import reminders, scan, scan_acts, scan_picture, scans

ROUND = "quickscan/rondes/<uuid:pk>/"
ONE = "quickscan/<uuid:pk>/"
REMINDER = "quickscan/herinneringen/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("quickscan/", scans.scans, name="scans"),
    path("quickscan/rondes/nieuw/", scans.round_add, name="scan_round_add"),
    path(ROUND, scans.response, name="scan_response"),
    path(f"{ROUND}bewerken/", scans.round_edit, name="scan_round_edit"),
    path(f"{ROUND}verwijderen/", scans.round_delete, name="scan_round_delete"),
    path(f"{ROUND}geschiedenis/", scans.round_history, name="scan_round_history"),
    path(f"{ROUND}beeld/", scan_picture.picture, name="scan_picture"),
    path(f"{ROUND}beeld/<slug:form>/", scan_picture.picture_download, name="scan_picture_download"),
    path(f"{ROUND}herinneren/", reminders.remind, name="scan_remind"),
    path(f"{ROUND}bedrijf/<uuid:company>/", scans.start, name="scan_start"),
    path("quickscan/herinneren/", reminders.remind_expiring, name="scan_remind_expiring"),
    path(REMINDER, reminders.run, name="scan_reminder"),
    path(f"{REMINDER}opnieuw/", reminders.retry, name="scan_reminder_retry"),
    path(ONE, scan.scan, name="scan"),
    path(f"{ONE}insturen/", scan_acts.finish, name="scan_finish"),
    path(f"{ONE}heropenen/", scan_acts.reopen, name="scan_reopen"),
    path(f"{ONE}delen/", scan_acts.release, name="scan_release"),
    path(f"{ONE}vraag-en-aanbod/", scan_acts.listings_from, name="scan_listings"),
    path(f"{ONE}verwijderen/", scan_acts.delete, name="scan_delete"),
    path(f"{ONE}geschiedenis/", scan_acts.history, name="scan_history"),
    path(f"{ONE}deel/<slug:section>/", scan.scan_save, name="scan_save"),
]
