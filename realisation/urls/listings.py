"""Addresses of demand and supply."""

from django.urls import URLPattern, path

from realisation.views import listing_states, listings

ONE = "vraag-en-aanbod/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("vraag-en-aanbod/", listings.listings, name="listings"),
    path("vraag-en-aanbod/nieuw/", listings.listing_add, name="listing_add"),
    path(ONE, listings.listing, name="listing"),
    path(f"{ONE}bewerken/", listings.listing_edit, name="listing_edit"),
    path(f"{ONE}geschiedenis/", listings.listing_history, name="listing_history"),
    path(f"{ONE}verlengen/", listing_states.listing_renew, name="listing_renew"),
    path(f"{ONE}vervuld/", listing_states.listing_met, name="listing_met"),
    path(f"{ONE}intrekken/", listing_states.listing_withdraw, name="listing_withdraw"),
    path(f"{ONE}heropenen/", listing_states.listing_reopen, name="listing_reopen"),
    path(f"{ONE}verwijderen/", listing_states.listing_delete, name="listing_delete"),
]
