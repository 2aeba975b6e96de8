"""Every place where something about a person can be stored is in the register."""

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from reports.privacy.kinds import Addressed
from reports.privacy.register import ADDRESSED, LINKED, NAMED, NOT_PERSONAL, event_of

# What fields with something about a person are called, besides those that hold an address.
NAMES = {
    *("name", "full_name", "first_name", "last_name", "username", "nickname"),
    *("email", "telephone", "phone", "mobile", "birthday", "ip_address", "user_agent"),
    *("owner_other", "blocked_by", "signed_by", "consent_by"),
}


def personal_fields() -> set[str]:
    """Return every field of every table that may tell of a person; history goes by its model."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if field.related_model is User
        or isinstance(field, models.EmailField)
        or field.name in NAMES
    }


def registered() -> set[str]:
    linked = {f"{each.model._meta.label}.{name}" for each in LINKED for name in each.people}
    addressed = {
        f"{each.model._meta.label}.{name}"
        for each in ADDRESSED
        for name in ("email", *each.blanked)
    }
    named = {f"{each.model._meta.label}.{each.field}" for each in NAMED}
    own_address = {"account.EmailAddress.email"}
    return linked | addressed | named | own_address | set(NOT_PERSONAL)


def test_every_field_that_may_tell_of_a_person_is_in_the_register() -> None:
    assert personal_fields() - registered() == set()


def test_the_register_names_nothing_that_is_gone() -> None:
    for label in registered():
        model, field = label.rsplit(".", 1)
        apps.get_model(model)._meta.get_field(field.split("__")[0])


@pytest.mark.parametrize("each", ADDRESSED, ids=lambda each: each.title)
def test_what_erasure_overwrites_is_overwritten_in_history_too(each: Addressed) -> None:
    if event := event_of(each.model):
        assert {"email", *each.blanked} <= {field.name for field in event._meta.concrete_fields}
    texts = {
        field.name
        for field in each.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    assert texts - {"token_hash"} == {"email", *each.blanked}
