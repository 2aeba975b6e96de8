"""Addresses of stakeholders."""

from django.urls import URLPattern, path

from collective.views import contacts, positions, relations, stakeholder_pictures, stakeholders

ONE = "belanghebbenden/<uuid:pk>/"
POSITION = "belanghebbenden/plaats/<uuid:pk>/"
CONTACT = "belanghebbenden/contact/<uuid:pk>/"
RELATION = "belanghebbenden/relatie/<uuid:pk>/"

REGISTER: list[URLPattern] = [
    path("belanghebbenden/", stakeholders.stakeholders, name="stakeholders"),
    path("belanghebbenden/nieuw/", stakeholders.stakeholder_add, name="stakeholder_add"),
    path(ONE, stakeholders.stakeholder_detail, name="stakeholder_detail"),
    path(f"{ONE}bewerken/", stakeholders.stakeholder_edit, name="stakeholder_edit"),
    path(f"{ONE}vertrek/", stakeholders.stakeholder_leave, name="stakeholder_leave"),
    path(f"{ONE}terug/", stakeholders.stakeholder_return, name="stakeholder_return"),
    path(f"{ONE}verwijderen/", stakeholders.stakeholder_delete, name="stakeholder_delete"),
    path(f"{ONE}geschiedenis/", stakeholders.stakeholder_history, name="stakeholder_history"),
]
POSITIONS: list[URLPattern] = [
    path(f"{ONE}plaats/", positions.stakeholder_position_add, name="stakeholder_position_add"),
    path(POSITION, positions.stakeholder_position_edit, name="stakeholder_position_edit"),
    path(
        f"{POSITION}verwijderen/",
        positions.stakeholder_position_delete,
        name="stakeholder_position_delete",
    ),
    path(
        f"{POSITION}geschiedenis/",
        positions.stakeholder_position_history,
        name="stakeholder_position_history",
    ),
]
CONTACTS: list[URLPattern] = [
    path("belanghebbenden/contacten/", contacts.stakeholder_contacts, name="stakeholder_contacts"),
    path(
        "belanghebbenden/opvolgen/", contacts.stakeholder_follow_ups, name="stakeholder_follow_ups"
    ),
    path("belanghebbenden/te-spreken/", contacts.stakeholder_to_speak, name="stakeholder_to_speak"),
    path(f"{ONE}contact/", contacts.stakeholder_contact_add, name="stakeholder_contact_add"),
    path(CONTACT, contacts.stakeholder_contact_edit, name="stakeholder_contact_edit"),
    path(f"{CONTACT}gedaan/", contacts.stakeholder_contact_done, name="stakeholder_contact_done"),
    path(
        f"{CONTACT}verwijderen/",
        contacts.stakeholder_contact_delete,
        name="stakeholder_contact_delete",
    ),
    path(
        f"{CONTACT}geschiedenis/",
        contacts.stakeholder_contact_history,
        name="stakeholder_contact_history",
    ),
]
RELATIONS: list[URLPattern] = [
    path(
        "belanghebbenden/relatie/nieuw/",
        relations.stakeholder_relation_add,
        name="stakeholder_relation_add",
    ),
    path(RELATION, relations.stakeholder_relation_edit, name="stakeholder_relation_edit"),
    path(
        f"{RELATION}verwijderen/",
        relations.stakeholder_relation_delete,
        name="stakeholder_relation_delete",
    ),
    path(
        f"{RELATION}geschiedenis/",
        relations.stakeholder_relation_history,
        name="stakeholder_relation_history",
    ),
]
PICTURES: list[URLPattern] = [
    path(
        "belanghebbenden/krachtenveld/",
        stakeholder_pictures.stakeholder_force_field,
        name="stakeholder_force_field",
    ),
    path(
        "belanghebbenden/ecosysteem/",
        stakeholder_pictures.stakeholder_ecosystem,
        name="stakeholder_ecosystem",
    ),
    path(
        "belanghebbenden/brengen-en-halen/",
        stakeholder_pictures.stakeholder_partnership,
        name="stakeholder_partnership",
    ),
]
urlpatterns = [*REGISTER, *POSITIONS, *CONTACTS, *RELATIONS, *PICTURES]
