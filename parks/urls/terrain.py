"""Addresses under /p/<slug>/terrein/."""

from django.urls import path

from parks.views import contacts, establishments, holdings, merging, organisations, plots, terrain

app_name = "terrain"

company_urls = [
    path("bedrijven/", establishments.companies, name="companies"),
    path("bedrijven/nieuw/", establishments.company_add, name="company_add"),
    path("bedrijven/<uuid:pk>/", establishments.establishment_detail, name="establishment_detail"),
    path(
        "bedrijven/<uuid:pk>/bewerken/",
        establishments.establishment_edit,
        name="establishment_edit",
    ),
    path(
        "bedrijven/<uuid:pk>/vertrek/",
        establishments.establishment_leave,
        name="establishment_leave",
    ),
    path(
        "bedrijven/<uuid:pk>/terug/",
        establishments.establishment_return,
        name="establishment_return",
    ),
    path(
        "bedrijven/<uuid:pk>/geschiedenis/",
        establishments.establishment_history,
        name="establishment_history",
    ),
    path(
        "bedrijven/<uuid:pk>/samenvoegen/",
        merging.establishment_merge_choose,
        name="establishment_merge_choose",
    ),
    path(
        "bedrijven/<uuid:pk>/samenvoegen/<uuid:other>/",
        merging.establishment_merge,
        name="establishment_merge",
    ),
    path("bedrijven/<uuid:pk>/contact/", contacts.contact_add, name="contact_add"),
    path("contact/<uuid:pk>/", contacts.contact_edit, name="contact_edit"),
    path("contact/<uuid:pk>/verwijderen/", contacts.contact_delete, name="contact_delete"),
]
organisation_urls = [
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.organisation_add, name="organisation_add"),
    path("organisaties/<uuid:pk>/", organisations.organisation_detail, name="organisation_detail"),
    path(
        "organisaties/<uuid:pk>/bewerken/",
        organisations.organisation_edit,
        name="organisation_edit",
    ),
    path(
        "organisaties/<uuid:pk>/geschiedenis/",
        organisations.organisation_history,
        name="organisation_history",
    ),
    path(
        "organisaties/<uuid:pk>/vestiging/",
        establishments.establishment_add,
        name="establishment_add",
    ),
    path(
        "organisaties/<uuid:pk>/samenvoegen/",
        merging.organisation_merge_choose,
        name="organisation_merge_choose",
    ),
    path(
        "organisaties/<uuid:pk>/samenvoegen/<uuid:other>/",
        merging.organisation_merge,
        name="organisation_merge",
    ),
    path("samengevoegd/<uuid:pk>/terugdraaien/", merging.merge_undo, name="merge_undo"),
]
plot_urls = [
    path("kavels/", plots.plots, name="plots"),
    path("kavels/nieuw/", plots.plot_add, name="plot_add"),
    path("kavels/<uuid:pk>/", plots.plot_detail, name="plot_detail"),
    path("kavels/<uuid:pk>/bewerken/", plots.plot_edit, name="plot_edit"),
    path("kavels/<uuid:pk>/verwijderen/", plots.plot_delete, name="plot_delete"),
    path("kavels/<uuid:pk>/geschiedenis/", plots.plot_history, name="plot_history"),
    path("kavels/<uuid:pk>/eigenaar/", holdings.owner_add, name="owner_add"),
    path("kavels/<uuid:pk>/gebruiker/", holdings.user_add, name="user_add"),
    path("eigendom/<uuid:pk>/", holdings.ownership_edit, name="ownership_edit"),
    path("eigendom/<uuid:pk>/verwijderen/", holdings.ownership_delete, name="ownership_delete"),
    path("gebruik/<uuid:pk>/", holdings.occupation_edit, name="occupation_edit"),
    path("gebruik/<uuid:pk>/verwijderen/", holdings.occupation_delete, name="occupation_delete"),
]
urlpatterns = [
    path("", terrain.home, name="home"),
    path("soorten-bedrijven/", terrain.sbi, name="sbi"),
    *company_urls,
    *organisation_urls,
    *plot_urls,
]
